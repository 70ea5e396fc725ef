namespace AlertBot.Incidents.Clustering;

/// <summary>Where a term stands. Never changes: what is added makes another.</summary>
/// <remarks>A new incident has the highest number, so most numbers are added at the end: there they share the room of
/// the posting before, which does not see beyond its own. In a common word's list of thousands nothing is
/// copied.</remarks>
internal sealed class Posting
{
    // Its first element tells how many of those behind it are taken, by whichever posting came latest.
    private readonly long[] _room;
    private readonly int _from;
    private readonly int _count;

    private Posting(long[] room, int from, int count, int articles)
    {
        _room = room;
        _from = from;
        _count = count;
        Articles = articles;
    }

    public static Posting None { get; } = new([0], 1, 0, 0);

    /// <summary>The incidents that can be found by it, ascending.</summary>
    public ReadOnlySpan<long> Numbers => _room.AsSpan(_from, _count);

    /// <summary>How many shared articles of the incidents held have it.</summary>
    public int Articles { get; }

    public Posting With(int articles) => new(_room, _from, _count, articles);

    public Posting Plus(long number)
    {
        var at = Numbers.BinarySearch(number);
        if (at >= 0) return this;
        return ~at == _count ? Appended(number) : Inserted(number, ~at);
    }

    public Posting Minus(long number)
    {
        var at = Numbers.BinarySearch(number);
        if (at < 0) return this;
        if (at == 0) return new Posting(_room, _from + 1, _count - 1, Articles);
        var room = Room(_count - 1);
        Numbers[..at].CopyTo(room.AsSpan(1));
        Numbers[(at + 1)..].CopyTo(room.AsSpan(1 + at));
        return new Posting(room, 1, _count - 1, Articles);
    }

    private Posting Appended(long number)
    {
        long end = _from + _count - 1;
        if (end + 1 < _room.Length && Interlocked.CompareExchange(ref _room[0], end + 1, end) == end)
        {
            _room[end + 1] = number;
            return new Posting(_room, _from, _count + 1, Articles);
        }

        var room = Room(_count + 1, spare: _count / 2);
        Numbers.CopyTo(room.AsSpan(1));
        room[_count + 1] = number;
        return new Posting(room, 1, _count + 1, Articles);
    }

    private Posting Inserted(long number, int at)
    {
        var room = Room(_count + 1);
        Numbers[..at].CopyTo(room.AsSpan(1));
        room[at + 1] = number;
        Numbers[at..].CopyTo(room.AsSpan(at + 2));
        return new Posting(room, 1, _count + 1, Articles);
    }

    private static long[] Room(int taken, int spare = 0)
    {
        var room = new long[1 + taken + spare];
        room[0] = taken;
        return room;
    }
}
