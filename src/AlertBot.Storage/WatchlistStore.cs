using AlertBot.Feeds;
using AlertBot.Storage.Rows;
using AlertBot.Watchlists;
using Microsoft.EntityFrameworkCore;

namespace AlertBot.Storage;

/// <summary>Tuned watchlists, every version of them.</summary>
internal sealed class WatchlistStore(Database database) : IWatchlistStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredWatchlist>> LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredWatchlist>>(
            async session => await session.ListAsync(
                $"""
                SELECT "TopicId", "Scope", "Version", "Yaml", "ChangedUtc", "ChangedBy" FROM "Watchlists" w
                WHERE NOT EXISTS (SELECT 1 FROM "Watchlists" n
                    WHERE n."Scope" = w."Scope" AND n."TopicId" = w."TopicId" AND n."Version" > w."Version")
                ORDER BY "Scope", "TopicId"
                """,
                reader => new StoredWatchlist(
                    reader.GetString(0), Scope.Parse(reader.GetString(1)), reader.GetInt32(2), reader.GetString(3),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)), reader.GetString(5)),
                cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(StoredWatchlist watchlist, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var scope = watchlist.Scope.ToString();
            var newest = await session.Context.Watchlists.Where(w => w.Scope == scope && w.TopicId == watchlist.TopicId)
                .MaxAsync(w => (int?)w.Version, cancellationToken) ?? 0;
            if (watchlist.Version != newest + 1)
                throw new InvalidOperationException(
                    $"Watchlist '{watchlist.TopicId}' is at version {newest}: {watchlist.Version} is not the next one.");
            session.Context.Watchlists.Add(new WatchlistRow
            {
                Scope = scope,
                TopicId = watchlist.TopicId,
                Version = watchlist.Version,
                Yaml = watchlist.Yaml,
                ChangedUtc = watchlist.ChangedUtc,
                ChangedBy = watchlist.ChangedBy,
            });
            await session.Context.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);
}
