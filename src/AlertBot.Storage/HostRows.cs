using System.Text.Json;
using AlertBot.Feeds;

namespace AlertBot.Storage;

/// <summary>Until when hosts are left alone, by all workers or by all but one.</summary>
internal static class HostRows
{
    /// <summary>Notes rests and pauses: one statement for all of them.</summary>
    public static async Task RestAsync(
        Session session, IEnumerable<HostPause?> pauses, CancellationToken cancellationToken)
    {
        var rests = pauses.OfType<HostPause>()
            .Select(static one => new object[] { one.Host, one.UntilUtc.ToUnixTimeMilliseconds() }).ToList();
        if (rests.Count == 0) return;
        await session.RunAsync(
            $"""
            INSERT INTO "Hosts" ("Host", "Scope", "FreeUtc", "TakenBy")
            SELECT j."value" ->> 0, '', j."value" ->> 1, NULL FROM json_each({JsonSerializer.Serialize(rests)} ) j
            WHERE TRUE
            ON CONFLICT ("Host") DO UPDATE SET "FreeUtc" = excluded."FreeUtc", "TakenBy" = NULL
            WHERE excluded."FreeUtc" > "Hosts"."FreeUtc"
            """,
            cancellationToken);
    }

    /// <summary>Takes a host from the other workers; null when that went well, else when to try again.</summary>
    public static async Task<DateTimeOffset?> TakeAsync(
        Session session, HostTake take, CancellationToken cancellationToken)
    {
        // Who has a claim asks in a while, and nobody can tell when it is done.
        var again = take.NowUtc.AddSeconds(1);
        var claims = await session.NumberAsync(
            $"""
            SELECT COUNT(*) FROM "Feeds" WHERE "Host" = {take.Host} AND "ClaimedBy" <> {take.WorkerId}
                AND "ClaimUntilUtc" > {take.NowUtc}
            """,
            cancellationToken);
        if (take.Most is { } most && claims >= most) return again;
        var taken = await session.RunAsync(
            $"""
            INSERT INTO "Hosts" ("Host", "Scope", "FreeUtc", "TakenBy")
            VALUES ({take.Host}, '', {take.UntilUtc}, {take.WorkerId})
            ON CONFLICT ("Host") DO UPDATE SET "FreeUtc" = excluded."FreeUtc", "TakenBy" = excluded."TakenBy"
            WHERE "Hosts"."FreeUtc" <= {take.NowUtc} OR "Hosts"."TakenBy" = excluded."TakenBy"
            """,
            cancellationToken);
        if (taken > 0) return null;
        return await session.NumberAsync(
            $"""SELECT "FreeUtc" FROM "Hosts" WHERE "Host" = {take.Host}""", cancellationToken) is { } ms
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : again;
    }

    /// <summary>Forgets hosts that have rested long since.</summary>
    public static Task<int> DropAsync(Session session, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        session.RunAsync(
            $"""DELETE FROM "Hosts" WHERE "FreeUtc" < {nowUtc.AddDays(-1)}""", cancellationToken);
}
