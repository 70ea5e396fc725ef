using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>By what one audience finds an incident. Pure.</summary>
/// <param name="Audience">Empty for everybody, else the community.</param>
/// <param name="IsHidden">What everybody is shown, and this community is not, as it sees more.</param>
/// <param name="LatestUtc">When the newest article that it sees appeared.</param>
/// <param name="Severity">0 to 100.</param>
/// <param name="Kind">The number of the event kind; <see cref="UnknownKind"/> when no article says.</param>
/// <param name="Facets">Topics, actors and places, each once; all, and watched if any topic is among them.</param>
internal sealed record IncidentListing(
    string Audience, bool IsHidden, DateTimeOffset LatestUtc, int Severity, int Kind,
    IReadOnlyList<(Facet Facet, string Value)> Facets)
{
    public const int UnknownKind = -1;

    /// <summary>One for everybody if any article is shared. For each community that sees it otherwise, by articles of its
    /// own or by a watchlist of its own, one of what it sees and one of what it does not; none of an incident that went
    /// into another.</summary>
    public static IReadOnlyList<IncidentListing> Of(Incident incident)
    {
        if (incident.State is IncidentState.Merged) return [];
        var common = For(incident, null);
        var listings = new List<IncidentListing>();
        if (common is not null) listings.Add(common);
        foreach (var community in incident.Members.SelectMany(Communities).Distinct())
        {
            if (For(incident, community) is not { } own || (common is not null && own.IsSameAs(common))) continue;
            listings.Add(own);
            if (common is not null) listings.Add(common with { Audience = community.Value, IsHidden = true });
        }

        return listings;
    }

    private bool IsSameAs(IncidentListing other) =>
        (LatestUtc, Severity, Kind) == (other.LatestUtc, other.Severity, other.Kind)
        && Facets.ToHashSet().SetEquals(other.Facets);

    private static IEnumerable<CommunityId> Communities(IncidentMember member)
    {
        if (member.Scope.Community is { } owner) yield return owner;
        foreach (var match in member.Matches)
        {
            if (match.Scope.Community is { } watcher) yield return watcher;
            foreach (var other in match.Except ?? []) yield return other;
        }
    }

    private static IncidentListing? For(Incident incident, CommunityId? community)
    {
        if (IncidentView.Untold(incident, community) is not { } view) return null;
        var visible = incident.Members
            .Where(m => community is { } c ? m.Scope.IsVisibleTo(c) : m.Scope.IsShared).ToList();
        var matches = visible.SelectMany(m => m.Matches)
            .Where(m => m.IsFor(community)).ToList();

        // What one reader follows is not listed to all.
        var topics = matches.Select(m => m.Topic).Where(t => t != Follow.TopicId).Distinct().ToList();

        // An actor has a part when an article gives it one, or when a rule was satisfied by its name.
        var actors = visible.SelectMany(m => m.Facts.Actors)
            .Where(a => a.Role is not ActorRole.Mentioned).Select(a => a.ActorId).OfType<string>()
            .Concat(matches.SelectMany(m => m.Actors));
        var places = view.Places.Concat(view.Place is { } place ? [place] : [])
            .SelectMany(p => p.Within.Prepend(p.PlaceId));
        return new IncidentListing(
            community?.Value ?? "", IsHidden: false, view.LatestUtc, view.Severity.Score,
            view.Kind is { } kind ? (int)kind : UnknownKind,
            [
                (Facet.All, ""), .. topics.Count > 0 ? [(Facet.Watched, "")] : Array.Empty<(Facet, string)>(),
                .. topics.Select(t => (Facet.Topic, t)),
                .. actors.Select(a => (Facet.Actor, a)).Distinct(),
                .. places.Select(p => (Facet.Place, p)).Distinct(),
            ]);
    }
}
