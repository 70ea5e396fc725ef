namespace AlertBot.Feeds;

/// <summary>Makes of a document the articles that the store is asked to keep. Pure.</summary>
internal static class PolledArticles
{
    /// <summary>The entries in their order, each once, with backlog marked.</summary>
    /// <param name="document">What was read.</param>
    /// <param name="feed">Whose it is.</param>
    /// <param name="state">How the feed fared before this poll.</param>
    /// <param name="nowUtc">When it was read.</param>
    /// <param name="maxAge">Entries older than this are backlog.</param>
    /// <param name="lastIsWhole">False when the body broke off: then the last entry is left for the next poll.</param>
    public static IReadOnlyList<PolledArticle> Of(
        FeedDocument document, Feed feed, FeedState state, DateTimeOffset nowUtc, TimeSpan maxAge, bool lastIsWhole)
    {
        var origin = new ArticleOrigin(feed.Id, feed.Scope, feed.Name, feed.OutletGroup, feed.Language);
        var isGuarded = IsGuarded(state, nowUtc, maxAge);
        var documentLink = CanonicalLink.Of(document.Link);
        var links = LinksOf(document);
        var articles = new List<PolledArticle>(document.Entries.Count);
        var keys = new HashSet<string>(document.Entries.Count, StringComparer.Ordinal);
        var count = lastIsWhole ? document.Entries.Count : document.Entries.Count - 1;
        for (var i = 0; i < count; i++)
        {
            var article = ArticleMaker.Make(document.Entries[i], origin, document.Language, nowUtc);
            if (!keys.Add(article.Id)) continue;
            var isOld = article.PublishedUtc is null ? isGuarded : nowUtc - article.EffectiveUtc > maxAge;
            var link = links[i] is { } one && one != documentLink && TellsApart(one) ? PolledArticle.LinkKeyOf(one) : null;
            articles.Add(new PolledArticle(isOld ? article with { IsBacklog = true } : article, article.Id, link)
            {
                // What is not alerted is not worth a request.
                WantsPage = feed.FullText && !isOld && article.Link is not null,
            });
        }

        return articles;
    }

    // What a new feed holds without a date was there before us, however long; so was what came during a long outage.
    private static bool IsGuarded(FeedState state, DateTimeOffset nowUtc, TimeSpan maxAge) =>
        !state.WasRead || state.LastSuccessUtc is not { } lastUtc || nowUtc - lastUtc > maxAge;

    // A link that several entries share (a live page, the front page) tells none of them apart.
    private static string?[] LinksOf(FeedDocument document)
    {
        var links = new string?[document.Entries.Count];
        var times = new Dictionary<string, int>(document.Entries.Count, StringComparer.Ordinal);
        for (var i = 0; i < links.Length; i++)
            if ((links[i] = CanonicalLink.Of(document.Entries[i].Link)) is { } link)
                times[link] = times.GetValueOrDefault(link) + 1;
        for (var i = 0; i < links.Length; i++)
            if (links[i] is { } link && times[link] > 1) links[i] = null;
        return links;
    }

    // The front page of a site is the link of entries that have none.
    private static bool TellsApart(string canonicalLink) => canonicalLink.AsSpan().IndexOfAny('/', '?', '#') >= 0;
}
