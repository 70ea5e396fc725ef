using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What every store of hubs promises. A new database gets a subclass and no new test.</summary>
public abstract class HubStoreContract(Func<Task<TestStore>> newStore)
{
    private static readonly DateTimeOffset Now = SomeFeeds.NowUtc;

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Everything_about_a_subscription_comes_back_as_it_was_given()
    {
        await using var store = await newStore();
        var one = Some() with
        {
            Scope = Scope.Of(new CommunityId("discord:1")),
            Stage = HubStage.Active,
            Tries = 3,
            Rests = 2,
            AskedUtc = Now,
            ActiveSinceUtc = Now.AddDays(-1),
            VerifiedUtc = Now.AddHours(-1),
            LeaseUntilUtc = Now.AddDays(9),
            LastPushUtc = Now.AddMinutes(-2),
            Pushes = 12,
            Ignored = 5,
            Proofs = 2,
            BrokenSinceUtc = Now.AddMinutes(-9),
            Problem = Saying.Of("hub.refused", $"HTTP {422:status}: {"no":reason}"),
            Recent = "aa bb",
        };

        Assert.True(await Hubs(store).AddAsync(one, None));

        Assert.Equal(one, Assert.Single(await Hubs(store).ListAsync(None)));
        Assert.Equal(one, await Hubs(store).FindAsync(one.Key, None));
        Assert.Null(await Hubs(store).FindAsync("another", None));
    }

    [Theory]
    [InlineData(HubStage.Wanted, false)]
    [InlineData(HubStage.Active, false)]
    [InlineData(HubStage.Leaving, true)]
    [InlineData(HubStage.Resting, true)]
    public async Task A_feed_has_one_hub_at_a_time(HubStage stage, bool mayAdd)
    {
        await using var store = await newStore();
        await Hubs(store).AddAsync(Some() with { Stage = stage }, None);

        Assert.Equal(mayAdd, await Hubs(store).AddAsync(Some("b"), None));
        Assert.True(await Hubs(store).AddAsync(Some("c", "feed-2"), None));
    }

    [Fact]
    public async Task What_is_due_is_taken_once_the_longest_due_first_and_what_rests_is_not()
    {
        await using var store = await newStore();
        await Hubs(store).AddAsync(Some("a", "1") with { DueUtc = Now }, None);
        await Hubs(store).AddAsync(Some("b", "2") with { DueUtc = Now.AddHours(-1) }, None);
        await Hubs(store).AddAsync(Some("c", "3") with { DueUtc = Now.AddHours(-2), Stage = HubStage.Resting }, None);
        await Hubs(store).AddAsync(Some("d", "4") with { DueUtc = Now.AddSeconds(1) }, None);

        Assert.Equal(Now.AddHours(-1), await Hubs(store).NextDueUtcAsync(None));
        var taken = await Hubs(store).TakeDueAsync(Now, Now.AddMinutes(10), 10, None);
        var again = await Hubs(store).TakeDueAsync(Now, Now.AddMinutes(10), 10, None);
        var later = await Hubs(store).TakeDueAsync(Now.AddMinutes(10), Now.AddMinutes(20), 1, None);

        Assert.Equal(["b", "a"], taken.Select(static s => s.Key));
        Assert.Empty(again);
        Assert.Equal("d", Assert.Single(later).Key);
    }

    [Fact]
    public async Task A_change_is_written_whole_and_one_of_nothing_is_not_tried()
    {
        await using var store = await newStore();
        await Hubs(store).AddAsync(Some(), None);

        var before = await Hubs(store).ChangeAsync(
            "a", static s => new HubChange(s with { Stage = HubStage.Leaving, Tries = 7 }), None);
        var unknown = await Hubs(store).ChangeAsync("b", static _ => throw new InvalidOperationException(), None);
        var after = await Hubs(store).FindAsync("a", None);
        await Hubs(store).ChangeAsync("a", static _ => new HubChange(null), None);

        Assert.Equal((HubStage.Wanted, HubStage.Leaving, 7), (before!.Stage, after!.Stage, after.Tries));
        Assert.Null(unknown);
        Assert.Empty(await Hubs(store).ListAsync(None));
        Assert.Null(await Hubs(store).NextDueUtcAsync(None));
    }

    [Theory]
    [InlineData(PollRule.Pushed, true)]
    [InlineData(PollRule.RetryAfter, false)]
    [InlineData(PollRule.CacheControl, false)]
    public async Task A_feed_that_waits_because_its_hub_pushes_is_due_when_the_hub_is_lost(PollRule rule, bool isDue)
    {
        await using var store = await newStore();
        await PolledAsync(store, Now.AddHours(1), rule);
        await Hubs(store).AddAsync(Some(), None);

        await Hubs(store).ChangeAsync("a", static s => new HubChange(s, Now), None);

        Assert.Equal(isDue ? Now : Now.AddHours(1), await store.Feeds.NextDueUtcAsync(None));
        Assert.Equal(isDue ? 1 : 0, (await store.Feeds.ClaimDueAsync(SomeFeeds.Request(), None)).Count);
    }

    [Fact]
    public async Task A_claimed_feed_brings_its_active_hub_along_and_no_other()
    {
        await using var store = await newStore();
        await store.Feeds.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed()), None);
        await Hubs(store).AddAsync(Some("r") with { Stage = HubStage.Resting }, None);
        var none = await ClaimAsync(store);
        await Hubs(store).AddAsync(Some() with { Stage = HubStage.Active }, None);
        var one = await ClaimAsync(store);

        Assert.Null(none.Hub);
        Assert.Equal("a", one.Hub!.Key);
    }

    [Fact]
    public async Task Pushes_wait_in_their_order_until_what_they_brought_is_kept()
    {
        await using var store = await newStore();
        var feed = SomeFeeds.Feed();
        await store.Feeds.SyncSharedAsync(SomeFeeds.Configured(feed), None);
        await Hubs(store).AddAsync(Some(), None);
        await Hubs(store).AddAsync(Some("b", "feed-2"), None);

        Assert.True(await PushAsync(store, "a", "feed-1", 1));
        Assert.True(await PushAsync(store, "b", "feed-2", 2));
        Assert.False(await PushAsync(store, "gone", "feed-1", 3));
        var first = await Hubs(store).NextPushAsync([], None);
        var other = await Hubs(store).NextPushAsync(["feed-1"], None);
        var claimed = await ClaimAsync(store);
        var commit = new PollCommit(claimed.Claim, claimed.State, [SomeFeeds.Article(feed, "x")], null) { PushId = first!.Id };
        await store.Feeds.CommitPollsAsync([commit], None);
        await Hubs(store).DropPushAsync(other!.Id, None);

        Assert.Equal((1, "feed-1", "a", "text/xml"), (first.Body.Span[0], first.FeedId, first.Key, first.ContentType));
        Assert.Equal((Now, "https://news.example/self"), (first.AtUtc, first.Self.AbsoluteUri));
        Assert.Equal((2, "feed-2"), (other.Body.Span[0], other.FeedId));
        Assert.Null(await Hubs(store).NextPushAsync([], None));
        Assert.Equal(1, (await Hubs(store).FindAsync("a", None))!.Pushes);
    }

    [Fact]
    public async Task A_push_is_kept_when_the_claim_under_which_it_was_read_was_lost()
    {
        await using var store = await newStore();
        await store.Feeds.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed()), None);
        await Hubs(store).AddAsync(Some(), None);
        await PushAsync(store, "a", "feed-1", 1);
        var claimed = await ClaimAsync(store);
        await store.Feeds.ReleaseAllAsync("worker-1", None);
        await ClaimAsync(store);

        var push = await Hubs(store).NextPushAsync([], None);
        var outcome = await store.Feeds.CommitPollsAsync(
            [new PollCommit(claimed.Claim, claimed.State, [], null) { PushId = push!.Id }], None);

        Assert.True(outcome[0].ClaimLost);
        Assert.Equal(push.Id, (await Hubs(store).NextPushAsync([], None))!.Id);
    }

    [Fact]
    public async Task No_more_pushes_of_a_feed_wait_than_may()
    {
        await using var store = await newStore();
        await Hubs(store).AddAsync(Some(), None);
        for (byte n = 0; n < IHubStore.MaxWaiting; n++) Assert.True(await PushAsync(store, "a", "feed-1", n));

        Assert.False(await PushAsync(store, "a", "feed-1", 99));
        Assert.Equal(IHubStore.MaxWaiting, (await Hubs(store).FindAsync("a", None))!.Pushes);
    }

    [Fact]
    public async Task A_feed_that_is_claimed_or_gone_is_not_claimed_out_of_its_turn()
    {
        await using var store = await newStore();
        await store.Feeds.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed()), None);
        var until = Now.AddMinutes(2);

        var first = await store.Feeds.ClaimAsync("feed-1", "w", Now, until, None);
        Assert.IsType<FeedClaiming.Claimed>(first);
        Assert.IsType<FeedClaiming.Busy>(await store.Feeds.ClaimAsync("feed-1", "w", Now, until, None));
        Assert.IsType<FeedClaiming.Claimed>(await store.Feeds.ClaimAsync("feed-1", "w", until, until, None));
        await store.Feeds.RemoveAsync("feed-1", None);
        Assert.IsType<FeedClaiming.Gone>(await store.Feeds.ClaimAsync("feed-1", "w", Now, until, None));
    }

    private static IHubStore Hubs(TestStore store) => store.Hubs;

    private static async Task<ClaimedFeed> ClaimAsync(TestStore store)
    {
        var claimed = Assert.IsType<FeedClaiming.Claimed>(
            await store.Feeds.ClaimAsync("feed-1", "worker-1", Now, Now, None));
        return claimed.Feed;
    }

    private static async Task PolledAsync(TestStore store, DateTimeOffset nextUtc, PollRule rule)
    {
        await store.Feeds.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed()), None);
        var claimed = await ClaimAsync(store);
        var state = SomeFeeds.Polled(claimed.State, nextUtc) with { NextPollRule = rule };
        await store.Feeds.CommitPollsAsync([new PollCommit(claimed.Claim, state, [], null)], None);
    }

    private static Task<bool> PushAsync(TestStore store, string key, string feedId, byte body) => Hubs(store).KeepPushAsync(
        new HubPush(0, key, feedId, new Uri("https://news.example/self"), Now, "text/xml", new[] { body }),
        static s => new HubChange(s with { Pushes = s.Pushes + 1 }), None);

    private static HubSubscription Some(string key = "a", string feedId = "feed-1") => new()
    {
        Key = key,
        FeedId = feedId,
        Hub = new Uri("https://hub.example/?for=all"),
        Self = new Uri("https://news.example/self"),
        Callback = new Uri($"https://alerts.example/hub/{key}"),
        Secret = "secret of " + key,
        DueUtc = Now,
    };
}

public sealed class SqliteHubStoreTests() : HubStoreContract(TestStore.NewSqliteAsync);
