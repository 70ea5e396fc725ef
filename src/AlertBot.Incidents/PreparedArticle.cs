using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>An article with everything that one reading of it gives: names, facts and matches.</summary>
/// <param name="Article">The article.</param>
/// <param name="Names">Its text, folded, with the names in it.</param>
/// <param name="Facts">What it says of the event.</param>
/// <param name="Matches">The rules that it satisfies, of all topics.</param>
public sealed record PreparedArticle(
    Article Article, NamedText Names, ArticleFacts Facts, IReadOnlyList<Match> Matches);
