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

    // As members of a community read them, and as anybody does.
    private readonly Dictionary<IncidentView, IncidentView> _full = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IncidentView, IncidentView> _public = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the channel is shown; null when it may see none of the articles.</summary>
    public IncidentView? Of(Incident incident, Audience audience)
    {
        if (Full(incident, audience) is not { } view) return null;
        var made = audience.IsPublic ? _public : _full;
        if (!made.TryGetValue(view, out var shown))
        {
            var scope = IsOfAll(incident) ? Scope.Shared : Scope.Of(audience.Community);
            // What is not safe is told by the names as texts have them, and these are put into their place last.
            var safe = audience.IsPublic ? PublicView.Of(view, watched, audience.Texts) : view;
            made[view] = shown = LocalNames.In(safe, watched, scope, audience.Texts);
        }
        return shown;
    }

    /// <summary>What the channel's community may see, wherever it is shown.</summary>
    public IncidentView? Full(Incident incident, Audience audience)
    {
        if (!_made.TryGetValue(incident, out var views)) _made[incident] = views = [];
        // Without private articles and private rules all communities see one and the same.
        var key = (IsOfAll(incident) ? default : audience.Community, audience.Texts.Language);
        if (!views.TryGetValue(key, out var view))
            views[key] = view = IncidentView.For(incident, audience.Community, audience.Texts.Language);
        return view;
    }

    private static bool IsOfAll(Incident incident) => incident.Members.All(m =>
        m.Scope.IsShared && m.Matches.All(match => match is { Scope.IsShared: true, Except: null }));
}
