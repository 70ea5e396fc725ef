namespace AlertBot.Feeds;

/// <summary>The dialect a document is written in.</summary>
public enum FeedFormat
{
    /// <summary>RSS 0.90, of Netscape.</summary>
    Rss090,

    /// <summary>RSS 0.91.</summary>
    Rss091,

    /// <summary>RSS 0.92.</summary>
    Rss092,

    /// <summary>RSS 0.93.</summary>
    Rss093,

    /// <summary>RSS 0.94.</summary>
    Rss094,

    /// <summary>RSS 1.0, in RDF.</summary>
    Rss10,

    /// <summary>RSS 2.0, and RSS of no version.</summary>
    Rss20,

    /// <summary>Atom 0.3.</summary>
    Atom03,

    /// <summary>Atom 1.0 (RFC 4287).</summary>
    Atom10,

    /// <summary>JSON Feed 1.0.</summary>
    Json1,

    /// <summary>JSON Feed 1.1.</summary>
    Json11,

    /// <summary>Channel Definition Format, obsolete.</summary>
    Cdf,
}
