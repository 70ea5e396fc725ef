using System.Text;
using AlertBot.Alerts;
using AlertBot.Storage.Json;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>What channels were told of their sources: one value beside those of the platforms.</summary>
internal sealed class CoverageStore(Database database) : ICoverageStore
{
    private const string Platform = "alertbot";
    private const string Key = "coverage";

    /// <inheritdoc/>
    public Task<(CoverageMemory Memory, long Version)> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var stored = await session.ListAsync(
                    $"""
                    SELECT "Value", "Version" FROM "PlatformValues" WHERE "Platform" = {Platform} AND "Key" = {Key}
                    """,
                    reader => (
                        StoreJson.Read<CoverageMemory>(Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(0))),
                        reader.GetInt64(1)),
                    cancellationToken);
                return stored is [var known] ? known : (CoverageMemory.None, 0);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TopicSource>> ListSourcesAsync(
        DateTimeOffset sinceUtc, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TopicSource>>(
            async session => await session.ListAsync(
                $"""
                SELECT DISTINCT l."Audience", l."Value", a."FeedId" FROM "IncidentLists" l
                JOIN "IncidentEntries" e ON e."List" = l."Id" AND e."LatestUtc" >= {sinceUtc}
                JOIN "IncidentMembers" m ON m."IncidentNumber" = e."Number"
                JOIN "Articles" a ON a."Row" = m."ArticleRow"
                WHERE l."Facet" = {Facet.Topic} AND NOT l."IsHidden"
                """,
                reader => new TopicSource(reader.GetString(0), reader.GetString(1), reader.GetString(2)),
                cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CommitAsync(
        CoverageMemory memory, long expectedVersion, IReadOnlyList<Delivery> notices,
        CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var bytes = Encoding.UTF8.GetBytes(StoreJson.Write(memory));
                var touched = expectedVersion == 0
                    ? await session.RunAsync(
                        $"""
                        INSERT INTO "PlatformValues" ("Platform", "Key", "Scope", "Value", "Version")
                        VALUES ({Platform}, {Key}, '', {bytes}, 1) ON CONFLICT DO NOTHING
                        """,
                        cancellationToken)
                    : await session.RunAsync(
                        $"""
                        UPDATE "PlatformValues" SET "Value" = {bytes}, "Version" = "Version" + 1
                        WHERE "Platform" = {Platform} AND "Key" = {Key} AND "Version" = {expectedVersion}
                        """,
                        cancellationToken);
                if (touched == 0) return false;
                foreach (var notice in notices) await AnalysisStore.AddAsync(session, notice, cancellationToken);
                return true;
            },
            cancellationToken);
}
