using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>All that a step depends on besides its window, its input and the time.</summary>
/// <param name="Prepare">Reads an article with the watchlists of the hour; pure.</param>
/// <param name="Incidents">By what articles join.</param>
/// <param name="Alerts">Who is owed what.</param>
/// <param name="BatchSize">Articles a step takes at most, 1 to 1,000.</param>
public sealed record AnalysisRules(
    Func<Article, PreparedArticle> Prepare, IncidentRules Incidents, AlertRules Alerts, int BatchSize)
{
    /// <summary>
    /// Articles a step takes unless said otherwise: large enough to share a commit, small enough to be quick.
    /// </summary>
    public const int DefaultBatchSize = 200;
}
