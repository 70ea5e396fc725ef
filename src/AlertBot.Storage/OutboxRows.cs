using System.Data.Common;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Storage.Json;

namespace AlertBot.Storage;

/// <summary>Reads deliveries with what became of them.</summary>
internal static class OutboxRows
{
    /// <summary>In <c>ParkedWith</c>: nobody knew of it when somebody had it tried again.</summary>
    public const string WasUnknown = "unknown";

    /// <summary>What a row that is parked keeps of its time: nothing of what was tried already.</summary>
    public static SqlText OwnTime { get; } = SqlText.Of("CASE WHEN \"State\" = 0 THEN \"ReadyUtc\" END");

    // Send, Edit and Digest (0, 1, 3) leave a message that later rows of the alert change or answer.
    private static readonly SqlText Columns = SqlText.Of(
        """
        d."Body", d."State", d."Attempts", d."Reason", d."SentChannel", d."SentId", d."SentUtc",
        f."SentChannel", f."SentId", EXISTS (SELECT 1 FROM "Deliveries" u WHERE u."AlertId" = d."AlertId"
            AND u."State" = 3 AND u."ReadyUtc" IS NULL AND u."Kind" IN (0, 1, 3) AND u."Sequence" < d."Sequence"),
        d."ParkedWith" FROM "Deliveries" d LEFT JOIN "Deliveries" f ON f."Row" = (
            SELECT s."Row" FROM "Deliveries" s WHERE s."AlertId" = d."AlertId" AND s."State" = 2
                AND s."Kind" IN (0, 1, 3)
            ORDER BY s."Sequence" LIMIT 1)
        """);

    /// <summary>Now, or when a row that was parked before its time may go: nobody's retry makes news public early.</summary>
    public static SqlText NotBefore(DateTimeOffset nowUtc)
    {
        SqlText time = $"""CASE WHEN "ReadyUtc" > {nowUtc} AND "State" = 4 THEN "ReadyUtc" ELSE {nowUtc} END""";
        return time;
    }

    /// <summary>The rows of <paramref name="where"/>, which calls the table <c>d</c>.</summary>
    public static Task<List<OutboxRow>> ListAsync(Session session, SqlText where,
        CancellationToken cancellationToken) =>
        session.ListAsync($"SELECT {Columns} {where}", Read, cancellationToken);

    private static OutboxRow Read(DbDataReader reader) => new(
        StoreJson.Read<Delivery>(reader.GetString(0)), (DeliveryState)reader.GetInt32(1), reader.GetInt32(2),
        reader.IsDBNull(3) ? null : reader.GetString(3), Message(reader, 4),
        reader.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)), Message(reader, 7))
    {
        IsAlertUnknown = reader.GetBoolean(9),
        WasUnknown = !reader.IsDBNull(10) && reader.GetString(10) == WasUnknown,
    };

    private static MessageRef? Message(DbDataReader reader, int column) =>
        reader.IsDBNull(column) || reader.IsDBNull(column + 1)
            ? null
            : new MessageRef(ChannelRef.Parse(reader.GetString(column)), reader.GetString(column + 1));
}
