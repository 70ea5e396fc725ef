using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>One saved version of a watchlist, as the text that people edit.</summary>
/// <param name="TopicId">Id of its topic.</param>
/// <param name="Scope">Shared, or one community's own.</param>
/// <param name="Version">From 1, one more at each save.</param>
/// <param name="Yaml">The whole watchlist; empty when from this version on there is none: a shared one with the topic
/// serves again.</param>
/// <param name="ChangedUtc">When it was saved.</param>
/// <param name="ChangedBy">Who saved it, 1 to 200 characters.</param>
public sealed record StoredWatchlist(
    string TopicId, Scope Scope, int Version, string Yaml, DateTimeOffset ChangedUtc, string ChangedBy);

/// <summary>Where tuned watchlists are kept. Safe to call from several workers at once.</summary>
public interface IWatchlistStore
{
    /// <summary>The newest version of every watchlist: the shared ones and those of every community.</summary>
    Task<IReadOnlyList<StoredWatchlist>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a new version and, in the same transaction, asks the analysis to go by it. False, and nothing is
    /// kept, when it is not exactly one above the newest: somebody else saved meanwhile.</summary>
    Task<bool> SaveAsync(StoredWatchlist watchlist, CancellationToken cancellationToken);

    /// <summary>The versions of one watchlist, newest first, at most <paramref name="limit"/> (1 to 100) after leaving
    /// out <paramref name="skip"/>.</summary>
    Task<IReadOnlyList<StoredWatchlist>> HistoryAsync(
        string topicId, Scope scope, int skip, int limit, CancellationToken cancellationToken);

    /// <summary>A number that is another one after every save, by whichever process. Cheap enough to ask for every
    /// second.</summary>
    Task<long> StampAsync(CancellationToken cancellationToken);
}
