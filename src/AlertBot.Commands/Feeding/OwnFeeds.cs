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

/// <summary>A feed that somebody wants to have polled.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Name">What it is called, 1 to <see cref="OwnFeeds.MaxName"/> characters.</param>
internal sealed record WantedFeed(Uri Url, string Name)
{
    /// <summary>BCP 47 tag; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Outlets of one owner share it; null when it stands alone.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the pages of its entries are read.</summary>
    public bool FullText { get; init; }

    /// <summary>Where it moves and nobody wants it; null when there is no such address.</summary>
    public Uri? RefusedMove { get; init; }
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
    private readonly Scope _scope;
    private readonly List<FeedListing> _visible;

    private OwnFeeds(IFeedStore store, IAuditLog audit, Scope scope, List<FeedListing> visible) =>
        (_store, _audit, _scope, _visible) = (store, audit, scope, visible);

    /// <summary>Every feed that is polled for the community, its own and the shared ones.</summary>
    public IReadOnlyList<FeedListing> Visible => _visible;

    /// <summary>How many more it may add.</summary>
    public int Left => Most - _visible.Count(l => !l.Feed.Scope.IsShared);

    public static async Task<OwnFeeds> OpenAsync(
        IFeedStore store, IAuditLog audit, CommunityId community, CancellationToken cancellationToken) => new(
        store, audit, Scope.Of(community),
        [.. (await store.ListAsync(cancellationToken)).Where(l => l.Feed.Scope.IsVisibleTo(community))]);

    /// <summary>An address that a feed may have; null when it is none.</summary>
    public static Uri? Address(string text) =>
        text.Length <= MaxUrlLength && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            ? url
            : null;

    /// <summary>The feed that is polled at an address, however that is written, or that moved there, or that was given
    /// with it at first; null when none is.</summary>
    public FeedListing? At(Uri url)
    {
        var canonical = CanonicalLink.Of(url);
        var id = Feed.MakeId(_scope, url);
        return _visible.Find(l => CanonicalLink.Of(l.Feed.Url) == canonical || l.Feed.Id == id
            || (l.State.MovedTo is { } moved && CanonicalLink.Of(moved) == canonical));
    }

    /// <summary>Adds one, polled at once, and notes who did it.</summary>
    public async Task<FeedAdded> AddAsync(CommandCall call, WantedFeed wanted, CancellationToken cancellationToken)
    {
        var (url, name) = wanted;
        if (At(url) is not null) return FeedAdded.Known;
        if (Left <= 0) return FeedAdded.TooMany;
        var feed = new Feed(
            Feed.MakeId(_scope, url), _scope, url, name, wanted.Group ?? name, wanted.Language, Urgent: false)
        {
            FullText = wanted.FullText,
            RefusedMove = wanted.RefusedMove,
        };
        await _store.SaveAsync(new ConfiguredFeed(feed, call.NowUtc), cancellationToken);
        _visible.Add(new FeedListing(feed, FeedState.New(call.NowUtc)));
        await NoteAsync(call, name, null, FeedNote.Of(feed), cancellationToken);
        return FeedAdded.Yes;
    }

    /// <summary>Changes one, and notes what of it changed and who did it.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="before">As it is.</param>
    /// <param name="after">As it is wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ChangeAsync(CommandCall call, Feed before, Feed after, CancellationToken cancellationToken)
    {
        await _store.SaveAsync(new ConfiguredFeed(after, call.NowUtc), cancellationToken);
        var at = _visible.FindIndex(l => l.Feed.Id == after.Id);
        _visible[at] = _visible[at] with
        {
            Feed = after,
            State = FeedChange.StateOf(before, after, _visible[at].State, call.NowUtc),
        };
        await NoteAsync(call, after.Name, Changed(before), Changed(after), cancellationToken);

        FeedNote Changed(Feed feed) => new(feed.Url)
        {
            FullText = before.FullText == after.FullText ? null : feed.FullText,
            RefusedMove = before.RefusedMove == after.RefusedMove ? null : feed.RefusedMove,
        };
    }

    /// <summary>Has one that is gone asked for again, as though it were new, and notes who did it. What it brought
    /// before is known.</summary>
    public async Task ReviveAsync(CommandCall call, Feed feed, CancellationToken cancellationToken)
    {
        await _store.RemoveAsync(feed.Id, cancellationToken);
        await _store.SaveAsync(new ConfiguredFeed(feed, call.NowUtc), cancellationToken);
        await NoteAsync(
            call, feed.Name, new FeedNote(feed.Url) { Poll = false }, new FeedNote(feed.Url) { Poll = true },
            cancellationToken);
    }

    /// <summary>Notes that a change was looked at and cannot be taken back.</summary>
    public Task NoteSettledAsync(
        CommandCall call, string name, FeedNote before, FeedNote after, CancellationToken cancellationToken) =>
        NoteAsync(call, name, after, before, cancellationToken);

    /// <summary>Takes one out, and notes who did it.</summary>
    public async Task RemoveAsync(CommandCall call, Feed feed, CancellationToken cancellationToken)
    {
        await _store.RemoveAsync(feed.Id, cancellationToken);
        _visible.RemoveAll(l => l.Feed.Id == feed.Id);
        await NoteAsync(call, feed.Name, FeedNote.Of(feed), null, cancellationToken);
    }

    private Task NoteAsync(
        CommandCall call, string subject, FeedNote? before, FeedNote? after, CancellationToken cancellationToken)
    {
        var user = call.Incoming.User;
        return _audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, call.Command.Name, subject, before?.ToString(),
                after?.ToString()),
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
