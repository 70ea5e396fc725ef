using System.Data.Common;
using AlertBot.Alerts;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Storage.Json;

namespace AlertBot.Storage;

/// <summary>What readers follow.</summary>
internal sealed class FollowStore(Database database) : IFollowStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Follow>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Follow>>(
            async session => await session.ListAsync(
                $"""SELECT "Body" FROM "Follows" ORDER BY "CreatedUtc", "Id" """, Read, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Follow>> ListAsync(CommunityId community, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Follow>>(
            async session => await ListAsync(session, community, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(Follow follow, CancellationToken cancellationToken) => database.WriteAsync(
        async session => await session.RunAsync(
            $"""
            INSERT INTO "Follows" ("Id", "Scope", "CreatedUtc", "Body")
            VALUES ({follow.Id}, {follow.Community.Value}, {follow.CreatedUtc}, {StoreJson.Write(follow)})
            ON CONFLICT ("Id") DO NOTHING
            """,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var found = await session.ListAsync(
                $"""SELECT "Body" FROM "Follows" WHERE "Id" = {id}""", Read, cancellationToken);
            if (found is not [var follow]) return false;
            await session.RunAsync($"""DELETE FROM "Follows" WHERE "Id" = {id}""", cancellationToken);
            await SubscriptionStore.TellAsync(session, follow.Channel, null, cancellationToken);
            return true;
        },
        cancellationToken);

    // What is added is newer than all, and what is taken away makes them fewer.
    /// <inheritdoc/>
    public Task<long> StampAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => await session.NumberAsync(
            $"""SELECT COALESCE(MAX("CreatedUtc"), 0) * 4096 + COUNT(*) % 4096 FROM "Follows" """,
            cancellationToken) ?? 0,
        cancellationToken);

    /// <summary>Those of one community, oldest first.</summary>
    public static Task<List<Follow>> ListAsync(
        Session session, CommunityId community, CancellationToken cancellationToken) => session.ListAsync(
            $"""SELECT "Body" FROM "Follows" WHERE "Scope" = {community.Value} ORDER BY "CreatedUtc", "Id" """,
            Read, cancellationToken);

    /// <summary>All whose channel takes messages at present and whose community allows it, oldest first.</summary>
    public static async Task<List<Follow>> OpenAsync(Session session, CancellationToken cancellationToken)
    {
        var all = await session.ListAsync(
            $"""SELECT "Body" FROM "Follows" ORDER BY "CreatedUtc", "Id" """, Read, cancellationToken);
        if (all.Count == 0) return all;
        var closed = (await session.ListAsync(
            $"""SELECT "Channel" FROM "ClosedChannels" """, reader => reader.GetString(0), cancellationToken))
            .ToHashSet(StringComparer.Ordinal);
        var silent = (await session.ListAsync(
            $"""SELECT "Scope", "Body" FROM "Communities" """,
            reader => (Community: reader.GetString(0), Set: StoreJson.Read<CommunitySettings>(reader.GetString(1))),
            cancellationToken)).Where(c => !c.Set.MayFollow).Select(c => c.Community).ToHashSet(StringComparer.Ordinal);
        all.RemoveAll(f => closed.Contains(f.Channel.ToString()) || silent.Contains(f.Community.Value));
        return all;
    }

    private static Follow Read(DbDataReader reader) => StoreJson.Read<Follow>(reader.GetString(0));
}
