using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What people mean by the names they type. A community is shown the shared watchlists and its own.</summary>
/// <param name="index">The watchlists of the hour.</param>
internal sealed class Lookup(Func<WatchlistIndex> index)
{
    /// <summary>The words for how grave something is, from the least.</summary>
    public static IReadOnlyList<string> Levels { get; } =
        [.. Enum.GetNames<SeverityLevel>().Select(name => name.ToLowerInvariant())];

    /// <summary>The watchlists that the community may see.</summary>
    public IReadOnlyList<Watchlist> Watchlists(CommunityId community) =>
        [.. index().Watchlists.Where(w => w.Topic.Scope.IsVisibleTo(community))];

    /// <summary>The topics that the community may see.</summary>
    public IReadOnlyList<Topic> Topics(CommunityId community) => [.. Watchlists(community).Select(w => w.Topic)];

    /// <summary>The watchlists of the hour.</summary>
    public WatchlistIndex Index => index();

    /// <summary>A topic by its id or name; a problem for people when there is none.</summary>
    public (Topic? Found, string? Problem) Topic(string text, CommunityId community)
    {
        var topics = Topics(community);
        var found = topics.FirstOrDefault(t => Same(t.Id, text) || Same(t.Name, text)) ??
            Single(topics.Where(t => t.Id.StartsWith(text, StringComparison.OrdinalIgnoreCase)));
        return found is null ? (null, Missing("topic", text, topics.Select(t => t.Id), "/topics")) : (found, null);
    }

    /// <summary>An actor by its id or any of its names, in any spelling.</summary>
    public (Actor? Found, string? Problem) Actor(string text, CommunityId community)
    {
        var found = index().ActorById(text.ToLowerInvariant(), Scope.Of(community)) ??
            Names(text, community).Select(h => h.Actor).FirstOrDefault(a => a is not null) ??
            Actors(community).FirstOrDefault(a => a.Aliases.Any(alias => Same(alias.Text, text)));
        return found is null
            ? (null, Missing("actor", text, Actors(community).Select(a => a.Name), "/watch show"))
            : (found, null);
    }

    /// <summary>A place by its id or any of its names, in any spelling.</summary>
    public (Place? Found, string? Problem) Place(string text, CommunityId community)
    {
        var found = index().PlaceById(text.ToLowerInvariant(), Scope.Of(community)) ??
            Names(text, community).Select(h => h.Place).FirstOrDefault(p => p is not null) ??
            Places(community).FirstOrDefault(p => p.Aliases.Any(alias => Same(alias.Text, text)));
        return found is null
            ? (null, Missing("place", text, Places(community).Select(p => p.Name), "/watch show"))
            : (found, null);
    }

    /// <summary>Every watched actor.</summary>
    public IEnumerable<Actor> Actors(CommunityId community) => Watchlists(community).SelectMany(w => w.Actors);

    /// <summary>Every watched place.</summary>
    public IEnumerable<Place> Places(CommunityId community) => Watchlists(community).SelectMany(w => w.Places);

    /// <summary>The cities and sites within so many kilometres of a place, itself first.</summary>
    public IReadOnlyList<Place> PlacesNear(Place center, double km, CommunityId community) =>
        index().PlacesNear(center, km, Scope.Of(community));

    /// <summary>An event kind by its word; blanks and hyphens serve as underscores.</summary>
    public static (EventKind? Found, string? Problem) Kind(string text) =>
        EventKinds.TryParse(text.Trim().Replace(' ', '_').Replace('-', '_'), out var kind)
            ? (kind, null)
            : (null, $"There is no kind '{text}'.{Near(text, EventKinds.Words)} "
                + $"One of: {string.Join(", ", EventKinds.Words)}.");

    /// <summary>A level by its word.</summary>
    public static (SeverityLevel? Found, string? Problem) Severity(string text) =>
        Enum.TryParse<SeverityLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level)
            && !char.IsDigit(text[0])
            ? (level, null)
            : (null, $"There is no severity '{text}'.{Near(text, Levels)} One of: {string.Join(", ", Levels)}.");

    /// <summary>A guess at what was meant, after a blank; empty when nothing is near.</summary>
    public static string Near(string text, IEnumerable<string> candidates) =>
        DidYouMean.Nearest(text, candidates) is { } near ? $" Did you mean {near}?" : "";

    private IEnumerable<NameHit> Names(string text, CommunityId community)
    {
        var named = index().Names(TextFolder.Fold(text, ""));
        return named.OwnHits.Where(own => own.Community == community).Select(own => own.Hit).Concat(named.Hits);
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static Topic? Single(IEnumerable<Topic> topics) => topics.Take(2).ToList() is [var only] ? only : null;

    private static string Missing(string what, string text, IEnumerable<string> candidates, string see)
    {
        var near = DidYouMean.Nearest(text, candidates);
        return $"There is no {what} '{text}' here." + (near is null ? $" See {see}." : $" Did you mean {near}?");
    }
}
