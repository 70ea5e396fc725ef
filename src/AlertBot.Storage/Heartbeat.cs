namespace AlertBot.Storage;

/// <summary>A sign of life that other processes can read.</summary>
public interface IHeartbeat
{
    /// <summary>Says that <paramref name="worker"/> lives. Called every 10 seconds while the program runs.</summary>
    Task BeatAsync(string worker, DateTimeOffset nowUtc, CancellationToken cancellationToken);

    /// <summary>When any worker last showed that it lives; null when none ever did.</summary>
    Task<DateTimeOffset?> LastUtcAsync(CancellationToken cancellationToken);
}

/// <summary>Signs of life as rows, one a worker.</summary>
internal sealed class Heartbeat(Database database) : IHeartbeat
{
    // Workers that were replaced long ago are of no interest; names may hold a process number.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public Task BeatAsync(string worker, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
        async session =>
        {
            await session.RunAsync(
                $"""DELETE FROM "Heartbeats" WHERE "AtUtc" < {nowUtc - Forgotten}""", cancellationToken);
            await session.RunAsync(
                $"""
                INSERT INTO "Heartbeats" ("Name", "Scope", "AtUtc") VALUES ({worker}, '', {nowUtc})
                ON CONFLICT ("Name") DO UPDATE SET "AtUtc" = excluded."AtUtc"
                """,
                cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> LastUtcAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => await session.NumberAsync(
            $"""SELECT MAX("AtUtc") FROM "Heartbeats" """, cancellationToken) is { } ms
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : (DateTimeOffset?)null,
        cancellationToken);
}
