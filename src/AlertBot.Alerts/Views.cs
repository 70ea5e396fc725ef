using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>
/// What communities are shown of incidents, each made once a step: a thousand channels mostly see the same.
/// </summary>
internal sealed class Views
{
    private readonly Dictionary<Incident, Dictionary<CommunityId, IncidentView?>> _made =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>What the community is shown; null when it may see none of the articles.</summary>
    public IncidentView? Of(Incident incident, CommunityId community)
    {
        if (!_made.TryGetValue(incident, out var views)) _made[incident] = views = [];
        // Without private articles and private rules all communities see one and the same.
        var isOfAll = incident.Members.All(m => m.Scope.IsShared && m.Matches.All(match => match.Scope.IsShared));
        var key = isOfAll ? default : community;
        if (!views.TryGetValue(key, out var view)) views[key] = view = IncidentView.For(incident, community);
        return view;
    }
}
