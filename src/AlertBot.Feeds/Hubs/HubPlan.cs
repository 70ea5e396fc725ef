namespace AlertBot.Feeds;

/// <summary>What is to be done about which feed at which hub.</summary>
internal abstract record HubTask
{
    /// <summary>A hub is to be asked to push a feed.</summary>
    /// <param name="Feed">The feed.</param>
    /// <param name="Self">By which address the hub knows it.</param>
    /// <param name="Hub">Who is asked.</param>
    /// <param name="Rests">How often it had to rest before.</param>
    public sealed record Begin(Feed Feed, Uri Self, Uri Hub, int Rests) : HubTask;

    /// <summary>A subscription is to be ended.</summary>
    public sealed record Leave(HubSubscription Subscription) : HubTask;

    /// <summary>A subscription is to be forgotten without a word to its hub, which could not ask back.</summary>
    public sealed record Forget(HubSubscription Subscription) : HubTask;
}

/// <summary>Compares what feeds offer with what was agreed with hubs. Pure.</summary>
/// <remarks>A feed has one subscription at a time: two hubs would push the same. It goes to the next hub when one would not
/// have it, or has been known for a day to miss things.</remarks>
internal static class HubPlan
{
    private static readonly TimeSpan BrokenPatience = TimeSpan.FromDays(1);

    /// <summary>What is to be done, in the order in which it is to be done.</summary>
    public static IReadOnlyList<HubTask> Of(
        IReadOnlyList<FeedListing> feeds, IReadOnlyList<HubSubscription> known, string publicAddress, DateTimeOffset nowUtc)
    {
        var tasks = new List<HubTask>();
        var byFeed = known.ToLookup(static s => s.FeedId, StringComparer.Ordinal);
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (feed, state) in feeds)
        {
            present.Add(feed.Id);
            // One that is paused is asked no more; neither is its hub.
            OfFeed(tasks, feed, state.PausedReason is null ? state.Offer : null, [.. byFeed[feed.Id]], publicAddress, nowUtc);
        }

        foreach (var gone in known.Where(s => !present.Contains(s.FeedId))) End(tasks, gone, publicAddress);
        return tasks;
    }

    private static void OfFeed(
        List<HubTask> tasks, Feed feed, HubOffer? offer, List<HubSubscription> known, string publicAddress,
        DateTimeOffset nowUtc)
    {
        foreach (var stale in known.Where(s => !IsOffered(s, offer) || !HubAddresses.IsUnder(s.Callback, publicAddress)))
            End(tasks, stale, publicAddress);
        if (offer is null) return;
        var left = known.Where(s => IsOffered(s, offer) && HubAddresses.IsUnder(s.Callback, publicAddress)).ToList();
        if (left.Find(static s => s.Stage is HubStage.Wanted or HubStage.Active) is { } current)
        {
            var isUseless = current.BrokenSinceUtc is { } since && nowUtc - since > BrokenPatience;
            if (!isUseless || Next(offer, left, nowUtc) is null) return;
            tasks.Add(new HubTask.Leave(current));
        }

        if (Next(offer, left, nowUtc) is not { } next) return;
        if (next.Rested is { } rested) tasks.Add(new HubTask.Forget(rested));
        tasks.Add(new HubTask.Begin(feed, offer.Self, next.Hub, (next.Rested?.Rests + 1) ?? 0));
    }

    // The first that was not tried, else one that has rested.
    private static (Uri Hub, HubSubscription? Rested)? Next(
        HubOffer offer, List<HubSubscription> known, DateTimeOffset nowUtc)
    {
        // An address that is safe on its way is tried before one that is not.
        var hubs = offer.Hubs.OrderBy(static hub => hub.Scheme == Uri.UriSchemeHttps ? 0 : 1).ToList();
        foreach (var hub in hubs.Where(hub => !known.Exists(s => IsSame(s.Hub, hub)))) return (hub, null);
        foreach (var hub in hubs)
            if (known.Find(s => IsSame(s.Hub, hub)) is { Stage: HubStage.Resting } rested && rested.DueUtc <= nowUtc)
                return (hub, rested);
        return null;
    }

    private static void End(List<HubTask> tasks, HubSubscription gone, string publicAddress)
    {
        if (gone.Stage is HubStage.Resting || !HubAddresses.IsUnder(gone.Callback, publicAddress))
            tasks.Add(new HubTask.Forget(gone));
        else if (gone.Stage is not HubStage.Leaving) tasks.Add(new HubTask.Leave(gone));
    }

    private static bool IsOffered(HubSubscription known, HubOffer? offer) => offer is not null
        && IsSame(known.Self, offer.Self) && offer.Hubs.Any(hub => IsSame(known.Hub, hub));

    private static bool IsSame(Uri left, Uri right) => left.OriginalString == right.OriginalString;
}
