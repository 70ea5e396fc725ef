using AlertBot.Incidents.Clustering;

namespace AlertBot.Incidents;

/// <summary>Gathers articles about one event into one incident. Pure: no clock, no store.</summary>
public static class Clusterer
{
    /// <summary>Works out one step. The window is not changed: the outcome carries the next one.</summary>
    /// <param name="window">What is known.</param>
    /// <param name="articles">What is new; an article that the window holds already changes nothing.</param>
    /// <param name="requests">What else changes incidents; they are met after the articles, in order.</param>
    /// <param name="nowUtc">The instant written into what changes.</param>
    /// <param name="rules">By what articles join.</param>
    /// <remarks>Articles are taken by their time and then by id, and ties go to the older incident: the order of rows
    /// has no say.</remarks>
    public static ClusterOutcome Step(
        IncidentWindow window, IReadOnlyList<PreparedArticle> articles, IReadOnlyList<ClusterRequest> requests,
        DateTimeOffset nowUtc, IncidentRules rules)
    {
        var draft = new WindowDraft(window);
        foreach (var prepared in articles.OrderBy(a => a.Article.EffectiveUtc)
            .ThenBy(a => a.Article.Id, StringComparer.Ordinal))
            Place(prepared, draft, nowUtc, rules);

        var refused = new List<(ClusterRequest Request, ClusterRefusal Why)>();
        foreach (var request in requests)
            if (Requests.Meet(request, draft, nowUtc, rules) is { } why) refused.Add((request, why));

        var assignments = articles.Select(a => Assignment(a.Article.Id, draft)).ToList();
        var changes = draft.Changes();
        draft.Evict(rules);
        return new ClusterOutcome(assignments, changes, draft.ToWindow(), refused);
    }

    private static void Place(PreparedArticle prepared, WindowDraft draft, DateTimeOffset nowUtc, IncidentRules rules)
    {
        if (draft.Holding(prepared.Article.Id) is not null) return;
        var article = ArticleFeatures.Of(prepared);
        var (joins, related) = Placing.Of(article, draft, rules);
        if (joins is null) Joining.Begin(prepared, article, related, draft, nowUtc);
        else Joining.Add(prepared, article, joins, related, draft, nowUtc);
    }

    private static ClusterAssignment Assignment(string articleId, WindowDraft draft)
    {
        var incident = draft.Holding(articleId)!.Incident;
        var member = incident.Members.First(m => m.ArticleId == articleId);
        return new ClusterAssignment(articleId, incident.Id, member.Relation, member.Report);
    }
}
