using AlertBot.Feeds.Reading;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Feeds;

/// <summary>Takes the article out of a web page. Pure; never throws for what the page contains.</summary>
public static class PageReader
{
    // Pages are heavy with scripts, but what lies beyond this is no article.
    private const int MaxBytes = 3 * 1024 * 1024;

    // The tree is built with walks up the open elements, so nesting is dear; real pages stay below a hundred.
    private const int MaxDepth = 200;

    /// <summary>Reads one page.</summary>
    /// <param name="body">Its bytes after unpacking.</param>
    /// <param name="source">What is known of the answer they came with.</param>
    /// <param name="entryTitle">The headline in the feed, to tell the article from another page; null when
    /// there is none.</param>
    public static PageRead Read(ReadOnlyMemory<byte> body, FeedSource source, string? entryTitle)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (body.Length > MaxBytes) body = body[..MaxBytes];
        if (source.ContentType is { } type && !type.Contains("html", StringComparison.OrdinalIgnoreCase)
            && !type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)) return new PageRead.None("not-html");
        using var decoded = DocumentDecoder.Decode(body.Span, source.ContentType ?? CharsetOf(body.Span));
        if (IsDeeper(decoded.Text, MaxDepth)) return new PageRead.None("too-deep");
        var page = new HtmlParser().ParseDocument(decoded.Text.ToString());
        return Read(page, source.Url, entryTitle);
    }

    private static PageRead Read(IHtmlDocument page, Uri? address, string? entryTitle)
    {
        var head = PageHead.Of(page, address);
        if (PageWalls.Of(page, head) is { } wall) return new PageRead.None(wall);
        var signs = PageWalls.SignsOf(page);
        var text = head.ArticleBody ?? "";
        if (MainText.Of(page) is { } found && found.Length > text.Length) text = found;
        if (text.Length > ArticleMaker.MaxTextChars) text = text[..ArticleMaker.MaxTextChars];
        if (PageWalls.OfText(signs, head, text) is { } hidden) return new PageRead.None(hidden);
        if (!Likeness.IsOf(entryTitle, head.Title, text)) return new PageRead.None("other-page");
        var lead = head.Lead is { } own && !text.Contains(own, StringComparison.Ordinal) ? own : null;
        return new PageRead.Article(head.Title, lead, text, head.Canonical);
    }

    // <meta charset=…> and <meta http-equiv=Content-Type content="…; charset=…"> alike (HTML, 13.2.3.2).
    private static string? CharsetOf(ReadOnlySpan<byte> body)
    {
        const int LookBytes = 2048;
        var head = System.Text.Encoding.Latin1.GetString(body[..Math.Min(body.Length, LookBytes)]);
        var meta = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase);
        if (meta < 0) return null;
        var at = head.IndexOf("charset", meta, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var rest = head.AsSpan(at + "charset".Length).TrimStart();
        if (rest.IsEmpty || rest[0] != '=') return null;
        rest = rest[1..].TrimStart(" \"'");
        var end = 0;
        while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] is '-' or '_')) end++;
        return end == 0 ? null : $"text/html; charset={rest[..end]}";
    }

    /// <summary>Whether elements are nested deeper than that. Counted without those that HTML closes by itself, which
    /// pages leave open by the hundred.</summary>
    internal static bool IsDeeper(ReadOnlySpan<char> text, int most)
    {
        var scanner = new MarkupScanner(text, new MarkupAttribute[1]);
        var depth = 0;
        while (scanner.Read())
        {
            if (scanner.Kind is not (MarkupKind.StartTag or MarkupKind.EndTag) || !Nests(scanner.Name)) continue;
            depth += scanner.Kind == MarkupKind.EndTag ? -1 : scanner.IsEmptyElement ? 0 : 1;
            depth = Math.Max(0, depth);
            if (depth > most) return true;
        }
        return false;
    }

    private static bool Nests(ReadOnlySpan<char> name) =>
        name.Length <= 12 && name.ToString().ToLowerInvariant() is not ("p" or "li" or "td" or "tr" or "th" or "dt" or "dd"
            or "option" or "tbody" or "thead" or "tfoot" or "br" or "hr" or "img" or "input" or "meta" or "link" or "wbr"
            or "source" or "track" or "area" or "base" or "col" or "embed" or "param" or "script" or "style" or "path");
}
