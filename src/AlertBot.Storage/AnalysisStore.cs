using System.Data;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage.Json;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>What the analysis reads and writes.</summary>
internal sealed class AnalysisStore(Database database) : IAnalysisStore
{
    // Of incidents that went into one another; more in a row were never seen.
    private const int MostHops = 10;

    /// <inheritdoc/>
    public Task<AnalysisInput> ReadWaitingAsync(int batchSize, CancellationToken cancellationToken) =>
        database.ReadAsync(
        async session =>
        {
            var articles = await session.ListAsync(
                $"""
                SELECT {ArticleRows.Columns},
                    EXISTS (SELECT 1 FROM "IncidentMembers" m WHERE m."ArticleId" = w."ArticleId") AS "IsEdited"
                FROM "WaitingArticles" w JOIN "Articles" a ON a."Row" = w."ArticleRow"
                ORDER BY w."SeenUtc", w."ArticleId" LIMIT {batchSize}
                """,
                reader => (Article: ArticleRows.Read(reader), IsEdited: reader.GetBoolean("IsEdited")),
                cancellationToken);
            var requests = await session.ListAsync(
                $"""SELECT "Body" FROM "Requests" WHERE NOT "IsDone" ORDER BY "Row" """,
                reader => StoreJson.Read<AnalysisRequest>(reader.GetString(0)), cancellationToken);
            var subscriptions = await SubscriptionStore.ListAsync(session, cancellationToken);
            subscriptions.AddRange((await FollowStore.OpenAsync(session, cancellationToken))
                .Select(follow => follow.ToSubscription()));
            var byEdited = articles.ToLookup(a => a.IsEdited, a => a.Article);
            return new AnalysisInput([.. byEdited[false]], requests, subscriptions)
            {
                Edited = [.. byEdited[true]],
                Mutes = await MuteStore.ListAsync(session, cancellationToken),
                Named = await NamedAsync(session, requests, cancellationToken),
            };
        },
        cancellationToken);

    /// <summary>The incidents that requests name, and those that they went into.</summary>
    private static async Task<IReadOnlyList<Incident>> NamedAsync(
        Session session, IEnumerable<AnalysisRequest> requests, CancellationToken cancellationToken)
    {
        var numbers = requests.SelectMany(r => r.Numbers).Distinct().ToList();
        var named = new List<Incident>();
        for (var hops = 0; hops < MostHops && numbers.Count > 0; hops++)
        {
            var wanted = JsonSerializer.Serialize(numbers);
            var found = await IncidentRows.LoadAsync(
                session, $"""SELECT "value" FROM json_each({wanted} )""", cancellationToken);
            named.AddRange(found);
            var ids = JsonSerializer.Serialize(
                found.Select(i => i.MergedInto).Where(id => id is not null && named.All(i => i.Id != id)).Distinct());
            numbers = await session.ListAsync(
                $"""SELECT "Number" FROM "Incidents" WHERE "Id" IN (SELECT "value" FROM json_each({ids} ))""",
                reader => reader.GetInt64(0), cancellationToken);
        }
        return named;
    }

    /// <inheritdoc/>
    public Task<StoredWindow> LoadWindowAsync(
        DateTimeOffset sinceUtc, int maxArticles, CancellationToken cancellationToken) =>
        database.ReadAsync(
        async session =>
        {
            var chosen = await ChooseAsync(session, sinceUtc, maxArticles, cancellationToken);
            var incidents = await IncidentRows.LoadAsync(
                session, $"""SELECT "value" FROM json_each({chosen} )""", cancellationToken);
            var articles = await session.ListAsync(
                $"""
                SELECT {ArticleRows.Columns} FROM json_each({chosen} ) i
                JOIN "IncidentMembers" m ON m."IncidentNumber" = i."value"
                JOIN "Articles" a ON a."Row" = m."ArticleRow"
                """,
                ArticleRows.Read, cancellationToken);
            var alerts = await session.ListAsync(
                $"""
                SELECT x."Body" FROM "Incidents" i JOIN "Alerts" x ON x."IncidentId" = i."Id"
                WHERE i."Number" IN (SELECT "value" FROM json_each({chosen} )) ORDER BY x."Id"
                """,
                reader => StoreJson.Read<Alert>(reader.GetString(0)), cancellationToken);
            var digests = await session.ListAsync(
                $"""SELECT "Body" FROM "Digests" WHERE "DueUtc" > {sinceUtc} ORDER BY "DueUtc", "Id" """,
                reader => StoreJson.Read<Digest>(reader.GetString(0)), cancellationToken);
            var highest = await session.NumberAsync(
                $"""SELECT "Value" FROM "Counters" WHERE "Name" = {CounterRow.IncidentNumber}""", cancellationToken);
            return new StoredWindow(
                incidents, articles.ToDictionary(a => a.Id, StringComparer.Ordinal), alerts, digests,
                (highest ?? 0) + 1);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(
        AnalysisOutcome outcome, LeaseToken lease, CancellationToken cancellationToken) => await database.WriteAsync(
        async session =>
        {
            if (!await Leases.IsHeldAsync(session, lease, cancellationToken)) return CommitResult.LeaseLost;
            var analysed = JsonSerializer.Serialize(
                outcome.Articles.Select(static a => new[] { a.ArticleId, a.ContentHash }));
            await session.RunAsync(
                $"""
                DELETE FROM "WaitingArticles" WHERE "ArticleRow" IN (
                    SELECT a."Row" FROM json_each({analysed} ) j JOIN "Articles" a ON a."Id" = j."value" ->> 0
                    WHERE a."ContentHash" = COALESCE(j."value" ->> 1, a."ContentHash"))
                """,
                cancellationToken);
            foreach (var id in outcome.RequestIds)
                await session.RunAsync(
                    $"""UPDATE "Requests" SET "IsDone" = {true} WHERE "Id" = {id}""", cancellationToken);
            await IncidentRows.SaveAsync(session, outcome.Incidents, cancellationToken);
            foreach (var alert in outcome.Alerts) await SaveAsync(session, alert, cancellationToken);
            foreach (var digest in outcome.Digests) await SaveAsync(session, digest, cancellationToken);

            // Before the new ones are added: a key that is superseded is never one of this step.
            foreach (var key in outcome.SupersededKeys)
                await session.RunAsync(
                    $"""
                    UPDATE "Deliveries" SET "State" = {DeliveryState.Superseded}, "ReadyUtc" = NULL
                    WHERE "Key" = {key} AND "State" = {DeliveryState.Due}
                    """,
                    cancellationToken);
            foreach (var mute in outcome.Mutes) await MuteStore.SaveAsync(session, mute, cancellationToken);
            foreach (var delivery in outcome.Deliveries) await AddAsync(session, delivery, cancellationToken);
            foreach (var refused in outcome.Refused) await NoteAsync(session, refused, cancellationToken);
            return CommitResult.Committed;
        },
        cancellationToken);

    // The log says that it was asked for: it must not stand there as done.
    private static async Task NoteAsync(
        Session session, RefusedRequest refused, CancellationToken cancellationToken)
    {
        if (refused.Request.Asker is not { } asker) return;
        await session.RunAsync(
            $"""
            INSERT INTO "Audit" ("Scope", "AtUtc", "UserId", "UserName", "Action", "Subject", "Before", "After")
            SELECT {asker.Community.Value}, {refused.AtUtc}, {asker.UserId}, {asker.UserName},
                {AuditEntry.Refused}, {$"/{asker.Command} {refused.Subject}"}, NULL, {refused.Request.Id}
            WHERE NOT EXISTS (SELECT 1 FROM "Audit" a WHERE a."Scope" = {asker.Community.Value}
                AND a."Action" = {AuditEntry.Refused} AND a."After" = {refused.Request.Id} )
            """,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task AddRequestAsync(AnalysisRequest request, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => AddRequestAsync(session, request, nowUtc, cancellationToken), cancellationToken);

    /// <summary>Leaves a request in a transaction that does more than that.</summary>
    public static async Task AddRequestAsync(
        Session session, AnalysisRequest request, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        await session.RunAsync(
            $"""
            INSERT INTO "Requests" ("Id", "Scope", "CreatedUtc", "IsDone", "Body")
            VALUES ({request.Id}, {ScopeOf(request).ToString()}, {nowUtc}, {false}, {StoreJson.Write(request)})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);

    private static Scope ScopeOf(AnalysisRequest request) => request switch
    {
        AnalysisRequest.Acknowledge seen => Scope.Of(seen.Community),
        AnalysisRequest.AddMute add => Scope.Of(add.Mute.Community),
        AnalysisRequest.EndMute end => Scope.Of(end.Community),
        AnalysisRequest.WatchlistChanged changed => changed.Scope,
        AnalysisRequest.ChannelChanged changed => Scope.Of(Communities.Of(changed.Channel)),
        { Asker: { } asker } => Scope.Of(asker.Community),
        _ => Scope.Shared,
    };

    /// <inheritdoc/>
    public Task<int> CountWaitingAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => (int)(await session.NumberAsync(
            $"""
            SELECT (SELECT COUNT(*) FROM "WaitingArticles") + (SELECT COUNT(*) FROM "Requests" WHERE NOT "IsDone")
            """,
            cancellationToken) ?? 0),
        cancellationToken);

    /// <summary>Numbers of the incidents that an analysis would still hold, as a JSON array.</summary>
    private static async Task<string> ChooseAsync(
        Session session, DateTimeOffset sinceUtc, int maxArticles, CancellationToken cancellationToken)
    {
        var kept = await session.ListAsync(
            $"""
            SELECT i."Number", (SELECT COUNT(*) FROM "IncidentMembers" m WHERE m."IncidentNumber" = i."Number")
            FROM "Incidents" i WHERE i."LastSeenUtc" >= {sinceUtc}
            ORDER BY EXISTS (SELECT 1 FROM "IncidentListings" s, json_each(s."Lists") n
                JOIN "IncidentLists" l ON l."Id" = n."value"
                WHERE s."Number" = i."Number" AND l."Facet" = {Facet.Watched} ) DESC,
                i."LastSeenUtc" DESC, i."Number" DESC
            """,
            reader => (Number: reader.GetInt64(0), Articles: reader.GetInt64(1)), cancellationToken);
        var articles = 0L;
        return JsonSerializer.Serialize(
            kept.TakeWhile(i => (articles += i.Articles) <= maxArticles).Select(i => i.Number));
    }

    // A repeated step brings an older or the same sequence than is there: a newer one is never undone.
    private static Task<int> SaveAsync(Session session, Alert alert, CancellationToken cancellationToken) =>
        session.RunAsync(
        $"""
        INSERT INTO "Alerts" ("Id", "Scope", "IncidentId", "Sequence", "Body")
        VALUES ({alert.Id}, {Communities.Of(alert.Channel).Value}, {alert.IncidentId}, {alert.Sequence},
            {StoreJson.Write(alert)})
        ON CONFLICT ("Id") DO UPDATE SET "Sequence" = excluded."Sequence", "Body" = excluded."Body"
        WHERE excluded."Sequence" >= "Alerts"."Sequence"
        """,
        cancellationToken);

    private static Task<int> SaveAsync(Session session, Digest digest, CancellationToken cancellationToken) =>
        session.RunAsync(
        $"""
        INSERT INTO "Digests" ("Id", "Scope", "DueUtc", "Sequence", "Body")
        VALUES ({digest.Id}, {Communities.Of(digest.Channel).Value}, {digest.DueUtc}, {digest.Sequence},
            {StoreJson.Write(digest)})
        ON CONFLICT ("Id") DO UPDATE
        SET "DueUtc" = excluded."DueUtc", "Sequence" = excluded."Sequence", "Body" = excluded."Body"
        WHERE excluded."Sequence" >= "Digests"."Sequence"
        """,
        cancellationToken);

    /// <summary>Adds a row to the outbox unless it is there.</summary>
    internal static Task<int> AddAsync(Session session, Delivery delivery, CancellationToken cancellationToken) =>
        session.RunAsync(
        $"""
        INSERT INTO "Deliveries" ("Key", "Scope", "AlertId", "Sequence", "Kind", "IncidentId", "Channel", "Severity",
            "CreatedUtc", "State", "Attempts", "ReadyUtc", "Body")
        VALUES ({delivery.Key}, {Communities.Of(delivery.Channel).Value}, {delivery.AlertId}, {delivery.Sequence},
            {delivery.Kind}, {delivery.IncidentId}, {delivery.Channel.ToString()}, {delivery.Severity}, {delivery.CreatedUtc}, {DeliveryState.Due}, 0,
            {delivery.DueUtc}, {StoreJson.Write(delivery)})
        ON CONFLICT ("Key") DO NOTHING
        """,
        cancellationToken);
}
