namespace AlertBot.Incidents.Clustering;

/// <summary>Tells copies of one telling from independent ones.</summary>
internal static class WireCopies
{
    // An incident with hundreds of articles is looked through from its newest: copies come within hours.
    private const int MostMembers = 64;

    /// <summary>
    /// Whether the article copies one of those by which it may be judged: for shared articles, shared ones.
    /// </summary>
    public static bool IsIn(LiveIncident incident, ArticleFeatures article) =>
        Among(article, incident, member => member.Scope.IsShared || !incident.HasShared
            || (article.Scope.Community is { } own && member.Scope.Community == own)) is not null;

    /// <summary>
    /// The telling that the article copies among those that its readers may see; null when it is its own.
    /// </summary>
    public static string? Find(ArticleFeatures article, LiveIncident incident) =>
        Among(article, incident, member => member.Scope.IsShared)
        ?? (article.Scope.Community is { } own
            ? Among(article, incident, member => member.Scope.Community == own)
            : Unshared(article, incident));

    // A shared article that copies a private one takes its mark, so that those who see both count one telling. But
    // where a shared article has that mark already, the private one must not tie the two together for everybody.
    private static string? Unshared(ArticleFeatures article, LiveIncident incident) =>
        Among(article, incident, member => !member.Scope.IsShared) is { } report
        && !incident.Incident.Members.Any(m => m.Scope.IsShared && m.Report == report) ? report : null;

    private static string? Among(ArticleFeatures article, LiveIncident incident, Func<ArticleFeatures, bool> counts)
    {
        var features = incident.Features;
        for (var i = features.Count - 1; i >= Math.Max(0, features.Count - MostMembers); i--)
            if (features[i] is { } member && counts(member) && member.Print.IsCopy(article.Print))
                return incident.Incident.Members[i].Report;
        return null;
    }
}
