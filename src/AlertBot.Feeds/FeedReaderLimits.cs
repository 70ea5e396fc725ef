namespace AlertBot.Feeds;

/// <summary>How much of a document is read. Where a limit is met, what was read so far is kept and a warning
/// tells.</summary>
/// <param name="MaxBytes">Bytes after unpacking; at least 1. What lies beyond is not read.</param>
/// <param name="MaxEntries">Entries of one document; at least 1.</param>
/// <param name="MaxDepth">Elements within elements that are told apart, 16 to 10,000; deeper ones are passed
/// over.</param>
/// <param name="MaxTextChars">Characters of one text as the document writes it, mark-up included; at least
/// 1,000.</param>
public sealed record FeedReaderLimits(
    int MaxBytes = 16 * 1024 * 1024, int MaxEntries = 50_000, int MaxDepth = 256, int MaxTextChars = 2_000_000)
{
    /// <summary>The limits that hold unless settings say otherwise.</summary>
    public static FeedReaderLimits Default { get; } = new();
}
