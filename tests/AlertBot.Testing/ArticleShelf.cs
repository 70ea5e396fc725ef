using AlertBot.Feeds;

namespace AlertBot.Testing;

/// <summary>Articles in memory, with the keys that know them again, as <see cref="IFeedStore"/> says.</summary>
internal sealed class ArticleShelf
{
    private readonly List<Kept> kept = [];
    private readonly Dictionary<(string FeedId, string EntryKey), Kept> byEntry = [];
    private readonly Dictionary<(string FeedId, string LinkKey), Kept> byLink = [];

    private readonly Dictionary<string, List<Kept>> listed = new(StringComparer.Ordinal);

    public IReadOnlyList<Article> All() => [.. kept.Select(static one => one.Article)];

    public PollOutcome Keep(string feedId, IReadOnlyList<PolledArticle> articles, bool isWhole)
    {
        var outcome = new PollOutcome(feedId, false, 0, 0, 0, 0);
        var fresh = new List<PolledArticle>();
        var before = listed.GetValueOrDefault(feedId);
        foreach (var article in articles)
        {
            if (KeepKnown(feedId, article, ref outcome)) continue;
            if (isWhole && before is not null) fresh.Add(article);
            else Add(feedId, article, ref outcome);
        }

        if (before is not null && fresh.Count > 0) KeepFresh(feedId, fresh, RowsOf(feedId, articles), before, ref outcome);
        if (isWhole && articles.Count > 0) listed[feedId] = RowsOf(feedId, articles);
        return outcome;
    }

    private List<Kept> RowsOf(string feedId, IReadOnlyList<PolledArticle> articles) =>
        [.. articles.Select(one => byEntry.GetValueOrDefault((feedId, one.EntryKey))).OfType<Kept>()];

    private void KeepFresh(
        string feedId, List<PolledArticle> fresh, List<Kept> present, List<Kept> before, ref PollOutcome outcome)
    {
        var reworded = Rewording.Of(
            fresh, [.. before.Where(one => one.Article.FeedId == feedId).Select(one => new ListedArticle(one.Article, present.Contains(one)))]);
        foreach (var article in fresh)
        {
            if (KeepKnown(feedId, article, ref outcome)) continue;
            if (reworded.TryGetValue(article.EntryKey, out var id))
            {
                var known = kept.Find(one => one.Article.Id == id)!;
                var isUpdated = Update(feedId, known, article);
                byEntry[(feedId, article.EntryKey)] = known;
                if (article.LinkKey is not null) byLink[(feedId, known.LinkKey = article.LinkKey)] = known;
                outcome = Again(outcome, isUpdated);
                continue;
            }

            Add(feedId, article, ref outcome);
        }
    }

    private bool KeepKnown(string feedId, PolledArticle polled, ref PollOutcome outcome)
    {
        var (_, entryKey, linkKey) = polled;
        if (byEntry.TryGetValue((feedId, entryKey), out var same))
        {
            if (Update(feedId, same, polled)) outcome = outcome with { Updated = outcome.Updated + 1 };
            return true;
        }

        var known = linkKey is not null && byLink.TryGetValue((feedId, linkKey), out var linked) ? linked : null;
        var isUpdated = known is not null && Update(feedId, known, polled);
        known ??= kept.Find(one => IsSameOutletsArticle(one, polled));
        if (known is null) return false;
        byEntry[(feedId, entryKey)] = known;
        outcome = Again(outcome, isUpdated);
        return true;
    }

    private void Add(string feedId, PolledArticle polled, ref PollOutcome outcome)
    {
        var (article, entryKey, linkKey) = polled;
        var stored = new Kept(article, linkKey);
        kept.Add(stored);
        byEntry[(feedId, entryKey)] = stored;
        if (linkKey is not null) byLink[(feedId, linkKey)] = stored;
        var oldest = article.IsBacklog || outcome.OldestNewsUtc < article.PublishedUtc
            ? outcome.OldestNewsUtc
            : article.PublishedUtc ?? outcome.OldestNewsUtc;
        outcome = outcome with
        {
            New = outcome.New + 1,
            Backlog = outcome.Backlog + (article.IsBacklog ? 1 : 0),
            OldestNewsUtc = oldest,
        };
    }

    private static PollOutcome Again(PollOutcome outcome, bool isUpdated) => outcome with
    {
        Duplicates = outcome.Duplicates + 1,
        Updated = outcome.Updated + (isUpdated ? 1 : 0),
    };

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

    private bool IsSameOutletsArticle(Kept one, PolledArticle polled)
    {
        var (old, article) = (one.Article, polled.Article);
        var isSameOutlet = article.OutletGroup.Length == 0
            ? old.FeedId == article.FeedId
            : old.OutletGroup == article.OutletGroup;
        if (!isSameOutlet || !(old.Scope.IsShared || old.Scope == article.Scope)) return false;
        if (polled.LinkKey is not null && one.LinkKey == polled.LinkKey) return true;
        return article.Title.Length + article.Text.Length > 0 && old.ContentHash == article.ContentHash
            && (article.SeenUtc - old.SeenUtc < IFeedStore.ContentWindow
                || (article.PublishedUtc is not null && article.PublishedUtc == old.PublishedUtc)
                || listed.GetValueOrDefault(article.FeedId)?.Contains(one) == true)
            && SameWords.AreOne(article, old.PublishedUtc, old.Link);
    }

    private sealed class Kept(Article article, string? linkKey)
    {
        public Article Article { get; set; } = article;

        public string? LinkKey { get; set; } = linkKey;
    }
}
