namespace AlertBot.Chat;

/// <summary>Keeps to the limits of a platform, so that it never has to refuse a call for their sake.</summary>
/// <remarks>Buckets of tokens; one that is taken comes back a span later and not before, so that no span of that length
/// ever
/// sees more calls than the limit allows, however the platform counts. Safe to call from several threads.</remarks>
/// <param name="limits">What the platform takes; none for no limit.</param>
public sealed class RateGate(IReadOnlyList<RateLimit> limits)
{
    // Two calls that leave a span apart may arrive a little closer: 2 % are given up for never being refused.
    private const double Margin = 1.02;

    // Beyond this many channels the ones that are idle are forgotten: their buckets are full.
    private const int MaxBuckets = 10_000;

    private readonly Lock _turn = new();
    private readonly Dictionary<(int Limit, ChannelRef? Channel), Queue<DateTimeOffset>> _taken = [];

    /// <summary>The longest span over which calls count; zero without limits.</summary>
    public TimeSpan Longest { get; } = limits.Select(l => l.Per).DefaultIfEmpty().Max() * Margin;

    /// <summary>
    /// Takes a token of every limit that a call to the channel falls under. False, and none taken, when one has none
    /// left.
    /// </summary>
    public bool TryTake(ChannelRef channel, DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            if (FreeAt(channel, nowUtc) > nowUtc) return false;
            Put(channel, nowUtc);
            return true;
        }
    }

    /// <summary>Notes a call that was made without asking, such as before a restart.</summary>
    public void Note(ChannelRef channel, DateTimeOffset atUtc)
    {
        lock (_turn) Put(channel, atUtc);
    }

    /// <summary>When a call to the channel may be made next, <paramref name="nowUtc"/> or later.</summary>
    public DateTimeOffset FreeUtc(ChannelRef channel, DateTimeOffset nowUtc)
    {
        lock (_turn) return FreeAt(channel, nowUtc);
    }

    private DateTimeOffset FreeAt(ChannelRef channel, DateTimeOffset nowUtc)
    {
        var freeUtc = nowUtc;
        for (var i = 0; i < limits.Count; i++)
        {
            if (!_taken.TryGetValue(Bucket(i, channel), out var taken)) continue;
            while (taken.TryPeek(out var atUtc) && atUtc + (limits[i].Per * Margin) <= nowUtc) taken.Dequeue();
            if (taken.Count < limits[i].Count) continue;
            var backUtc = taken.ElementAt(taken.Count - limits[i].Count) + (limits[i].Per * Margin);
            if (backUtc > freeUtc) freeUtc = backUtc;
        }
        return freeUtc;
    }

    private void Put(ChannelRef channel, DateTimeOffset atUtc)
    {
        if (_taken.Count > MaxBuckets) Forget(atUtc);
        for (var i = 0; i < limits.Count; i++)
        {
            var bucket = Bucket(i, channel);
            if (!_taken.TryGetValue(bucket, out var taken)) _taken[bucket] = taken = new Queue<DateTimeOffset>();
            taken.Enqueue(atUtc);
        }
    }

    private void Forget(DateTimeOffset nowUtc)
    {
        foreach (var (bucket, taken) in _taken.ToList())
            if (taken.All(atUtc => atUtc + (limits[bucket.Limit].Per * Margin) <= nowUtc)) _taken.Remove(bucket);
    }

    private (int Limit, ChannelRef? Channel) Bucket(int limit, ChannelRef channel) =>
        (limit, limits[limit].Scope == RateScope.Channel ? channel : null);
}
