using AlertBot.Feeds;

namespace AlertBot.Incidents;

public sealed partial record IncidentView
{
    /// <summary>What <paramref name="community"/> is shown; null when it may see none of the incident's articles.</summary>
    /// <param name="incident">The incident as it stands.</param>
    /// <param name="community">Who looks; null for the operator, who sees shared articles alone.</param>
    /// <param name="language">
    /// BCP 47 tag, without a region, of the language that headline and summary are taken from where an article is
    /// written in it; null for English.
    /// </param>
    public static IncidentView? For(Incident incident, CommunityId? community, string? language = null) =>
        ViewBuilder.Build(incident, Seen(incident, community), language);

    /// <summary>The same for who lists incidents and shows none: its headline is the first article's, its summary
    /// empty.</summary>
    public static IncidentView? Untold(Incident incident, CommunityId? community) =>
        ViewBuilder.Untold(incident, Seen(incident, community));

    private static List<IncidentMember> Seen(Incident incident, CommunityId? community) =>
        [.. incident.Members.Where(m => m.Scope.IsShared || (community is { } c && m.Scope.IsVisibleTo(c)))
            .Select(m => WithOwnMatches(m, community))];

    // What a community watches is its own affair, also where the article is everybody's.
    private static IncidentMember WithOwnMatches(IncidentMember member, CommunityId? community) =>
        member.Matches.All(m => m.IsFor(community))
            ? member
            : member with { Matches = [.. member.Matches.Where(m => m.IsFor(community))] };
}
