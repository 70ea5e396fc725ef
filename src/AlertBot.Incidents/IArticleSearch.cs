using AlertBot.Feeds;

namespace AlertBot.Incidents;

/// <summary>An article that a search found.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Outlet">The publisher's name.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Excerpt">The part of the text in which a word that was searched for stands first, at most 200 characters;
/// the beginning when only the title has it.</param>
/// <param name="Link">Where it can be read; null when there is no safe address.</param>
/// <param name="Language">BCP 47 tag; null when unknown.</param>
/// <param name="EffectiveUtc">The earlier of published and seen.</param>
/// <param name="IncidentNumber">The incident that it is in; null when it is in none.</param>
public sealed record ArticleHit(
    string ArticleId, string Outlet, string Title, string Excerpt, Uri? Link, string? Language, DateTimeOffset EffectiveUtc,
    long? IncidentNumber);

/// <summary>An article with where it went.</summary>
/// <param name="Article">As it stands now.</param>
/// <param name="IncidentNumber">The incident that it is in; null when it is in none.</param>
public sealed record FoundArticle(Article Article, long? IncidentNumber);

/// <summary>Full-text search over everything that was read. Safe to call from several workers at once.</summary>
/// <remarks>
/// Words are compared as the watchlists compare them: without case, accents, apostrophes and Arabic letter forms. All words
/// must be there; words in double quotes must stand side by side, and a word that ends in an asterisk may go on: it stands
/// for 100 words at most, the shortest of those that begin so.
/// </remarks>
public interface IArticleSearch
{
    /// <summary>Articles that the community may see and that have all words, those read last first.</summary>
    /// <param name="words">What was typed, 0 to 200 characters are used; without a letter or digit it finds nothing.</param>
    /// <param name="community">Who asks.</param>
    /// <param name="skip">How many to leave out, 0 or more.</param>
    /// <param name="limit">At most so many, 1 to 100.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<ArticleHit>> SearchAsync(
        string words, CommunityId community, int skip, int limit, CancellationToken cancellationToken);

    /// <summary>The article read last at an address, however that is decorated; null when none is that the community may see.</summary>
    Task<FoundArticle?> FindAsync(Uri link, CommunityId community, CancellationToken cancellationToken);

    /// <summary>The article with an id; null when there is none that the community may see.</summary>
    Task<FoundArticle?> FindAsync(string articleId, CommunityId community, CancellationToken cancellationToken);
}
