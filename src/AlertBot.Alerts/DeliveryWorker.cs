using AlertBot.Chat;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Alerts;

/// <summary>The shell that hands due rows of the outbox to their platforms and records what became of them.</summary>
public sealed partial class DeliveryWorker(
    IOutbox outbox, IEnumerable<IChatPlatform> platforms, WorkerName worker, IOptions<DeliveryOptions> options,
    TimeProvider time, Random jitter, ILogger<DeliveryWorker> logger) : IDisposable
{
    // A platform that has not answered by then never will: what it got is asked after.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, IChatPlatform> _platforms =
        platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Looks after what an earlier life of this worker left in the middle of being sent.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var rows = await outbox.ReleaseClaimsAsync(worker.Value, time.GetUtcNow(), cancellationToken);
        if (rows > 0) LogRecovered(rows);
    }

    /// <summary>Delivers all that is due. Returns how many rows were handled.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var count = 0;
            while (true)
            {
                var rows = await outbox.ClaimDueAsync(
                    worker.Value, options.Value.BatchSize, Claim, time.GetUtcNow(), cancellationToken);
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

    private async Task DeliverAsync(IEnumerable<OutboxRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows) await DeliverAsync(row, cancellationToken);
    }

    private async Task DeliverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var settlement = await AttemptAsync(row, cancellationToken);
        // The platform may have it by now: recording that must not be given up half-way when the process is asked to stop.
        await outbox.SettleAsync(row.Delivery.Key, settlement, time.GetUtcNow(), CancellationToken.None);
        Log(row, settlement);
    }

    private async Task<Settlement> AttemptAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        if (!_platforms.TryGetValue(row.Delivery.Channel.Platform, out var platform))
            return new Settlement.Parked($"no platform '{row.Delivery.Channel.Platform}' is set up here");
        var nowUtc = time.GetUtcNow();
        try
        {
            if (row.State == DeliveryState.Unknown)
                return Settling.Of(
                    await platform.FindAsync(row.Delivery.Key, row.Delivery.Channel, cancellationToken),
                    row, options.Value, nowUtc, Jitter());
            return Settling.Of(await SendAsync(platform, row, cancellationToken), row, options.Value, nowUtc, Jitter());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new Settlement.Again(nowUtc, "stopped before it was sent");
        }
        catch (Exception fault)
        {
            LogFault(fault, row.Delivery.Key, row.Delivery.Channel.Platform);
            return new Settlement.Unknown(nowUtc + options.Value.FirstRetry, "a fault of our own: " + fault.GetType().Name);
        }
    }

    private static Task<DeliveryResult> SendAsync(
        IChatPlatform platform, OutboxRow row, CancellationToken cancellationToken)
    {
        var owed = row.Delivery;
        var delivery = new ChatDelivery(
            owed.Key, owed.Channel, owed.Message, null, null, owed.IsSilent, owed.Mention);
        return owed.Kind switch
        {
            DeliveryKind.Edit when row.AlertMessage is { } target =>
                platform.EditAsync(delivery with { Target = target }, cancellationToken),
            DeliveryKind.Delete when row.AlertMessage is { } target =>
                platform.DeleteAsync(delivery with { Target = target }, cancellationToken),
            DeliveryKind.Reply => platform.SendAsync(delivery with { ReplyTo = row.AlertMessage }, cancellationToken),
            _ => platform.SendAsync(delivery, cancellationToken),
        };
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

    [LoggerMessage(4011, LogLevel.Warning, "{Key} to {Channel} was not sent ({Reason}); it is tried again at {DueUtc:u}.")]
    private partial void LogAgain(string key, ChannelRef channel, string reason, DateTimeOffset dueUtc);

    [LoggerMessage(4012, LogLevel.Warning, "Whether {Key} reached {Channel} is unknown: {Reason}.")]
    private partial void LogUnknown(string key, ChannelRef channel, string reason);

    [LoggerMessage(4013, LogLevel.Error, "{Key} to {Channel} is parked: {Reason}. See it with 'alertbot incidents', mend the cause and retry.")]
    private partial void LogParked(string key, ChannelRef channel, string reason);

    [LoggerMessage(4014, LogLevel.Error, "Handing {Key} to {Platform} failed.")]
    private partial void LogFault(Exception fault, string key, string platform);

    [LoggerMessage(4015, LogLevel.Information, "{Rows} deliveries were cut off when the process ended; their platforms are asked what they have.")]
    private partial void LogRecovered(int rows);
}
