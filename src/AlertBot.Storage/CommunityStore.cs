using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Storage.Json;

namespace AlertBot.Storage;

/// <summary>What communities set.</summary>
internal sealed class CommunityStore(Database database) : ICommunitySettings
{
    /// <inheritdoc/>
    public Task<CommunitySettings> ReadAsync(CommunityId community, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ReadAsync(session, community, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(
        CommunityId community, CommunitySettings settings, CancellationToken cancellationToken) => database.WriteAsync(
        async session => await session.RunAsync(
            $"""
            INSERT INTO "Communities" ("Scope", "Body") VALUES ({community.Value}, {StoreJson.Write(settings)})
            ON CONFLICT ("Scope") DO UPDATE SET "Body" = excluded."Body"
            """,
            cancellationToken),
        cancellationToken);

    /// <summary>What a community set.</summary>
    public static async Task<CommunitySettings> ReadAsync(
        Session session, CommunityId community, CancellationToken cancellationToken) => (await session.ListAsync(
        $"""SELECT "Body" FROM "Communities" WHERE "Scope" = {community.Value}""",
        reader => StoreJson.Read<CommunitySettings>(reader.GetString(0)), cancellationToken)) is [var set]
        ? set
        : CommunitySettings.None;
}
