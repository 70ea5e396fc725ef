using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>What a step found in one article.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="IncidentId">The incident that it is in; null for an edited one whose incident takes no changes any
/// more.</param>
/// <param name="Matches">The rules that it satisfies.</param>
public sealed record AnalysedArticle(string ArticleId, string? IncidentId, IReadOnlyList<Match> Matches)
{
    /// <summary>Of the text that was read: an article that was edited in the meantime goes on waiting. Null to be done
    /// with it whatever it says now.</summary>
    public string? ContentHash { get; init; }
}

/// <summary>What a step made. Written in one transaction, or not at all.</summary>
/// <param name="Articles">Every article of the input, done with.</param>
/// <param name="RequestIds">Every stored request of the input, done with.</param>
/// <param name="Incidents">Incidents that are new or changed, as they stand now.</param>
/// <param name="Alerts">Alerts that are new or changed, as they stand now.</param>
/// <param name="Digests">Digests that are new or changed, as they stand now.</param>
/// <param name="Deliveries">What channels are owed, in order.</param>
/// <param name="SupersededKeys">Rows that, if still Due, need not be sent: a newer one says all.</param>
/// <param name="NextWindow">What the next step starts from.</param>
public sealed record AnalysisOutcome(
    IReadOnlyList<AnalysedArticle> Articles, IReadOnlyList<string> RequestIds, IReadOnlyList<Incident> Incidents,
    IReadOnlyList<Alert> Alerts, IReadOnlyList<Digest> Digests, IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<string> SupersededKeys, AnalysisWindow NextWindow)
{
    /// <summary>Mutes that are new, changed or ended, as they stand now.</summary>
    public IReadOnlyList<Mute> Mutes { get; init; } = [];

    /// <summary>Requests that could not be met, each with the reason; they are done with all the same.</summary>
    public IReadOnlyList<RefusedRequest> Refused { get; init; } = [];
}
