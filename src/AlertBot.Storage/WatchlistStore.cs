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
            async session =>
            {
                var rows = await session.Context.Watchlists
                    .Where(w => !session.Context.Watchlists.Any(
                        n => n.Scope == w.Scope && n.TopicId == w.TopicId && n.Version > w.Version))
                    .OrderBy(w => w.Scope).ThenBy(w => w.TopicId).ToListAsync(cancellationToken);
                return [.. rows.Select(w => new StoredWatchlist(
                    w.TopicId, Scope.Parse(w.Scope), w.Version, w.Yaml, w.ChangedUtc, w.ChangedBy))];
            },
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
                    $"Watchlist '{watchlist.TopicId}' is at version {newest}: version {watchlist.Version} is not the next one.");
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
