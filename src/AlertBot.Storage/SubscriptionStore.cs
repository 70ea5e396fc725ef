using System.Data.Common;
using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Storage.Json;

namespace AlertBot.Storage;

/// <summary>Who wants to hear of what.</summary>
internal sealed class SubscriptionStore(Database database) : ISubscriptionStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Subscription>>(
            async session => await ListAsync(session, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Subscription>> ListAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Subscription>>(
            async session => await session.ListAsync(
                $"""SELECT "Body" FROM "Subscriptions" WHERE "Channel" = {channel.ToString()} ORDER BY "TopicId" """,
                Read, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(Subscription subscription, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var before = await FindAsync(session, subscription.Id, cancellationToken);
            await SaveAsync(session, subscription, cancellationToken);
            if (before is not null && before != subscription)
                await TellAsync(session, subscription.Channel, null, cancellationToken);
        },
        cancellationToken);

    /// <summary>Adds a subscription, or replaces the one with the same id.</summary>
    public static Task<int> SaveAsync(
        Session session, Subscription subscription, CancellationToken cancellationToken) => session.RunAsync(
            $"""
            INSERT INTO "Subscriptions" ("Id", "Scope", "Channel", "TopicId", "Body")
            VALUES ({subscription.Id}, {subscription.Community.Value}, {subscription.Channel.ToString()},
                {subscription.TopicId}, {StoreJson.Write(subscription)})
            ON CONFLICT ("Id") DO UPDATE SET "Scope" = excluded."Scope", "Channel" = excluded."Channel",
                "TopicId" = excluded."TopicId", "Body" = excluded."Body"
            """,
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            if (await FindAsync(session, id, cancellationToken) is not { } subscription) return false;
            await session.RunAsync($"""DELETE FROM "Subscriptions" WHERE "Id" = {id}""", cancellationToken);
            await TellAsync(session, subscription.Channel, null, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Has the analysis look again at what waits for a channel, in the transaction that changed it.</summary>
    /// <param name="session">That transaction.</param>
    /// <param name="channel">Which.</param>
    /// <param name="missedSinceUtc">See <see cref="AnalysisRequest.ChannelChanged"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public static async Task TellAsync(
        Session session, ChannelRef channel, DateTimeOffset? missedSinceUtc, CancellationToken cancellationToken)
    {
        var count = await session.NumberAsync($"""SELECT MAX("Row") FROM "Requests" """, cancellationToken) ?? 0;
        var id = Keys.Of("channel", channel.ToString(), count.ToString(CultureInfo.InvariantCulture));
        await AnalysisStore.AddRequestAsync(
            session, new AnalysisRequest.ChannelChanged(id, channel, missedSinceUtc), DateTimeOffset.UnixEpoch,
            cancellationToken);
    }

    private static async Task<Subscription?> FindAsync(
        Session session, string id, CancellationToken cancellationToken) => (await session.ListAsync(
        $"""SELECT "Body" FROM "Subscriptions" WHERE "Id" = {id}""", Read, cancellationToken)) is [var found]
        ? found : null;

    /// <summary>All subscriptions, by id.</summary>
    public static Task<List<Subscription>> ListAsync(Session session, CancellationToken cancellationToken) =>
        session.ListAsync($"""SELECT "Body" FROM "Subscriptions" ORDER BY "Id" """, Read, cancellationToken);

    private static Subscription Read(DbDataReader reader) => StoreJson.Read<Subscription>(reader.GetString(0));
}
