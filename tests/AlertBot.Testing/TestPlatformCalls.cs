using AlertBot.Chat;

namespace AlertBot.Testing;

/// <summary>Counts calls over every span of a limit's length: stricter than any bucket.</summary>
internal sealed class TestPlatformCalls(IReadOnlyList<RateLimit> limits)
{
    private readonly Dictionary<(int Limit, ChannelRef? Channel), Queue<DateTimeOffset>> _calls = [];

    /// <summary>
    /// Counts a call. Null when it is within all limits; else how long to wait, the limit that is met, and nothing
    /// counted.
    /// </summary>
    public (TimeSpan Wait, RateScope Scope)? Take(ChannelRef channel, bool isOldEdit, DateTimeOffset nowUtc)
    {
        var counting = limits.Select((limit, i) => (Limit: limit, Index: i))
            .Where(l => l.Limit.Counts(channel, isOldEdit)).ToList();
        foreach (var (limit, index) in counting)
        {
            var calls = Of(index, limit, channel);
            while (calls.TryPeek(out var atUtc) && atUtc <= nowUtc - limit.Per) calls.Dequeue();
            if (calls.Count >= limit.Count) return (calls.Peek() + limit.Per - nowUtc, limit.Scope);
        }
        foreach (var (limit, index) in counting) Of(index, limit, channel).Enqueue(nowUtc);
        return null;
    }

    private Queue<DateTimeOffset> Of(int index, RateLimit limit, ChannelRef channel)
    {
        var key = (index, limit.Scope == RateScope.Channel ? channel : null);
        if (!_calls.TryGetValue(key, out var calls)) _calls[key] = calls = new Queue<DateTimeOffset>();
        return calls;
    }
}
