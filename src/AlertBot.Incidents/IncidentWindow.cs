using System.Collections.Immutable;
using AlertBot.Incidents.Clustering;

namespace AlertBot.Incidents;

/// <summary>
/// The incidents that may still take articles, with all that clustering knows of them. Never changes.
/// </summary>
/// <remarks>Everything in it follows from the incidents and their articles, so that a restart goes on as if there had
/// been none.</remarks>
public sealed class IncidentWindow
{
    internal IncidentWindow(
        ImmutableSortedDictionary<long, LiveIncident> live, ImmutableDictionary<string, long> byId,
        ImmutableDictionary<string, long> byArticle, ImmutableSortedSet<(DateTimeOffset SeenUtc, long Number)> byAge,
        DateTimeOffset newestUtc, IncidentIndex index, long nextNumber)
    {
        ByAge = byAge;
        NewestUtc = newestUtc;
        Live = live;
        ById = byId;
        ByArticle = byArticle;
        Index = index;
        NextNumber = nextNumber;
    }

    /// <summary>The number that the next new incident gets.</summary>
    public long NextNumber { get; }

    /// <summary>The incidents held, lowest number first.</summary>
    public IEnumerable<Incident> Incidents => Live.Values.Select(live => live.Incident);

    /// <summary>How many incidents are held.</summary>
    public int Count => Live.Count;

    internal ImmutableSortedDictionary<long, LiveIncident> Live { get; }

    internal ImmutableDictionary<string, long> ById { get; }

    internal ImmutableDictionary<string, long> ByArticle { get; }

    internal IncidentIndex Index { get; }

    /// <summary>When each incident was last heard of, the longest quiet first.</summary>
    internal ImmutableSortedSet<(DateTimeOffset SeenUtc, long Number)> ByAge { get; }

    /// <summary>When the newest shared article ever was seen.</summary>
    internal DateTimeOffset NewestUtc { get; }

    /// <summary>A window without incidents.</summary>
    /// <param name="nextNumber">The number that the first new incident gets, 1 or more.</param>
    public static IncidentWindow Empty(long nextNumber = 1) => new(
        ImmutableSortedDictionary<long, LiveIncident>.Empty,
        ImmutableDictionary.Create<string, long>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, long>(StringComparer.Ordinal),
        ImmutableSortedSet<(DateTimeOffset, long)>.Empty, DateTimeOffset.MinValue.AddYears(1), IncidentIndex.Empty,
        nextNumber);

    /// <summary>The window as it was, from what is stored. Merged incidents are passed over.</summary>
    /// <param name="stored">Incidents of the last 72 hours, each with its articles, which are asked for once and one
    /// incident after the other; an article that is gone may be missing.</param>
    /// <param name="nextNumber">One more than the highest number ever given.</param>
    /// <param name="rules">The rules in force: what is older than their window is left out.</param>
    public static IncidentWindow Restore(
        IEnumerable<(Incident Incident, IEnumerable<PreparedArticle> Articles)> stored, long nextNumber,
        IncidentRules rules)
    {
        var draft = new WindowDraft(Empty(nextNumber));
        foreach (var (incident, articles) in stored.OrderBy(s => s.Incident.Number))
        {
            if (incident.State == IncidentState.Merged || incident.Members.Count == 0) continue;
            // An article as it was read takes many times the room of what is kept of it: one at a time.
            var byId = articles.Select(ArticleFeatures.Of).DistinctBy(a => a.ArticleId)
                .ToDictionary(a => a.ArticleId, StringComparer.Ordinal);
            draft.Put(LiveIncident.Of(incident, incident.Members.Select(m => byId.GetValueOrDefault(m.ArticleId))));
        }

        draft.Evict(rules);
        return draft.ToWindow();
    }

    /// <summary>The incident held under that id, or null.</summary>
    public Incident? Find(string incidentId) =>
        ById.TryGetValue(incidentId, out var number) ? Live[number].Incident : null;

    /// <summary>Id of the incident that holds the article, or null when none of the window does.</summary>
    public string? IncidentOf(string articleId) =>
        ByArticle.TryGetValue(articleId, out var number) ? Live[number].Incident.Id : null;
}
