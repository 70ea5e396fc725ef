using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

public sealed class FeedCommandsTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_feed_that_a_community_adds_is_polled_at_once_for_it_alone_and_can_be_taken_out()
    {
        Assert.Contains("No feed is polled here.", await _bench.TextAsync("/feed list"), StringComparison.Ordinal);
        Assert.Contains("News of the North is read in a moment", await AskAsync(
            "/feed add https://north.example/rss name:News of the North"), StringComparison.Ordinal);
        Assert.Contains("is polled already", await AskAsync("/feed add https://north.example/rss"),
            StringComparison.Ordinal);

        var claimed = Assert.Single(
            await _bench.Store.Feeds.ClaimDueAsync(SomeFeeds.Request(_bench.Time.NowUtc), Never));
        Assert.Equal((Scope.Of(Some.CommunityA), "https://north.example/rss"),
            (claimed.Feed.Scope, claimed.Feed.Url.AbsoluteUri));
        Assert.Contains("News of the North (own) — not read yet", await _bench.TextAsync("/feed list own"),
            StringComparison.Ordinal);
        Assert.Contains("No feed is polled here.", await _bench.TextAsync(
            "/feed list", channel: Some.ChannelB), StringComparison.Ordinal);

        Assert.Contains("Did you mean News of the North?", await AskAsync("/feed remove News of the Nort"),
            StringComparison.Ordinal);
        Assert.Contains("is polled no more", await AskAsync("/feed remove news of the north"),
            StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Feeds.ListAsync(Never));
        Assert.Equal(["feed remove", "feed add"],
            (await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never)).Select(e => e.Action));
    }

    [Theory]
    [InlineData("/feed add news", "'news' is no address of a feed")]
    [InlineData("/feed add file:///etc/passwd", "is no address of a feed")]
    [InlineData("/feed add https://user:secret@north.example/rss", "without a password")]
    [InlineData("/feed add", "/feed add needs url")]
    [InlineData("/feed remove nothing", "This community added no feed 'nothing'.")]
    [InlineData("/feed remove Outlet", "only the operator takes it out")]
    [InlineData("/feed list faling", "Did you mean failing?")]
    [InlineData("/feed", "/feed needs one of: /feed list, /feed show, /feed add, /feed set, /feed remove")]
    public async Task What_cannot_be_done_says_why(string line, string expected)
    {
        await _bench.HaveArticlesAsync(Some.Article());

        Assert.Contains(expected, await AskAsync(line), StringComparison.Ordinal);
        Assert.Single(await _bench.Store.Feeds.ListAsync(Never));
    }

    [Fact]
    public async Task Only_moderators_add_and_take_out_feeds()
    {
        Assert.Contains("is for moderators", await _bench.TextAsync(
            "/feed add https://north.example/rss", CommandBench.Manager), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Feeds.ListAsync(Never));
    }

    [Fact]
    public async Task Feeds_come_in_pages_the_failing_ones_first()
    {
        await _bench.Store.Feeds.SyncSharedAsync(
            [.. Enumerable.Range(1, 20).Select(n => new ConfiguredFeed(SomeFeeds.Feed($"f{n:00}"), _bench.Time.NowUtc))],
            Never);
        var claimed = await _bench.Store.Feeds.ClaimDueAsync(SomeFeeds.Request(_bench.Time.NowUtc), Never);
        var last = claimed.Single(c => c.Feed.Id == "f20");
        await _bench.Store.Feeds.CommitPollsAsync(
            [
                new PollCommit(
                    last.Claim, last.State with { ConsecutiveFailures = 2, ErrorCode = "http-503",
                        Error = "HTTP 503" }, [], null),
            ], Never);

        var first = await _bench.TextAsync("/feed list");
        Assert.Contains("Page 1 of 2, 20 feeds", first, StringComparison.Ordinal);
        Assert.Matches("Outlet of f20 — failing: HTTP 503(.|\n)*Outlet of f01", first);
        Assert.Contains("Previous: /feed list page:1", await _bench.TextAsync("/feed list 2"),
            StringComparison.Ordinal);
        Assert.Contains("There is no page 3", await _bench.TextAsync("/feed list page:3"), StringComparison.Ordinal);
        Assert.Contains("1 feed\n", await _bench.TextAsync("/feed list failing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_is_shown_with_what_is_known_of_it()
    {
        await _bench.Store.Feeds.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed("north")), Never);
        var claimed = Assert.Single(
            await _bench.Store.Feeds.ClaimDueAsync(SomeFeeds.Request(_bench.Time.NowUtc), Never));
        await _bench.Store.Feeds.CommitPollsAsync(
            [
                new PollCommit(
                    claimed.Claim, SomeFeeds.Polled(claimed.State, _bench.Time.NowUtc.AddMinutes(20)) with
                    {
                        NextPollRule = PollRule.Ttl,
                        SilentSinceUtc = _bench.Time.NowUtc.AddHours(-9),
                        SilentHours = 12,
                        SilentExpected = 14.2,
                    }, [], null),
            ], Never);

        var shown = await _bench.TextAsync("/feed show outlet of north");
        var status = await _bench.TextAsync("/status");

        Assert.Contains("silent since", shown, StringComparison.Ordinal);
        Assert.Contains("some 14 quarters of an hour with news in 12 hours", shown, StringComparison.Ordinal);
        Assert.Contains("the feed's ttl", shown, StringComparison.Ordinal);
        Assert.Contains("1; 1 silent", status, StringComparison.Ordinal);
        Assert.Contains("Did you mean", await _bench.TextAsync("/feed show outlet of nort"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_a_hub_pushes_says_so_with_its_lease_and_its_last_push()
    {
        var now = _bench.Time.NowUtc;
        await _bench.Store.Feeds.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed("north")), Never);
        var hubs = _bench.Store.Hubs;
        var one = new HubSubscription
        {
            Key = "k",
            FeedId = "north",
            Hub = new Uri("https://hub.example/?secret=x"),
            Self = new Uri("https://north.example/rss"),
            Callback = new Uri("https://alerts.example/hub/k"),
            Secret = "never shown",
            DueUtc = now,
        };
        await hubs.AddAsync(one, Never);
        var asked = await _bench.TextAsync("/feed show outlet of north");
        await hubs.ChangeAsync(
            "k",
            s => new HubChange(s with
            {
                Stage = HubStage.Active,
                LeaseUntilUtc = now.AddDays(5),
                LastPushUtc = now.AddMinutes(-3),
                Proofs = 1,
                Ignored = 2,
            }),
            Never);
        var active = await _bench.TextAsync("/feed show outlet of north");
        await hubs.ChangeAsync("k", s => new HubChange(s with { BrokenSinceUtc = now.AddHours(-2) }), Never);
        var broken = await _bench.TextAsync("/feed show outlet of north");
        await hubs.ChangeAsync(
            "k",
            s => new HubChange(s with
            {
                Stage = HubStage.Resting,
                Problem = Saying.Of("hub.denied.reason", $"it denied the subscription: {Saying.InEnglish("too many"):reason}"),
            }),
            Never);
        var resting = await _bench.TextAsync("/feed show outlet of north");

        Assert.Contains("hub.example was asked to push it", asked, StringComparison.Ordinal);
        Assert.Contains("pushed by hub.example, until ", active, StringComparison.Ordinal);
        Assert.Contains("Last push", active, StringComparison.Ordinal);
        Assert.Contains("2, for want of a right signature", active, StringComparison.Ordinal);
        Assert.Contains("polling has brought what it did not", broken, StringComparison.Ordinal);
        Assert.Contains("does not push it: it denied the subscription: too many", resting, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", asked + active + broken + resting, StringComparison.Ordinal);
    }

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);
}
