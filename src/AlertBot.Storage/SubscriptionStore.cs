using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Storage.Json;
using Microsoft.EntityFrameworkCore;

namespace AlertBot.Storage;

/// <summary>Who wants to hear of what.</summary>
internal sealed class SubscriptionStore(Database database) : ISubscriptionStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Subscription>>(
            async session => Read(await session.Context.Subscriptions.OrderBy(s => s.Id)
                .Select(s => s.Body).ToListAsync(cancellationToken)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Subscription>> ListAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Subscription>>(
            async session =>
            {
                var name = channel.ToString();
                return Read(await session.Context.Subscriptions.Where(s => s.Channel == name).OrderBy(s => s.TopicId)
                    .Select(s => s.Body).ToListAsync(cancellationToken));
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(Subscription subscription, CancellationToken cancellationToken) => database.WriteAsync(
        async session => await session.RunAsync(
            $"""
            INSERT INTO "Subscriptions" ("Id", "Scope", "Channel", "TopicId", "Body")
            VALUES ({subscription.Id}, {subscription.Community.Value}, {subscription.Channel.ToString()},
                {subscription.TopicId}, {StoreJson.Write(subscription)})
            ON CONFLICT ("Id") DO UPDATE SET "Scope" = excluded."Scope", "Channel" = excluded."Channel",
                "TopicId" = excluded."TopicId", "Body" = excluded."Body"
            """,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async session => await session.RunAsync($"""DELETE FROM "Subscriptions" WHERE "Id" = {id}""", cancellationToken) == 1,
        cancellationToken);

    private static List<Subscription> Read(List<string> bodies) => [.. bodies.Select(StoreJson.Read<Subscription>)];
}
