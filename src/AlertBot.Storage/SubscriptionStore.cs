using System.Data.Common;
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
        async session => await SaveAsync(session, subscription, cancellationToken), cancellationToken);

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
        async session => await session.RunAsync(
            $"""DELETE FROM "Subscriptions" WHERE "Id" = {id}""", cancellationToken) == 1,
        cancellationToken);

    /// <summary>All subscriptions, by id.</summary>
    public static Task<List<Subscription>> ListAsync(Session session, CancellationToken cancellationToken) =>
        session.ListAsync($"""SELECT "Body" FROM "Subscriptions" ORDER BY "Id" """, Read, cancellationToken);

    private static Subscription Read(DbDataReader reader) => StoreJson.Read<Subscription>(reader.GetString(0));
}
