namespace AlertBot.Feeds;

/// <summary>Keeps the workers that share a store out of each other's way at a host, for requests that no claim
/// covers.</summary>
internal sealed class SharedHosts(IFeedStore store, FeedOptions options, TimeProvider time)
{
    /// <summary>Takes the turn at a host; null when it is taken, else how long to wait before asking again.</summary>
    public async Task<TimeSpan?> TakeAsync(string host, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        var take = new HostTake(
            host, options.WorkerId, nowUtc, nowUtc + options.TotalTimeout, options.ConcurrencyOf(host));
        try
        {
            return await store.TakeHostAsync(take, cancellationToken) is { } freeUtc ? freeUtc - nowUtc : null;
        }
        catch (IOException)
        {
            // A store that cannot be used says so where something is to be kept; the request is no failure of a feed.
            return null;
        }
    }
}
