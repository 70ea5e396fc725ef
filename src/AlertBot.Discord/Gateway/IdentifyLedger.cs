namespace AlertBot.Discord.Gateway;

/// <summary>Sessions that were begun, as all workers together remember them.</summary>
internal sealed record IdentifyLedger
{
    /// <summary>When the day ends that is counted, in Unix milliseconds.</summary>
    public long ResetUtc { get; init; }

    /// <summary>Sessions begun this day.</summary>
    public int Used { get; init; }

    /// <summary>When a session was begun last, in Unix milliseconds, by shard modulo concurrency.</summary>
    public IReadOnlyDictionary<int, long> LastUtc { get; init; } = new Dictionary<int, long>();
}
