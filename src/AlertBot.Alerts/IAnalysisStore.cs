using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What came of writing a step.</summary>
public enum CommitResult
{
    /// <summary>All of it is stored.</summary>
    Committed,

    /// <summary>Another worker holds the lease: nothing was stored.</summary>
    LeaseLost,
}

/// <summary>What the analysis knew when it last stopped.</summary>
/// <param name="Incidents">
/// Incidents with an article that was seen at or after the asked instant, as many as were asked for, by number.
/// </param>
/// <param name="Articles">All their articles, by id.</param>
/// <param name="Alerts">All alerts of those incidents.</param>
/// <param name="Digests">
/// Digests that are due after the asked instant; those that went out already are among them.
/// </param>
/// <param name="NextNumber">The number that the next new incident gets, 1 or more.</param>
public sealed record StoredWindow(
    IReadOnlyList<Incident> Incidents, IReadOnlyDictionary<string, Article> Articles, IReadOnlyList<Alert> Alerts,
    IReadOnlyList<Digest> Digests, long NextNumber);

/// <summary>Where the analysis reads what waits and writes what it made, one transaction a step.</summary>
public interface IAnalysisStore
{
    /// <summary>
    /// At most <paramref name="batchSize"/> waiting articles, new and edited, oldest first by seen and id, all waiting
    /// requests, all subscriptions. An article counts as edited when an incident holds it.
    /// </summary>
    Task<AnalysisInput> ReadWaitingAsync(int batchSize, CancellationToken cancellationToken);

    /// <summary>What is needed to go on after a restart.</summary>
    /// <param name="sinceUtc">Incidents that were quiet since then are left out.</param>
    /// <param name="maxArticles">
    /// Incidents come in the order in which an analysis would keep them, those that match a rule first and of these
    /// the newest first, up to the one with which there would be more articles than this; 1 or more.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<StoredWindow> LoadWindowAsync(
        DateTimeOffset sinceUtc, int maxArticles, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the outcome and marks its input done in one transaction, in which the lease's fence is checked. Rows that
    /// are there already (same article, incident revision, delivery key) are left as they are: a repeated step changes
    /// nothing. An article whose text is no longer the one that was analysed goes on waiting.
    /// </summary>
    Task<CommitResult> CommitAsync(AnalysisOutcome outcome, LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>Leaves a request for the next step; the same id twice is one request.</summary>
    Task AddRequestAsync(AnalysisRequest request, DateTimeOffset nowUtc, CancellationToken cancellationToken);

    /// <summary>How many articles and requests wait.</summary>
    Task<int> CountWaitingAsync(CancellationToken cancellationToken);
}
