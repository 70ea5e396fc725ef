using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Analyze;

/// <summary>One article with what the bot makes of it.</summary>
/// <param name="Prepared">Names, facts and matches.</param>
/// <param name="IncidentId">The incident that it went into.</param>
/// <param name="Relation">How it stands to what was known before.</param>
/// <param name="View">The incident as it stands with it.</param>
internal sealed record AnalysedLine(
    PreparedArticle Prepared, string IncidentId, Relation Relation, IncidentView? View);

/// <summary>
/// Analyses a stream of articles in their order, without a store. Where a file turns out to be newest first, or in no
/// order at all, incidents are no longer let go for being old.
/// </summary>
internal sealed class AnalysisRun(ArticlePreparer preparer, IncidentRules rules)
{
    // As often as the worker does, by the articles' own time; but a year of news in one file must not cost a repair an
    // article, and a repair looks at all incidents of a day.
    private static readonly TimeSpan RepairEvery = TimeSpan.FromMinutes(10);
    private const int ArticlesBetweenRepairs = 100;

    // Feeds fall behind by hours; a day is another order.
    private static readonly TimeSpan OutOfOrder = TimeSpan.FromDays(1);

    private IncidentRules _rules = rules;
    private readonly Dictionary<string, string> _incidentOf = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private IncidentWindow _window = IncidentWindow.Empty();
    private DateTimeOffset? _repairedUtc;
    private DateTimeOffset _newestUtc;
    private int _sinceRepair;

    /// <summary>Analyses one article.</summary>
    public AnalysedLine Add(Article article)
    {
        if (article.EffectiveUtc > _newestUtc) _newestUtc = article.EffectiveUtc;
        if (_newestUtc - article.EffectiveUtc > OutOfOrder) _rules = _rules with { LetsGoByAge = false };
        var nowUtc = _newestUtc;
        _repairedUtc ??= nowUtc;
        IReadOnlyList<ClusterRequest> requests = [];
        if (++_sinceRepair >= ArticlesBetweenRepairs && nowUtc - _repairedUtc >= RepairEvery)
        {
            requests = [new ClusterRequest.RepairTick(_repairedUtc)];
            (_repairedUtc, _sinceRepair) = (nowUtc, 0);
        }
        var prepared = preparer.Prepare(article);
        var outcome = Step([prepared], requests, nowUtc);
        var assignment = outcome.Assignments[0];
        if (_incidentOf.TryAdd(article.Id, assignment.IncidentId)) _order.Add(article.Id);
        var incident = _window.Find(assignment.IncidentId);
        return new AnalysedLine(
            prepared, assignment.IncidentId, assignment.Relation, incident is null ? null : IncidentView.For(incident, null));
    }

    /// <summary>Every article with its incident after a last repair, in the order of the input.</summary>
    public IEnumerable<(string Article, string Incident)> Clusters()
    {
        if (_repairedUtc is not null) Step([], [new ClusterRequest.RepairTick()], _newestUtc);
        return _order.Select(id => (id, _incidentOf[id]));
    }

    private ClusterOutcome Step(
        IReadOnlyList<PreparedArticle> articles, IReadOnlyList<ClusterRequest> requests, DateTimeOffset nowUtc)
    {
        var outcome = Clusterer.Step(_window, articles, requests, nowUtc, _rules);
        _window = outcome.NextWindow;
        // A repair moves articles: what was said of them earlier is corrected here.
        foreach (var change in outcome.Changes)
            foreach (var member in change.After.Members)
                if (_incidentOf.ContainsKey(member.ArticleId)) _incidentOf[member.ArticleId] = change.After.Id;
        return outcome;
    }
}
