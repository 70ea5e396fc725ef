using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>Makes of an entry the article that we keep, and the keys that know it again. Pure.</summary>
public static class ArticleMaker
{
    /// <summary>Longest title kept, in UTF-16 characters.</summary>
    public const int MaxTitleChars = 500;

    /// <summary>Longest text kept, in UTF-16 characters.</summary>
    public const int MaxTextChars = 100_000;

    private const int MaxLanguageChars = 35; // RFC 5646, 4.4.1: room for every tag but private ones
    private const int KeyBytes = 16;

    /// <summary>Makes the article. The same entry of the same feed gives the same <see cref="Article.Id"/> at any
    /// time.</summary>
    /// <param name="entry">The entry as it was read.</param>
    /// <param name="origin">The feed it came from.</param>
    /// <param name="documentLanguage">The language of the whole document; null when it gave none.</param>
    /// <param name="seenUtc">When it was first read.</param>
    public static Article Make(Entry entry, ArticleOrigin origin, string? documentLanguage, DateTimeOffset seenUtc)
    {
        var title = TitleOf(entry);
        var text = TextOf(entry);
        return new Article(
            Key(origin.FeedId, "entry", entry.Id), origin.Scope, origin.FeedId, origin.Outlet, origin.OutletGroup,
            title, text, SafeLink(entry.Link), LanguageOf(entry.Language ?? documentLanguage ?? origin.Language),
            entry.PublishedUtc ?? entry.UpdatedUtc, seenUtc, ContentHashOf(title, text));
    }

    /// <summary>The keys by which the entry is known again within its feed.</summary>
    public static ArticleIdentity Identify(Entry entry, ArticleOrigin origin)
    {
        var link = CanonicalLink.Of(entry.Link);
        return new ArticleIdentity(
            Key(origin.FeedId, "entry", entry.Id),
            link is null ? null : Key(origin.FeedId, "link", link),
            Key(origin.FeedId, "content", ContentHashOf(TitleOf(entry), TextOf(entry))));
    }

    /// <summary>SHA-256 of title and text without case and without what is neither letter nor digit; 64 hexadecimal
    /// digits.</summary>
    public static string ContentHashOf(string title, string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendFolded(hash, title);
        hash.AppendData("\n"u8);
        AppendFolded(hash, text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string TitleOf(Entry entry) => Cut(entry.Title ?? "", MaxTitleChars);

    // The longer of the two: some feeds give a teaser as content and the story as summary.
    private static string TextOf(Entry entry)
    {
        var (summary, content) = (entry.Summary ?? "", entry.Content ?? "");
        return Cut(content.Length >= summary.Length ? content : summary, MaxTextChars);
    }

    private static Uri? SafeLink(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : null;

    private static string? LanguageOf(string? tag)
    {
        var clean = tag?.Trim().Replace('_', '-').ToLowerInvariant();
        return clean is { Length: > 0 and <= MaxLanguageChars } ? clean : null;
    }

    private static string Cut(string text, int maxChars)
    {
        if (text.Length <= maxChars) return text;
        // The ellipsis shows that something is missing; half a surrogate pair must not be left before it.
        var end = char.IsHighSurrogate(text[maxChars - 2]) ? maxChars - 2 : maxChars - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    private static string Key(string feedId, string kind, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{feedId.Length}:{feedId}\n{kind}\n{value}"));
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, KeyBytes));
    }

    private static void AppendFolded(IncrementalHash hash, string text)
    {
        const int ChunkChars = 1024;
        Span<char> chars = stackalloc char[ChunkChars];
        Span<byte> bytes = stackalloc byte[ChunkChars * 3];
        var count = 0;
        var (gap, any) = (false, false);
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c))
            {
                gap = true;
                continue;
            }
            if (count >= ChunkChars - 1) count = Flush(hash, chars[..count], bytes);
            if (gap && any) chars[count++] = ' ';
            any = true;
            gap = false;
            chars[count++] = char.ToLowerInvariant(c);
        }
        Flush(hash, chars[..count], bytes);
    }

    private static int Flush(IncrementalHash hash, ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        hash.AppendData(bytes[..Encoding.UTF8.GetBytes(chars, bytes)]);
        return 0;
    }
}
