using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What every feed store makes of what people say to a feed that moved.</summary>
public abstract class FeedMoveContract(Func<Task<FeedStoreUnderTest>> newStore)
{
    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => SomeFeeds.NowUtc;

    [Fact]
    public async Task A_feed_whose_new_address_people_keep_goes_on_there_as_it_was()
    {
        await using var test = await newStore();
        var (feed, moved) = await MovedAsync(test.Store);
        var inFlight = Assert.Single(await test.Store.ClaimDueAsync(SomeFeeds.Request(), None));

        await test.Store.SaveAsync(new ConfiguredFeed(feed with { Url = moved.MovedTo! }, NowUtc.AddHours(1)), None);

        var kept = Assert.Single(await test.Store.ListAsync(None));
        Assert.Equal((moved.MovedTo, null, "\"1\""), (kept.Feed.Url, kept.State.MovedTo, kept.State.ETag));
        Assert.Equal(moved with { MovedTo = null, MovedSinceUtc = null }, kept.State);
        Assert.True(Assert.Single(await test.Store.CommitPollsAsync([CommitOf(inFlight)], None)).ClaimLost);
        Assert.Equal("new.example:443", Feed.HostOf((await ClaimedAsync(test.Store)).Feed.Url));
    }

    [Fact]
    public async Task A_feed_that_people_take_back_is_polled_where_they_gave_it_and_on_that_host()
    {
        await using var test = await newStore();
        var (feed, moved) = await MovedAsync(test.Store);

        await test.Store.SaveAsync(
            new ConfiguredFeed(feed with { RefusedMove = moved.MovedTo }, NowUtc.AddHours(-1)), None);

        var back = Assert.Single(await test.Store.ListAsync(None));
        Assert.Equal((feed.Url, null, null), (back.State.AddressOf(back.Feed), back.State.MovedTo, back.State.ETag));
        Assert.Equal(NowUtc.AddHours(-1), back.State.NextPollUtc);
        var request = SomeFeeds.Request() with { ExceptHosts = [Feed.HostOf(feed.Url)] };
        Assert.Empty(await test.Store.ClaimDueAsync(request, None));
        Assert.Equal(moved.MovedTo, (await ClaimedAsync(test.Store)).Feed.RefusedMove);
    }

    private static async Task<ClaimedFeed> ClaimedAsync(IFeedStore store) =>
        Assert.Single(await store.ClaimDueAsync(SomeFeeds.Request(), None));

    private static async Task<(Feed Feed, FeedState State)> MovedAsync(IFeedStore store)
    {
        var feed = SomeFeeds.Feed();
        await store.SyncSharedAsync(SomeFeeds.Configured(feed), None);
        var claimed = await ClaimedAsync(store);
        var moved = SomeFeeds.Polled(claimed.State, NowUtc) with
        {
            MovedTo = new Uri("https://new.example/rss"),
            MovedSinceUtc = NowUtc.AddDays(-1),
            ETag = "\"1\"",
        };
        await store.CommitPollsAsync([new PollCommit(claimed.Claim, moved, [], null)], None);
        return (feed, moved);
    }

    private static PollCommit CommitOf(ClaimedFeed claimed) =>
        new(claimed.Claim, SomeFeeds.Polled(claimed.State, NowUtc), [], null);
}

public sealed class MemoryFeedMoveTests() : FeedMoveContract(FeedStoreUnderTest.NewInMemoryAsync);

public sealed class SqliteFeedMoveTests() : FeedMoveContract(SqliteFeedStore.NewAsync);
