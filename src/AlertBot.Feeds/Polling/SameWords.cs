using System.Globalization;
using System.Text.RegularExpressions;

namespace AlertBot.Feeds;

/// <summary>Whether the same words under another id and another link are the same article. Pure.</summary>
/// <remarks>Ids and links that change with every poll, and a site that moved, say yes: nothing but the keys differs. A
/// short text that comes again at another time says no: "Sirens in Sderot" at ten and at noon are two, and so are the
/// "Live updates" of two days.</remarks>
public static partial class SameWords
{
    // So much is not written twice by chance: who sends it again sends nothing new.
    private const int EnoughWords = 40;

    // Front page and section of one outlet may give one article times that differ a little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>Decides for two articles whose <see cref="Article.ContentHash"/> is the same.</summary>
    /// <param name="article">The one that came.</param>
    /// <param name="publishedUtc">When the known one was published; null when that is not known.</param>
    /// <param name="link">Where the known one is; null when it has no link.</param>
    public static bool AreOne(Article article, DateTimeOffset? publishedUtc, Uri? link)
    {
        ArgumentNullException.ThrowIfNull(article);
        var isElsewhen = (article.PublishedUtc - publishedUtc) is { } apart && apart.Duration() > Tolerance;
        var isOtherDay = DayOf(article.Link) is { } day && DayOf(link) is { } other && day != other;
        return (!isElsewhen && !isOtherDay) || HasEnough(article);
    }

    private static bool HasEnough(Article article)
    {
        var (words, isIn) = (0, false);
        foreach (var c in article.Text.AsSpan())
        {
            var isWord = char.IsLetterOrDigit(c);
            if (isWord && !isIn && ++words >= EnoughWords) return true;
            isIn = isWord;
        }

        return false;
    }

    private static DateOnly? DayOf(Uri? link)
    {
        if (link is null || Day().Match(link.AbsolutePath) is not { Success: true } match) return null;
        var text = $"{match.Groups["y"].ValueSpan}-{match.Groups["m"].ValueSpan}-{match.Groups["d"].ValueSpan}";
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }

    [GeneratedRegex(
        @"(?<!\d)(?<y>20\d\d)(?<s>[-/_]?)(?<m>\d\d)\k<s>(?<d>\d\d)(?!\d)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Day();
}
