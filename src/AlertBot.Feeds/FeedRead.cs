namespace AlertBot.Feeds;

/// <summary>What came of reading one document.</summary>
/// <param name="Warnings">What had to be repaired or left out, as short codes, each once, for example <c>bare-ampersand</c>.</param>
public abstract record FeedRead(IReadOnlyList<string> Warnings)
{
    /// <summary>The document was a feed.</summary>
    public sealed record Read(FeedDocument Document, IReadOnlyList<string> Warnings) : FeedRead(Warnings);

    /// <summary>The document was none.</summary>
    /// <param name="Code">Why: <c>empty</c>, <c>not-a-feed</c>, <c>html</c>, <c>binary</c>, <c>bad-json</c> or <c>too-deep</c>.</param>
    /// <param name="Message">One sentence for people.</param>
    /// <param name="Warnings">What was noticed on the way.</param>
    public sealed record Failed(string Code, string Message, IReadOnlyList<string> Warnings) : FeedRead(Warnings)
    {
        /// <summary>For example "html: this is a web page, not a feed".</summary>
        public override string ToString() => $"{Code}: {Message}";
    }
}
