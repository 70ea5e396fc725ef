using System.Text.Json;
using AlertBot.Feeds;
using AlertBot.Storage.Json;

namespace AlertBot.Storage;

/// <summary>Which hubs push which feeds, and what they pushed that was not read yet.</summary>
internal sealed class HubStore(Database database) : IHubStore
{
    // Those with which a feed has its one hub: to be asked for, or active.
    private const int Wanted = (int)HubStage.Wanted;
    private const int Active = (int)HubStage.Active;
    private const int Resting = (int)HubStage.Resting;

    /// <inheritdoc/>
    public Task<IReadOnlyList<HubSubscription>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<HubSubscription>>(
            async session => await session.ListAsync(
                $"""SELECT "Body" FROM "HubSubscriptions" ORDER BY "FeedId", "Key" """,
                reader => StoreJson.Read<HubSubscription>(reader.GetString(0)), cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<HubSubscription?> FindAsync(string key, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindAsync(session, key, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddAsync(HubSubscription subscription, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.RunAsync(
                $"""
                INSERT INTO "HubSubscriptions" ("Key", "Scope", "FeedId", "Stage", "DueUtc", "Body")
                SELECT {subscription.Key}, {subscription.Scope.ToString()}, {subscription.FeedId},
                    {(int)subscription.Stage}, {subscription.DueUtc}, {StoreJson.Write(subscription)}
                WHERE NOT EXISTS (SELECT 1 FROM "HubSubscriptions"
                    WHERE "FeedId" = {subscription.FeedId} AND "Stage" IN ({Wanted}, {Active} ))
                """,
                cancellationToken) > 0,
            cancellationToken);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueUtcAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => await session.NumberAsync(
            $"""SELECT MIN("DueUtc") FROM "HubSubscriptions" WHERE "Stage" <> {Resting}""", cancellationToken) is { } ms
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : (DateTimeOffset?)null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HubSubscription>> TakeDueAsync(
        DateTimeOffset nowUtc, DateTimeOffset untilUtc, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<HubSubscription>>(
            async session =>
            {
                var due = await session.ListAsync(
                    $"""
                    SELECT "Body" FROM "HubSubscriptions" WHERE "Stage" <> {Resting} AND "DueUtc" <= {nowUtc}
                    ORDER BY "DueUtc", "Key" LIMIT {limit}
                    """,
                    reader => StoreJson.Read<HubSubscription>(reader.GetString(0)), cancellationToken);
                var taken = due.Select(s => s with { DueUtc = untilUtc }).ToList();
                foreach (var one in taken) await WriteAsync(session, one, cancellationToken);
                return taken;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<HubSubscription?> ChangeAsync(
        string key, Func<HubSubscription, HubChange> change, CancellationToken cancellationToken) =>
        database.WriteAsync(session => ChangeAsync(session, key, change, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> KeepPushAsync(
        HubPush push, Func<HubSubscription, HubChange> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var waiting = await session.NumberAsync(
                    $"""SELECT COUNT(*) FROM "HubPushes" WHERE "FeedId" = {push.FeedId}""", cancellationToken);
                if (waiting >= IHubStore.MaxWaiting) return false;
                if (await ChangeAsync(session, push.Key, change, cancellationToken) is not { } known) return false;
                await session.RunAsync(
                    $"""
                    INSERT INTO "HubPushes" ("Key", "Scope", "FeedId", "Self", "AtUtc", "ContentType", "Body")
                    VALUES ({push.Key}, {known.Scope.ToString()}, {push.FeedId}, {push.Self.OriginalString}, {push.AtUtc},
                        {push.ContentType}, {push.Body.ToArray()})
                    """,
                    cancellationToken);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<HubPush?> NextPushAsync(
        IReadOnlyCollection<string> exceptFeeds, CancellationToken cancellationToken) => database.ReadAsync(
        async session => (await session.ListAsync(
            $"""
            SELECT "Row", "Key", "FeedId", "Self", "AtUtc", "ContentType", "Body" FROM "HubPushes"
            WHERE "FeedId" NOT IN (SELECT j."value" FROM json_each({JsonSerializer.Serialize(exceptFeeds)} ) j)
            ORDER BY "Row" LIMIT 1
            """,
            reader => new HubPush(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), new Uri(reader.GetString(3)),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
                reader.IsDBNull(5) ? null : reader.GetString(5), (byte[])reader.GetValue(6)),
            cancellationToken)).FirstOrDefault(),
        cancellationToken);

    /// <inheritdoc/>
    public Task DropPushAsync(long id, CancellationToken cancellationToken) => database.WriteAsync(
        session => DropPushAsync(session, id, cancellationToken), cancellationToken);

    /// <summary>Forgets a push in a transaction that keeps what it brought.</summary>
    public static Task DropPushAsync(Session session, long id, CancellationToken cancellationToken) =>
        session.RunAsync($"""DELETE FROM "HubPushes" WHERE "Row" = {id}""", cancellationToken);

    private static async Task<HubSubscription?> FindAsync(
        Session session, string key, CancellationToken cancellationToken) => (await session.ListAsync(
        $"""SELECT "Body" FROM "HubSubscriptions" WHERE "Key" = {key}""",
        reader => StoreJson.Read<HubSubscription>(reader.GetString(0)), cancellationToken)).FirstOrDefault();

    private static async Task<HubSubscription?> ChangeAsync(
        Session session, string key, Func<HubSubscription, HubChange> change, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, key, cancellationToken) is not { } known) return null;
        var (after, pollByUtc) = change(known);
        if (after is null)
            await session.RunAsync($"""DELETE FROM "HubSubscriptions" WHERE "Key" = {key}""", cancellationToken);
        else if (after != known)
            await WriteAsync(session, after, cancellationToken);
        if (pollByUtc is { } atUtc) await HastenAsync(session, known.FeedId, atUtc, cancellationToken);
        return known;
    }

    private static Task<int> WriteAsync(Session session, HubSubscription one, CancellationToken cancellationToken) =>
        session.RunAsync(
            $"""
            UPDATE "HubSubscriptions" SET "Stage" = {(int)one.Stage}, "DueUtc" = {one.DueUtc},
                "Body" = {StoreJson.Write(one)} WHERE "Key" = {one.Key}
            """,
            cancellationToken);

    // Only what waits because the hub pushes: a server's own wish for a rest is none of the hub's business.
    private static async Task HastenAsync(
        Session session, string feedId, DateTimeOffset atUtc, CancellationToken cancellationToken)
    {
        var states = await session.ListAsync(
            $"""SELECT "State" FROM "Feeds" WHERE "Id" = {feedId} AND NOT "IsRemoved" """,
            reader => StoreJson.Read<FeedState>(reader.GetString(0)), cancellationToken);
        if (states is not [{ NextPollRule: PollRule.Pushed } state] || state.NextPollUtc <= atUtc) return;
        var hastened = state with { NextPollUtc = atUtc, NextPollRule = PollRule.OwnMinimum };
        await session.RunAsync(
            $"""
            UPDATE "Feeds" SET "State" = {StoreJson.Write(hastened)}, "NextPollUtc" = {atUtc} WHERE "Id" = {feedId}
            """,
            cancellationToken);
    }
}
