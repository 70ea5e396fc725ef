namespace AlertBot.Feeds;

/// <summary>Keeps requests to one host apart. Safe to use from several threads.</summary>
/// <param name="concurrencyOf">How many requests a host may be asked at a time; 1 or more.</param>
/// <param name="time">By which hosts rest.</param>
/// <param name="take">Takes the turn at a host from other workers: null when it is taken, else how long to wait at least.
/// Null where there are no others.</param>
internal sealed class HostGates(
    Func<string, int> concurrencyOf, TimeProvider time, Func<string, CancellationToken, Task<TimeSpan?>>? take = null)
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, Gate> gates = new(StringComparer.Ordinal);
    private TaskCompletionSource ended = NewSignal();

    /// <summary>Notes that a request starts; false when it may not now. Other workers are not asked: a claim keeps them
    /// away.</summary>
    public bool TryStart(string host, TimeSpan rest) => TryStart(host, rest, out _);

    /// <summary>Waits until a request may start and notes it; how long the host rests when that is too
    /// long.</summary>
    public async Task<TimeSpan?> StartAsync(
        string host, TimeSpan rest, TimeSpan longest, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var isOurs = TryStart(host, rest, out var blocked);
            var taken = isOurs ? await TakeAsync(host, rest, cancellationToken) : null;
            if (isOurs && taken is null) return null;
            var wait = taken ?? blocked.Wait;
            var left = longest - time.GetElapsedTime(start);
            if (wait > left || left <= TimeSpan.Zero) return wait > left ? wait : longest;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var delay = Task.Delay(wait > TimeSpan.Zero ? wait : left, time, stop.Token);
            await (isOurs ? delay : Task.WhenAny(blocked.AnyEnd, delay));
            cancellationToken.ThrowIfCancellationRequested();
            await stop.CancelAsync();
        }
    }

    // Where hosts need no rest, workers need not keep out of each other's way.
    private async Task<TimeSpan?> TakeAsync(string host, TimeSpan rest, CancellationToken cancellationToken)
    {
        if (take is null || rest == TimeSpan.Zero) return null;
        var isTaken = false;
        try
        {
            var wait = await take(host, cancellationToken);
            isTaken = wait is null;
            return wait;
        }
        finally
        {
            if (!isTaken) GiveUp(host);
        }
    }

    // Nothing was asked: the host needs no rest.
    private void GiveUp(string host)
    {
        TaskCompletionSource signal;
        lock (turn)
        {
            var gate = gates[host];
            gate.Running--;
            if (gate is { Running: 0, PausedUntilUtc: null, EndedAt: null }) gates.Remove(host);
            (signal, ended) = (ended, NewSignal());
        }

        signal.TrySetResult();
    }

    /// <summary>Notes that a host wants a longer rest after the request that is under way.</summary>
    public void Lengthen(string host, TimeSpan rest)
    {
        lock (turn)
            if (gates.TryGetValue(host, out var gate) && gate.Rest < rest) gate.Rest = rest;
    }

    /// <summary>Notes that a request ended.</summary>
    public void End(string host)
    {
        TaskCompletionSource signal;
        lock (turn)
        {
            var gate = gates[host];
            gate.Running--;
            gate.EndedAt = time.GetTimestamp();
            if (gate is { Running: 0, PausedUntilUtc: null } && gate.Rest == TimeSpan.Zero) gates.Remove(host);
            (signal, ended) = (ended, NewSignal());
        }

        signal.TrySetResult();
    }

    /// <summary>Notes that a host wants to be left alone.</summary>
    public void Pause(string host, DateTimeOffset untilUtc)
    {
        lock (turn)
        {
            if (!gates.TryGetValue(host, out var gate)) gates[host] = gate = new Gate();
            gate.PausedUntilUtc = untilUtc;
        }
    }

    /// <summary>Hosts that must not be asked now. Forgets those that have rested.</summary>
    public IReadOnlyCollection<string> Closed()
    {
        var closed = new List<string>();
        lock (turn)
        {
            foreach (var (host, gate) in gates)
                if (WaitOf(host, gate) != TimeSpan.Zero) closed.Add(host);
                else if (gate.Running == 0) gates.Remove(host);
        }

        return closed;
    }

    private bool TryStart(string host, TimeSpan rest, out (TimeSpan Wait, Task AnyEnd) blocked)
    {
        lock (turn)
        {
            var gate = gates.GetValueOrDefault(host);
            blocked = (gate is null ? TimeSpan.Zero : WaitOf(host, gate), ended.Task);
            if (blocked.Wait != TimeSpan.Zero) return false;
            if (gate is null) gates[host] = gate = new Gate();
            gate.Running++;
            gate.Rest = rest;
            return true;
        }
    }

    /// <summary>Zero when a request may start; less when that hangs on the end of another.</summary>
    private TimeSpan WaitOf(string host, Gate gate)
    {
        var wait = TimeSpan.Zero;
        if (gate.EndedAt is { } at) wait = Longer(wait, gate.Rest - time.GetElapsedTime(at));
        if (gate.PausedUntilUtc is { } until) wait = Longer(wait, until - time.GetUtcNow());
        return wait == TimeSpan.Zero && gate.Running >= concurrencyOf(host) ? Timeout.InfiniteTimeSpan : wait;
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Gate
    {
        public int Running { get; set; }

        public TimeSpan Rest { get; set; }

        public long? EndedAt { get; set; }

        public DateTimeOffset? PausedUntilUtc { get; set; }
    }
}
