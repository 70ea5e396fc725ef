using System.Data.Common;
using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Storage;

/// <summary>Tuned watchlists, every version of them.</summary>
internal sealed class WatchlistStore(Database database) : IWatchlistStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredWatchlist>> LoadAsync(CancellationToken cancellationToken) => ListAsync(
        $"""
        SELECT "TopicId", "Scope", "Version", "Yaml", "ChangedUtc", "ChangedBy" FROM "Watchlists" w
        WHERE NOT EXISTS (SELECT 1 FROM "Watchlists" n
            WHERE n."Scope" = w."Scope" AND n."TopicId" = w."TopicId" AND n."Version" > w."Version")
        ORDER BY "Scope", "TopicId"
        """,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredWatchlist>> HistoryAsync(
        string topicId, Scope scope, int skip, int limit, CancellationToken cancellationToken) => ListAsync(
        $"""
        SELECT "TopicId", "Scope", "Version", "Yaml", "ChangedUtc", "ChangedBy" FROM "Watchlists"
        WHERE "Scope" = {scope.ToString()} AND "TopicId" = {topicId}
        ORDER BY "Version" DESC LIMIT {limit} OFFSET {skip}
        """,
        cancellationToken);

    // Versions only grow and none is changed, so their sum tells; the index of the key has it without the texts.
    /// <inheritdoc/>
    public Task<long> StampAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => await session.NumberAsync(
            $"""SELECT COUNT(*) + 1000000 * COALESCE(SUM("Version"), 0) FROM "Watchlists" """, cancellationToken) ?? 0,
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SaveAsync(StoredWatchlist watchlist, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var scope = watchlist.Scope.ToString();
            var newest = await session.NumberAsync(
                $"""SELECT MAX("Version") FROM "Watchlists" WHERE "Scope" = {scope} AND "TopicId" = {watchlist.TopicId}""",
                cancellationToken) ?? 0;
            if (watchlist.Version != newest + 1) return false;
            await session.RunAsync(
                $"""
                INSERT INTO "Watchlists" ("Scope", "TopicId", "Version", "Yaml", "ChangedUtc", "ChangedBy")
                VALUES ({scope}, {watchlist.TopicId}, {watchlist.Version}, {watchlist.Yaml}, {watchlist.ChangedUtc},
                    {watchlist.ChangedBy})
                """,
                cancellationToken);
            // The instant makes it unique where a community's data were erased and it began anew.
            var id = Keys.Of(
                "watchlist", scope, watchlist.TopicId, watchlist.Version.ToString(CultureInfo.InvariantCulture),
                watchlist.ChangedUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            await AnalysisStore.AddRequestAsync(
                session,
                new AnalysisRequest.WatchlistChanged(id, watchlist.TopicId, watchlist.Scope, watchlist.Version),
                watchlist.ChangedUtc, cancellationToken);
            return true;
        },
        cancellationToken);

    private Task<IReadOnlyList<StoredWatchlist>> ListAsync(SqlText sql, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredWatchlist>>(
            async session => await session.ListAsync(sql, Read, cancellationToken), cancellationToken);

    private static StoredWatchlist Read(DbDataReader reader) => new(
        reader.GetString(0), Scope.Parse(reader.GetString(1)), reader.GetInt32(2), reader.GetString(3),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)), reader.GetString(5));
}
