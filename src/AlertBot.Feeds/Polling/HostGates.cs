namespace AlertBot.Feeds;

/// <summary>Keeps requests to one host apart. Safe to use from several threads.</summary>
/// <param name="concurrencyOf">How many requests a host may be asked at a time; 1 or more.</param>
/// <param name="time">By which hosts rest.</param>
internal sealed class HostGates(Func<string, int> concurrencyOf, TimeProvider time)
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, Gate> gates = new(StringComparer.Ordinal);
    private TaskCompletionSource ended = NewSignal();

    /// <summary>Notes that a request starts; false when it may not now.</summary>
    public bool TryStart(string host, TimeSpan rest) => TryStart(host, rest, out _);

    /// <summary>Waits until a request may start and notes it; how long the host rests when that is too
    /// long.</summary>
    public async Task<TimeSpan?> StartAsync(
        string host, TimeSpan rest, TimeSpan longest, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!TryStart(host, rest, out var blocked))
        {
            var wait = blocked.Wait;
            var left = longest - time.GetElapsedTime(start);
            if (wait > left || left <= TimeSpan.Zero) return wait > left ? wait : longest;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(blocked.AnyEnd, Task.Delay(wait > TimeSpan.Zero ? wait : left, time, stop.Token));
            cancellationToken.ThrowIfCancellationRequested();
            await stop.CancelAsync();
        }

        return null;
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
