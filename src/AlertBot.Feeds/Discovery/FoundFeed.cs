namespace AlertBot.Feeds;

/// <summary>How a feed of a site came to light.</summary>
public enum FoundBy
{
    /// <summary>It is the address that was asked for.</summary>
    Asked,

    /// <summary>The page names it in its head.</summary>
    LinkElement,

    /// <summary>The page links to it.</summary>
    Anchor,

    /// <summary>robots.txt names it as a sitemap.</summary>
    Sitemap,

    /// <summary>It lies where feeds often lie.</summary>
    CommonPath,
}

/// <summary>A feed that answered.</summary>
/// <param name="Url">Where, after redirects.</param>
/// <param name="By">How it came to light.</param>
/// <param name="Document">What it holds.</param>
/// <param name="Score">The higher, the likelier it is what a reader of news wants.</param>
public sealed record FoundFeed(Uri Url, FoundBy By, FeedDocument Document, int Score)
{
    /// <summary>Its newest entry; null when none has a date.</summary>
    public DateTimeOffset? NewestUtc => Document.Entries.Max(e => e.PublishedUtc ?? e.UpdatedUtc);

    /// <summary>It carries what readers say of articles, not the articles.</summary>
    public bool IsOfComments
    {
        get
        {
            var name = $"{Document.Title} {Url.AbsolutePath}";
            return name.Contains("comment", StringComparison.OrdinalIgnoreCase)
                || name.Contains("تعليق", StringComparison.Ordinal);
        }
    }

    /// <summary>It brought something in the week before an instant.</summary>
    public bool IsFresh(DateTimeOffset nowUtc) => NewestUtc is { } newest && nowUtc - newest < TimeSpan.FromDays(7);

    /// <summary>Its newest entry is older than three months at an instant.</summary>
    public bool IsStale(DateTimeOffset nowUtc) => NewestUtc is { } newest && nowUtc - newest > TimeSpan.FromDays(90);
}

/// <summary>What looking for the feeds of a site came to.</summary>
/// <param name="Asked">The address that was given.</param>
/// <param name="Feeds">Those that answered, best first; empty when there are none.</param>
/// <param name="Problem">Why the site itself could not be read; null when it could.</param>
/// <param name="NewsSitemap">The site's list of its newest articles for search engines; null when none was seen.</param>
public sealed record Discovery(Uri Asked, IReadOnlyList<FoundFeed> Feeds, Saying? Problem, Uri? NewsSitemap)
{
    /// <summary>A wall against robots stands before the site, or it lets nobody in without a name.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The address is that of a feed, which <see cref="Feeds"/> holds alone.</summary>
    public bool IsFeed => Feeds is [{ By: FoundBy.Asked }];
}
