using System.Data.Common;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Storage.Json;

namespace AlertBot.Storage;

/// <summary>Which channels are closed and which have moved.</summary>
internal sealed class ChannelBook(Database database) : IChannelBook
{
    /// <summary>What was parked for the channel is told from what was parked for itself by this mark.</summary>
    public const string ParkedWith = "channel";

    /// <inheritdoc/>
    public Task<bool> CloseAsync(ClosedChannel closed, Delivery? notice, CancellationToken cancellationToken) =>
        database.WriteAsync(
        async session =>
        {
            var channel = closed.Channel.ToString();
            // Of a community that was erased meanwhile nothing is kept.
            if (await session.NumberAsync(
                $"""
                SELECT EXISTS (SELECT 1 FROM "Subscriptions" WHERE "Channel" = {channel} )
                    OR EXISTS (SELECT 1 FROM "Follows" WHERE "Scope" = {Communities.Of(closed.Channel).Value} )
                    OR EXISTS (SELECT 1 FROM "Deliveries" WHERE "Channel" = {channel} )
                """,
                cancellationToken) is not 1)
                return false;
            await session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "State" = {DeliveryState.Parked}, "ReadyUtc" = {OutboxRows.OwnTime}, "ClaimedBy" = NULL,
                    "ParkedWith" = {ParkedWith}, "Reason" = {closed.Why}
                WHERE "Channel" = {channel} AND "State" IN (0, 1)
                """,
                cancellationToken);
            var isNew = await session.RunAsync(
                $"""
                INSERT INTO "ClosedChannels" ("Channel", "Scope", "Why", "SinceUtc", "Checks", "NextCheckUtc")
                VALUES ({channel}, {Communities.Of(closed.Channel).Value}, {closed.Why}, {closed.SinceUtc},
                    {closed.Checks}, {closed.NextCheckUtc})
                ON CONFLICT DO NOTHING
                """,
                cancellationToken) == 1;
            foreach (var subscription in await SubscriptionsAsync(session, channel, cancellationToken))
                if (subscription.PausedWhy is null)
                    await SubscriptionStore.SaveAsync(
                        session, subscription with { PausedWhy = closed.Why }, cancellationToken);
            if (isNew && notice is not null) await AnalysisStore.AddAsync(session, notice, cancellationToken);
            return isNew;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task OpenAsync(
        ChannelRef channel, DateTimeOffset freshSinceUtc, Delivery? notice, DateTimeOffset nowUtc,
        CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var name = channel.ToString();
            var closed = await session.ListAsync(
                $"""{Columns} WHERE "Channel" = {name}""", Read, cancellationToken);
            if (closed is not [var was]) return;
            await session.RunAsync($"""DELETE FROM "ClosedChannels" WHERE "Channel" = {name}""", cancellationToken);
            foreach (var subscription in await SubscriptionsAsync(session, name, cancellationToken))
                if (subscription.PausedWhy == was.Why)
                    await SubscriptionStore.SaveAsync(session, subscription with { PausedWhy = null },
                        cancellationToken);
            await session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "State" = {DeliveryState.Due}, "ReadyUtc" = {OutboxRows.NotBefore(nowUtc)},
                    "ParkedWith" = NULL, "Attempts" = 0
                WHERE "Channel" = {name} AND "State" = {DeliveryState.Parked} AND "ParkedWith" = {ParkedWith}
                    AND "CreatedUtc" >= {freshSinceUtc}
                """,
                cancellationToken);
            await session.RunAsync(
                $"""
                UPDATE "Deliveries" SET "State" = {DeliveryState.Superseded}, "ParkedWith" = NULL
                WHERE "Channel" = {name} AND "State" = {DeliveryState.Parked} AND "ParkedWith" = {ParkedWith}
                """,
                cancellationToken);
            if (notice is not null) await AnalysisStore.AddAsync(session, notice, cancellationToken);
            // While its subscriptions rested nothing was owed: what came meanwhile is now.
            await SubscriptionStore.TellAsync(session, channel, was.SinceUtc, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClosedChannel>> ListClosedAsync(
        DateTimeOffset? nowUtc, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ClosedChannel>>(
            async session => nowUtc is { } untilUtc
                ? await session.ListAsync(
                    $"""{Columns} WHERE "NextCheckUtc" <= {untilUtc} ORDER BY "NextCheckUtc", "Channel" """,
                    Read, cancellationToken)
                : await session.ListAsync(
                    $"""{Columns} ORDER BY "NextCheckUtc", "Channel" """, Read, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task DeferAsync(ChannelRef channel, DateTimeOffset nextCheckUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.RunAsync(
                $"""
                UPDATE "ClosedChannels" SET "Checks" = "Checks" + 1, "NextCheckUtc" = {nextCheckUtc}
                WHERE "Channel" = {channel.ToString()}
                """,
                cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task MoveAsync(
        ChannelRef from, ChannelRef to, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.RunAsync(
                    $"""
                    INSERT INTO "ChannelMoves" ("Channel", "Scope", "MovedTo", "MovedUtc")
                    VALUES ({from.ToString()}, {Communities.Of(from).Value}, {to.ToString()}, {nowUtc})
                    ON CONFLICT ("Channel") DO UPDATE
                    SET "MovedTo" = excluded."MovedTo", "MovedUtc" = excluded."MovedUtc"
                    """,
                    cancellationToken);
                // Who moved twice is found in one look.
                await session.RunAsync(
                    $"""UPDATE "ChannelMoves" SET "MovedTo" = {to.ToString()} WHERE "MovedTo" = {from.ToString()}""",
                    cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<ChannelRef, ChannelRef>> MovesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<ChannelRef, ChannelRef>>(
            async session => (await session.ListAsync(
                    $"""SELECT "Channel", "MovedTo" FROM "ChannelMoves" """,
                    reader => (From: ChannelRef.Parse(reader.GetString(0)), To: ChannelRef.Parse(reader.GetString(1))),
                    cancellationToken))
                .ToDictionary(m => m.From, m => m.To),
            cancellationToken);

    private static SqlText Columns { get; } = SqlText.Of(
        """SELECT "Channel", "Why", "SinceUtc", "Checks", "NextCheckUtc" FROM "ClosedChannels" """);

    private static Task<List<Subscription>> SubscriptionsAsync(
        Session session, string channel, CancellationToken cancellationToken) => session.ListAsync(
        $"""SELECT "Body" FROM "Subscriptions" WHERE "Channel" = {channel}""",
        reader => StoreJson.Read<Subscription>(reader.GetString(0)), cancellationToken);

    private static ClosedChannel Read(DbDataReader reader) => new(
        ChannelRef.Parse(reader.GetString(0)), reader.GetString(1),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)), reader.GetInt32(3),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)));
}
