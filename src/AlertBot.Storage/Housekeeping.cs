using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Storage;

/// <summary>What a round of housekeeping took away.</summary>
/// <param name="Deliveries">Rows of the outbox, long since sent or given up.</param>
/// <param name="Requests">Requests that were met long ago.</param>
/// <param name="Incidents">Incidents without news for longer than they are kept, with their alerts.</param>
/// <param name="Articles">Articles that are kept no longer and that no incident holds.</param>
public sealed record TidyReport(int Deliveries, int Requests, int Incidents, int Articles);

/// <summary>Takes away what is kept no longer.</summary>
public interface IHousekeeping
{
    /// <summary>One round, in small transactions so that nobody waits long. What is left over comes in the next
    /// round.</summary>
    Task<TidyReport> TidyAsync(DateTimeOffset nowUtc, CancellationToken cancellationToken);
}

/// <summary>Takes away by the age that <see cref="StorageOptions"/> allows, and gives the space back.</summary>
/// <remarks>Entries seen are never forgotten: a feed may list an old entry for ever, and it must not become news
/// again.</remarks>
internal sealed partial class Housekeeping(Database database, IOptions<StorageOptions> options,
    ILogger<Housekeeping> logger)
    : IHousekeeping
{
    // A transaction of so many rows takes some milliseconds, which a poll or a command does not notice.
    private const int BatchRows = 200;
    private const int MaxBatches = 50;
    private const int VacuumPages = 2000; // of 4 KiB

    /// <inheritdoc/>
    public async Task<TidyReport> TidyAsync(DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        var deliveriesBeforeUtc = nowUtc - options.Value.KeepDeliveries;
        var report = new TidyReport(
            await RepeatAsync(session => DropDeliveriesAsync(session, deliveriesBeforeUtc, cancellationToken),
                cancellationToken),
            await RepeatAsync(session => DropRequestsAsync(session, deliveriesBeforeUtc, cancellationToken),
                cancellationToken),
            0, 0);
        if (options.Value.KeepNews > TimeSpan.Zero)
        {
            var newsBeforeUtc = nowUtc - options.Value.KeepNews;
            report = report with
            {
                Incidents = await RepeatAsync(
                    session => DropIncidentsAsync(session, newsBeforeUtc, cancellationToken), cancellationToken),
                Articles = await RepeatAsync(
                    session => DropArticlesAsync(session, newsBeforeUtc, cancellationToken), cancellationToken),
            };
        }

        await database.WriteAsync(session => HostRows.DropAsync(session, nowUtc, cancellationToken), cancellationToken);
        if (report == new TidyReport(0, 0, 0, 0)) return report;
        await database.VacuumAsync(VacuumPages, cancellationToken);
        LogTidied(report.Deliveries, report.Requests, report.Incidents, report.Articles);
        return report;
    }

    private async Task<int> RepeatAsync(Func<Session, Task<int>> dropBatch, CancellationToken cancellationToken)
    {
        var sum = 0;
        for (var batch = 0; batch < MaxBatches; batch++)
        {
            var dropped = await database.WriteAsync(dropBatch, cancellationToken);
            if (dropped == 0) break;
            sum += dropped;
        }

        return sum;
    }

    // An alert goes as a whole: as long as one of its rows is young or open, edits need the message of the first.
    private static Task<int> DropDeliveriesAsync(
        Session session, DateTimeOffset beforeUtc, CancellationToken cancellationToken) => session.RunAsync(
        $"""
        DELETE FROM "Deliveries" WHERE "AlertId" IN (
            SELECT DISTINCT d."AlertId" FROM "Deliveries" d WHERE d."State" IN (2, 5) AND d."CreatedUtc" < {beforeUtc}
                AND NOT EXISTS (SELECT 1 FROM "Deliveries" o WHERE o."AlertId" = d."AlertId"
                    AND (o."State" NOT IN (2, 5) OR o."CreatedUtc" >= {beforeUtc} ))
            LIMIT {BatchRows})
        """,
        cancellationToken);

    private static Task<int> DropRequestsAsync(
        Session session, DateTimeOffset beforeUtc, CancellationToken cancellationToken) => session.RunAsync(
        $"""
        DELETE FROM "Requests" WHERE "Row" IN (
            SELECT "Row" FROM "Requests" WHERE "IsDone" AND "CreatedUtc" < {beforeUtc} LIMIT {BatchRows})
        """,
        cancellationToken);

    // Members go with their incident. Merged ones, which have no news of their own, go by their
    // last change.
    private static async Task<int> DropIncidentsAsync(
        Session session, DateTimeOffset beforeUtc, CancellationToken cancellationToken)
    {
        var gone = await session.ListAsync(
            $"""
            SELECT i."Number", i."Id" FROM "Incidents" i WHERE i."LastSeenUtc" < {beforeUtc}
                OR (i."LastSeenUtc" IS NULL AND i."UpdatedUtc" < {beforeUtc} )
            LIMIT {BatchRows}
            """,
            reader => (Number: reader.GetInt64(0), Id: reader.GetString(1)), cancellationToken);
        await IncidentRows.DropAsync(session, gone, cancellationToken);
        await session.RunAsync($"""DELETE FROM "Digests" WHERE "DueUtc" < {beforeUtc}""", cancellationToken);
        return gone.Count;
    }

    // Rows are numbered by time, so the oldest are the first: no index on a time is needed.
    private static async Task<int> DropArticlesAsync(
        Session session, DateTimeOffset beforeUtc, CancellationToken cancellationToken)
    {
        var gone = await session.ListAsync(
            $"""
            SELECT a."Row" FROM "Articles" a WHERE a."SeenUtc" < {beforeUtc}
                AND NOT EXISTS (SELECT 1 FROM "IncidentMembers" m WHERE m."ArticleRow" = a."Row")
                AND NOT EXISTS (SELECT 1 FROM "WaitingArticles" w WHERE w."ArticleRow" = a."Row")
            ORDER BY a."Row" LIMIT {BatchRows}
            """,
            reader => reader.GetInt64(0), cancellationToken);
        foreach (var row in gone)
        {
            await session.RunAsync($"""DELETE FROM "ArticleWords" WHERE rowid = {row}""", cancellationToken);
            await session.RunAsync($"""DELETE FROM "Articles" WHERE "Row" = {row}""", cancellationToken);
        }

        return gone.Count;
    }

    [LoggerMessage(7002, LogLevel.Information,
        "Past their time: {Deliveries} deliveries, {Requests} requests, {Incidents} incidents, {Articles} articles.")]
    private partial void LogTidied(int deliveries, int requests, int incidents, int articles);
}
