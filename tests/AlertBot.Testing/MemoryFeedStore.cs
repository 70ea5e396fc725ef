using AlertBot.Feeds;

namespace AlertBot.Testing;

/// <summary>The feed store's promises kept in memory: for tests of the poller, and held to the same contract.</summary>
public sealed class MemoryFeedStore : IFeedStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);
    private readonly ArticleShelf shelf = new();
    private readonly Dictionary<string, (DateTimeOffset FreeUtc, string? TakenBy)> hosts = new(StringComparer.Ordinal);
    private long claims;

    /// <summary>All stored articles as they are now, in the order in which they were stored.</summary>
    public IReadOnlyList<Article> Articles
    {
        get
        {
            lock (gate) return shelf.All();
        }
    }

    /// <summary>Transactions begun since the start.</summary>
    public int Transactions { get; private set; }

    /// <summary>Set to make every commit with an article of that title fail, as a store would that cannot keep
    /// it.</summary>
    public string? RefusedTitle { get; set; }

    /// <summary>Set to make everything fail, as a store does on a full disk.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Set to make it take claims but keep nothing, as a store does whose last pages are full.</summary>
    public bool IsFull { get; set; }

    /// <inheritdoc/>
    public Task<FeedSync> SyncSharedAsync(IReadOnlyList<ConfiguredFeed> feeds, CancellationToken cancellationToken) =>
        InTransaction(() =>
        {
            var saved = feeds.Select(Save).ToList();
            var kept = feeds.Select(static feed => feed.Feed.Id).ToHashSet(StringComparer.Ordinal);
            var removed = rows.Values.Where(row => row.Feed.Scope.IsShared && !kept.Contains(row.Feed.Id)).ToList();
            foreach (var row in removed) rows.Remove(row.Feed.Id);
            return new FeedSync(
                saved.Sum(static one => one.Added), saved.Sum(static one => one.Changed), removed.Count);
        });

    /// <inheritdoc/>
    public Task<FeedSync> SaveAsync(ConfiguredFeed feed, CancellationToken cancellationToken) =>
        InTransaction(() => Save(feed));

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string feedId, CancellationToken cancellationToken) =>
        InTransaction(() => rows.Remove(feedId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimedFeed>> ClaimDueAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        InTransaction<IReadOnlyList<ClaimedFeed>>(() =>
        {
            var perHost = rows.Values.Where(row => row.IsClaimedAt(request.NowUtc))
                .GroupBy(static row => row.Host, StringComparer.Ordinal)
                .ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
            var found = new List<ClaimedFeed>();
            foreach (var row in rows.Values.Where(row => row.IsDueAt(request.NowUtc))
                .OrderBy(static row => row.State.NextPollUtc).ThenBy(static row => row.Feed.Id, StringComparer.Ordinal))
            {
                if (found.Count == request.Limit) break;
                if (request.ExceptHosts.Contains(row.Host) || IsShut(row.Host, request.WorkerId, request.NowUtc)) continue;
                var busy = perHost.GetValueOrDefault(row.Host);
                if (busy >= request.MostOn(row.Host)) continue;
                perHost[row.Host] = busy + 1;
                found.Add(row.Claimed(request, ++claims));
            }

            return found;
        });

    /// <inheritdoc/>
    public Task<FeedClaiming> ClaimAsync(
        string feedId, string workerId, DateTimeOffset nowUtc, DateTimeOffset untilUtc,
        CancellationToken cancellationToken) => InTransaction<FeedClaiming>(() =>
    {
        if (!rows.TryGetValue(feedId, out var row)) return new FeedClaiming.Gone();
        if (row.IsClaimedAt(nowUtc)) return new FeedClaiming.Busy();
        var request = new ClaimRequest(nowUtc, 1, workerId, untilUtc, 1, [], []);
        return new FeedClaiming.Claimed(row.Claimed(request, ++claims));
    });

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyList<FeedClaim> claims, CancellationToken cancellationToken) =>
        InTransaction(() =>
        {
            foreach (var claim in claims)
                if (rows.TryGetValue(claim.FeedId, out var row) && row.Number == claim.Number) row.EndClaim();
            return true;
        });

    /// <inheritdoc/>
    public Task ReleaseAllAsync(string workerId, CancellationToken cancellationToken) =>
        InTransaction(() =>
        {
            foreach (var row in rows.Values.Where(row => row.Worker == workerId)) row.EndClaim();
            return true;
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<PollOutcome>> CommitPollsAsync(
        IReadOnlyList<PollCommit> commits, CancellationToken cancellationToken) =>
        InTransaction<IReadOnlyList<PollOutcome>>(() =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (commits.Any(commit => commit.Articles.Any(one => one.Article.Title == RefusedTitle)))
                throw new InvalidOperationException("The store refuses an article.");
            if (IsFull) throw new IOException("The disk is full.");
            IReadOnlyList<PollOutcome> outcomes = [.. commits.Select(Keep)];
            foreach (var commit in commits)
            {
                Rest(commit.HostRest);
                Rest(commit.HostPause);
            }

            // When all are in: a pause holds for the feeds of the same batch too, whichever came first.
            foreach (var (commit, outcome) in commits.Zip(outcomes))
                if (!outcome.ClaimLost && commit.HostPause is { } pause)
                    foreach (var row in rows.Values.Where(row => row.Host == pause.Host))
                        row.PauseUntil(pause.UntilUtc);
            return outcomes;
        });

    /// <inheritdoc/>
    public Task<DateTimeOffset?> TakeHostAsync(HostTake take, CancellationToken cancellationToken) =>
        InTransaction<DateTimeOffset?>(() =>
        {
            if (rows.Values.Count(row => row.Host == take.Host && row.Worker != take.WorkerId && row.IsClaimedAt(take.NowUtc))
                >= take.Most) return take.NowUtc.AddSeconds(1);
            if (IsShut(take.Host, take.WorkerId, take.NowUtc)) return hosts[take.Host].FreeUtc;
            hosts[take.Host] = (take.UntilUtc, take.WorkerId);
            return null;
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<FeedListing>> ListAsync(CancellationToken cancellationToken) =>
        InTransaction<IReadOnlyList<FeedListing>>(() =>
        [
            .. rows.Values.OrderBy(static row => row.Feed.Scope.ToString(), StringComparer.Ordinal)
                .ThenBy(static row => row.Feed.Name, StringComparer.Ordinal)
                .ThenBy(static row => row.Feed.Id, StringComparer.Ordinal)
                .Select(static row => new FeedListing(row.Feed, row.State)),
        ]);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueUtcAsync(CancellationToken cancellationToken) =>
        InTransaction(() => rows.Values
            .Where(static row => row.Worker is null && row.State.PausedReason is null)
            .Min(static row => (DateTimeOffset?)row.State.NextPollUtc));

    private bool IsShut(string host, string worker, DateTimeOffset nowUtc) =>
        hosts.TryGetValue(host, out var known) && known.FreeUtc > nowUtc && known.TakenBy != worker;

    private void Rest(HostPause? rest)
    {
        if (rest is not null && (!hosts.TryGetValue(rest.Host, out var known) || known.FreeUtc < rest.UntilUtc))
            hosts[rest.Host] = (rest.UntilUtc, null);
    }

    private FeedSync Save(ConfiguredFeed configured)
    {
        var (feed, firstPollUtc) = configured;
        if (!rows.TryGetValue(feed.Id, out var row))
        {
            rows[feed.Id] = new Row(feed, FeedState.New(firstPollUtc));
            return new FeedSync(1, 0, 0);
        }

        if (row.Feed == feed) return new FeedSync(0, 0, 0);
        var state = FeedChange.StateOf(row.Feed, feed, row.State, firstPollUtc);
        if (!ReferenceEquals(row.State, state)) row.Reset(state);
        row.Feed = feed;
        return new FeedSync(0, 1, 0);
    }

    private PollOutcome Keep(PollCommit commit)
    {
        if (!rows.TryGetValue(commit.Claim.FeedId, out var row) || row.Number != commit.Claim.Number)
            return PollOutcome.Lost(commit.Claim.FeedId);
        row.State = commit.State;
        row.EndClaim();
        return shelf.Keep(row.Feed.Id, commit.Articles, commit.IsWhole);
    }

    private Task<T> InTransaction<T>(Func<T> work)
    {
        lock (gate)
        {
            Transactions++;
            try
            {
                if (IsBroken) throw new IOException("The disk is full.");
                return Task.FromResult(work());
            }
            catch (Exception exception) when (
                exception is InvalidOperationException or IOException or OperationCanceledException)
            {
                return Task.FromException<T>(exception);
            }
        }
    }

    private sealed class Row(Feed feed, FeedState state)
    {
        public Feed Feed { get; set; } = feed;

        public FeedState State { get; set; } = state;

        public long Number { get; private set; }

        public string? Worker { get; private set; }

        public string Host => Feed.HostOf(State.AddressOf(Feed));

        private DateTimeOffset ClaimedUntilUtc { get; set; }

        public bool IsClaimedAt(DateTimeOffset nowUtc) => Worker is not null && ClaimedUntilUtc > nowUtc;

        public bool IsDueAt(DateTimeOffset nowUtc) =>
            State.NextPollUtc <= nowUtc && State.PausedReason is null && !IsClaimedAt(nowUtc);

        public ClaimedFeed Claimed(ClaimRequest request, long number)
        {
            (Worker, ClaimedUntilUtc, Number) = (request.WorkerId, request.UntilUtc, number);
            return new ClaimedFeed(Feed, State, new FeedClaim(Feed.Id, number, request.UntilUtc));
        }

        public void EndClaim() => Worker = null;

        public void Reset(FeedState state)
        {
            // A poll of the old address must not be kept for the new one.
            (State, Worker, Number) = (state, null, 0);
        }

        public void PauseUntil(DateTimeOffset untilUtc)
        {
            if (State.NextPollUtc < untilUtc)
                State = State with { NextPollUtc = untilUtc, NextPollRule = PollRule.RetryAfter };
        }
    }
}
