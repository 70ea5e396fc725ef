namespace AlertBot.Feeds;

/// <summary>The keys by which an item that was seen before is known again: the same in any of them, and it is not
/// new.</summary>
/// <remarks>All are bounded (32 hexadecimal digits), so that they can be stored and indexed as they are.</remarks>
/// <param name="EntryKey">Of the feed and the entry's id.</param>
/// <param name="LinkKey">Of the feed and the canonical link; null when the entry has no link of its own.</param>
/// <param name="ContentKey">Of the feed and the folded title and text.</param>
public sealed record ArticleIdentity(string EntryKey, string? LinkKey, string ContentKey);
