using System.Data.Common;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Storage;

/// <summary>The rows that channels are owed.</summary>
/// <remarks>
/// One column, <c>ReadyUtc</c>, tells when a row can be claimed next: its own time, or the end of the claim on it.
/// Null while a
/// person must act. Rows in Due, Sending and Unknown are open; all questions about work go through partial indexes on
/// those.
/// </remarks>
internal sealed class Outbox(Database database) : IOutbox
{
    private static readonly SqlText IsOpen = SqlText.Of("\"State\" IN (0, 1, 3)");

    // Walked in the order of the claims: left to itself SQLite would gather and sort all that is due for every claim.
    private static readonly SqlText OpenRows = SqlText.Of("\"Deliveries\" d INDEXED BY \"IX_Deliveries_Open\"");

    private static readonly SqlText Platform = SqlText.Of(
        """substr(d."Channel", 1, instr(d."Channel", '/') - 1)""");

    // The first open row of its alert: only that one may go. What waits for a person keeps nothing back: news of an
    // alert must not be silent for days because one answer was lost.
    private static readonly SqlText IsHead = SqlText.Of(
        """
        d."State" IN (0, 1, 3) AND NOT EXISTS (SELECT 1 FROM "Deliveries" e
            WHERE e."AlertId" = d."AlertId" AND e."State" IN (0, 1, 3) AND e."ReadyUtc" IS NOT NULL
                AND e."Sequence" < d."Sequence")
        """);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxRow>> ClaimDueAsync(
        OutboxClaim claim, Func<OutboxCandidate, MayTake> mayTake, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<OutboxRow>>(
            async session =>
            {
                var except = JsonSerializer.Serialize(claim.Except);
                var due = await session.TakeAsync(
                    $"""
                    SELECT d."Row", d."State", d."Key", d."Channel", d."Kind", (SELECT s."SentUtc" FROM "Deliveries" s
                        WHERE d."Kind" = {DeliveryKind.Edit} AND s."AlertId" = d."AlertId" AND s."State" = 2
                            AND s."Kind" IN (0, 1, 3) ORDER BY s."Sequence" LIMIT 1)
                    FROM {OpenRows} WHERE d."ReadyUtc" <= {claim.NowUtc} AND ({claim.Only} IS NULL OR {Platform} = {claim.Only} )
                        AND NOT EXISTS (SELECT 1 FROM json_each({except}) x WHERE x."value" = {Platform} ) AND {IsHead}
                    ORDER BY d."Severity" DESC, d."CreatedUtc", d."Row"
                    """,
                    Candidate, row => mayTake(row.Candidate), claim.Limit, cancellationToken);
                var claimed = new List<OutboxRow>(due.Count);
                foreach (var (row, state, _) in due)
                {
                    // A claim that ended says that nobody knows what became of the row.
                    var next = state is DeliveryState.Due ? DeliveryState.Sending : DeliveryState.Unknown;
                    await session.RunAsync(
                        $"""
                        UPDATE "Deliveries" SET "State" = {next}, "ReadyUtc" = {claim.NowUtc + claim.Duration}, "ClaimedBy" = {claim.Worker}
                        WHERE "Row" = {row}
                        """,
                        cancellationToken);
                    claimed.AddRange(await OutboxRows.ListAsync(
                        session, $"""WHERE d."Row" = {row}""", cancellationToken));
                }

                return claimed;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task SettleAsync(IReadOnlyList<SettledRow> rows, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            foreach (var row in rows) await SettleAsync(session, row, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> ReleaseClaimsAsync(string worker, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "State" = {DeliveryState.Unknown}, "ReadyUtc" = {nowUtc}, "ClaimedBy" = NULL
                WHERE "ClaimedBy" = {worker} AND "State" IN (1, 3)
                """,
                cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<(ChannelRef Channel, DateTimeOffset TriedUtc)>> ListAttemptsAsync(
        DateTimeOffset sinceUtc, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(ChannelRef Channel, DateTimeOffset TriedUtc)>>(
            async session => await session.ListAsync(
                $"""
                SELECT "Channel", "TriedUtc" FROM "Deliveries" WHERE "TriedUtc" >= {sinceUtc} ORDER BY "TriedUtc"
                """,
                reader => (
                    ChannelRef.Parse(reader.GetString(0)), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1))),
                cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueUtcAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => await session.NumberAsync(
            $"""SELECT MIN(d."ReadyUtc") FROM {OpenRows} WHERE {IsHead}""", cancellationToken) is { } ms
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : (DateTimeOffset?)null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxRow>> ListAsync(DeliveryState? state, int limit,
        CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<OutboxRow>>(
            async session => state is { } only
                ? await OutboxRows.ListAsync(
                    session, $"""WHERE d."State" = {only} ORDER BY d."Row" DESC LIMIT {limit}""", cancellationToken)
                : await OutboxRows.ListAsync(session, $"""ORDER BY d."Row" DESC LIMIT {limit}""", cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxRow>> ListAsync(string incidentId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<OutboxRow>>(
            async session => [.. (await OutboxRows.ListAsync(
                    session, $"""WHERE d."IncidentId" = {incidentId}""", cancellationToken))
                .OrderBy(r => r.Delivery.Channel.ToString(), StringComparer.Ordinal)
                .ThenBy(r => r.Delivery.AlertId, StringComparer.Ordinal).ThenBy(r => r.Delivery.Sequence)],
            cancellationToken);

    /// <inheritdoc/>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            var counts = (await session.ListAsync(
                    $"""SELECT "State", COUNT(*) FROM "Deliveries" GROUP BY "State" """,
                    reader => (State: (DeliveryState)reader.GetInt32(0), Count: reader.GetInt32(1)), cancellationToken))
                .ToDictionary(c => c.State, c => c.Count);
            int Of(DeliveryState state) => counts.GetValueOrDefault(state);
            return new OutboxCounts(
                Of(DeliveryState.Due), Of(DeliveryState.Sending), Of(DeliveryState.Sent), Of(DeliveryState.Unknown),
                Of(DeliveryState.Parked), Of(DeliveryState.Superseded));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RetryAsync(string key, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
        async session =>
        {
            // What is looked at by itself, or is being looked at, is looked at now: it may have arrived.
            var looked = await session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "ReadyUtc" = CASE WHEN "ClaimedBy" IS NULL THEN {nowUtc} ELSE "ReadyUtc" END
                WHERE "Key" = {key} AND "State" = 3 AND "ReadyUtc" IS NOT NULL
                """,
                cancellationToken);
            if (looked > 0) return true;
            var touched = await session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "ParkedWith" = CASE WHEN "State" = 3 THEN {OutboxRows.WasUnknown} END,
                    "State" = {DeliveryState.Due}, "ReadyUtc" = {OutboxRows.NotBefore(nowUtc)}, "ClaimedBy" = NULL
                WHERE "Key" = {key} AND "State" IN (3, 4)
                """,
                cancellationToken);
            if (touched == 0) return false;
            await SupersedeOutdatedAsync(session, key, cancellationToken);

            // Those that could not go because nobody knew of this one go after it.
            await session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "State" = {DeliveryState.Due}, "ReadyUtc" = {nowUtc}
                WHERE "AlertId" = (SELECT k."AlertId" FROM "Deliveries" k WHERE k."Key" = {key}) AND "Kind" = 1
                    AND "State" = 3 AND "ReadyUtc" IS NULL
                    AND "Sequence" > (SELECT k."Sequence" FROM "Deliveries" k WHERE k."Key" = {key})
                """,
                cancellationToken);

            // Those that were parked for want of its message wait for it again.
            await session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "State" = {DeliveryState.Due}, "ReadyUtc" = {OutboxRows.NotBefore(nowUtc)},
                    "ParkedWith" = NULL
                WHERE "ParkedWith" = {key} AND "State" = {DeliveryState.Parked}
                """,
                cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DropAsync(string key, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
        async session => await session.RunAsync(
            $"""
            UPDATE "Deliveries" SET "State" = {DeliveryState.Superseded}, "ReadyUtc" = NULL, "ClaimedBy" = NULL,
                "ParkedWith" = NULL
            WHERE "Key" = {key} AND "State" <> {DeliveryState.Sent}
            """,
            cancellationToken) == 1,
        cancellationToken);

    /// <summary>A version that a newer one has replaced in the channel says nothing that is still true.</summary>
    private static Task<int> SupersedeOutdatedAsync(
        Session session, string key, CancellationToken cancellationToken) => session.RunAsync(
        $"""
        UPDATE "Deliveries" SET "State" = {DeliveryState.Superseded}, "ReadyUtc" = NULL
        WHERE "Key" = {key} AND "Kind" IN (0, 1, 3) AND EXISTS (SELECT 1 FROM "Deliveries" s
            WHERE s."AlertId" = "Deliveries"."AlertId" AND s."State" = 2 AND s."Kind" IN (0, 1, 3)
                AND s."Sequence" > "Deliveries"."Sequence")
        """,
        cancellationToken);

    private static (long Row, DeliveryState State, OutboxCandidate Candidate) Candidate(DbDataReader reader) => (
        reader.GetInt64(0), (DeliveryState)reader.GetInt32(1), new OutboxCandidate(
            reader.GetString(2), ChannelRef.Parse(reader.GetString(3)), (DeliveryKind)reader.GetInt32(4),
            reader.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5))));

    private static async Task SettleAsync(Session session, SettledRow row, CancellationToken cancellationToken)
    {
        var key = row.Key;
        var touched = row.Settlement switch
        {
            Settlement.Sent sent => await session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "State" = {DeliveryState.Sent}, "ReadyUtc" = NULL, "ClaimedBy" = NULL,
                    "Attempts" = "Attempts" + 1, "Reason" = NULL, "SentUtc" = {row.AtUtc}, "TriedUtc" = {row.AtUtc},
                    "SentChannel" = {sent.Message.Channel.ToString()}, "SentId" = {sent.Message.Id}, "ParkedWith" = NULL
                WHERE "Key" = {key} AND ({IsOpen} OR "ParkedWith" = {ChannelBook.ParkedWith} )
                """,
                cancellationToken),
            Settlement.Again again => await SettleAsync(
                session, row, DeliveryState.Due, again.DueUtc, again.Reason, again.IsCounted ? 1 : 0,
                cancellationToken),
            Settlement.Unknown unknown => await SettleAsync(
                session, row, DeliveryState.Unknown, unknown.DueUtc, unknown.Reason, 1, cancellationToken),
            Settlement.Parked parked => await SettleAsync(
                session, row, DeliveryState.Parked, null, parked.Reason, 1, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };
        if (touched == 1 && row.Settlement is Settlement.Parked)
            await ParkFollowersAsync(session, key, cancellationToken);
    }

    private static Task<int> SettleAsync(
        Session session, SettledRow row, DeliveryState state, DateTimeOffset? readyUtc, string reason, int counted,
        CancellationToken cancellationToken) => session.RunAsync(
        $"""
        UPDATE "Deliveries" SET "State" = {state}, "ReadyUtc" = {readyUtc}, "ClaimedBy" = NULL,
            "Attempts" = "Attempts" + {counted}, "Reason" = {reason}, "TriedUtc" = {row.AtUtc}
        WHERE "Key" = {row.Key} AND {IsOpen}
        """,
        cancellationToken);

    /// <summary>Parks what can say nothing without the message that was given up: there is no message of that
    /// alert.</summary>
    private static Task<int> ParkFollowersAsync(Session session, string key, CancellationToken cancellationToken) =>
        session.RunAsync(
            $"""
            UPDATE "Deliveries" SET "State" = {DeliveryState.Parked}, "ReadyUtc" = {OutboxRows.OwnTime}, "ParkedWith" = {key},
                "Reason" = (SELECT "Reason" FROM "Deliveries" WHERE "Key" = {key})
            WHERE "AlertId" = (SELECT "AlertId" FROM "Deliveries" WHERE "Key" = {key}) AND {IsOpen}
                AND "Sequence" > (SELECT "Sequence" FROM "Deliveries" WHERE "Key" = {key})
                AND NOT EXISTS (SELECT 1 FROM "Deliveries" s WHERE s."AlertId" = "Deliveries"."AlertId"
                    AND s."State" = {DeliveryState.Sent} AND s."Kind" IN (0, 1, 3))
            """,
            cancellationToken);
}
