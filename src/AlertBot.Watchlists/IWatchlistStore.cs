using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>One saved version of a watchlist, as the text that people edit.</summary>
/// <param name="TopicId">Id of its topic.</param>
/// <param name="Scope">Shared, or one community's own.</param>
/// <param name="Version">From 1, one more at each save.</param>
/// <param name="Yaml">The whole watchlist.</param>
/// <param name="ChangedUtc">When it was saved.</param>
/// <param name="ChangedBy">Who saved it, 1 to 200 characters.</param>
public sealed record StoredWatchlist(
    string TopicId, Scope Scope, int Version, string Yaml, DateTimeOffset ChangedUtc, string ChangedBy);

/// <summary>Where tuned watchlists are kept. Safe to call from several workers at once.</summary>
public interface IWatchlistStore
{
    /// <summary>The newest version of every watchlist: the shared ones and those of every community.</summary>
    Task<IReadOnlyList<StoredWatchlist>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a new version. Refuses, with an exception, one that is not exactly one above the
    /// newest.</summary>
    Task SaveAsync(StoredWatchlist watchlist, CancellationToken cancellationToken);
}
