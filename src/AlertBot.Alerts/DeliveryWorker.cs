using AlertBot.Chat;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Alerts;

/// <summary>The shell that hands due rows of the outbox to their platforms and records what became of them.</summary>
public sealed partial class DeliveryWorker(
    IOutbox outbox, IChannelBook book, ISubscriptionStore subscriptions, IEnumerable<IChatPlatform> platforms,
    WorkerName worker, IOptions<DeliveryOptions> options, TimeProvider time, Random jitter,
    ILogger<DeliveryWorker> logger) : IDisposable
{
    // Longer than any attempt may take: a claim that ends is one of a worker that is gone, and what it sent is asked
    // after.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, IChatPlatform> _platforms =
        platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);

    private readonly PlatformGates _gates = new(platforms);

    private readonly ChannelKeeper _keeper = new(
        book, subscriptions, platforms.ToDictionary(p => p.Name, StringComparer.Ordinal), time, logger);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _knowsWhatWasSent;

    /// <summary>
    /// When a channel that had its share may be sent to again; null when nothing that is due had to wait for that.
    /// </summary>
    public DateTimeOffset? BlockedUntilUtc => _gates.BlockedUntilUtc;

    /// <summary>Looks after what an earlier life of this worker left in the middle of being sent.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var rows = await outbox.ReleaseClaimsAsync(worker.Value, time.GetUtcNow(), cancellationToken);
        if (rows == 0) return;
        LogRecovered(rows);
        // Whether they arrived is not known; for the limits they did.
        foreach (var row in await outbox.ListAsync(DeliveryState.Unknown, rows, cancellationToken))
            _gates.Note(row.Delivery.Channel, time.GetUtcNow());
    }

    /// <summary>Delivers all that is due. Returns how many rows were handled.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await NoteWhatWasSentAsync(cancellationToken);
            await _keeper.CheckAsync(cancellationToken);
            var count = 0;
            while (true)
            {
                _gates.Begin();
                var nowUtc = time.GetUtcNow();
                var rows = await outbox.ClaimDueAsync(
                    worker.Value, options.Value.BatchSize, Claim, nowUtc, c => _gates.TryTake(c, nowUtc),
                    cancellationToken);
                if (rows.Count == 0) return count;
                // Channels are served side by side, the rows of one channel in their order.
                await Task.WhenAll(rows.GroupBy(r => r.Delivery.Channel)
                    .Select(channel => DeliverAsync(channel, cancellationToken)));
                count += rows.Count;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Frees the turn.</summary>
    public void Dispose() => _turn.Dispose();

    /// <summary>What an earlier life sent a moment ago counts for the limits of this one.</summary>
    private async Task NoteWhatWasSentAsync(CancellationToken cancellationToken)
    {
        if (_knowsWhatWasSent) return;
        if (_gates.Longest > TimeSpan.Zero)
        {
            var sinceUtc = time.GetUtcNow() - _gates.Longest;
            foreach (var (channel, sentUtc) in await outbox.ListSentAsync(sinceUtc, cancellationToken))
                _gates.Note(channel, sentUtc);
        }
        _knowsWhatWasSent = true;
    }

    private async Task DeliverAsync(IEnumerable<OutboxRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            if (!await DeliverAsync(row, cancellationToken)) return;
    }

    /// <summary>
    /// Delivers a row. False when the channel is closed: the other rows in hand were parked with this one.
    /// </summary>
    private async Task<bool> DeliverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var settlement = await AttemptAsync(row, cancellationToken);
        // The platform may have it by now: recording that must not be given up half-way when the process is asked to
        // stop.
        if (settlement is Settlement.Parked { IsForChannel: true } closed)
            await _keeper.CloseAsync(row.Delivery.Channel, closed.Reason, CancellationToken.None);
        await outbox.SettleAsync(row.Delivery.Key, settlement, time.GetUtcNow(), CancellationToken.None);
        Log(row, settlement);
        return settlement is not Settlement.Parked { IsForChannel: true };
    }

    private async Task<Settlement> AttemptAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        if (!_platforms.TryGetValue(row.Delivery.Channel.Platform, out var platform))
            return new Settlement.Parked($"no platform '{row.Delivery.Channel.Platform}' is set up here");
        using var timeout = new CancellationTokenSource(options.Value.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return row.State == DeliveryState.Unknown
                ? Settle(row, await platform.FindAsync(
                    row.Delivery.Key, await _keeper.AddressAsync(row.Delivery.Channel, either.Token), either.Token))
                : await SettleAsync(row, await HandOverAsync(platform, row, either.Token), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return row.State == DeliveryState.Unknown
                ? new Settlement.Unknown(time.GetUtcNow(), row.Reason ?? "stopped before the platform answered")
                : new Settlement.Again(time.GetUtcNow(), "stopped before it was sent", IsCounted: false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            var waited = $"no answer within {options.Value.AttemptTimeout.TotalSeconds:0} s";
            return row.State == DeliveryState.Unknown
                ? Settle(row, new FindResult.NotNow(waited))
                : await SettleAsync(row, new DeliveryResult.NotSent(waited), cancellationToken);
        }
        catch (Exception fault)
        {
            LogFault(fault, row.Delivery.Key, row.Delivery.Channel.Platform);
            return Settling.Ask(row, "a fault of our own: " + fault.GetType().Name, options.Value, time.GetUtcNow(),
                Jitter());
        }
    }

    private Settlement Settle(OutboxRow row, FindResult found) =>
        Settling.Of(found, row, options.Value, time.GetUtcNow(), Jitter());

    private async Task<Settlement> SettleAsync(
        OutboxRow row, DeliveryResult result, CancellationToken cancellationToken)
    {
        if (result is DeliveryResult.Moved moved)
            await _keeper.MoveAsync(row.Delivery.Channel, moved.To, cancellationToken);
        return Settling.Of(result, row, options.Value, time.GetUtcNow(), Jitter());
    }

    private async Task<DeliveryResult> HandOverAsync(
        IChatPlatform platform, OutboxRow row, CancellationToken cancellationToken)
    {
        var owed = row.Delivery;
        owed = owed with { Channel = await _keeper.AddressAsync(owed.Channel, cancellationToken) };
        var delivery = new ChatDelivery(
            owed.Key, owed.Channel, owed.Message, row.AlertMessage, null, owed.IsSilent, owed.Mention)
        {
            Followers = owed.Followers ?? [],
        };
        switch (owed.Kind)
        {
            // Where nothing can be edited the replies tell what changed.
            case DeliveryKind.Edit when row.AlertMessage is { } posted:
                return platform.Capabilities.CanEdit
                    ? await platform.EditAsync(delivery, cancellationToken)
                    : new DeliveryResult.Sent(posted);
            case DeliveryKind.Delete when row.AlertMessage is null:
                return new DeliveryResult.Refused("there is no message to remove", RefusedWhat.Message);
            case DeliveryKind.Delete:
                return await platform.DeleteAsync(delivery, cancellationToken);
            case DeliveryKind.Reply:
                return await platform.SendAsync(
                    delivery with { Target = null, ReplyTo = row.AlertMessage }, cancellationToken);
            default:
                return await platform.SendAsync(delivery with { Target = null }, cancellationToken);
        }
    }

    private double Jitter()
    {
        lock (jitter) return jitter.NextDouble();
    }

    private void Log(OutboxRow row, Settlement settlement)
    {
        var (key, channel) = (row.Delivery.Key, row.Delivery.Channel);
        switch (settlement)
        {
            case Settlement.Sent: LogSent(row.Delivery.Kind, key, channel); break;
            case Settlement.Again again: LogAgain(key, channel, again.Reason, again.DueUtc); break;
            case Settlement.Unknown unknown: LogUnknown(key, channel, unknown.Reason); break;
            case Settlement.Parked parked: LogParked(key, channel, parked.Reason); break;
        }
    }

    [LoggerMessage(4010, LogLevel.Debug, "{Kind} {Key} was sent to {Channel}.")]
    private partial void LogSent(DeliveryKind kind, string key, ChannelRef channel);

    [LoggerMessage(4011, LogLevel.Warning,
        "{Key} to {Channel} was not sent ({Reason}); it is tried again at {DueUtc:u}.")]
    private partial void LogAgain(string key, ChannelRef channel, string reason, DateTimeOffset dueUtc);

    [LoggerMessage(4012, LogLevel.Warning, "Whether {Key} reached {Channel} is unknown: {Reason}.")]
    private partial void LogUnknown(string key, ChannelRef channel, string reason);

    [LoggerMessage(4013, LogLevel.Error,
        "{Key} to {Channel} is parked: {Reason}. See 'alertbot outbox list'; mend the cause and retry.")]
    private partial void LogParked(string key, ChannelRef channel, string reason);

    [LoggerMessage(4014, LogLevel.Error, "Handing {Key} to {Platform} failed.")]
    private partial void LogFault(Exception fault, string key, string platform);

    [LoggerMessage(4015, LogLevel.Information,
        "{Rows} deliveries were cut off when the process ended; their platforms are asked what they have.")]
    private partial void LogRecovered(int rows);
}
