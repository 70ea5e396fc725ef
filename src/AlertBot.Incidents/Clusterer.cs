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
    public static ClusterOutcome Step(
        IncidentWindow window, IReadOnlyList<PreparedArticle> articles, IReadOnlyList<ClusterRequest> requests,
        DateTimeOffset nowUtc, IncidentRules rules) => throw new NotSupportedException();
}
