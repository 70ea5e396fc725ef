using AlertBot.Feeds.Reading;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Feeds;

/// <summary>Finds the article on a page: the element that holds most running text for the least links.</summary>
/// <remarks>Paragraphs count for the element they stand in and half for the one around it, by their length and commas;
/// names of classes and the page's own marks lift or lower it. What is in no article goes first: menus, comments, lists of
/// other articles, consent, forms.</remarks>
internal static class MainText
{
    private const int LeastParagraphChars = 25;
    private const int LeastHeldChars = 200;

    private static readonly string[] GoneNames =
    [
        "script", "style", "noscript", "template", "iframe", "svg", "nav", "aside", "footer", "button", "select",
        "textarea", "dialog", "object", "canvas", "video", "audio", "figure", "math", "menu", "input", "label", "h1",
    ];

    private static readonly string[] GoneRoles =
    [
        "navigation", "banner", "complementary", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "tablist",
    ];

    // Parts of names of classes and ids, as publishers use them.
    private static readonly string[] GoneWords =
    [
        "comment", "sidebar", "side-bar", "share", "social", "related", "recommend", "promo", "newsletter", "subscribe", "cookie",
        "consent", "gdpr", "advert", "sponsor", "breadcrumb", "paginat", "popup", "modal", "footer", "menu", "author-bio", "most-read",
        "most-popular", "mostread", "also-read", "read-more", "readmore", "trending", "ticker", "taboola", "outbrain", "disqus",
        "caption", "credit", "toolbar", "masthead", "skip-link", "print-only", "more-on", "more-stories", "see-also",
        "tags-list", "tag-list", " widget", "poll-", "login", "signup", "toc-",
    ];

    // Of these there may be more than of the article.
    private static readonly string[] NeverWords =
        ["comment", "disqus", "related", "recommend", "most-", "trending", "cookie", "consent", "gdpr", "footer", "outbrain", "taboola"];

    private static readonly string[] GoodWords =
        ["article", "body", "content", "entry", "story", "post", "text", "main", "hentry", "details", "news"];

    /// <summary>The text, paragraphs divided by a line feed; null when there is none to speak of.</summary>
    public static string? Of(IHtmlDocument page)
    {
        if (page.Body is not { } body) return null;
        Clean(body);
        var root = Marked(page) ?? Best(body);
        if (root is null) return null;
        var text = TextOf(root);
        return text.Length == 0 ? null : text;
    }

    // What a page itself marks as its article's body is believed, when it holds a text.
    private static IElement? Marked(IHtmlDocument page)
    {
        const int LeastChars = 250;
        foreach (var selector in (ReadOnlySpan<string>)["[itemprop~=articleBody]", "article", "[role=article]", "main", "[role=main]"])
        {
            var found = page.QuerySelectorAll(selector).ToList();
            // Several articles are a list of teasers, unless one of them is much longer.
            var sized = found.Select(e => (Element: e, Length: TextOf(e).Length)).OrderByDescending(e => e.Length).ToList();
            if (sized.Count == 0 || sized[0].Length < LeastChars) continue;
            if (sized.Count == 1 || sized[0].Length > 3 * sized[1].Length || Contains(sized[0].Element, sized[1].Element))
                return sized[0].Element;
        }
        return null;
    }

    private static bool Contains(IElement outer, IElement inner) => inner.Ancestors().Contains(outer);

    private static void Clean(IElement body)
    {
        var all = ParagraphChars(body);
        var gone = new List<IElement>();
        foreach (var element in body.QuerySelectorAll("*"))
            if (IsGone(element, all)) gone.Add(element);
        foreach (var element in gone) element.Remove();
    }

    private static bool IsGone(IElement element, int all)
    {
        var name = element.LocalName;
        // Whole pages stand in a form on servers of a certain make.
        if (name is "form") return !HoldsMost(element, all);
        if (Array.IndexOf(GoneNames, name) >= 0) return true;
        if (name is "header") return !element.Ancestors().OfType<IElement>().Any(a => a.LocalName is "article" or "main");
        if (IsHidden(element)) return true;
        if (element.GetAttribute("role") is { } role && Array.IndexOf(GoneRoles, role) >= 0) return true;
        if (name is "html" or "body" or "article" or "main" or "p" or "h1") return false;
        var marks = MarksOf(element);
        return Has(marks, GoneWords) && !Holds(element, marks, all);
    }

    // As a class of its own, unless another shows it on wider screens: "overflow-hidden" and "hidden md:block" hide nothing.
    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
        || (element.GetAttribute("style") is { } style
            && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase))
        || (element.ClassList.Contains("hidden") && !element.ClassList.Any(static c => c.Contains(':', StringComparison.Ordinal)));

    // A wrapper may be called "content-with-sidebar" or "has-menu" and hold the article all the same.
    private static bool Holds(IElement element, string marks, int all) =>
        element.QuerySelector("article, main, [itemprop~=articleBody]") is not null
            || (!Has(marks, NeverWords) && HoldsMost(element, all));

    private static bool HoldsMost(IElement element, int all) =>
        all > 0 && ParagraphChars(element) is var own && own >= LeastHeldChars && own >= all * 0.6;

    private static int ParagraphChars(IElement element) => element.QuerySelectorAll("p, br").Sum(static p =>
        p.LocalName is "p" ? p.TextContent.Length : p.NextSibling is IText text ? text.Data.Length : 0);

    private static IElement? Best(IElement body)
    {
        var scores = new Dictionary<IElement, double>();
        foreach (var paragraph in body.QuerySelectorAll("p, pre, blockquote, td, div, section"))
        {
            if (paragraph.LocalName is "div" or "section" or "td" && !HasOwnText(paragraph)) continue;
            var text = OwnText(paragraph);
            if (text.Length < LeastParagraphChars || paragraph.ParentElement is not { } parent) continue;
            var score = 1 + Math.Min(text.Length / 100.0, 3) + text.Count(c => c is ',' or '،' or '、' or '，');
            var holder = paragraph.LocalName is "div" or "section" or "td" ? paragraph : parent;
            scores[holder] = scores.GetValueOrDefault(holder) + score;
            if (holder.ParentElement is { } outer) scores[outer] = scores.GetValueOrDefault(outer) + (score / 2);
        }
        return scores.Count == 0
            ? null
            : scores.MaxBy(s => (s.Value + WeightOf(s.Key)) * (1 - LinkDensity(s.Key))).Key;
    }

    private static double WeightOf(IElement element)
    {
        var marks = MarksOf(element);
        return (Has(marks, GoodWords) ? 10 : 0) - (Has(marks, GoneWords) ? 10 : 0);
    }

    private static double LinkDensity(IElement element)
    {
        var all = element.TextContent.Length;
        return all == 0 ? 1 : Math.Min(1.0, element.QuerySelectorAll("a").Sum(a => a.TextContent.Length) / (double)all);
    }

    // With a blank before each name, so that a word of the lists may ask for the beginning of one.
    private static string MarksOf(IElement element) => $" {element.ClassName} {element.Id}".ToLowerInvariant();

    private static bool Has(string marks, string[] words) =>
        marks.Length > 2 && Array.Exists(words, word => marks.Contains(word, StringComparison.Ordinal));

    private static bool HasOwnText(IElement element) => OwnText(element).Length >= LeastParagraphChars;

    // Of the element and of what runs on within its lines, not of the blocks inside.
    private static string OwnText(IElement element)
    {
        if (element.LocalName is "p" or "pre" or "blockquote") return element.TextContent.Trim();
        return string.Concat(element.ChildNodes.Where(node =>
            node is IText || (node is IElement child && HtmlTags.Find(child.LocalName) == HtmlTag.Inline))
            .Select(node => node.TextContent)).Trim();
    }

    private static string TextOf(IElement root)
    {
        using var output = new CharBuffer();
        var writer = new PlainTextWriter(output);
        var pending = new Stack<(INode Node, bool IsEnd)>();
        pending.Push((root, false));
        while (pending.TryPop(out var next))
        {
            if (next.Node is IText text) writer.Write(text.Data);
            if (next.Node is not IElement element || IsListOfLinks(element)) continue;
            var tag = HtmlTags.Find(element.LocalName);
            if (tag == HtmlTag.Hidden) continue;
            if (tag == HtmlTag.Block) writer.Break();
            else if (tag == HtmlTag.Cell) writer.Blank();
            if (next.IsEnd) continue;
            pending.Push((element, true));
            for (var child = element.LastChild; child is not null; child = child.PreviousSibling)
                pending.Push((child, false));
        }
        return output.ToString();
    }

    // "Read also", rows of tags and lists of other articles are links and little else.
    private static bool IsListOfLinks(IElement element) =>
        element.LocalName is "ul" or "ol" or "div" or "section" or "p" or "table"
            && element.QuerySelector("a") is not null && LinkDensity(element) > 0.6;
}
