namespace AlertBot.Feeds;

/// <summary>What an article takes over from the feed it came from.</summary>
/// <param name="FeedId">The feed's identity in our store, 1 to 64 characters.</param>
/// <param name="Scope">Whose feed it is.</param>
/// <param name="Outlet">The name people know the publisher by.</param>
/// <param name="OutletGroup">Outlets of one owner share it.</param>
/// <param name="Language">Language tag to assume where the document says none; null for none.</param>
public sealed record ArticleOrigin(string FeedId, Scope Scope, string Outlet, string OutletGroup, string? Language);
