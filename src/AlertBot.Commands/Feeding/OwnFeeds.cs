using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>What came of adding a feed.</summary>
internal enum FeedAdded
{
    /// <summary>It is polled from now on.</summary>
    Yes,

    /// <summary>It was polled already.</summary>
    Known,

    /// <summary>The community has as many as it may.</summary>
    TooMany,
}

/// <summary>The feeds of one community while they are changed.</summary>
internal sealed class OwnFeeds
{
    /// <summary>A community's feeds cost the operator's requests: this many are far more than any desk follows.</summary>
    public const int Most = 100;

    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 200;

    private const int MaxUrlLength = 2000;

    private readonly IFeedStore _store;
    private readonly IAuditLog _audit;
    private readonly List<FeedListing> _visible;

    private OwnFeeds(IFeedStore store, IAuditLog audit, List<FeedListing> visible) =>
        (_store, _audit, _visible) = (store, audit, visible);

    /// <summary>Every feed that is polled for the community, its own and the shared ones.</summary>
    public IReadOnlyList<FeedListing> Visible => _visible;

    /// <summary>How many more it may add.</summary>
    public int Left => Most - _visible.Count(l => !l.Feed.Scope.IsShared);

    public static async Task<OwnFeeds> OpenAsync(
        IFeedStore store, IAuditLog audit, CommunityId community, CancellationToken cancellationToken) => new(
        store, audit,
        [.. (await store.ListAsync(cancellationToken)).Where(l => l.Feed.Scope.IsVisibleTo(community))]);

    /// <summary>An address that a feed may have; null when it is none.</summary>
    public static Uri? Address(string text) =>
        text.Length <= MaxUrlLength && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            ? url
            : null;

    /// <summary>The feed that is polled at an address, however that is written, or that moved there; null when none
    /// is.</summary>
    public FeedListing? At(Uri url)
    {
        var canonical = CanonicalLink.Of(url);
        return _visible.Find(l => CanonicalLink.Of(l.Feed.Url) == canonical
            || (l.State.MovedTo is { } moved && CanonicalLink.Of(moved) == canonical));
    }

    /// <summary>Adds one, polled at once, and notes who did it.</summary>
    public async Task<FeedAdded> AddAsync(
        CommandCall call, Uri url, string name, string? language, CancellationToken cancellationToken)
    {
        if (At(url) is not null) return FeedAdded.Known;
        if (Left <= 0) return FeedAdded.TooMany;
        var scope = Scope.Of(call.Community);
        var feed = new Feed(Feed.MakeId(scope, url), scope, url, name, name, language, Urgent: false);
        await _store.SaveAsync(new ConfiguredFeed(feed, call.NowUtc), cancellationToken);
        _visible.Add(new FeedListing(feed, FeedState.New(call.NowUtc)));
        await NoteAsync(call, name, null, url.AbsoluteUri, cancellationToken);
        return FeedAdded.Yes;
    }

    /// <summary>Takes one out, and notes who did it.</summary>
    public async Task RemoveAsync(CommandCall call, Feed feed, CancellationToken cancellationToken)
    {
        await _store.RemoveAsync(feed.Id, cancellationToken);
        await NoteAsync(call, feed.Name, feed.Url.AbsoluteUri, null, cancellationToken);
    }

    private Task NoteAsync(
        CommandCall call, string subject, string? before, string? after, CancellationToken cancellationToken)
    {
        var user = call.Incoming.User;
        return _audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, call.Command.Name, subject, before, after),
            cancellationToken);
    }
}

/// <summary>How people name a feed.</summary>
internal static class FeedNames
{
    /// <summary>Whether it is called so, by its name, address or id.</summary>
    public static bool IsCalled(this Feed feed, string text) =>
        feed.Name.Equals(text, StringComparison.OrdinalIgnoreCase) || feed.Id == text ||
        (CanonicalLink.Of(text) is { } canonical && CanonicalLink.Of(feed.Url) == canonical);
}
