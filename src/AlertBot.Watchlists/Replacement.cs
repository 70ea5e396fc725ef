using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>A community's watchlist in the place of the shared one with its topic.</summary>
internal sealed class Replacement
{
    private readonly HashSet<string> _sameActors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _samePlaces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _otherActors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _otherPlaces = new(StringComparer.Ordinal);

    private Replacement(Watchlist own, Watchlist shared)
    {
        var actors = own.Actors.DistinctBy(a => a.Id).ToDictionary(a => a.Id, StringComparer.Ordinal);
        foreach (var actor in shared.Actors)
            (actors.TryGetValue(actor.Id, out var mine) && NameContent.AreSame(mine, actor) ? _sameActors : _otherActors)
                .Add(actor.Id);
        var places = own.Places.DistinctBy(p => p.Id).ToDictionary(p => p.Id, StringComparer.Ordinal);
        foreach (var place in shared.Places)
            (places.TryGetValue(place.Id, out var mine) && NameContent.AreSame(mine, place) ? _samePlaces : _otherPlaces)
                .Add(place.Id);
    }

    /// <summary>What a watchlist took over of the shared one with its topic; null when it takes the place of none.</summary>
    public static Replacement? Of(Watchlist own, IReadOnlyList<Watchlist> all) =>
        !own.Topic.Scope.IsShared
        && all.FirstOrDefault(w => w.Topic.Scope.IsShared && w.Topic.Id == own.Topic.Id) is { } shared
            ? new Replacement(own, shared)
            : null;

    /// <summary>The communities with a watchlist in the place of this one; null when there are none.</summary>
    public static IReadOnlyList<CommunityId>? Takers(Watchlist shared, IReadOnlyList<Watchlist> all)
    {
        if (!shared.Topic.Scope.IsShared) return null;
        var takers = all.Where(w => w.Topic.Id == shared.Topic.Id).Select(w => w.Topic.Scope.Community)
            .OfType<CommunityId>().Distinct().ToList();
        return takers.Count == 0 ? null : takers;
    }

    /// <summary>Whether it was taken over as it is.</summary>
    public bool Has(Actor actor) => _sameActors.Contains(actor.Id);

    /// <inheritdoc cref="Has(Actor)"/>
    public bool Has(Place place) => _samePlaces.Contains(place.Id);

    /// <summary>Whether a shared name was changed or taken out.</summary>
    public bool IsChanged(Actor shared) => _otherActors.Contains(shared.Id);

    /// <inheritdoc cref="IsChanged(Actor)"/>
    public bool IsChanged(Place shared) => _otherPlaces.Contains(shared.Id);
}
