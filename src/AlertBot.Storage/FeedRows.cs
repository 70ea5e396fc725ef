using AlertBot.Feeds;
using AlertBot.Storage.Json;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>Makes and changes the rows of feeds.</summary>
internal static class FeedRows
{
    /// <summary>A feed that was never polled.</summary>
    public static FeedRow New(ConfiguredFeed configured)
    {
        var (feed, state) = (configured.Feed, FeedState.New(configured.FirstPollUtc));
        return new FeedRow
        {
            Id = feed.Id,
            Scope = feed.Scope.ToString(),
            Name = feed.Name,
            Host = Feed.HostOf(feed.Url),
            HomeHost = Feed.HostOf(feed.Url),
            NextPollUtc = state.NextPollUtc,
            Body = StoreJson.Write(feed),
            State = StoreJson.Write(state),
        };
    }

    /// <summary>Gives a feed a new address, or a second life: nothing of its state holds any more.</summary>
    public static void StartAnew(FeedRow row, ConfiguredFeed configured)
    {
        var fresh = New(configured);
        (row.Name, row.Host, row.HomeHost, row.Body) = (fresh.Name, fresh.Host, fresh.HomeHost, fresh.Body);
        (row.NextPollUtc, row.State, row.IsRemoved) = (fresh.NextPollUtc, fresh.State, false);
        EndClaim(row);
    }

    /// <summary>Brings a row in line with the configuration; false when nothing differs.</summary>
    public static bool Change(FeedRow row, ConfiguredFeed configured)
    {
        var (before, after) = (StoreJson.Read<Feed>(row.Body), configured.Feed);
        if (before == after) return false;
        if (before.Url != after.Url) StartAnew(row, configured);
        (row.Name, row.Body) = (after.Name, StoreJson.Write(after));
        return true;
    }

    /// <summary>Takes a feed out of the polling. Its row stays: it knows the last claim, and the feed may come back.</summary>
    public static void Remove(FeedRow row)
    {
        row.IsRemoved = true;
        EndClaim(row);
    }

    /// <summary>Ends the claim on a feed: what its poll brings is refused.</summary>
    public static void EndClaim(FeedRow row) =>
        (row.ClaimNumber, row.ClaimedBy, row.ClaimUntilUtc) = (row.ClaimNumber + 1, null, null);
}
