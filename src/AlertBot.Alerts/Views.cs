using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>
/// What channels are shown of incidents, each made once a step: a thousand channels mostly see the same.
/// </summary>
/// <param name="watched">Knows the names of places and actors.</param>
internal sealed class Views(WatchlistIndex watched)
{
    private readonly Dictionary<Incident, Dictionary<(CommunityId Community, string Language), IncidentView?>> _made =
        new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<IncidentView, IncidentView> _public = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the channel is shown; null when it may see none of the articles.</summary>
    public IncidentView? Of(Incident incident, Audience audience)
    {
        if (Full(incident, audience) is not { } view) return null;
        if (!audience.IsPublic) return view;
        if (!_public.TryGetValue(view, out var safe))
            _public[view] = safe = PublicView.Of(view, watched, audience.Texts);
        return safe;
    }

    /// <summary>What the channel's community may see, wherever it is shown.</summary>
    public IncidentView? Full(Incident incident, Audience audience)
    {
        var community = audience.Community;
        if (!_made.TryGetValue(incident, out var views)) _made[incident] = views = [];
        // Without private articles and private rules all communities see one and the same.
        var isOfAll = incident.Members.All(m => m.Scope.IsShared && m.Matches.All(match => match is { Scope.IsShared: true, Except: null }));
        var key = (isOfAll ? default : community, audience.Texts.Language);
        if (!views.TryGetValue(key, out var view))
            views[key] = view = IncidentView.For(incident, community, audience.Texts.Language);
        return view;
    }
}
