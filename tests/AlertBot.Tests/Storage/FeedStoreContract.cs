using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What every feed store promises of feeds and claims. A new database gets a subclass and no new
/// test.</summary>
public abstract class FeedStoreContract(Func<Task<FeedStoreUnderTest>> newStore)
{
    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => SomeFeeds.NowUtc;

    [Fact]
    public async Task A_new_feed_is_due_at_its_first_poll()
    {
        await using var test = await newStore();
        var feed = SomeFeeds.Feed();

        var sync = await test.Store.SyncSharedAsync(SomeFeeds.Configured(feed), None);

        Assert.Equal(new FeedSync(1, 0, 0), sync);
        var listing = Assert.Single(await test.Store.ListAsync(None));
        Assert.Equal(new FeedListing(feed, FeedState.New(NowUtc)), listing);
        Assert.Equal(NowUtc, await test.Store.NextDueUtcAsync(None));
    }

    [Fact]
    public async Task Everything_about_a_feed_and_its_state_comes_back_as_it_was_given()
    {
        await using var test = await newStore();
        var feed = new Feed(
            "منشور", Scope.Shared, new Uri("https://xn--mgbh0fb.example:8443/ar?x=1&y=ب"), "شبكة", "مجموعة", "ar-IQ",
            true);
        await test.Store.SyncSharedAsync([new ConfiguredFeed(feed, NowUtc)], None);
        var claimed = Assert.Single(await test.Store.ClaimDueAsync(SomeFeeds.Request(), None));
        var state = SomeFeeds.StateWithEverything();

        await test.Store.CommitPollsAsync([new PollCommit(claimed.Claim, state, [], null)], None);

        Assert.Equal(new FeedListing(feed, state), Assert.Single(await test.Store.ListAsync(None)));
        var again = Assert.Single(await test.Store.ClaimDueAsync(SomeFeeds.Request(state.NextPollUtc), None));
        Assert.Equal((feed, state), (again.Feed, again.State));
    }

    [Fact]
    public async Task A_feed_that_left_the_configuration_is_polled_no_more_and_one_that_came_back_is_new()
    {
        await using var test = await newStore();
        var feed = SomeFeeds.Feed();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(feed), None);
        await KeepAsync(test.Store, SomeFeeds.Article(feed, "a"));

        var gone = await test.Store.SyncSharedAsync([], None);
        var listed = await test.Store.ListAsync(None);
        var back = await test.Store.SyncSharedAsync(SomeFeeds.Configured(feed), None);
        var outcome = await KeepAsync(test.Store, SomeFeeds.Article(feed, "a"));

        Assert.Equal((new FeedSync(0, 0, 1), new FeedSync(1, 0, 0)), (gone, back));
        Assert.Empty(listed);
        Assert.Equal(0, outcome.New);
        Assert.Single(await test.ReadArticlesAsync());
    }

    [Fact]
    public async Task A_new_name_keeps_the_state_and_a_new_address_does_not()
    {
        await using var test = await newStore();
        var feed = SomeFeeds.Feed();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(feed), None);
        await KeepAsync(test.Store);
        var polled = Assert.Single(await test.Store.ListAsync(None)).State;
        var renamed = feed with { Name = "Another name", Urgent = true };
        var moved = renamed with { Url = new Uri("https://moved.example/rss") };

        var first = await test.Store.SyncSharedAsync(SomeFeeds.Configured(renamed), None);
        var afterName = Assert.Single(await test.Store.ListAsync(None));
        var second = await test.Store.SyncSharedAsync(SomeFeeds.Configured(moved), None);
        var afterMove = Assert.Single(await test.Store.ListAsync(None));
        var third = await test.Store.SyncSharedAsync(SomeFeeds.Configured(moved), None);

        Assert.Equal(new FeedListing(renamed, polled), afterName);
        Assert.Equal(new FeedListing(moved, FeedState.New(NowUtc)), afterMove);
        Assert.Equal((new FeedSync(0, 1, 0), new FeedSync(0, 1, 0), new FeedSync(0, 0, 0)), (first, second, third));
    }

    [Fact]
    public async Task A_communitys_feed_comes_and_goes_apart_from_the_configuration()
    {
        await using var test = await newStore();
        var mine = SomeFeeds.Feed("mine", scope: Scope.Of(new CommunityId("test:1")));
        var shared = SomeFeeds.Feed("shared");

        var added = await test.Store.SaveAsync(new ConfiguredFeed(mine, NowUtc), None);
        var sync = await test.Store.SyncSharedAsync(SomeFeeds.Configured(shared), None);
        var both = await test.Store.ListAsync(None);
        var changed = await test.Store.SaveAsync(new ConfiguredFeed(mine with { Name = "New" }, NowUtc), None);
        var same = await test.Store.SaveAsync(new ConfiguredFeed(mine with { Name = "New" }, NowUtc), None);
        var removed = (await test.Store.RemoveAsync("mine", None), await test.Store.RemoveAsync("mine", None));

        Assert.Equal((new FeedSync(1, 0, 0), new FeedSync(1, 0, 0)), (added, sync));
        Assert.Equal((new FeedSync(0, 1, 0), new FeedSync(0, 0, 0)), (changed, same));
        Assert.Equal(["shared", "mine"], both.Select(static listing => listing.Feed.Id));
        Assert.Equal((true, false), removed);
        Assert.Equal(["shared"], (await test.Store.ListAsync(None)).Select(static listing => listing.Feed.Id));
    }

    [Fact]
    public async Task A_feed_is_claimed_once_until_the_claim_runs_out()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed()), None);

        var first = Assert.Single(await test.Store.ClaimDueAsync(SomeFeeds.Request(), None));
        var meanwhile = await test.Store.ClaimDueAsync(SomeFeeds.Request(NowUtc.AddSeconds(119), "worker-2"), None);
        var later = Assert.Single(
            await test.Store.ClaimDueAsync(SomeFeeds.Request(NowUtc.AddMinutes(2), "worker-2"), None));

        Assert.Empty(meanwhile);
        Assert.True(later.Claim.Number > first.Claim.Number);
    }

    [Fact]
    public async Task Workers_at_the_same_time_never_get_the_same_feed()
    {
        await using var test = await newStore();
        var feeds = Enumerable.Range(0, 60).Select(i => SomeFeeds.Feed($"feed-{i:00}")).ToArray();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(feeds), None);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => test.Store.ClaimDueAsync(SomeFeeds.Request(worker: $"worker-{i}", limit: 10), None))));

        var ids = claims.SelectMany(static claim => claim).Select(static claim => claim.Feed.Id).ToList();
        Assert.Equal(60, ids.Count);
        Assert.Equal(60, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task The_longest_due_comes_first_and_the_future_not_at_all()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(
        [
            new ConfiguredFeed(SomeFeeds.Feed("b"), NowUtc.AddMinutes(-1)),
            new ConfiguredFeed(SomeFeeds.Feed("c"), NowUtc.AddMilliseconds(1)),
            new ConfiguredFeed(SomeFeeds.Feed("a"), NowUtc),
            new ConfiguredFeed(SomeFeeds.Feed("d"), NowUtc.AddMinutes(-9)),
        ], None);

        var one = await test.Store.ClaimDueAsync(SomeFeeds.Request(limit: 1), None);
        var rest = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);

        Assert.Equal(["d"], one.Select(static claim => claim.Feed.Id));
        Assert.Equal(["b", "a"], rest.Select(static claim => claim.Feed.Id));
        Assert.Equal(NowUtc.AddMilliseconds(1), await test.Store.NextDueUtcAsync(None));
    }

    [Fact]
    public async Task A_host_gets_as_many_claims_as_it_may_have_and_others_are_not_kept_waiting()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(
        [
            .. Enumerable.Range(0, 30).Select(i => new ConfiguredFeed(
                SomeFeeds.Feed($"big-{i:00}", $"https://Big.example/{i}"), NowUtc.AddHours(-1))),
            new ConfiguredFeed(SomeFeeds.Feed("other-port", "https://big.example:8443/x"), NowUtc),
            new ConfiguredFeed(SomeFeeds.Feed("shut", "https://shut.example/x"), NowUtc),
            new ConfiguredFeed(SomeFeeds.Feed("free-1", "http://127.0.0.1:8080/1"), NowUtc),
            new ConfiguredFeed(SomeFeeds.Feed("free-2", "http://127.0.0.1:8080/2"), NowUtc),
        ], None);
        var request = SomeFeeds.Request(limit: 10) with
        {
            PerHost = 1,
            ExceptHosts = ["shut.example:443"],
            FreeHosts = ["127.0.0.1:8080"],
        };

        var first = await test.Store.ClaimDueAsync(request, None);
        var second = await test.Store.ClaimDueAsync(request with { WorkerId = "worker-2", PerHost = 2 }, None);

        Assert.Equal(["big-00", "free-1", "free-2", "other-port"], first.Select(static claim => claim.Feed.Id));
        Assert.Equal(["big-01"], second.Select(static claim => claim.Feed.Id));
    }

    [Fact]
    public async Task A_feed_that_moved_counts_for_the_host_it_moved_to()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed()), None);
        var claimed = Assert.Single(await test.Store.ClaimDueAsync(SomeFeeds.Request(), None));
        var moved = SomeFeeds.Polled(claimed.State, NowUtc) with { MovedTo = new Uri("https://new.example/rss") };
        await test.Store.CommitPollsAsync([new PollCommit(claimed.Claim, moved, [], null)], None);

        var shut = await test.Store.ClaimDueAsync(SomeFeeds.Request() with { ExceptHosts = ["new.example:443"] }, None);
        var open = await test.Store.ClaimDueAsync(
            SomeFeeds.Request() with { ExceptHosts = ["feed-1.example:443"] }, None);

        Assert.Empty(shut);
        Assert.Single(open);
    }

    [Fact]
    public async Task Released_claims_are_due_again_and_those_of_others_are_not_touched()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(
            SomeFeeds.Configured(SomeFeeds.Feed("a"), SomeFeeds.Feed("b"), SomeFeeds.Feed("c")), None);
        var mine = await test.Store.ClaimDueAsync(SomeFeeds.Request(limit: 2), None);
        await test.Store.ClaimDueAsync(SomeFeeds.Request(worker: "worker-2"), None);

        await test.Store.ReleaseAsync([mine[0].Claim], None);
        var one = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);
        await test.Store.ReleaseAsync([mine[0].Claim], None);
        var none = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);
        await test.Store.ReleaseAllAsync("worker-1", None);
        var both = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);

        Assert.Equal(["a"], one.Select(static claim => claim.Feed.Id));
        Assert.Empty(none);
        Assert.Equal(["a", "b"], both.Select(static claim => claim.Feed.Id));
    }

    [Fact]
    public async Task A_commit_under_a_lost_claim_keeps_nothing_and_the_others_are_kept()
    {
        await using var test = await newStore();
        var (feed, other) = (SomeFeeds.Feed("a"), SomeFeeds.Feed("b"));
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(feed, other), None);
        var mine = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);
        await test.Store.ReleaseAsync([mine[0].Claim], None);
        await test.Store.ClaimDueAsync(SomeFeeds.Request(worker: "worker-2"), None);

        var outcomes = await test.Store.CommitPollsAsync(
            [.. mine.Select(claim => CommitOf(claim, SomeFeeds.Article(claim.Feed, "x")))], None);

        Assert.Equal([PollOutcome.Lost("a"), new PollOutcome("b", false, 1, 0, 0, 0)], outcomes);
        Assert.Equal(["b-x"], (await test.ReadArticlesAsync()).Select(static article => article.Id));
        Assert.Equal(FeedState.New(NowUtc), (await test.Store.ListAsync(None))[0].State);
    }

    [Fact]
    public async Task A_commit_for_a_feed_that_was_removed_or_given_another_address_is_refused()
    {
        await using var test = await newStore();
        var (gone, moved) = (SomeFeeds.Feed("a"), SomeFeeds.Feed("b"));
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(gone, moved), None);
        var mine = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);
        var changed = moved with { Url = new Uri("https://new.example/") };
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(changed), None);
        // One that comes back meanwhile, and is claimed, is still not the one that was polled.
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(gone, changed), None);
        await test.Store.ClaimDueAsync(SomeFeeds.Request(worker: "worker-2"), None);

        var outcomes = await test.Store.CommitPollsAsync(
            [.. mine.Select(claim => CommitOf(claim, SomeFeeds.Article(claim.Feed, "x")))], None);

        Assert.All(outcomes, static outcome => Assert.True(outcome.ClaimLost));
        Assert.Empty(await test.ReadArticlesAsync());
    }

    [Fact]
    public async Task A_claim_that_ran_out_still_counts_while_nobody_took_it()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed()), None);
        var request = SomeFeeds.Request() with { UntilUtc = NowUtc.AddSeconds(1) };
        var claimed = Assert.Single(await test.Store.ClaimDueAsync(request, None));

        var late = CommitOf(claimed) with { State = SomeFeeds.Polled(claimed.State, NowUtc.AddDays(1)) };
        var outcome = Assert.Single(await test.Store.CommitPollsAsync([late], None));

        Assert.False(outcome.ClaimLost);
    }

    [Fact]
    public async Task A_host_that_asks_for_a_pause_gets_it_for_all_its_feeds()
    {
        await using var test = await newStore();
        var feeds = new[]
        {
            SomeFeeds.Feed("a", "https://busy.example/a"), SomeFeeds.Feed("b", "https://busy.example/b"),
            SomeFeeds.Feed("c", "https://busy.example/c"), SomeFeeds.Feed("d", "https://calm.example/d"),
        };
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(feeds), None);
        var claims = await test.Store.ClaimDueAsync(SomeFeeds.Request(limit: 2), None);
        var later = CommitOf(claims[1]) with { State = SomeFeeds.Polled(claims[1].State, NowUtc.AddHours(5)) };
        var untilUtc = NowUtc.AddHours(1);

        await test.Store.CommitPollsAsync(
            [later, CommitOf(claims[0]) with { HostPause = new HostPause("busy.example:443", untilUtc) }], None);

        var states = (await test.Store.ListAsync(None)).ToDictionary(
            static listing => listing.Feed.Id, static listing => listing.State, StringComparer.Ordinal);
        Assert.Equal((untilUtc, PollRule.RetryAfter), (states["a"].NextPollUtc, states["a"].NextPollRule));
        Assert.Equal(NowUtc.AddHours(5), states["b"].NextPollUtc);
        Assert.Equal((untilUtc, PollRule.RetryAfter), (states["c"].NextPollUtc, states["c"].NextPollRule));
        Assert.Equal(NowUtc, states["d"].NextPollUtc);
    }

    [Fact]
    public async Task A_host_rests_after_a_poll_for_every_worker_and_other_hosts_do_not()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(
            SomeFeeds.Feed("a", "https://one.example/a"), SomeFeeds.Feed("b", "https://one.example/b"),
            SomeFeeds.Feed("c", "https://two.example/c")), None);
        var first = await test.Store.ClaimDueAsync(SomeFeeds.Request(limit: 1), None);
        var rest = new HostPause("one.example:443", NowUtc.AddSeconds(1));
        await test.Store.CommitPollsAsync(
            [CommitOf(first[0]) with { State = SomeFeeds.Polled(first[0].State, NowUtc.AddHours(5)), HostRest = rest }], None);

        var during = await test.Store.ClaimDueAsync(SomeFeeds.Request(NowUtc.AddMilliseconds(999), "worker-2"), None);
        var own = await test.Store.ClaimDueAsync(SomeFeeds.Request(NowUtc.AddMilliseconds(999)), None);
        var after = await test.Store.ClaimDueAsync(SomeFeeds.Request(NowUtc.AddSeconds(1), "worker-2"), None);

        Assert.Equal(["c"], during.Select(static claim => claim.Feed.Id));
        Assert.Empty(own);
        Assert.Equal(["b"], after.Select(static claim => claim.Feed.Id));
    }

    [Fact]
    public async Task A_pause_holds_for_feeds_that_come_to_the_host_later_and_no_rest_shortens_it()
    {
        await using var test = await newStore();
        var (a, b) = (SomeFeeds.Feed("a", "https://busy.example/a"), SomeFeeds.Feed("b", "https://busy.example/b"));
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(a, b), None);
        var claims = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);
        var untilUtc = NowUtc.AddHours(1);
        await test.Store.CommitPollsAsync(
            [CommitOf(claims[0]) with { HostPause = new HostPause("busy.example:443", untilUtc) }], None);
        await test.Store.CommitPollsAsync(
            [CommitOf(claims[1]) with { HostRest = new HostPause("busy.example:443", NowUtc.AddSeconds(1)) }], None);
        var late = SomeFeeds.Feed("late", "https://busy.example/late");
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(a, b, late), None);

        var during = await test.Store.ClaimDueAsync(
            SomeFeeds.Request(untilUtc.AddMilliseconds(-1), "worker-2") with { FreeHosts = ["busy.example:443"] }, None);
        var after = await test.Store.ClaimDueAsync(SomeFeeds.Request(untilUtc, "worker-2"), None);

        Assert.Empty(during);
        Assert.Contains("late", after.Select(static claim => claim.Feed.Id), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_turn_at_a_host_belongs_to_one_worker_until_it_ends()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed("a", "https://one.example/a")), None);
        var take = new HostTake("one.example:443", "worker-1", NowUtc, NowUtc.AddSeconds(30), 1);

        var mine = await test.Store.TakeHostAsync(take, None);
        var again = await test.Store.TakeHostAsync(take, None);
        var other = await test.Store.TakeHostAsync(take with { WorkerId = "worker-2" }, None);
        var otherClaims = await test.Store.ClaimDueAsync(SomeFeeds.Request(worker: "worker-2"), None);
        var myClaims = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);
        var whileClaimed = await test.Store.TakeHostAsync(
            take with { WorkerId = "worker-2", NowUtc = NowUtc.AddSeconds(30) }, None);
        await test.Store.ReleaseAsync([myClaims[0].Claim], None);
        var later = await test.Store.TakeHostAsync(take with { WorkerId = "worker-2", NowUtc = NowUtc.AddSeconds(30) }, None);

        Assert.Equal((null, null, NowUtc.AddSeconds(30)), (mine, again, other));
        Assert.Empty(otherClaims);
        Assert.Single(myClaims);
        Assert.Equal(NowUtc.AddSeconds(31), whileClaimed);
        Assert.Null(later);
    }

    [Fact]
    public async Task Nobody_gets_the_turn_at_a_host_that_pauses_and_of_many_who_ask_at_once_one_does()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed("a", "https://busy.example/a")), None);
        var claimed = Assert.Single(await test.Store.ClaimDueAsync(SomeFeeds.Request(), None));
        var untilUtc = NowUtc.AddHours(1);
        await test.Store.CommitPollsAsync(
            [CommitOf(claimed) with { HostPause = new HostPause("busy.example:443", untilUtc) }], None);

        var refused = await test.Store.TakeHostAsync(
            new HostTake("busy.example:443", "worker-1", NowUtc, NowUtc.AddHours(2), 1), None);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => test.Store.TakeHostAsync(
            new HostTake("calm.example:443", $"worker-{i}", NowUtc, NowUtc.AddSeconds(30), 1), None))));

        Assert.Equal(untilUtc, refused);
        Assert.Single(answers, static answer => answer is null);
    }

    [Fact]
    public async Task A_paused_feed_is_listed_and_never_due()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed()), None);
        var claimed = Assert.Single(await test.Store.ClaimDueAsync(SomeFeeds.Request(), None));
        var paused = claimed.State with
        {
            PausedReason = "gone",
            NextPollUtc = FeedState.Never,
            NextPollRule = PollRule.Paused,
        };

        await test.Store.CommitPollsAsync([new PollCommit(claimed.Claim, paused, [], null)], None);

        Assert.Empty(await test.Store.ClaimDueAsync(SomeFeeds.Request(NowUtc.AddYears(500)), None));
        Assert.Null(await test.Store.NextDueUtcAsync(None));
        Assert.Equal("gone", Assert.Single(await test.Store.ListAsync(None)).State.PausedReason);
    }

    private static PollCommit CommitOf(ClaimedFeed claimed, params PolledArticle[] articles) =>
        new(claimed.Claim, SomeFeeds.Polled(claimed.State, NowUtc), articles, null);

    private static async Task<PollOutcome> KeepAsync(IFeedStore store, params PolledArticle[] articles)
    {
        var claimed = Assert.Single(await store.ClaimDueAsync(SomeFeeds.Request(), None));
        return Assert.Single(await store.CommitPollsAsync([CommitOf(claimed, articles)], None));
    }
}
