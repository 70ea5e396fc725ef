namespace AlertBot.Storage.Rows;

/// <summary>An article. Written once; an edit replaces the text, never the row number.</summary>
/// <remarks>Rows are numbered in the order in which articles came, so the newest match of a search is found without a
/// sort.</remarks>
internal sealed class ArticleRow
{
    public long Row { get; set; }

    public required string Id { get; set; }

    public required string Scope { get; set; }

    public required string FeedId { get; set; }

    public required string Outlet { get; set; }

    public required string OutletGroup { get; set; }

    public required string Title { get; set; }

    public string? Link { get; set; }

    public string? LinkKey { get; set; }

    public string? Language { get; set; }

    public DateTimeOffset? PublishedUtc { get; set; }

    public DateTimeOffset SeenUtc { get; set; }

    public bool IsBacklog { get; set; }

    public required string ContentHash { get; set; }

    // The last column: a query that does not ask for it never reads the pages that a long text runs over to.
    public required string Text { get; set; }
}

/// <summary>An article that waits for analysis. Apart from the article, whose long row is thus written once.</summary>
internal sealed class WaitingArticleRow
{
    public long ArticleRow { get; set; }

    public required string ArticleId { get; set; }

    public required string Scope { get; set; }

    public DateTimeOffset SeenUtc { get; set; }
}

/// <summary>An article whose page was or will be asked for.</summary>
internal sealed class ArticlePageRow
{
    public long ArticleRow { get; set; }

    public required string Scope { get; set; }

    /// <summary>When to ask; null when that is done with.</summary>
    public DateTimeOffset? DueUtc { get; set; }

    public int Tries { get; set; }

    /// <summary>What came of it; null before.</summary>
    public string? Outcome { get; set; }

    /// <summary>While the article has its page's text: the content hash of what the feed said.</summary>
    public string? FeedHash { get; set; }

    /// <summary>The same of the feed's text without its headline.</summary>
    public string? FeedText { get; set; }
}

/// <summary>An entry that a feed brought, with the article that it is.</summary>
/// <remarks>Outlives the article: an old entry that a feed goes on listing is not news because we forgot its
/// text.</remarks>
internal sealed class SeenEntryRow
{
    public required string FeedId { get; set; }

    public required string EntryKey { get; set; }

    public required string Scope { get; set; }

    public long ArticleRow { get; set; }
}

/// <summary>A feed with its polling state.</summary>
internal sealed class FeedRow
{
    public required string Id { get; set; }

    public required string Scope { get; set; }

    public required string Name { get; set; }

    /// <summary>Host and port of the present address.</summary>
    public required string Host { get; set; }

    /// <summary>Host and port of the address as it was configured.</summary>
    public required string HomeHost { get; set; }

    public bool IsRemoved { get; set; }

    public DateTimeOffset NextPollUtc { get; set; }

    public long ClaimNumber { get; set; }

    public string? ClaimedBy { get; set; }

    public DateTimeOffset? ClaimUntilUtc { get; set; }

    /// <summary>The feed as JSON.</summary>
    public required string Body { get; set; }

    /// <summary>Its state as JSON.</summary>
    public required string State { get; set; }

    /// <summary>The rows of the articles that its last whole document listed, in its order, as a JSON array; null before
    /// the first.</summary>
    public string? Listed { get; set; }
}

/// <summary>A host that was asked, or wants to be left alone.</summary>
internal sealed class HostRow
{
    /// <summary>Host and port.</summary>
    public required string Host { get; set; }

    public required string Scope { get; set; }

    /// <summary>Until when nobody else asks it.</summary>
    public DateTimeOffset FreeUtc { get; set; }

    /// <summary>The worker that may ask it nevertheless; null when none may.</summary>
    public string? TakenBy { get; set; }
}
