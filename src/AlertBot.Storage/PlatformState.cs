using AlertBot.Chat;

namespace AlertBot.Storage;

/// <summary>The platforms' own memory.</summary>
internal sealed class PlatformState(Database database) : IPlatformState
{
    /// <inheritdoc/>
    public Task<PlatformValue> ReadAsync(string platform, string key, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => (await session.ListAsync(
                $"""
                SELECT "Value", "Version" FROM "PlatformValues" WHERE "Platform" = {platform} AND "Key" = {key}
                """,
                reader => new PlatformValue(reader.GetFieldValue<byte[]>(0), reader.GetInt64(1)),
                cancellationToken)).FirstOrDefault() ?? new PlatformValue(null, 0),
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(
        string platform, string key, ReadOnlyMemory<byte> value, long expectedVersion,
        CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var bytes = value.ToArray();
                var touched = expectedVersion == 0
                    ? await session.RunAsync(
                        $"""
                        INSERT INTO "PlatformValues" ("Platform", "Key", "Scope", "Value", "Version")
                        VALUES ({platform}, {key}, '', {bytes}, 1) ON CONFLICT DO NOTHING
                        """,
                        cancellationToken)
                    : await session.RunAsync(
                        $"""
                        UPDATE "PlatformValues" SET "Value" = {bytes}, "Version" = "Version" + 1
                        WHERE "Platform" = {platform} AND "Key" = {key} AND "Version" = {expectedVersion}
                        """,
                        cancellationToken);
                return touched == 1;
            },
            cancellationToken);
}
