using AngleSharp.Html.Dom;

namespace AlertBot.Feeds;

/// <summary>Finds addresses that may be feeds on a page. Pure.</summary>
internal static class FeedLinks
{
    private const int MaxAnchors = 10;

    // In the order in which they are worth asking; WordPress alone runs a third of all sites.
    private static readonly string[] CommonPaths =
        ["/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/", "/feed.json", "/index.rdf"];

    /// <summary>Addresses that the page names as its feeds, then those that it links to, in their order.</summary>
    public static IReadOnlyList<(Uri Url, FoundBy By)> On(IHtmlDocument document, Uri page)
    {
        var home = document.QuerySelector("base[href]")?.GetAttribute("href") is { } href
            && Web(page, href) is { } based ? based : page;
        var found = new List<(Uri, FoundBy)>();
        foreach (var link in document.QuerySelectorAll("link[href]").OfType<IHtmlLinkElement>())
            if (IsFeedLink(link) && Web(home, link.GetAttribute("href")!) is { } url) found.Add((url, FoundBy.LinkElement));
        var anchors = document.QuerySelectorAll("a[href]").Select(a => Web(home, a.GetAttribute("href")!)).OfType<Uri>()
            .Where(LooksLikeFeed).DistinctBy(u => u.AbsoluteUri).Take(MaxAnchors);
        found.AddRange(anchors.Select(url => (url, FoundBy.Anchor)));
        return found;
    }

    /// <summary>Where feeds often lie on the site of an address.</summary>
    public static IEnumerable<Uri> Common(Uri page) => CommonPaths.Select(path => new Uri(page, path));

    private static bool IsFeedLink(IHtmlLinkElement link)
    {
        var relation = link.GetAttribute("rel") ?? "";
        var type = link.GetAttribute("type") ?? "";
        var isAlternate = relation.Contains("alternate", StringComparison.OrdinalIgnoreCase)
            || relation.Contains("feed", StringComparison.OrdinalIgnoreCase);
        return isAlternate && (type.Contains("rss", StringComparison.OrdinalIgnoreCase)
            || type.Contains("atom", StringComparison.OrdinalIgnoreCase) || type.Contains("rdf", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/feed+json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type is "text/xml" or "application/xml");
    }

    private static bool LooksLikeFeed(Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/').ToLowerInvariant();
        foreach (var ending in (ReadOnlySpan<string>)["/rss", "/feed", "/feeds", "/atom", ".rss", ".rdf", ".atom", "rss.xml", "feed.xml", "atom.xml", "feed.json"])
            if (path.EndsWith(ending, StringComparison.Ordinal)) return true;
        return path.Contains("/rss/", StringComparison.Ordinal) || path.Contains("/feeds/", StringComparison.Ordinal)
            || url.Host.StartsWith("feeds.", StringComparison.OrdinalIgnoreCase)
            || url.Query.Contains("feed=rss", StringComparison.OrdinalIgnoreCase);
    }

    private static Uri? Web(Uri page, string href) =>
        Uri.TryCreate(page, href.Trim(), out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 ? url : null;
}
