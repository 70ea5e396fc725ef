namespace AlertBot.Feeds;

/// <summary>Keeps requests to one host apart. Used by one thread at a time.</summary>
internal sealed class HostGates(int concurrency, TimeProvider time)
{
    private readonly Dictionary<string, Gate> gates = new(StringComparer.Ordinal);

    /// <summary>Whether a request may start now.</summary>
    public bool MayStart(string host) => !gates.TryGetValue(host, out var gate) || IsOpen(gate);

    /// <summary>Notes that a request starts.</summary>
    public void Start(string host, TimeSpan delay)
    {
        if (!gates.TryGetValue(host, out var gate)) gates[host] = gate = new Gate();
        gate.Running++;
        gate.Delay = delay;
    }

    /// <summary>Notes that a request ended.</summary>
    public void End(string host)
    {
        var gate = gates[host];
        gate.Running--;
        gate.EndedAt = time.GetTimestamp();
        if (gate.Running == 0 && gate.Delay == TimeSpan.Zero) gates.Remove(host);
    }

    /// <summary>Hosts that must not be asked now. Forgets those that have rested.</summary>
    public IReadOnlyCollection<string> Closed()
    {
        var closed = new List<string>();
        foreach (var (host, gate) in gates)
            if (!IsOpen(gate)) closed.Add(host);
            else if (gate.Running == 0) gates.Remove(host);
        return closed;
    }

    private bool IsOpen(Gate gate) =>
        gate.Running < concurrency && (gate.EndedAt is not { } ended || time.GetElapsedTime(ended) >= gate.Delay);

    private sealed class Gate
    {
        public int Running { get; set; }

        public TimeSpan Delay { get; set; }

        public long? EndedAt { get; set; }
    }
}
