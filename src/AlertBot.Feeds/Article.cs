namespace AlertBot.Feeds;

/// <summary>An entry that we keep: cleaned, identified and ready to match.</summary>
/// <param name="Id">Stable identity, 1 to 64 characters; the same entry read twice has the same id.</param>
/// <param name="Scope">Whose article it is: shared by all, or of one community's own feed.</param>
/// <param name="FeedId">The feed it came from, 1 to 64 characters; empty for text given to <c>analyze</c>.</param>
/// <param name="Outlet">The name people know the publisher by, 0 to 200 characters.</param>
/// <param name="OutletGroup">Outlets of one owner share it; the outlet itself when it stands alone. 0 to 200 characters.</param>
/// <param name="Title">Plain text without mark-up, 0 to 500 characters; empty when the entry has none.</param>
/// <param name="Text">Plain text without mark-up, paragraphs divided by a line feed; at most 100,000 characters.</param>
/// <param name="Link">Absolute http or https address; null when the entry gave none that is safe.</param>
/// <param name="Language">BCP 47 tag as the feed says, lower case; null when nothing is known.</param>
/// <param name="PublishedUtc">The feed's own time; null when it gave none that can be read.</param>
/// <param name="SeenUtc">When we first read it. Never later than needed: publishers' clocks are not to be trusted.</param>
/// <param name="ContentHash">SHA-256 of folded title and text, 64 hexadecimal digits.</param>
/// <remarks>Source: Atom entry (RFC 4287, 4.1.2), RSS 2.0 item, JSON Feed 1.1 item.</remarks>
public sealed record Article(
    string Id, Scope Scope, string FeedId, string Outlet, string OutletGroup, string Title, string Text, Uri? Link,
    string? Language, DateTimeOffset? PublishedUtc, DateTimeOffset SeenUtc, string ContentHash)
{
    /// <summary>The time that counts: the earlier of published and seen, as publishers also date into the future.</summary>
    public DateTimeOffset EffectiveUtc => PublishedUtc is { } published && published < SeenUtc ? published : SeenUtc;

    /// <summary>The text is that of the article's page and not the feed's.</summary>
    public bool IsFullText { get; init; }

    /// <summary>Kept but not alerted: older than <c>Feeds:MaxArticleAge</c> when it was first seen.</summary>
    public bool IsBacklog { get; init; }
}
