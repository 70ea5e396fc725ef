using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Hubs;

/// <summary>How slowly a feed is polled below what its hub pushes, and when it is polled as ever.</summary>
public sealed class HubPaceTests
{
    [Fact]
    public async Task Polling_goes_on_slowly_below_a_hub_that_has_pushed()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();

        await PollAsync(bench);
        Assert.Equal(PollRule.OwnMinimum, (await bench.StateAsync()).NextPollRule);
        await bench.PushAsync(request, bench.Item("Pushed"));
        await PollAsync(bench);

        var state = await bench.StateAsync();
        Assert.Equal(PollRule.Pushed, state.NextPollRule);
        Assert.InRange(state.NextPollUtc - bench.Time.NowUtc, TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(66));
    }

    [Fact]
    public async Task A_hub_that_missed_something_is_trusted_no_more_and_the_feed_is_polled_as_ever()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        await bench.PushAsync(request, bench.Item("Pushed"));
        await PollAsync(bench);
        var missed = bench.Time.NowUtc.AddMinutes(10);

        bench.Time.Advance(TimeSpan.FromMinutes(70));
        bench.Serve(bench.Item("Never pushed", missed));
        await bench.Poller.PollDueAsync(default);
        Assert.True(await bench.Subscriber.IsDueAsync(default));
        await bench.Subscriber.WorkAsync(default);

        Assert.NotNull((await bench.OneAsync()).BrokenSinceUtc);
        Assert.Equal(bench.Time.NowUtc, (await bench.StateAsync()).NextPollUtc);
        // It may have lost us: it is asked anew.
        Assert.Equal(2, bench.Hub.Requests.Count);
        await bench.Poller.PollDueAsync(default);
        Assert.Equal(PollRule.OwnMinimum, (await bench.StateAsync()).NextPollRule);
        Assert.Single(bench.SubscriberLog.Lines, static l => l.Id == 1042);
    }

    [Fact]
    public async Task A_hub_that_comes_to_itself_is_trusted_again()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(30));
        bench.Serve(bench.Item("Never pushed", bench.Time.NowUtc.AddMinutes(-20)));
        await bench.Poller.PollDueAsync(default);
        await bench.Subscriber.WorkAsync(default);
        var broken = await bench.OneAsync();

        foreach (var title in (string[])["One", "Two", "Three"]) await bench.PushAsync(request, bench.Item(title));

        Assert.False(broken.IsTrustedAt(bench.Time.NowUtc));
        Assert.True((await bench.OneAsync()).IsTrustedAt(bench.Time.NowUtc));
    }

    [Fact]
    public async Task What_was_published_while_nobody_listened_is_no_miss()
    {
        await using var bench = await HubBench.NewAsync();
        await bench.SubscribedAsync();
        await using var store = await bench.Store.ReopenAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(60));
        bench.Serve(bench.Item("While it was down", bench.Time.NowUtc.AddMinutes(-30)));
        var again = bench.Again(store);

        await again.Poller.PollDueAsync(default);
        await again.Subscriber.WorkAsync(default);

        Assert.Null(Assert.Single(await store.Hubs.ListAsync(default)).BrokenSinceUtc);
        Assert.Equal(1, again.Poller.Totals.New);
    }

    [Fact]
    public async Task A_light_ping_gives_no_server_less_rest_than_it_asked_for()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        bench.Server.Serve("/feed", FeedServerReply.Empty(429, "Retry-After: 3600"));
        await PollAsync(bench);
        var resting = await bench.StateAsync();

        await bench.Hub.PushAsync(request, "");
        await bench.Pushes.ReadWaitingAsync(default);

        Assert.Equal(resting.NextPollUtc, (await bench.StateAsync()).NextPollUtc);
    }

    [Fact]
    public async Task What_is_pushed_counts_while_the_server_does_not_let_us_in()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        bench.Server.Serve("/feed", FeedServerReply.Empty(403));
        await PollAsync(bench);

        await bench.PushAsync(request, "<item><guid>x</guid><title>Undated</title></item>");

        Assert.Equal(["Undated"], await bench.TitlesAsync());
        Assert.Equal("http-403", (await bench.StateAsync()).ErrorCode);
    }

    [Fact]
    public void Where_nobody_can_push_any_more_a_hub_that_was_trusted_counts_for_nothing()
    {
        var now = SomeFeeds.NowUtc;
        var feed = SomeFeeds.Feed();
        var hub = new HubSubscription
        {
            Key = "k",
            FeedId = feed.Id,
            Hub = new Uri("https://hub.example/"),
            Self = feed.Url,
            Callback = new Uri("https://alerts.example/hub/k"),
            Secret = "s",
            DueUtc = now,
            Stage = HubStage.Active,
            LeaseUntilUtc = now.AddDays(1),
            Proofs = 1,
        };
        var claimed = new ClaimedFeed(feed, FeedState.New(now), new FeedClaim(feed.Id, 1, now)) { Hub = hub };
        var same = new PollAnswer.Same(new FetchHead(feed.Url, null, null, null, CacheHints.None), false);

        PollRule RuleOf(HubSubscription one, string address) => PollStep.After(
            claimed with { Hub = one }, same, now, new FeedOptions { PublicAddress = address }).State.NextPollRule;

        Assert.Equal(PollRule.Pushed, RuleOf(hub, "https://alerts.example"));
        Assert.Equal(PollRule.OwnMinimum, RuleOf(hub, ""));
        Assert.Equal(PollRule.OwnMinimum, RuleOf(hub with { LeaseUntilUtc = now }, "https://alerts.example"));
        Assert.Equal(PollRule.OwnMinimum, RuleOf(hub with { Proofs = 0 }, "https://alerts.example"));
        Assert.Equal(PollRule.OwnMinimum, RuleOf(hub with { BrokenSinceUtc = now }, "https://alerts.example"));
        var ending = PollStep.After(
            claimed with { Hub = hub with { LeaseUntilUtc = now.AddMinutes(20) } }, same, now,
            new FeedOptions { PublicAddress = "https://alerts.example" });
        Assert.Equal(now.AddMinutes(20), ending.State.NextPollUtc);
    }

    private static async Task PollAsync(HubBench bench)
    {
        bench.Time.AdvanceTo((await bench.StateAsync()).NextPollUtc);
        await bench.Poller.PollDueAsync(default);
    }
}
