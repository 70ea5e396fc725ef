namespace AlertBot.Feeds;

/// <summary>What becomes of a subscription.</summary>
/// <param name="After">As it is from now on; null when it is to be forgotten.</param>
/// <param name="PollByUtc">Set when its feed can no longer rely on the hub: when it waits for a poll because the hub
/// pushes (<see cref="PollRule.Pushed"/>), it is due then.</param>
public sealed record HubChange(HubSubscription? After, DateTimeOffset? PollByUtc = null);

/// <summary>Something that a hub pushed: kept until it was read.</summary>
/// <param name="Id">Its number, in the order in which they came.</param>
/// <param name="Key">Under which subscription it came.</param>
/// <param name="FeedId">The feed.</param>
/// <param name="Self">By which address the hub knows the feed.</param>
/// <param name="AtUtc">When it came.</param>
/// <param name="ContentType">As the hub sent it; null when it did not.</param>
/// <param name="Body">After unpacking; empty when the hub only says that there is something new.</param>
public sealed record HubPush(
    long Id, string Key, string FeedId, Uri Self, DateTimeOffset AtUtc, string? ContentType, ReadOnlyMemory<byte> Body);

/// <summary>Where it is kept which hubs push which feeds, and what they pushed. Safe to call from several workers at
/// once.</summary>
public interface IHubStore
{
    /// <summary>Most pushes of one feed that wait to be read.</summary>
    static int MaxWaiting => 50;

    /// <summary>All subscriptions, by feed, then key.</summary>
    Task<IReadOnlyList<HubSubscription>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a new subscription; false when the feed has another already that is wanted or active.</summary>
    Task<bool> AddAsync(HubSubscription subscription, CancellationToken cancellationToken);

    /// <summary>Takes subscriptions about which something is to be done, the longest due first; those that rest never
    /// are. Nobody else gets them until <paramref name="untilUtc"/>, which is their time from then on.</summary>
    Task<IReadOnlyList<HubSubscription>> TakeDueAsync(
        DateTimeOffset nowUtc, DateTimeOffset untilUtc, int limit, CancellationToken cancellationToken);

    /// <summary>When something is to be done next, also when that is past; null when nothing is.</summary>
    Task<DateTimeOffset?> NextDueUtcAsync(CancellationToken cancellationToken);

    /// <summary>One subscription; null when there is none of that key.</summary>
    Task<HubSubscription?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Reads one subscription and writes what becomes of it, in one transaction. Answers it as it was before; null
    /// when there is none, and then <paramref name="change"/> is not called.</summary>
    Task<HubSubscription?> ChangeAsync(
        string key, Func<HubSubscription, HubChange> change, CancellationToken cancellationToken);

    /// <summary>Keeps a push and what becomes of its subscription, in one transaction. False when so many of the feed wait
    /// already (<see cref="MaxWaiting"/>) that nothing was kept, or the subscription is gone.</summary>
    Task<bool> KeepPushAsync(
        HubPush push, Func<HubSubscription, HubChange> change, CancellationToken cancellationToken);

    /// <summary>The push that waits longest, but for those of some feeds; null when none waits.</summary>
    Task<HubPush?> NextPushAsync(IReadOnlyCollection<string> exceptFeeds, CancellationToken cancellationToken);

    /// <summary>Forgets a push without having read it.</summary>
    Task DropPushAsync(long id, CancellationToken cancellationToken);
}
