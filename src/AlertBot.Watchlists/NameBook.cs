using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Every actor and place once for each scope: what several watchlists say of one is brought
/// together.</summary>
internal sealed class NameBook
{
    private readonly Dictionary<(int Scope, string Id), Actor> _actors = [];
    private readonly Dictionary<(int Scope, string Id), Place> _places = [];
    private readonly List<CommunityId> _communities = [];
    private readonly List<Place> _listed = [];

    /// <summary>The communities with watchlists of their own; scope n is the n-th, scope 0 is shared.</summary>
    public IReadOnlyList<CommunityId> Communities => _communities;

    /// <summary>All actors with the scope that knows them.</summary>
    public IEnumerable<((int Scope, string Id) Key, Actor Actor)> Actors =>
        _actors.Select(pair => (pair.Key, pair.Value));

    /// <summary>All places with the scope that knows them, those of the gazetteer too.</summary>
    public IEnumerable<((int Scope, string Id) Key, Place Place)> Places =>
        _places.Select(pair => (pair.Key, pair.Value));

    public static NameBook Of(IReadOnlyList<Watchlist> watchlists, IReadOnlyList<Place> gazetteer)
    {
        var book = new NameBook();
        foreach (var watchlist in watchlists)
        {
            var scope = book.AddScope(watchlist.Topic.Scope);
            // What a community took over unchanged is found under its shared name: a copy costs nothing.
            var taken = Replacement.Of(watchlist, watchlists);
            foreach (var actor in watchlist.Actors)
                if (taken?.Has(actor) is not true) book.Add(scope, actor);
            foreach (var place in watchlist.Places)
                if (taken?.Has(place) is not true) book.Add(scope, place);
        }

        foreach (var place in gazetteer)
            if (book._places.TryAdd((0, place.Id), place)) book._listed.Add(place);
        return book;
    }

    /// <summary>The number of a scope; -1 when no watchlist has it.</summary>
    public int ScopeNumber(Scope scope) => scope.Community is { } community ? _communities.IndexOf(community) + 1 : 0;

    public Actor? Actor(string id, Scope scope) =>
        _actors.GetValueOrDefault((ScopeNumber(scope), id)) ?? _actors.GetValueOrDefault((0, id));

    public Place? Place(string id, Scope scope) =>
        _places.GetValueOrDefault((ScopeNumber(scope), id)) ?? _places.GetValueOrDefault((0, id));

    /// <summary>Whether a place is another one or lies in it.</summary>
    public static bool IsWithin(Place place, Place ancestor) =>
        place.Id == ancestor.Id || place.Within.Contains(ancestor.Id)
        || (ancestor.Precision == PlacePrecision.Country && ancestor.Country == place.Country);

    /// <summary>The spellings of all names; where a watched place has a name, listed places do not.</summary>
    public NameIndex Index()
    {
        var index = new NameIndex();
        foreach (var ((scope, _), actor) in _actors)
            foreach (var alias in actor.Aliases) index.Add(scope, alias, actor, null);
        foreach (var ((scope, _), place) in _places)
            if (place.IsWatched)
                foreach (var alias in place.Aliases) index.Add(scope, alias, null, place);
        foreach (var place in _listed)
            foreach (var alias in place.Aliases) index.Add(0, alias, null, place);
        return index;
    }

    private int AddScope(Scope scope)
    {
        if (scope.Community is { } community && !_communities.Contains(community)) _communities.Add(community);
        return ScopeNumber(scope);
    }

    private void Add(int scope, Actor actor)
    {
        _actors[(scope, actor.Id)] = !_actors.TryGetValue((scope, actor.Id), out var known) ? actor : known with
        {
            Country = known.Country ?? actor.Country,
            Weight = Math.Max(known.Weight, actor.Weight),
            PartOf = known.PartOf ?? actor.PartOf,
            Aliases = [.. known.Aliases, .. actor.Aliases.Where(alias => !Has(known.Aliases, alias))],
        };
    }

    private void Add(int scope, Place place)
    {
        _places[(scope, place.Id)] = !_places.TryGetValue((scope, place.Id), out var known) ? place : known with
        {
            Latitude = known.Latitude ?? place.Latitude,
            Longitude = known.Longitude ?? place.Longitude,
            Weight = Math.Max(known.Weight, place.Weight),
            Within = [.. known.Within, .. place.Within.Except(known.Within, StringComparer.Ordinal)],
            Aliases = [.. known.Aliases, .. place.Aliases.Where(alias => !Has(known.Aliases, alias))],
        };
    }

    private static bool Has(IReadOnlyList<Alias> aliases, Alias alias) =>
        aliases.Any(known => known.Text == alias.Text && known.CaseSensitive == alias.CaseSensitive
            && known.Needs.SequenceEqual(alias.Needs) && known.Unless.SequenceEqual(alias.Unless));
}
