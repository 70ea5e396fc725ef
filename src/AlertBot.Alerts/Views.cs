using System.Runtime.CompilerServices;
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
    private readonly Dictionary<Incident, Dictionary<CommunityId, IncidentView?>> _made =
        new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<(IncidentView View, string Language), IncidentView> _public = new(BySameView.Instance);

    /// <summary>What the channel is shown; null when it may see none of the articles.</summary>
    public IncidentView? Of(Incident incident, Audience audience)
    {
        if (Full(incident, audience) is not { } view) return null;
        if (!audience.IsPublic) return view;
        var key = (view, audience.Texts.Language);
        if (!_public.TryGetValue(key, out var safe))
            _public[key] = safe = PublicView.Of(view, watched, audience.Texts);
        return safe;
    }

    /// <summary>What the channel's community may see, wherever it is shown.</summary>
    public IncidentView? Full(Incident incident, Audience audience)
    {
        var community = audience.Community;
        if (!_made.TryGetValue(incident, out var views)) _made[incident] = views = [];
        // Without private articles and private rules all communities see one and the same.
        var isOfAll = incident.Members.All(m => m.Scope.IsShared && m.Matches.All(match => match is { Scope.IsShared: true, Except: null }));
        var key = isOfAll ? default : community;
        if (!views.TryGetValue(key, out var view)) views[key] = view = IncidentView.For(incident, community);
        return view;
    }

    /// <summary>Compares views by what they are, not by all that they say.</summary>
    private sealed class BySameView : IEqualityComparer<(IncidentView View, string Language)>
    {
        public static BySameView Instance { get; } = new();

        public bool Equals((IncidentView View, string Language) x, (IncidentView View, string Language) y) =>
            ReferenceEquals(x.View, y.View) && x.Language == y.Language;

        public int GetHashCode((IncidentView View, string Language) obj) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(obj.View), obj.Language);
    }
}
