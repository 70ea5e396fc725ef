namespace AlertBot.Feeds;

/// <summary>An article that the last document of a feed listed.</summary>
/// <param name="Article">It, as it is stored.</param>
/// <param name="IsListed">The present document lists it too, whatever key tells it.</param>
public sealed record ListedArticle(Article Article, bool IsListed);

/// <summary>Knows an entry again whose id and link both changed with its words, by what the document before held in its
/// place. Pure.</summary>
/// <remarks>A false "the same" loses news, and a false "another" costs little: reports of one event are brought together
/// later. So all of these must hold. The article was listed and is listed no more; it did not just go off the end, as
/// something older is still there (or both were published at the same second); nothing else fits it or the entry; no
/// number differs; and the words say so:
/// <list type="bullet">
/// <item>published at the same second: most of the text is the same, or there is no text and the headline was only
/// lengthened or shortened;</item>
/// <item>else, within hours: headline and text were only lengthened or shortened, or a long text is the same under a
/// headline in which no name was replaced.</item>
/// </list></remarks>
public static class Rewording
{
    /// <summary>An article that was first seen before that long is not edited any more as news are.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromDays(3);

    /// <summary>So many of the last document's entries are remembered.</summary>
    public const int MaxListed = 200;

    private const int MaxCompared = 24; // of each side: a poll brings few, and comparing costs their product
    private const int MaxTitleWords = 60;
    private const int MaxTextWords = 250;
    private const int LeastTextWords = 20; // fewer are a caption or a slogan, which many entries share
    private const int LongTextWords = 60;
    private static readonly TimeSpan Near = TimeSpan.FromHours(6);

    /// <summary>Which of the fresh entries are articles of the last document.</summary>
    /// <param name="fresh">Entries of a whole document that no key, link or likeness of words tells.</param>
    /// <param name="before">What the last whole document listed, in its order, without what is kept no more.</param>
    /// <returns>The id of the article, by <see cref="PolledArticle.EntryKey"/>.</returns>
    public static IReadOnlyDictionary<string, string> Of(
        IReadOnlyList<PolledArticle> fresh, IReadOnlyList<ListedArticle> before)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        ArgumentNullException.ThrowIfNull(before);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (fresh.Count is 0 or > MaxCompared) return found;
        var gone = GoneOf(before, fresh[0].Article.SeenUtc);
        if (gone.Count is 0 or > MaxCompared) return found;
        var times = TimesOf(fresh, before);
        var pairs = (
            from entry in fresh
            from one in gone
            where IsSame(one, entry.Article, times)
            select (entry.EntryKey, one.Article.Id)).ToList();
        // What fits twice fits nothing for certain.
        foreach (var (entryKey, id) in pairs)
            if (pairs.Count(p => p.EntryKey == entryKey) == 1 && pairs.Count(p => p.Id == id) == 1) found[entryKey] = id;
        return found;
    }

    /// <summary>Of which articles the texts must be known before <see cref="Of"/> is asked: their ids.</summary>
    /// <param name="fresh">As there.</param>
    /// <param name="before">As there; their texts are not looked at.</param>
    public static IReadOnlySet<string> WorthReading(
        IReadOnlyList<PolledArticle> fresh, IReadOnlyList<ListedArticle> before)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        ArgumentNullException.ThrowIfNull(before);
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (fresh.Count is 0 or > MaxCompared) return found;
        var times = TimesOf(fresh, before);
        foreach (var one in GoneOf(before, fresh[0].Article.SeenUtc))
            if (fresh.Any(entry => MayBeSame(one, entry.Article, times, out _, out _))) found.Add(one.Article.Id);
        return found;
    }

    // With whether something older, or as old and further down, is still listed: then it did not go off the end.
    private static List<Gone> GoneOf(IReadOnlyList<ListedArticle> before, DateTimeOffset nowUtc)
    {
        var gone = new List<Gone>();
        for (var i = 0; i < before.Count; i++)
        {
            var (article, isListed) = before[i];
            if (isListed || nowUtc - article.SeenUtc > Window) continue;
            var isTaken = false;
            for (var j = 0; j < before.Count && !isTaken; j++)
                isTaken = before[j].IsListed && (before[j].Article.EffectiveUtc < article.EffectiveUtc
                    || (before[j].Article.EffectiveUtc == article.EffectiveUtc && j > i));
            gone.Add(new Gone(article, isTaken));
        }

        return gone;
    }

    // How many entries of either document were published at a second: one that several share tells nothing.
    private static Dictionary<DateTimeOffset, (int Before, int Now)> TimesOf(
        IReadOnlyList<PolledArticle> fresh, IReadOnlyList<ListedArticle> before)
    {
        var times = new Dictionary<DateTimeOffset, (int Before, int Now)>();
        foreach (var (article, isListed) in before)
            if (article.PublishedUtc is { } at)
            {
                var (was, now) = times.GetValueOrDefault(at);
                times[at] = (was + 1, now + (isListed ? 1 : 0));
            }

        foreach (var entry in fresh)
            if (entry.Article.PublishedUtc is { } at)
            {
                var (was, now) = times.GetValueOrDefault(at);
                times[at] = (was, now + 1);
            }

        return times;
    }

    private static bool IsSame(Gone gone, Article now, Dictionary<DateTimeOffset, (int Before, int Now)> times)
    {
        if (!MayBeSame(gone, now, times, out var isSameTime, out var title)) return false;
        var text = WordDiff.Of(gone.Article.Text, now.Text, MaxTextWords);
        if (text.OtherNumbers) return false;
        return isSameTime ? SaysSame(title, text) : SaysNoOther(title, text);
    }

    private static bool MayBeSame(
        Gone gone, Article now, Dictionary<DateTimeOffset, (int Before, int Now)> times, out bool isSameTime,
        out WordDiff title)
    {
        var was = gone.Article;
        isSameTime = was.PublishedUtc is { } at && at == now.PublishedUtc && times[at] == (1, 1);
        title = default;
        if (was.Language != now.Language || (!isSameTime && !(gone.IsTaken && AreNear(was, now)))) return false;
        title = WordDiff.Of(was.Title, now.Title, MaxTitleWords);
        return !title.OtherNumbers && (isSameTime || title.ShareOfLonger >= 0.4);
    }

    private static bool AreNear(Article was, Article now) => (was.PublishedUtc, now.PublishedUtc) switch
    {
        ({ } one, { } other) => (one - other).Duration() <= Near,
        (null, null) => true,
        _ => false,
    };

    private static bool SaysSame(WordDiff title, WordDiff text) => text.Shorter >= LeastTextWords
        ? text.ShareOfShorter >= 0.8
        : IsOnlyLonger(title) && title.Shorter >= 4 && (text.Shorter == 0 || IsOnlyLonger(text));

    private static bool SaysNoOther(WordDiff title, WordDiff text)
    {
        if (text.Shorter < LeastTextWords) return false;
        if (IsOnlyLonger(title) && title.Shorter >= 3 && IsOnlyLonger(text)) return true;
        return text is { IsSame: true, Before: >= LongTextWords } && !title.ReplacesNames;
    }

    private static bool IsOnlyLonger(WordDiff diff) => !diff.HasReplacement && diff.ShareOfShorter >= 0.9;

    /// <summary>An article that is listed no more.</summary>
    /// <param name="Article">It.</param>
    /// <param name="IsTaken">It was taken out, and did not go off the end.</param>
    private sealed record Gone(Article Article, bool IsTaken);
}
