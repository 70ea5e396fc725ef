using AlertBot.Feeds;

namespace AlertBot.Incidents;

/// <summary>Some of the articles that were read, those read last first.</summary>
/// <param name="Articles">In the order in which they came, backwards.</param>
/// <param name="Next">What to ask the next page with; null when there are no more.</param>
public sealed record HistoryPage(IReadOnlyList<FoundArticle> Articles, long? Next);

/// <summary>Goes through everything that was read, backwards. Safe to call from several workers at once.</summary>
public interface IArticleHistory
{
    /// <summary>The next articles that the community may see.</summary>
    /// <param name="sinceUtc">Those that were first read before are left out.</param>
    /// <param name="anyOf">
    /// Only those that have one of these: words in their plain fold, phrases with single spaces, beginnings that end in a
    /// star. Null does not narrow.
    /// </param>
    /// <param name="from">Null for the newest, else what the page before gave.</param>
    /// <param name="community">Who asks.</param>
    /// <param name="limit">At most so many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<HistoryPage> ReadBackAsync(
        DateTimeOffset sinceUtc, IReadOnlyList<string>? anyOf, long? from, CommunityId community, int limit,
        CancellationToken cancellationToken);

    /// <summary>When the oldest article that is still kept was first read; null when there is none.</summary>
    Task<DateTimeOffset?> OldestUtcAsync(CancellationToken cancellationToken);
}
