using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Storage.Json;

namespace AlertBot.Storage;

/// <summary>What communities do not want to hear of.</summary>
internal sealed class MuteStore(Database database) : IMuteStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Mute>> ListAsync(
        CommunityId community, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Mute>>(
            async session =>
            {
                var open = await session.ListAsync(
                    $"""
                    SELECT "Body" FROM "Mutes" WHERE "Scope" = {community.Value} AND NOT "IsEnded"
                    ORDER BY "CreatedUtc", "Id"
                    """,
                    reader => StoreJson.Read<Mute>(reader.GetString(0)), cancellationToken);
                // Those that ran out are ended by the next step, which may be a while away.
                return [.. open.Where(m => m.UntilUtc is not { } until || until > nowUtc)];
            },
            cancellationToken);

    /// <summary>All that were not ended yet, oldest first.</summary>
    public static Task<List<Mute>> ListAsync(Session session, CancellationToken cancellationToken) => session.ListAsync(
        $"""SELECT "Body" FROM "Mutes" WHERE NOT "IsEnded" ORDER BY "CreatedUtc", "Id" """,
        reader => StoreJson.Read<Mute>(reader.GetString(0)), cancellationToken);

    /// <summary>Adds a mute or writes what became of it; an ended one stays ended.</summary>
    public static Task<int> SaveAsync(Session session, Mute mute, CancellationToken cancellationToken) =>
        session.RunAsync(
            $"""
            INSERT INTO "Mutes" ("Id", "Scope", "IsEnded", "CreatedUtc", "Body")
            VALUES ({mute.Id}, {mute.Community.Value}, {mute.EndedUtc is not null}, {mute.CreatedUtc},
                {StoreJson.Write(mute)})
            ON CONFLICT ("Id") DO UPDATE SET "IsEnded" = excluded."IsEnded", "Body" = excluded."Body"
            WHERE NOT "Mutes"."IsEnded"
            """,
            cancellationToken);
}
