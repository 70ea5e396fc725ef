namespace AlertBot.Feeds;

/// <summary>One worker's right to poll one feed for a while.</summary>
/// <param name="FeedId">The feed.</param>
/// <param name="Number">Greater with every claim of this feed: a commit under an older number is refused.</param>
/// <param name="UntilUtc">From then on another worker may claim it.</param>
public sealed record FeedClaim(string FeedId, long Number, DateTimeOffset UntilUtc);

/// <summary>A feed with how it fares.</summary>
public sealed record FeedListing(Feed Feed, FeedState State);

/// <summary>A feed that a worker has claimed.</summary>
public sealed record ClaimedFeed(Feed Feed, FeedState State, FeedClaim Claim)
{
    /// <summary>Its active subscription at a hub; null when it has none.</summary>
    public HubSubscription? Hub { get; init; }
}

/// <summary>What came of claiming one feed out of its turn.</summary>
public abstract record FeedClaiming
{
    /// <summary>It is ours.</summary>
    public sealed record Claimed(ClaimedFeed Feed) : FeedClaiming;

    /// <summary>Somebody else has it at present.</summary>
    public sealed record Busy : FeedClaiming;

    /// <summary>There is no such feed any more.</summary>
    public sealed record Gone : FeedClaiming;
}

/// <summary>A feed of the configuration, with when it is first polled if it is new or its address changed.</summary>
public sealed record ConfiguredFeed(Feed Feed, DateTimeOffset FirstPollUtc);

/// <summary>What came of bringing the store in line with the configuration.</summary>
/// <param name="Added">Feeds that were not there.</param>
/// <param name="Changed">Feeds of which anything differs; only a new address resets their state.</param>
/// <param name="Removed">Feeds that are polled no more; their articles stay.</param>
public sealed record FeedSync(int Added, int Changed, int Removed);

/// <summary>Asks for feeds that are due.</summary>
/// <param name="NowUtc">Feeds with a next poll at or before this are due.</param>
/// <param name="Limit">At most so many, 1 to 1,000.</param>
/// <param name="WorkerId">Who claims, 1 to 100 characters.</param>
/// <param name="UntilUtc">When the claims run out.</param>
/// <param name="PerHost">At most so many claims on one host, counting those of all workers that have not run
/// out.</param>
/// <param name="ExceptHosts">Hosts (<see cref="Feed.HostOf"/>) to leave alone this time.</param>
/// <param name="FreeHosts">Hosts to which <paramref name="PerHost"/> does not apply: the worker queues for
/// them.</param>
public sealed record ClaimRequest(
    DateTimeOffset NowUtc, int Limit, string WorkerId, DateTimeOffset UntilUtc, int PerHost,
    IReadOnlyCollection<string> ExceptHosts, IReadOnlyCollection<string> FreeHosts)
{
    /// <summary>Hosts that serve many: two claims at a time where <see cref="PerHost"/> is one.</summary>
    public IReadOnlyCollection<string> LargeHosts { get; init; } = [];

    /// <summary>How many claims there may be on one host; null when any number.</summary>
    public int? MostOn(string host) => FreeHosts.Contains(host) ? null
        : LargeHosts.Contains(host) ? Math.Max(PerHost, FeedOptions.LargeHostConcurrency) : PerHost;
}

/// <summary>Asks for the turn at a host for a request that no claim covers: where a redirect leads, a page, a search for
/// feeds.</summary>
/// <param name="Host">As <see cref="Feed.HostOf"/> writes it.</param>
/// <param name="WorkerId">Who asks.</param>
/// <param name="NowUtc">When.</param>
/// <param name="UntilUtc">From then on another worker may ask the host; one that ends sooner does not say so.</param>
/// <param name="Most">With so many claims of other workers on the host there is no turn; null when they do not
/// count.</param>
public sealed record HostTake(string Host, string WorkerId, DateTimeOffset NowUtc, DateTimeOffset UntilUtc, int? Most);
