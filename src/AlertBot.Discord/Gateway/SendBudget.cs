namespace AlertBot.Discord.Gateway;

/// <summary>
/// Keeps one connection to 120 events in 60 seconds, which the gateway answers with a disconnect. Not safe for several
/// threads.
/// </summary>
internal sealed class SendBudget
{
    // Five are kept back: what we count in our minute may be counted in another one there.
    private const int Most = 115;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Queue<DateTimeOffset> _sent = new();

    /// <summary>Takes one. False when there is none left: a heartbeat more is then no use either.</summary>
    public bool TryTake(DateTimeOffset nowUtc)
    {
        while (_sent.TryPeek(out var first) && first + Window <= nowUtc) _sent.Dequeue();
        if (_sent.Count >= Most) return false;
        _sent.Enqueue(nowUtc);
        return true;
    }
}
