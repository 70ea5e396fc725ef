namespace AlertBot.Feeds;

/// <summary>What came of reading the page of an article.</summary>
public abstract record PageRead
{
    /// <summary>The page holds the article.</summary>
    /// <param name="Title">Its headline; null when the page names none.</param>
    /// <param name="Lead">The short text that the page gives of itself; null when it gives none.</param>
    /// <param name="Text">The article, paragraphs divided by a line feed, at most
    /// <see cref="ArticleMaker.MaxTextChars"/>.</param>
    /// <param name="Canonical">The address that the page says is its own, on the same site; null when it says
    /// none.</param>
    public sealed record Article(string? Title, string? Lead, string Text, Uri? Canonical) : PageRead;

    /// <summary>It does not.</summary>
    /// <param name="Code">Short and stable: <c>bot-wall</c>, <c>consent</c>, <c>paywall</c>, <c>other-page</c>,
    /// <c>no-text</c>, <c>too-deep</c>, <c>not-html</c>.</param>
    public sealed record None(string Code) : PageRead;
}
