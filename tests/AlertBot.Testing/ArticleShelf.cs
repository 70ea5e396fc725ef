using AlertBot.Feeds;

namespace AlertBot.Testing;

/// <summary>Articles in memory, with the keys that know them again, as <see cref="IFeedStore"/> says.</summary>
internal sealed class ArticleShelf
{
    private readonly List<Kept> kept = [];
    private readonly Dictionary<(string FeedId, string EntryKey), Kept> byEntry = [];
    private readonly Dictionary<(string FeedId, string LinkKey), Kept> byLink = [];

    public IReadOnlyList<Article> All() => [.. kept.Select(static one => one.Article)];

    public PollOutcome Keep(string feedId, IReadOnlyList<PolledArticle> articles)
    {
        var outcome = new PollOutcome(feedId, false, 0, 0, 0, 0);
        foreach (var article in articles) outcome = Keep(feedId, article, outcome);
        return outcome;
    }

    private PollOutcome Keep(string feedId, PolledArticle polled, PollOutcome outcome)
    {
        var (article, entryKey, linkKey) = polled;
        if (byEntry.TryGetValue((feedId, entryKey), out var same))
            return Update(feedId, same, polled) ? outcome with { Updated = outcome.Updated + 1 } : outcome;
        var known = linkKey is not null && byLink.TryGetValue((feedId, linkKey), out var linked) ? linked : null;
        var isUpdated = known is not null && Update(feedId, known, polled);
        known ??= kept.Find(one => IsSameOutletsArticle(one, polled));
        if (known is not null)
        {
            byEntry[(feedId, entryKey)] = known;
            return outcome with
            {
                Duplicates = outcome.Duplicates + 1,
                Updated = outcome.Updated + (isUpdated ? 1 : 0),
            };
        }

        var stored = new Kept(article, linkKey);
        kept.Add(stored);
        byEntry[(feedId, entryKey)] = stored;
        if (linkKey is not null) byLink[(feedId, linkKey)] = stored;
        return outcome with { New = outcome.New + 1, Backlog = outcome.Backlog + (article.IsBacklog ? 1 : 0) };
    }

    private static bool Update(string feedId, Kept kept, PolledArticle polled)
    {
        if (kept.Article.FeedId != feedId || kept.Article.ContentHash == polled.Article.ContentHash) return false;
        kept.Article = polled.Article with
        {
            Id = kept.Article.Id,
            SeenUtc = kept.Article.SeenUtc,
            IsBacklog = kept.Article.IsBacklog,
        };
        return true;
    }

    private static bool IsSameOutletsArticle(Kept one, PolledArticle polled)
    {
        var (old, article) = (one.Article, polled.Article);
        var isSameOutlet = article.OutletGroup.Length == 0
            ? old.FeedId == article.FeedId
            : old.OutletGroup == article.OutletGroup;
        if (!isSameOutlet || !(old.Scope.IsShared || old.Scope == article.Scope)) return false;
        if (polled.LinkKey is not null && one.LinkKey == polled.LinkKey) return true;
        return article.Title.Length + article.Text.Length > 0 && old.ContentHash == article.ContentHash
            && article.SeenUtc - old.SeenUtc < IFeedStore.ContentWindow;
    }

    private sealed class Kept(Article article, string? linkKey)
    {
        public Article Article { get; set; } = article;

        public string? LinkKey { get; } = linkKey;
    }
}
