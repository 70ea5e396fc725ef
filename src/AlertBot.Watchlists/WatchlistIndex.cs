using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>All watchlists and the gazetteer, prepared for matching. Immutable: an edit builds another one.</summary>
public sealed class WatchlistIndex
{
    private const double EarthRadiusKm = 6371.0088;

    private readonly NameIndex _names;
    private readonly RuleIndex _rules;
    private readonly NameBook _book;

    private WatchlistIndex(IReadOnlyList<Watchlist> watchlists, NameBook book, NameIndex names, RuleIndex rules)
    {
        Watchlists = watchlists;
        _book = book;
        _names = names;
        _rules = rules;
    }

    /// <summary>An index that finds nothing.</summary>
    public static WatchlistIndex Empty { get; } = Build([], []);

    /// <summary>What it was built from.</summary>
    public IReadOnlyList<Watchlist> Watchlists { get; }

    /// <summary>How many spellings it knows.</summary>
    public int AliasCount => _names.Count;

    /// <summary>Prepares watchlists and gazetteer. The same actor or place of two shared watchlists becomes one. A
    /// community's watchlist with the topic of a shared one takes its place for that community alone: its matches are told
    /// there instead, and what it changed or took out of the names no longer answers its rules.</summary>
    /// <param name="watchlists">Shared ones and those of communities; a community's names are found for it
    /// alone.</param>
    /// <param name="gazetteer">Places that no one watches, but that texts name.</param>
    public static WatchlistIndex Build(IReadOnlyList<Watchlist> watchlists, IReadOnlyList<Place> gazetteer)
    {
        var book = NameBook.Of(watchlists, gazetteer);
        return new WatchlistIndex(watchlists, book, book.Index(), RuleIndex.Of(watchlists, watchlists, book));
    }

    /// <summary>The same names with the rules of one watchlist alone: to try a rule out before it is saved.</summary>
    /// <param name="watchlist">One of this index, or one that differs from it in its rules.</param>
    public WatchlistIndex Trying(Watchlist watchlist) =>
        new(Watchlists, _book, _names, RuleIndex.Of([watchlist], Watchlists, _book));

    /// <summary>Finds every actor and place in a text.</summary>
    public NamedText Names(FoldedText text)
    {
        var tokens = text.Tokens as Token[] ?? [.. text.Tokens];
        var found = NameScan.Find(_names, text.Original, tokens, _book.Communities.Count + 1);
        var named = new NamedText(text, PlaceChoice.Choose(found, 0));
        return found.TrueForAll(name => name.Scope == 0) ? named : named with { OwnHits = Own(found) };
    }

    /// <summary>The rules that a text satisfies, in the order of the watchlists.</summary>
    /// <param name="text">A text whose names this index found.</param>
    /// <param name="kinds">What the text says happened.</param>
    public IReadOnlyList<Match> Match(NamedText text, IReadOnlySet<EventKind> kinds) => _rules.Match(text, kinds);

    /// <summary>What every rule of every watchlist makes of a text; for trying rules out, not for every
    /// article.</summary>
    public IReadOnlyList<RuleExplanation> Explain(NamedText text, IReadOnlySet<EventKind> kinds) =>
        _rules.Explain(text, kinds);

    /// <summary>A shared actor, or null.</summary>
    public Actor? ActorById(string id) => _book.Actor(id, Scope.Shared);

    /// <summary>An actor as one scope knows it: its own first, then the shared one; null when there is
    /// neither.</summary>
    public Actor? ActorById(string id, Scope scope) => _book.Actor(id, scope);

    /// <summary>A shared or listed place, or null.</summary>
    public Place? PlaceById(string id) => _book.Place(id, Scope.Shared);

    /// <summary>A place as one scope knows it: its own first, then the shared or listed one; null when there is
    /// none.</summary>
    public Place? PlaceById(string id, Scope scope) => _book.Place(id, scope);

    /// <summary>The cities and sites that one scope knows within so many kilometres of a place, itself first.</summary>
    public IReadOnlyList<Place> PlacesNear(Place center, double km, Scope scope)
    {
        var number = _book.ScopeNumber(scope);
        return
        [
            center,
            .. _book.Places.Where(p => p.Key.Scope == 0 || p.Key.Scope == number).Select(p => p.Place)
                .Where(p => p.Precision >= PlacePrecision.City && p.Id != center.Id && DistanceKm(center, p) <= km),
        ];
    }

    /// <summary>Whether a place is another one or lies in it. A country holds every place of that country.</summary>
    public bool IsWithin(string placeId, string ancestorId)
    {
        if (placeId == ancestorId) return true;
        return _book.Place(placeId, Scope.Shared) is { } place && _book.Place(ancestorId, Scope.Shared) is { } ancestor
            && NameBook.IsWithin(place, ancestor);
    }

    /// <summary>Kilometres between two places along the great circle; null when one has no coordinates.</summary>
    public static double? DistanceKm(Place a, Place b)
    {
        if (a is not { Latitude: { } latA, Longitude: { } lonA }
            || b is not { Latitude: { } latB, Longitude: { } lonB })
            return null;
        var north = double.DegreesToRadians(latB - latA) / 2;
        var east = double.DegreesToRadians(lonB - lonA) / 2;
        var h = (Math.Sin(north) * Math.Sin(north)) + (Math.Cos(double.DegreesToRadians(latA))
            * Math.Cos(double.DegreesToRadians(latB)) * Math.Sin(east) * Math.Sin(east));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private List<OwnNameHit> Own(List<FoundName> found)
    {
        var own = new List<OwnNameHit>();
        for (var scope = 1; scope <= _book.Communities.Count; scope++)
            foreach (var hit in PlaceChoice.Choose(found, scope))
                own.Add(new OwnNameHit(_book.Communities[scope - 1], hit));
        return own;
    }
}
