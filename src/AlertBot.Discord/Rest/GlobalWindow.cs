namespace AlertBot.Discord.Rest;

/// <summary>A request that counts for the limit of the whole API.</summary>
internal sealed class GlobalPlace(DateTimeOffset leftUtc)
{
    /// <summary>When it left.</summary>
    public DateTimeOffset LeftUtc { get; } = leftUtc;

    /// <summary>The latest instant at which it may have arrived, less the shortest way there; null while it is under way.</summary>
    public DateTimeOffset? CountsFromUtc { get; set; }
}

/// <summary>
/// Requests of the last second. Nobody knows how long one was on its way there: on a busy machine or line some that left a
/// second apart arrive together. So each counts from its end less the quickest of the last ones, which no way there and back
/// is shorter than, and one that is under way counts on. Not safe for several threads.
/// </summary>
/// <param name="perSecond">Requests a second.</param>
internal sealed class GlobalWindow(int perSecond)
{
    // The clocks of two machines do not run quite alike.
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1) * 1.002;

    // Of how many requests the quickest is looked for: lines change, and the quickest of a day ago says nothing.
    private const int LastRequests = 128;

    // The first ones of a process are all slow: so few do not tell how quick the quickest is.
    private const int EnoughRequests = 64;

    private readonly List<GlobalPlace> _places = [];
    private readonly Queue<TimeSpan> _took = new();

    /// <summary>A request leaves.</summary>
    public GlobalPlace Enter(DateTimeOffset nowUtc)
    {
        var place = new GlobalPlace(nowUtc);
        _places.Add(place);
        return place;
    }

    /// <summary>A request is answered, or never will be.</summary>
    public void Leave(GlobalPlace place, DateTimeOffset nowUtc)
    {
        var took = nowUtc - place.LeftUtc;
        _took.Enqueue(took);
        if (_took.Count > LastRequests) _took.Dequeue();
        place.CountsFromUtc = nowUtc - Quickest;
    }

    /// <summary>When the next one may leave, <paramref name="nowUtc"/> or later; may be later yet when asked again.</summary>
    public DateTimeOffset FreeUtc(DateTimeOffset nowUtc)
    {
        _places.RemoveAll(p => p.CountsFromUtc is { } from && from + Span <= nowUtc);
        if (_places.Count < perSecond) return nowUtc;
        return _places.Select(p => p.CountsFromUtc ?? Later(p.LeftUtc, nowUtc - Quickest)).Order()
            .ElementAt(_places.Count - perSecond) + Span;
    }

    private TimeSpan Quickest => _took.Count < EnoughRequests ? TimeSpan.Zero : _took.Min();

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
