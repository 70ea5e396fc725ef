namespace AlertBot.Feeds;

/// <summary>What came of reading one document.</summary>
/// <param name="Warnings">What had to be repaired or left out, as short codes, each once, for example
/// <c>bare-ampersand</c>.</param>
public abstract record FeedRead(IReadOnlyList<string> Warnings)
{
    /// <summary>The document was a feed.</summary>
    public sealed record Read(FeedDocument Document, IReadOnlyList<string> Warnings) : FeedRead(Warnings);

    /// <summary>The document was none.</summary>
    /// <param name="Code">Why: <c>empty</c> or <c>not-a-feed</c>.</param>
    /// <param name="Message">What was found instead, in one line for people.</param>
    /// <param name="Warnings">What was noticed on the way.</param>
    public sealed record Failed(string Code, Saying Message, IReadOnlyList<string> Warnings) : FeedRead(Warnings)
    {
        /// <summary>It is a web page: an error page, a bot wall, or the site instead of its feed.</summary>
        public bool IsWebPage { get; init; }

        /// <summary>For example "not-a-feed: this is a web page, not a feed".</summary>
        public override string ToString() => $"{Code}: {Message.English}";
    }
}
