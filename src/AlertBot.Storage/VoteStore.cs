using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Storage.Json;

namespace AlertBot.Storage;

/// <summary>What readers think of alerts.</summary>
internal sealed class VoteStore(Database database) : IVoteStore
{
    /// <inheritdoc/>
    public Task<Vote?> SaveAsync(Vote vote, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var earlier = await session.ListAsync(
                $"""
                SELECT "Body" FROM "Votes" WHERE "Scope" = {vote.Community.Value} AND "Number" = {vote.Number}
                    AND "UserId" = {vote.UserId}
                """,
                reader => StoreJson.Read<Vote>(reader.GetString(0)), cancellationToken);
            await session.RunAsync(
                $"""
                INSERT INTO "Votes" ("Scope", "Number", "UserId", "AtUtc", "Body")
                VALUES ({vote.Community.Value}, {vote.Number}, {vote.UserId}, {vote.AtUtc}, {StoreJson.Write(vote)})
                ON CONFLICT ("Scope", "Number", "UserId") DO UPDATE
                SET "AtUtc" = excluded."AtUtc", "Body" = excluded."Body"
                """,
                cancellationToken);
            return earlier is [var before] ? before : null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(
        CommunityId community, long number, string userId, CancellationToken cancellationToken) => database.WriteAsync(
        async session => await session.RunAsync(
            $"""
            DELETE FROM "Votes" WHERE "Scope" = {community.Value} AND "Number" = {number} AND "UserId" = {userId}
            """,
            cancellationToken) > 0,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Vote>> ListAsync(
        CommunityId community, DateTimeOffset sinceUtc, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Vote>>(
            async session => await ListAsync(session, community, sinceUtc, cancellationToken), cancellationToken);

    /// <summary>The community's votes of that instant and later, oldest first.</summary>
    public static Task<List<Vote>> ListAsync(
        Session session, CommunityId community, DateTimeOffset sinceUtc, CancellationToken cancellationToken) =>
        session.ListAsync(
            $"""
            SELECT "Body" FROM "Votes" WHERE "Scope" = {community.Value} AND "AtUtc" >= {sinceUtc}
            ORDER BY "AtUtc", "Number", "UserId"
            """,
            reader => StoreJson.Read<Vote>(reader.GetString(0)), cancellationToken);
}
