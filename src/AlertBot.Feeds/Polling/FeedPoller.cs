using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Polls the feeds that are due: claims them, asks their servers politely, keeps what they brought.</summary>
/// <remarks>One bad feed never stops the others. A process that dies in the middle loses nothing: what was not kept is
/// claimed again when its claim has run out, or at once when the same worker starts anew.</remarks>
public sealed class FeedPoller
{
    private const int ClaimsPerPoll = 4; // claimed ahead for hosts without delay, so that a claim serves many polls
    private const int MaxBatchCommits = 64;
    private const int MaxBatchArticles = 512;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    private readonly IFeedStore store;
    private readonly FeedOptions options;
    private readonly TimeProvider time;
    private readonly FeedPolls polls;
    private readonly PollLog log;
    private readonly HostGates gates;
    private readonly HashSet<string> freeHosts;
    private readonly HashSet<string> largeHosts;
    private int isPolling;
    private bool isStarted;
    private int inFlight;
    private TimeSpan rest = ShortestRest;
    private (DateTimeOffset UntilUtc, ExceptionDispatchInfo Fault)? resting;

    /// <summary>Makes the poller of a process.</summary>
    public FeedPoller(
        IFeedStore store, FeedFetcher fetcher, IOptions<FeedOptions> options, TimeProvider time,
        ILogger<FeedPoller> logger)
    {
        this.store = store;
        this.options = options.Value;
        this.time = time;
        polls = new FeedPolls(fetcher, options.Value, time);
        log = new PollLog(logger);
        var shared = new SharedHosts(store, options.Value, time);
        gates = new HostGates(options.Value.ConcurrencyOf, time, shared.TakeAsync);
        freeHosts = options.Value.HostDelay == TimeSpan.Zero
            ? new HashSet<string>(options.Value.AllowedPrivateOrigins, StringComparer.OrdinalIgnoreCase)
            : [];
        largeHosts = new HashSet<string>(options.Value.LargeHosts, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Raised on the poller's thread after articles were stored, with how many wait for analysis anew.</summary>
    public event Action<int>? ArticlesStored;

    /// <summary>Raised on the same thread after a poll was kept: the feed as it was, its state now, the outcome.</summary>
    internal event Action<ClaimedFeed, FeedState, PollOutcome>? Polled;

    /// <summary>Feeds that are claimed by this poller and not kept yet; not 0 while it looks for such.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Keeps requests to one host apart; whoever asks a host besides goes by them too.</summary>
    internal HostGates Gates => gates;

    /// <summary>What all polls since the start came to.</summary>
    public PollTotals Totals { get; private set; } = PollTotals.None;

    /// <summary>Brings the store in line with the configured feeds; new ones are spread over some minutes.</summary>
    public Task<FeedSync> SyncAsync(IReadOnlyList<Feed> feeds, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        var configured = feeds
            .OrderBy(static feed => Spread.Fraction(feed.Id, 0))
            .Select((feed, rank) => new ConfiguredFeed(feed, nowUtc + PollPace.For(feed, feed.Url, options).FirstWait(rank)))
            .ToList();
        return store.SyncSharedAsync(configured, cancellationToken);
    }

    /// <summary>Polls what is due until nothing is, and answers what that came to.</summary>
    /// <remarks>While slow servers are waited for, other feeds that become due are polled. A call during another does
    /// nothing. When cancelled, claims are given back and nothing that was kept is undone.
    /// <para>What the store throws ends the round and is thrown; the next call tries again, and nothing is lost. While
    /// what feeds bring cannot be kept, servers are not asked for it over and over: calls throw the same until it is
    /// time to try again.</para></remarks>
    public async Task<PollTotals> PollDueAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref isPolling, 1) == 1) return PollTotals.None;
        try
        {
            if (resting is { } pause && time.GetUtcNow() < pause.UntilUtc) pause.Fault.Throw();
            return await PollRoundAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref isPolling, 0);
        }
    }

    private async Task<PollTotals> PollRoundAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var round = new PollRound();
        try
        {
            await RunAsync(round, stop.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Claims that could not be given back are taken back once the store works.
            isStarted = false;
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await EndAsync(round);
            Volatile.Write(ref inFlight, 0);
        }

        return round.Totals;
    }

    private async Task RunAsync(PollRound round, CancellationToken cancellationToken)
    {
        if (!isStarted) await store.ReleaseAllAsync(options.WorkerId, cancellationToken);
        isStarted = true;
        var moreIsDue = await ClaimAsync(round, cancellationToken);
        while (true)
        {
            Start(round, cancellationToken);
            Keep(round, cancellationToken);
            if (round is { Running: 0, Keeping: null }) return;
            var isTick = !await round.WaitAsync(Tick, time, cancellationToken);
            TakeEnded(round);
            await TakeKeptAsync(round);
            cancellationToken.ThrowIfCancellationRequested();
            var mayClaim = moreIsDue && round.Held.Count <= options.MaxConcurrentPolls;
            if (isTick || mayClaim || round.Held.Count == 0) moreIsDue = await ClaimAsync(round, cancellationToken);
        }
    }

    /// <summary>Claims more; true when more may be due than could be claimed.</summary>
    private async Task<bool> ClaimAsync(PollRound round, CancellationToken cancellationToken)
    {
        var limit = (options.MaxConcurrentPolls * ClaimsPerPoll) - round.Held.Count;
        if (limit <= 0) return true;
        var nowUtc = time.GetUtcNow();
        List<string> closed = [.. gates.Closed().Where(host => !freeHosts.Contains(host))];
        var request = new ClaimRequest(
            nowUtc, limit, options.WorkerId, nowUtc + ClaimTime, options.HostConcurrency, closed, freeHosts)
        {
            LargeHosts = largeHosts,
        };
        // Who asks whether all is quiet must not find it so between the store's claim and our note of it.
        Volatile.Write(ref inFlight, round.Held.Count + 1);
        var claims = await store.ClaimDueAsync(request, cancellationToken);
        foreach (var claimed in claims) round.Add(claimed);
        Volatile.Write(ref inFlight, round.Held.Count);
        return claims.Count == limit;
    }

    private void Start(PollRound round, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        for (var left = round.Waiting.Count; left > 0 && round.Running < options.MaxConcurrentPolls; left--)
        {
            var claimed = round.Waiting.Dequeue();
            var address = claimed.State.AddressOf(claimed.Feed);
            var host = Feed.HostOf(address);
            // A claim that would run out during the poll, or a host that asked for a pause meanwhile: not now.
            if (claimed.Claim.UntilUtc - nowUtc < options.TotalTimeout || round.PausedHosts.Contains(host)) continue;
            if (!gates.TryStart(host, RestOf(claimed.Feed, address)))
            {
                round.Waiting.Enqueue(claimed);
                continue;
            }

            round.Running++;
            _ = PollAsync(round, claimed, host, cancellationToken);
        }
    }

    private async Task PollAsync(PollRound round, ClaimedFeed claimed, string host, CancellationToken cancellationToken)
    {
        PollResult? result = null;
        var turn = new HostTurn(gates, claimed.State.AddressOf(claimed.Feed), url => RestOf(claimed.Feed, url));
        try
        {
            // Reading is work: it must not hold up the claims and commits of others.
            result = await Task.Run(() => polls.PollAsync(claimed, host, turn, cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The claim is given back when the round ends.
        }
        catch (Exception exception)
        {
            log.OwnFault(exception, claimed.Feed);
            result = OwnFault(claimed, host);
        }

        turn.End();
        round.Ended(new PollEnding(result));
    }

    private TimeSpan RestOf(Feed feed, Uri address) => PollPace.For(feed, address, options).HostDelay;

    private PollResult OwnFault(ClaimedFeed claimed, string host)
    {
        var failed = new PollAnswer.Failed(
            "own-fault", Saying.Of("poll.own-fault", "a fault of our own; see the log"), FailureKind.Steep)
        {
            DropsValidators = true,
        };
        return new PollResult(claimed, host, PollStep.After(claimed, failed, time.GetUtcNow(), options), false);
    }

    private static void TakeEnded(PollRound round)
    {
        while (round.TryTake(out var ending))
        {
            round.Running--;
            if (ending.Result is { } result) round.Results.Enqueue(result);
        }
    }

    /// <summary>Starts to keep what has come back, unless that is under way; meanwhile polling goes on.</summary>
    private void Keep(PollRound round, CancellationToken cancellationToken)
    {
        if (round.Keeping is not null || round.Results.Count == 0) return;
        var batch = new List<PollResult>();
        var articles = 0;
        while (batch.Count < MaxBatchCommits && round.Results.TryPeek(out var next))
        {
            articles += next.Commit.Articles.Count;
            if (batch.Count > 0 && articles > MaxBatchArticles) break;
            batch.Add(round.Results.Dequeue());
        }

        round.Keeping = Task.Run(() => KeepAsync(batch, cancellationToken), cancellationToken);
    }

    private async Task TakeKeptAsync(PollRound round)
    {
        if (round.Keeping is not { IsCompleted: true } keeping) return;
        round.Keeping = null;
        try
        {
            foreach (var (result, outcome) in await keeping) Note(round, result, outcome);
            (rest, resting) = (ShortestRest, null);
        }
        catch (IOException exception)
        {
            resting = (time.GetUtcNow() + rest, ExceptionDispatchInfo.Capture(exception));
            rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
            throw;
        }

        Volatile.Write(ref inFlight, round.Held.Count);
    }

    private async Task<List<KeptPoll>> KeepAsync(List<PollResult> batch, CancellationToken cancellationToken)
    {
        try
        {
            return await CommitAsync(batch, cancellationToken);
        }
        catch (Exception exception) when (IsOfOne(exception) && batch.Count > 1)
        {
            // One of them cannot be kept: the others can.
            log.BatchRefused(exception, batch.Count);
            var kept = new List<KeptPoll>(batch.Count);
            foreach (var result in batch) kept.AddRange(await KeepAsync([result], cancellationToken));
            return kept;
        }
        catch (Exception exception) when (IsOfOne(exception) && batch[0].Commit.Articles.Count > 0)
        {
            var kept = await CommitAsync([OwnFault(batch[0].Claimed, batch[0].Host)], cancellationToken);
            log.NotKept(exception, batch[0].Claimed.Feed);
            return kept;
        }
    }

    // A store that cannot be used at present cannot keep the others either.
    private static bool IsOfOne(Exception exception) => exception is not (OperationCanceledException or IOException);

    private async Task<List<KeptPoll>> CommitAsync(List<PollResult> batch, CancellationToken cancellationToken)
    {
        var outcomes = await store.CommitPollsAsync(
            [.. batch.Select(static result => result.Commit)], cancellationToken);
        return [.. batch.Zip(outcomes, static (result, outcome) => new KeptPoll(result, outcome))];
    }

    private void Note(PollRound round, PollResult result, PollOutcome outcome)
    {
        round.Forget(result.Commit.Claim);
        if (result.Commit.HostPause is { } pause)
        {
            round.PausedHosts.Add(pause.Host);
            gates.Pause(pause.Host, pause.UntilUtc);
        }

        if (outcome.ClaimLost)
        {
            log.ClaimLost(result.Claimed.Feed);
            return;
        }

        log.Change(result.Claimed, result.Commit.State, time.GetUtcNow());
        Polled?.Invoke(result.Claimed, result.Commit.State, outcome);
        var failed = result.Commit.State.ConsecutiveFailures > 0;
        var totals = new PollTotals(
            1, result.IsUnchanged ? 1 : 0, failed ? 1 : 0, outcome.New, outcome.Backlog, outcome.Updated,
            outcome.Duplicates);
        round.Totals += totals;
        Totals += totals;
        if (outcome.New + outcome.Updated > 0) ArticlesStored?.Invoke(outcome.New + outcome.Updated);
    }

    // Cancelled polls end at once; their hosts must not be thought busy in the next round.
    private async Task EndAsync(PollRound round)
    {
        while (round.Running > 0)
        {
            await round.WaitAsync();
            TakeEnded(round);
        }

        if (round.Keeping is { } keeping)
        {
            // What was kept in spite of the stop has to be told; what was not is polled again.
            await Task.WhenAny(keeping);
            if (keeping.IsCompletedSuccessfully) await TakeKeptAsync(round);
        }

        if (round.Held.Count == 0) return;
        try
        {
            await store.ReleaseAsync([.. round.Held.Values], CancellationToken.None);
        }
        catch (IOException)
        {
            // They run out by themselves; what ended the round is told by whoever called.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.NotReleased(exception, round.Held.Count);
        }
    }

    private TimeSpan ClaimTime => (options.TotalTimeout * 2) + TimeSpan.FromMinutes(1);
}
