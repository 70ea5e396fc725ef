namespace AlertBot.Feeds;

/// <summary>An article whose page is to be asked for.</summary>
/// <param name="Article">It, as the feed told it.</param>
/// <param name="Tries">How often its page was asked for already.</param>
public sealed record PageDue(Article Article, int Tries);

/// <summary>What came of asking for the page of an article.</summary>
/// <param name="Due">As it was taken.</param>
/// <param name="Outcome">Short and stable: <see cref="PageFetcher.Taken"/>, or why the feed's text stays.</param>
/// <param name="Text">The page's text; null when the feed's stays.</param>
/// <param name="Link">The address that the page says is its own; null to keep the feed's.</param>
/// <param name="AgainUtc">When to ask once more; null when that was all.</param>
public sealed record PageKept(PageDue Due, string Outcome, string? Text, Uri? Link, DateTimeOffset? AgainUtc)
{
    /// <summary>Set when the server asked for a pause: no worker asks its host before.</summary>
    public HostPause? HostPause { get; init; }
}

/// <summary>Where it is kept which pages are still to be asked for. Safe to call from several workers at once.</summary>
public interface IPageStore
{
    /// <summary>Takes articles whose pages are due, the longest due first. Nobody else gets them until
    /// <paramref name="untilUtc"/>, and each take counts as a try.</summary>
    Task<IReadOnlyList<PageDue>> TakeAsync(
        DateTimeOffset nowUtc, DateTimeOffset untilUtc, int limit, CancellationToken cancellationToken);

    /// <summary>Keeps what came of it. With a text, the article has that text from now on and waits for analysis again, as
    /// the same telling; true then. An article that its feed edited meanwhile keeps what the feed says.</summary>
    Task<bool> KeepAsync(PageKept kept, CancellationToken cancellationToken);
}
