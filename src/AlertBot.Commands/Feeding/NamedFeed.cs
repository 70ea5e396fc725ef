using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>The feed of its own that a community means by a name.</summary>
/// <param name="Listing">The feed; null when there is none, or several.</param>
/// <param name="Problem">Why, for people; null when there is one.</param>
internal sealed record NamedFeed(FeedListing? Listing, string? Problem)
{
    /// <summary>Finds it by name, address or id.</summary>
    /// <param name="feeds">What the community has.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="texts">The language of the answer.</param>
    /// <param name="shared">What is said of a feed that the operator has for all.</param>
    public static NamedFeed Of(OwnFeeds feeds, string text, Texts texts, string shared)
    {
        var own = feeds.Visible.Where(l => !l.Feed.Scope.IsShared).ToList();
        var called = own.Where(l => l.Feed.IsCalled(text)).ToList();
        if (called is [var one]) return new NamedFeed(one, null);
        if (called.Count > 1)
            return new NamedFeed(null, texts.Of(
                "commands.feed.remove.several", ("name", text),
                ("addresses", texts.List([.. called.Select(l => l.Feed.Url.AbsoluteUri)]))));
        if (feeds.Visible.Any(l => l.Feed.Scope.IsShared && l.Feed.IsCalled(text))) return new NamedFeed(null, shared);
        var near = DidYouMean.Nearest(text, own.SelectMany(l => (string[])[l.Feed.Name, l.Feed.Url.AbsoluteUri]));
        return new NamedFeed(null, near is not null
            ? texts.Of("commands.feed.remove.near", ("name", text), ("near", near))
            : texts.Of("commands.feed.remove.none", ("name", text), ("line", "/feed list own")));
    }
}
