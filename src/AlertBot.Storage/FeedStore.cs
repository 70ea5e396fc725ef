using AlertBot.Feeds;
using AlertBot.Storage.Json;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>Feeds, their polling state and what they brought.</summary>
internal sealed class FeedStore(Database database, WordForms forms) : IFeedStore
{
    /// <inheritdoc/>
    public Task<FeedSync> SyncSharedAsync(IReadOnlyList<ConfiguredFeed> feeds, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var stored = (await FeedRows.ListAsync(session, $"""WHERE "Scope" = '' """, cancellationToken))
                    .ToDictionary(row => row.Id, StringComparer.Ordinal);
                var sync = new FeedSync(0, 0, 0);
                foreach (var configured in feeds)
                {
                    stored.Remove(configured.Feed.Id, out var row);
                    sync = await SaveAsync(session, row, configured, sync, cancellationToken);
                }

                foreach (var row in stored.Values.Where(row => !row.IsRemoved))
                {
                    await FeedRows.RemoveAsync(session, row, cancellationToken);
                    sync = sync with { Removed = sync.Removed + 1 };
                }

                return sync;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<FeedSync> SaveAsync(ConfiguredFeed feed, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var rows = await FeedRows.ListAsync(session, $"""WHERE "Id" = {feed.Feed.Id}""", cancellationToken);
            return await SaveAsync(session, rows.SingleOrDefault(), feed, new FeedSync(0, 0, 0), cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string feedId, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var rows = await FeedRows.ListAsync(
                session, $"""WHERE "Id" = {feedId} AND NOT "IsRemoved" """, cancellationToken);
            foreach (var row in rows) await FeedRows.RemoveAsync(session, row, cancellationToken);
            return rows.Count > 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimedFeed>> ClaimDueAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<ClaimedFeed>>(
            async session =>
            {
                var claimed = new List<ClaimedFeed>();
                foreach (var id in await ChooseAsync(session, request, cancellationToken))
                    claimed.AddRange(
                        await ClaimAsync(session, id, request.WorkerId, request.UntilUtc, cancellationToken));
                return claimed;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<FeedClaiming> ClaimAsync(
        string feedId, string workerId, DateTimeOffset nowUtc, DateTimeOffset untilUtc,
        CancellationToken cancellationToken) => database.WriteAsync<FeedClaiming>(
        async session =>
        {
            var isFree = await session.NumberAsync(
                $"""
                SELECT "ClaimedBy" IS NULL OR "ClaimUntilUtc" <= {nowUtc} FROM "Feeds"
                WHERE "Id" = {feedId} AND NOT "IsRemoved"
                """,
                cancellationToken);
            if (isFree is null) return new FeedClaiming.Gone();
            return isFree is 0
                ? new FeedClaiming.Busy()
                : new FeedClaiming.Claimed(
                    (await ClaimAsync(session, feedId, workerId, untilUtc, cancellationToken))[0]);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyList<FeedClaim> claims, CancellationToken cancellationToken) =>
        database.WriteAsync(
        async session =>
        {
            foreach (var claim in claims)
                await session.RunAsync(
                    $"""
                    UPDATE "Feeds" SET "ClaimedBy" = NULL, "ClaimUntilUtc" = NULL
                    WHERE "Id" = {claim.FeedId} AND "ClaimNumber" = {claim.Number}
                    """,
                    cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseAllAsync(string workerId, CancellationToken cancellationToken) => database.WriteAsync(
        async session => await session.RunAsync(
            $"""
            UPDATE "Feeds" SET "ClaimedBy" = NULL, "ClaimUntilUtc" = NULL WHERE "ClaimedBy" = {workerId}
            """,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PollOutcome>> CommitPollsAsync(
        IReadOnlyList<PollCommit> commits, CancellationToken cancellationToken)
    {
        var words = new OwedWords(forms);
        var polled = await database.WriteAsync(
            async session =>
            {
                var outcomes = new List<PollOutcome>(commits.Count);
                foreach (var commit in commits)
                    outcomes.Add(await CommitAsync(session, commit, words, cancellationToken));

                await HostRows.RestAsync(
                    session, commits.SelectMany(static one => new[] { one.HostRest, one.HostPause }), cancellationToken);
                // When all are in: a pause holds for the feeds of the same batch too, whichever came first.
                for (var i = 0; i < commits.Count; i++)
                    if (!outcomes[i].ClaimLost && commits[i].HostPause is { } pause)
                        await PauseAsync(session, pause, cancellationToken);
                await words.WriteAsync(session, cancellationToken);
                return outcomes;
            },
            cancellationToken);
        words.Committed();
        return polled;
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> TakeHostAsync(HostTake take, CancellationToken cancellationToken) =>
        database.WriteAsync(session => HostRows.TakeAsync(session, take, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FeedListing>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<FeedListing>>(
            async session => await session.ListAsync(
                $"""SELECT "Body", "State" FROM "Feeds" WHERE NOT "IsRemoved" ORDER BY "Scope", "Name", "Id" """,
                reader => new FeedListing(
                    StoreJson.Read<Feed>(reader.GetString(0)), StoreJson.Read<FeedState>(reader.GetString(1))),
                cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueUtcAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => await session.NumberAsync(
            $"""
            SELECT MIN("NextPollUtc") FROM "Feeds"
            WHERE NOT "IsRemoved" AND "ClaimedBy" IS NULL AND "NextPollUtc" < {FeedState.Never}
            """,
            cancellationToken) is { } ms
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : (DateTimeOffset?)null,
        cancellationToken);

    private static Task<List<ClaimedFeed>> ClaimAsync(
        Session session, string feedId, string workerId, DateTimeOffset untilUtc, CancellationToken cancellationToken) =>
        session.ListAsync(
            $"""
            UPDATE "Feeds" SET "ClaimNumber" = "ClaimNumber" + 1, "ClaimedBy" = {workerId}, "ClaimUntilUtc" = {untilUtc}
            WHERE "Id" = {feedId} RETURNING "Body", "State", "ClaimNumber", (
                SELECT h."Body" FROM "HubSubscriptions" h
                WHERE h."FeedId" = {feedId} AND h."Stage" = {(int)HubStage.Active} LIMIT 1)
            """,
            reader => new ClaimedFeed(
                StoreJson.Read<Feed>(reader.GetString(0)), StoreJson.Read<FeedState>(reader.GetString(1)),
                new FeedClaim(feedId, reader.GetInt64(2), untilUtc))
            {
                Hub = reader.IsDBNull(3) ? null : StoreJson.Read<HubSubscription>(reader.GetString(3)),
            },
            cancellationToken);

    private static async Task<FeedSync> SaveAsync(
        Session session, FeedRow? row, ConfiguredFeed configured, FeedSync sync, CancellationToken cancellationToken)
    {
        if (row is { IsRemoved: false } && !FeedRows.Change(row, configured)) return sync;
        var isAdded = row is null or { IsRemoved: true };
        if (row is { IsRemoved: true }) FeedRows.StartAnew(row, configured);
        await FeedRows.SaveAsync(session, row ?? FeedRows.New(configured), cancellationToken);
        return isAdded ? sync with { Added = sync.Added + 1 } : sync with { Changed = sync.Changed + 1 };
    }

    /// <summary>Which feeds are due and may be claimed, the longest due first.</summary>
    private static async Task<List<string>> ChooseAsync(
        Session session, ClaimRequest request, CancellationToken cancellationToken)
    {
        var due = await session.ListAsync(
            $"""
            SELECT "Id", "Host" FROM "Feeds" WHERE NOT "IsRemoved" AND "NextPollUtc" <= {request.NowUtc}
                AND ("ClaimedBy" IS NULL OR "ClaimUntilUtc" <= {request.NowUtc})
                AND "Host" NOT IN (SELECT h."Host" FROM "Hosts" h WHERE h."FreeUtc" > {request.NowUtc}
                    AND (h."TakenBy" IS NULL OR h."TakenBy" <> {request.WorkerId} ))
            ORDER BY "NextPollUtc", "Id"
            """,
            reader => (Id: reader.GetString(0), Host: reader.GetString(1)), cancellationToken);
        if (due.Count == 0) return [];
        var claims = (await session.ListAsync(
                $"""
                SELECT "Host", COUNT(*) FROM "Feeds" WHERE "ClaimedBy" IS NOT NULL
                    AND "ClaimUntilUtc" > {request.NowUtc}
                GROUP BY "Host"
                """,
                reader => (Host: reader.GetString(0), Count: reader.GetInt32(1)), cancellationToken))
            .ToDictionary(h => h.Host, h => h.Count, StringComparer.Ordinal);
        var chosen = new List<string>();
        foreach (var (id, host) in due)
        {
            if (chosen.Count == request.Limit) break;
            var held = claims.GetValueOrDefault(host);
            if (request.ExceptHosts.Contains(host)) continue;
            if (held >= request.MostOn(host)) continue;
            claims[host] = held + 1;
            chosen.Add(id);
        }

        return chosen;
    }

    private static async Task<PollOutcome> CommitAsync(
        Session session, PollCommit commit, OwedWords words, CancellationToken cancellationToken)
    {
        var state = commit.State;
        var movedTo = state.MovedTo is { } moved ? Feed.HostOf(moved) : null;
        // No RETURNING: a server that says that nothing is new would make SQLite keep copies of pages all the same.
        var kept = await session.RunAsync(
            $"""
            UPDATE "Feeds" SET "State" = {StoreJson.Write(state)}, "NextPollUtc" = {state.NextPollUtc},
                "Host" = COALESCE({movedTo}, "HomeHost"), "ClaimedBy" = NULL, "ClaimUntilUtc" = NULL
            WHERE "Id" = {commit.Claim.FeedId} AND "ClaimNumber" = {commit.Claim.Number} AND NOT "IsRemoved"
            """,
            cancellationToken);
        if (kept == 0) return PollOutcome.Lost(commit.Claim.FeedId);
        var before = commit.Articles.Count == 0
            ? null
            : (await session.ListAsync(
                $"""SELECT "Listed" FROM "Feeds" WHERE "Id" = {commit.Claim.FeedId}""",
                reader => reader.IsDBNull(0) ? null : reader.GetString(0), cancellationToken))[0];
        var intake = new ArticleIntake(session, commit.Claim.FeedId, words) { Before = before };
        await intake.TakeAsync(commit.Articles, commit.IsWhole, cancellationToken);
        if (commit.PushId is { } push) await HubStore.DropPushAsync(session, push, cancellationToken);
        return intake.Outcome;
    }

    private static async Task PauseAsync(Session session, HostPause pause, CancellationToken cancellationToken)
    {
        var rows = await session.ListAsync(
            $"""
            SELECT "Id", "State" FROM "Feeds"
            WHERE "Host" = {pause.Host} AND NOT "IsRemoved" AND "NextPollUtc" < {pause.UntilUtc}
            """,
            reader => (Id: reader.GetString(0), State: StoreJson.Read<FeedState>(reader.GetString(1))),
                cancellationToken);
        foreach (var (id, state) in rows)
        {
            var paused = state with { NextPollUtc = pause.UntilUtc, NextPollRule = PollRule.RetryAfter };
            await session.RunAsync(
                $"""
                UPDATE "Feeds" SET "State" = {StoreJson.Write(paused)}, "NextPollUtc" = {pause.UntilUtc}
                    WHERE "Id" = {id}
                """,
                cancellationToken);
        }
    }
}
