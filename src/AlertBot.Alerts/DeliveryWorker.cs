using AlertBot.Chat;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Alerts;

/// <summary>The shell that hands due rows of the outbox to their platforms and records what became of them.</summary>
/// <remarks>
/// Channels are served side by side, the rows of one channel in their order: a platform that takes its time over one
/// call keeps no other channel waiting.
/// </remarks>
public sealed partial class DeliveryWorker : IDisposable
{
    // Longer than any attempt may take: a claim that ends is one of a worker that is gone, and what it sent is asked
    // after.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    // Rows that wait for their limits are looked through at most so often: a few leave together.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(4);

    // So much is recorded together where the platform can be asked what it has.
    private const int MostSettled = 16;
    private static readonly TimeSpan SettleEvery = TimeSpan.FromMilliseconds(10);

    // More than any limit counts; those that wait for a person are among them.
    private const int MostUnknown = 1000;

    private readonly IOutbox _outbox;
    private readonly WorkerName _worker;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliveryWorker> _logger;
    private readonly PlatformGates _gates;
    private readonly ChannelKeeper _keeper;
    private readonly Handover _handover;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _ring = new();
    private TaskCompletionSource _rung = new();
    private bool _knowsWhatWasSent;
    private bool _isRestDone;

    /// <summary>Takes all that deliveries depend on.</summary>
    public DeliveryWorker(
        IOutbox outbox, IChannelBook book, ISubscriptionStore subscriptions, IEnumerable<IChatPlatform> platforms,
        WorkerName worker, IOptions<DeliveryOptions> options, TimeProvider time, Random jitter,
        ILogger<DeliveryWorker> logger)
    {
        (_outbox, _worker, _options, _time, _logger) = (outbox, worker, options.Value, time, logger);
        var byName = platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);
        _gates = new PlatformGates(byName.Values);
        _keeper = new ChannelKeeper(book, subscriptions, byName, _options, time, logger);
        _handover = new Handover(byName, _keeper, _options, time, jitter, logger);
    }

    /// <summary>
    /// When a channel that had its share may be sent to again; null when nothing that is due had to wait for that.
    /// </summary>
    public DateTimeOffset? BlockedUntilUtc => _gates.BlockedUntilUtc;

    /// <summary>Tells that there may be more to deliver, also while a delivery is under way.</summary>
    public void Ring()
    {
        TaskCompletionSource rung;
        lock (_ring) rung = _rung;
        rung.TrySetResult();
    }

    /// <summary>Has closed channels that are due looked at without waiting for the next look.</summary>
    public void LookSoon()
    {
        _keeper.LookSoon();
        Ring();
    }

    /// <summary>
    /// Waits until a channel that had its share may be sent to again, or somebody rings. False, at once, when nothing
    /// waits for that, or when it is longer than <paramref name="longest"/>.
    /// </summary>
    public async Task<bool> WaitForTurnAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (BlockedUntilUtc - _time.GetUtcNow() is not { } wait || wait > longest) return false;
        await PauseAsync([], cancellationToken);
        return true;
    }

    /// <summary>Looks after what an earlier life of this worker left in the middle of being sent.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var rows = await _outbox.ReleaseClaimsAsync(_worker.Value, _time.GetUtcNow(), cancellationToken);
        if (rows > 0) LogRecovered(rows);
        // Whether they arrived is not known; for the limits they did. Those of a life before the last, which ended
        // before it could look, are among them.
        foreach (var row in await _outbox.ListAsync(DeliveryState.Unknown, MostUnknown, cancellationToken))
            _gates.Note(row.Delivery.Channel, _time.GetUtcNow());
    }

    /// <summary>Delivers all that is due and not kept back by limits. Returns how many rows were handled.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        var underWay = new Dictionary<ChannelRef, Task>();
        var checking = Task.CompletedTask;
        try
        {
            await NoteWhatWasSentAsync(cancellationToken);
            // Beside the deliveries: a channel that takes long to look at must not hold up the others.
            checking = _keeper.CheckAsync(cancellationToken);
            var count = await DeliverAsync(underWay, cancellationToken);
            await checking;
            return count;
        }
        finally
        {
            // What was handed to a platform is recorded, whatever ended the rest.
            try
            {
                await Task.WhenAll(underWay.Values.Append(checking));
            }
            finally
            {
                _turn.Release();
            }
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
            var sinceUtc = _time.GetUtcNow() - _gates.Longest;
            foreach (var (channel, triedUtc) in await _outbox.ListAttemptsAsync(sinceUtc, cancellationToken))
                _gates.Note(channel, triedUtc);
        }
        _knowsWhatWasSent = true;
    }

    private async Task<int> DeliverAsync(Dictionary<ChannelRef, Task> underWay, CancellationToken cancellationToken)
    {
        _isRestDone = false;
        for (var count = 0; ;)
        {
            lock (_ring)
            {
                if (_rung.Task.IsCompleted) (_rung, _isRestDone) = (new TaskCompletionSource(), false);
            }
            var room = Math.Min(_options.BatchSize, _options.Concurrency - underWay.Count);
            var claimed = room > 0 ? await ClaimAsync(room, underWay, cancellationToken) : [];
            foreach (var rows in claimed.GroupBy(c => c.Row.Delivery.Channel))
                underWay.Add(rows.Key, DeliverAsync([.. rows], cancellationToken));
            count += claimed.Count;
            if (claimed.Count == 0 && underWay.Count == 0) return count;
            // Fewer than there was room for: nothing else can go until something changes.
            if (claimed.Count < room || room <= 0) await PauseAsync(underWay.Values, cancellationToken);
            foreach (var (channel, ended) in underWay.Where(u => u.Value.IsCompleted).ToList())
            {
                underWay.Remove(channel);
                _isRestDone &= _gates.Limited.Contains(channel.Platform, StringComparer.Ordinal);
                await ended;
            }
        }
    }

    private async Task<IReadOnlyList<ClaimedRow>> ClaimAsync(
        int room, Dictionary<ChannelRef, Task> underWay, CancellationToken cancellationToken)
    {
        var nowUtc = _time.GetUtcNow();
        var claimed = new List<ClaimedRow>();
        _gates.Begin();
        foreach (var platform in _gates.Open(nowUtc))
        {
            if (claimed.Count == room) break;
            // Found by walking past all that waits for its limits: not for every one of those that leaves.
            if (platform is null && _isRestDone) break;
            var claim = new OutboxClaim(_worker.Value, room - claimed.Count, Claim, nowUtc)
            {
                Only = platform,
                Except = platform is null ? _gates.Limited : [],
            };
            var taken = await ClaimAsync(claim, underWay, cancellationToken);
            _isRestDone |= platform is null && taken.Count < claim.Limit;
            claimed.AddRange(taken);
        }
        return claimed;
    }

    private async Task<IReadOnlyList<ClaimedRow>> ClaimAsync(
        OutboxClaim claim, Dictionary<ChannelRef, Task> underWay, CancellationToken cancellationToken)
    {
        var leaves = new Dictionary<string, Leave>(StringComparer.Ordinal);
        IReadOnlyList<OutboxRow> rows = [];
        try
        {
            rows = await _outbox.ClaimDueAsync(claim, MayTake, cancellationToken);
            return [.. rows.Select(r => new ClaimedRow(r, leaves[r.Delivery.Key].Ticket, claim.NowUtc))];
        }
        finally
        {
            foreach (var row in rows) leaves.Remove(row.Delivery.Key);
            foreach (var leave in leaves.Values) leave.Ticket?.End(claim.NowUtc);
        }

        MayTake MayTake(OutboxCandidate row)
        {
            if (underWay.ContainsKey(row.Channel)) return Alerts.MayTake.No;
            if (_gates.TryTake(row, claim.NowUtc) is { } leave)
            {
                leaves[row.Key] = leave;
                return Alerts.MayTake.Yes;
            }
            // Thousands of rows may wait for a platform that takes nothing more: they are not walked through.
            return claim.Only is { } only && _gates.ShutUntil(only, claim.NowUtc) is not null
                ? Alerts.MayTake.NoMore : Alerts.MayTake.No;
        }
    }

    /// <summary>Waits until one of the calls is over, a limit lets more pass, or somebody rings.</summary>
    private async Task PauseAsync(IEnumerable<Task> underWay, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> reasons;
        lock (_ring) reasons = [.. underWay, _rung.Task];
        var isLimited = BlockedUntilUtc is not null;
        var wait = BlockedUntilUtc - _time.GetUtcNow() ?? Timeout.InfiniteTimeSpan;
        if (isLimited && wait < ShortestPause) wait = ShortestPause;
        reasons.Add(Task.Delay(wait, _time, enough.Token));
        var first = await Task.WhenAny(reasons);
        // Whoever rings goes on at once: what follows is not done on its thread.
        await Task.Yield();
        Stop(enough);
        cancellationToken.ThrowIfCancellationRequested();
        // Where limits bite calls end by the dozen: they are looked after together.
        if (isLimited && first != reasons[^1] && first != reasons[^2])
            await Task.Delay(ShortestPause, _time, cancellationToken);
    }

    private static void Stop(CancellationTokenSource wait) => wait.Cancel();

    private async Task DeliverAsync(IReadOnlyList<ClaimedRow> rows, CancellationToken cancellationToken)
    {
        var isGivenBack = false;
        var settled = new List<SettledRow>();
        foreach (var claimed in rows)
        {
            try
            {
                isGivenBack = isGivenBack || IsLate(claimed);
                var settlement = isGivenBack ? GivenBack(claimed.Row) : await DeliverAsync(claimed, cancellationToken);
                if (settlement is Settlement.Parked { IsForChannel: true } closed)
                {
                    // First what it took before it refused: all that it is owed is parked along.
                    if (settled.Count > 0) await _outbox.SettleAsync(settled, CancellationToken.None);
                    settled = [];
                    await _keeper.CloseAsync(claimed.Row.Delivery.Channel, closed, CancellationToken.None);
                }
                settled.Add(new SettledRow(claimed.Row.Delivery.Key, settlement, _time.GetUtcNow()));
                isGivenBack |= cancellationToken.IsCancellationRequested
                    || settlement is Settlement.Parked { IsForChannel: true } or Settlement.Again { Told: not null };
            }
            finally
            {
                claimed.Ticket?.End(_time.GetUtcNow());
            }
            // A platform that answers at once and can be asked is not kept waiting for the disk after every row.
            if (claimed != rows[^1] && settled.Count < MostSettled && _handover.CanFind(claimed.Row)
                && _time.GetUtcNow() - settled[0].AtUtc < SettleEvery) continue;
            // The platform has it by now: recording that must not be given up half-way when the process is asked to
            // stop.
            await _outbox.SettleAsync(settled, CancellationToken.None);
            settled = [];
        }
    }

    // An attempt that begins now might outlive the claim, and another worker would take the row for lost.
    private bool IsLate(ClaimedRow claimed) =>
        _time.GetUtcNow() - claimed.ClaimedUtc > Claim - _options.AttemptTimeout - TimeSpan.FromSeconds(10);

    private Settlement GivenBack(OutboxRow row) => row.State == DeliveryState.Unknown
        ? new Settlement.Unknown(_time.GetUtcNow(), row.Reason ?? "the answer never came")
        : new Settlement.Again(_time.GetUtcNow(), row.Reason ?? "it waits for its turn", IsCounted: false);

    /// <summary>Delivers a row, and deals with what its channel or platform says of itself.</summary>
    private async Task<Settlement> DeliverAsync(ClaimedRow claimed, CancellationToken cancellationToken)
    {
        var row = claimed.Row;
        var settlement = await _handover.AttemptAsync(row, claimed.Ticket, cancellationToken);
        if (settlement is Settlement.Again { Told: { } told } again)
            _gates.Wait(row.Delivery.Channel, told == RateScope.Platform, again.DueUtc, _time.GetUtcNow());
        Log(row, settlement);
        return settlement;
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

    [LoggerMessage(4015, LogLevel.Information,
        "{Rows} deliveries were cut off when the process ended; their platforms are asked what they have.")]
    private partial void LogRecovered(int rows);

    /// <summary>A row in hand.</summary>
    /// <param name="Row">The row.</param>
    /// <param name="Ticket">What its call counts for; null where there is no limit.</param>
    /// <param name="ClaimedUtc">When it was taken.</param>
    private sealed record ClaimedRow(OutboxRow Row, RateTicket? Ticket, DateTimeOffset ClaimedUtc);
}
