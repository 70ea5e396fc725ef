using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;
using Microsoft.Extensions.Logging;

namespace AlertBot.Alerts;

/// <summary>The shell around <see cref="Analysis"/>: reads, decides, commits once, tells.</summary>
public sealed partial class Analyst(
    IAnalysisStore store, ILeases leases, WorkerName worker, AnalysisRulesSource source, TimeProvider time,
    ILogger<Analyst> logger) : IDisposable
{
    /// <summary>The name of the lease that the analysis is held under.</summary>
    public const string LeaseName = "analysis";

    // Long enough that a slow commit does not lose it, short enough that another worker soon takes over.
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    // The first alerts of a burst need not wait until all of it is read; a backlog is worked off in large steps.
    private const int FirstBatch = 8;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private AnalysisRules? _given;
    private AnalysisRules? _rules;
    private AnalysisWindow? _window;
    private long _fence;

    /// <summary>Raised after each step that owes deliveries, on the analysing thread.</summary>
    public event Action? Owed;

    /// <summary>Analyses what waits, batch after batch. Returns how many articles that were.</summary>
    /// <remarks>
    /// Nothing happens while another worker holds the lease; losing it drops the window, which is read again.
    /// </remarks>
    public async Task<int> AnalyseWaitingAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        for (var batch = FirstBatch; ; batch *= 2)
        {
            var done = await StepAsync([], batch, cancellationToken);
            if (done == 0) return count;
            count += done;
            if (batch >= AnalysisRules.DefaultBatchSize) batch = AnalysisRules.DefaultBatchSize;
        }
    }

    /// <summary>
    /// Looks again at what was decided lately. <paramref name="sinceUtc"/> is when that was last done; null when never.
    /// </summary>
    public Task RepairAsync(DateTimeOffset? sinceUtc, CancellationToken cancellationToken) =>
        StepAsync([new AnalysisRequest.RepairTick(sinceUtc)], AnalysisRules.DefaultBatchSize, cancellationToken);

    /// <summary>Frees the turn.</summary>
    public void Dispose() => _turn.Dispose();

    private async Task<int> StepAsync(
        IReadOnlyList<AnalysisRequest> own, int batch, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var rules = _rules ??= Take(await source(mayHaveChanged: false, cancellationToken));
            var input = await store.ReadWaitingAsync(Math.Min(batch, rules.BatchSize), cancellationToken);
            input = input with { Requests = [.. input.Requests, .. own] };
            if (input.IsEmpty) return 0;
            return await StepAsync(input, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<int> StepAsync(AnalysisInput input, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        if (await leases.AcquireAsync(
            LeaseName, worker.Value, LeaseDuration, nowUtc, cancellationToken) is not { } lease)
            return 0;
        // Another worker wrote in between: what we remember is stale.
        if (lease.Fence != _fence) _window = null;
        _fence = lease.Fence;
        var rules = await RulesAsync(input, cancellationToken);
        var window = _window ??= await RestoreAsync(rules, nowUtc, cancellationToken);

        var outcome = Analysis.Step(window, input, nowUtc, rules);
        // Until the commit answered nobody knows what is stored: after a fault the window is read anew.
        _window = null;
        if (await store.CommitAsync(outcome, lease, cancellationToken) is CommitResult.LeaseLost)
        {
            LogLeaseLost();
            return 0;
        }
        _window = outcome.NextWindow;
        LogStep(outcome.Articles.Count, outcome.Incidents.Count, outcome.Deliveries.Count);
        if (outcome.Deliveries.Count > 0) Owed?.Invoke();
        foreach (var refused in outcome.Refused)
            LogRefused(refused.Request.GetType().Name, refused.Request.Id, refused.Why, refused.Number);
        return outcome.Articles.Count + input.Requests.Count(r => r.Id.Length > 0);
    }

    /// <summary>
    /// The rules of this step. Under other watchlists the window is made anew, as a restart would make it.
    /// </summary>
    private async Task<AnalysisRules> RulesAsync(AnalysisInput input, CancellationToken cancellationToken)
    {
        var mayHaveChanged = _window is null || input.Requests.Any(r => r is AnalysisRequest.WatchlistChanged);
        if (!mayHaveChanged && _rules is { } known) return known;
        var rules = await source(mayHaveChanged: true, cancellationToken);
        if (!ReferenceEquals(rules, _given)) _window = null;
        return _rules = Take(rules);
    }

    private AnalysisRules Take(AnalysisRules given)
    {
        _given = given;
        return given with { Prepare = article => Prepared(article, given.Prepare) };
    }

    // One article that no reader foresaw must not keep all others waiting, now or after a restart.
    private PreparedArticle Prepared(Article article, Func<Article, PreparedArticle> prepare)
    {
        try
        {
            return prepare(article);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            if (_unreadable.Add(article.Id)) LogUnreadable(fault, article.Id, article.FeedId);
            return new PreparedArticle(article, new NamedText(TextFolder.Fold("", ""), []), ArticleFacts.None, []);
        }
    }

    private async Task<AnalysisWindow> RestoreAsync(
        AnalysisRules rules, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        var stored = await store.LoadWindowAsync(
            nowUtc - rules.Incidents.Window, rules.Incidents.MaxHeldArticles, cancellationToken);
        LogRestored(stored.Incidents.Count, stored.Articles.Count);
        return Analysis.Restore(stored, rules);
    }

    [LoggerMessage(4001, LogLevel.Debug,
        "{Articles} articles changed {Incidents} incidents; {Deliveries} deliveries are owed.")]
    private partial void LogStep(int articles, int incidents, int deliveries);

    [LoggerMessage(4005, LogLevel.Error,
        "Article {Id} of feed {Feed} could not be read and is kept without facts; please report this.")]
    private partial void LogUnreadable(Exception fault, string id, string feed);

    [LoggerMessage(4004, LogLevel.Information, "{Kind} request {Id} could not be met: {Why} (#{Number}).")]
    private partial void LogRefused(string kind, string id, RefusalReason why, long number);

    [LoggerMessage(4002, LogLevel.Warning,
        "Another worker took over the analysis; this step was not kept and is done again there.")]
    private partial void LogLeaseLost();

    [LoggerMessage(4003, LogLevel.Information,
        "The analysis goes on from {Incidents} incidents with {Articles} articles.")]
    private partial void LogRestored(int incidents, int articles);
}
