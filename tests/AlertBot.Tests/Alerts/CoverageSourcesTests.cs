using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>Which feeds count as the sources of a topic, for whom, and what a channel's own wishes make of it.</summary>
public sealed class CoverageSourcesTests : IAsyncLifetime
{
    private const string Topic = "iraq";

    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly FakeTime _time = new(Some.NowUtc);
    private long _incidents;
    private TestStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.NewSqliteAsync();
        await SubscribeAsync(Some.ChannelA);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Only_feeds_that_told_of_a_topic_are_its_sources()
    {
        await HaveAsync([.. Enumerable.Range(0, 9).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await TellAsync(Topic, "f0", "f1", "f2", "f3");
        await TellAsync("syria", "f4", "f5", "f6", "f7", "f8");

        await SilenceAsync("f4", "f5", "f6", "f7", "f8");
        Assert.Equal(0, await LookAsync());
        await SilenceAsync("f0", "f1");

        Assert.Equal(1, await LookAsync());
        Assert.Contains("2 of 4 sources bring nothing: Outlet of f0 and Outlet of f1.", await ToldAsync(Some.ChannelA), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_feed_told_of_a_month_ago_makes_it_no_source()
    {
        await HaveAsync([.. Enumerable.Range(0, 6).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await TellAsync(Topic, "f0", "f1", "f2");
        _time.Advance(TimeSpan.FromDays(29));
        await TellAsync(Topic, "f3", "f4", "f5");
        await SilenceAsync("f0", "f1", "f2");

        Assert.Equal(0, await LookAsync());
    }

    [Fact]
    public async Task Where_hardly_anybody_told_of_it_all_that_are_polled_there_are_its_sources()
    {
        await HaveAsync([.. Enumerable.Range(0, 5).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await TellAsync(Topic, "f0", "f1");
        await SilenceAsync("f3", "f4");

        Assert.Equal(1, await LookAsync());
        Assert.Contains("2 of 5 sources", await ToldAsync(Some.ChannelA), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_of_a_community_count_for_it_alone_and_nobody_else_reads_their_names()
    {
        await SubscribeAsync(Some.ChannelB);
        var own = Enumerable.Range(0, 2).Select(i => SomeFeeds.Feed($"own{i}", scope: Scope.Of(Communities.Of(Some.ChannelA))));
        await HaveAsync([.. own, .. Enumerable.Range(0, 3).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await TellAsync(Topic, "own0", "own1", "f0", "f1", "f2");
        await SilenceAsync("own0", "own1");

        Assert.Equal(1, await LookAsync());
        Assert.Contains("2 of 5 sources bring nothing: Outlet of own0 and Outlet of own1.", await ToldAsync(Some.ChannelA), StringComparison.Ordinal);
        Assert.Equal("", await ToldAsync(Some.ChannelB));

        await SilenceAsync("own0", "own1", "f0", "f1");
        Assert.Equal(1, await LookAsync());
        Assert.Contains("2 of 3 sources bring nothing: Outlet of f0 and Outlet of f1.", await ToldAsync(Some.ChannelB), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_is_taken_out_counts_no_more_and_that_may_end_it()
    {
        await HaveAsync([.. Enumerable.Range(0, 5).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await TellAsync(Topic, "f0", "f1", "f2", "f3", "f4");
        await SilenceAsync("f0", "f1");
        Assert.Equal(1, await LookAsync());

        await _store.Feeds.RemoveAsync("f0", Never);
        Assert.Equal(0, await LookAsync());
        await _store.Feeds.RemoveAsync("f1", Never);

        Assert.Equal((1, 0), (await LookAsync(), await LookAsync()));
        Assert.Contains("is as usual again", await ToldAsync(Some.ChannelA), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_channels_of_one_topic_are_told_each_once_and_one_that_comes_later_then()
    {
        var later = Some.ChannelB with { Channel = "later" };
        await SubscribeAsync(Some.ChannelB);
        await HaveAsync([.. Enumerable.Range(0, 4).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await SilenceAsync("f0", "f1");

        Assert.Equal((2, 0), (await LookAsync(), await LookAsync()));
        await SubscribeAsync(later);
        Assert.Equal((1, 0), (await LookAsync(), await LookAsync()));
        await SilenceAsync();
        Assert.Equal((3, 0), (await LookAsync(), await LookAsync()));

        foreach (var channel in (ChannelRef[])[Some.ChannelA, Some.ChannelB, later])
            Assert.Equal(2, (await RowsAsync(channel)).Count);
    }

    [Fact]
    public async Task Two_topics_of_one_channel_come_in_one_message()
    {
        await SubscribeAsync(Some.ChannelA, "syria");
        await HaveAsync([.. Enumerable.Range(0, 4).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await SilenceAsync("f0", "f1");

        Assert.Equal(1, await LookAsync());
        var told = await ToldAsync(Some.ChannelA);
        Assert.Contains("Coverage of iraq is low", told, StringComparison.Ordinal);
        Assert.Contains("Coverage of syria is low", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_muted_channel_hears_of_it_when_the_mute_is_over_and_others_at_once()
    {
        await SubscribeAsync(Some.ChannelB);
        var untilUtc = Some.NowUtc.AddHours(2);
        await _store.CommitAsync(Some.Outcome() with
        {
            Mutes = [new Mute("m1", Communities.Of(Some.ChannelA), Some.ChannelA, MuteWhat.Topic, Topic, untilUtc, false, "Ann", Some.NowUtc)],
        });
        await HaveAsync([.. Enumerable.Range(0, 4).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await SilenceAsync("f0", "f1");

        Assert.Equal(1, await LookAsync());
        Assert.Equal("", await ToldAsync(Some.ChannelA));
        _time.Advance(TimeSpan.FromHours(3));
        await SilenceAsync("f0", "f1");

        Assert.Equal((1, 0), (await LookAsync(), await LookAsync()));
        Assert.Contains("2 of 4", await ToldAsync(Some.ChannelA), StringComparison.Ordinal);
        Assert.Single(await RowsAsync(Some.ChannelB));
    }

    [Fact]
    public async Task Quiet_hours_take_the_sound_away_and_a_digest_holds_nothing_back()
    {
        var usual = Subscription.Default(Some.ChannelA, Topic, Some.NowUtc);
        await _store.Subscriptions.SaveAsync(usual with { Quiet = new QuietHours(new TimeOnly(0, 0), new TimeOnly(23, 59)) }, Never);
        await _store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelB, Topic, Some.NowUtc) with { Mode = SubscriptionMode.Digest }, Never);
        await HaveAsync([.. Enumerable.Range(0, 4).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await SilenceAsync("f0", "f1");

        Assert.Equal(2, await LookAsync());
        var quiet = Assert.Single(await RowsAsync(Some.ChannelA)).Delivery;
        var digest = Assert.Single(await RowsAsync(Some.ChannelB)).Delivery;
        Assert.Equal((true, false), (quiet.IsSilent, digest.IsSilent));
        Assert.Equal((Some.NowUtc, Some.NowUtc), (quiet.DueUtc, digest.DueUtc));
    }

    [Fact]
    public async Task Who_unsubscribes_while_it_is_low_hears_no_end_of_it()
    {
        await HaveAsync([.. Enumerable.Range(0, 4).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await SilenceAsync("f0", "f1");
        await LookAsync();
        await _store.Subscriptions.RemoveAsync(Subscription.Default(Some.ChannelA, Topic, Some.NowUtc).Id, Never);
        await SilenceAsync();

        Assert.Equal(0, await LookAsync());
        Assert.Single(await RowsAsync(Some.ChannelA));
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_told_to_its_community_once_and_again_when_it_goes_anew()
    {
        await SubscribeAsync(Some.ChannelB);
        var own = SomeFeeds.Feed("own", scope: Scope.Of(Communities.Of(Some.ChannelA)));
        await HaveAsync([own, .. Enumerable.Range(0, 5).Select(i => SomeFeeds.Feed($"f{i}"))]);
        await ChangeAsync((feed, state) => feed == "own" ? state with { PausedReason = "gone", NextPollRule = PollRule.Paused } : state);

        Assert.Equal((1, 0), (await LookAsync(), await LookAsync()));
        Assert.Contains("Outlet of own is gone for good", await ToldAsync(Some.ChannelA), StringComparison.Ordinal);
        Assert.Equal("", await ToldAsync(Some.ChannelB));

        await _store.Feeds.RemoveAsync("own", Never);
        await _store.Feeds.SaveAsync(new ConfiguredFeed(own, _time.GetUtcNow()), Never);
        Assert.Equal(0, await LookAsync());
    }

    private Task SubscribeAsync(ChannelRef channel, string topic = Topic) =>
        _store.Subscriptions.SaveAsync(Subscription.Default(channel, topic, Some.NowUtc), Never);

    // Each look is that of a process that starts anew.
    private Task<int> LookAsync() => new CoverageWatch(
        _store.Feeds, _store.Subscriptions, _store.Mutes, _store.Coverage, _time, NullLogger<CoverageWatch>.Instance).LookAsync(Never);

    private async Task HaveAsync(params Feed[] feeds)
    {
        foreach (var feed in feeds) await _store.Feeds.SaveAsync(new ConfiguredFeed(feed, _time.GetUtcNow()), Never);
        await SilenceAsync();
    }

    /// <summary>Each of the feeds brings an article that is an incident of the topic.</summary>
    private async Task TellAsync(string topic, params string[] feeds)
    {
        var number = _incidents += 100;
        var articles = new Dictionary<string, PolledArticle>(StringComparer.Ordinal);
        await ChangeAsync((_, state) => state, feed =>
            feeds.Contains(feed.Id, StringComparer.Ordinal)
                ? articles[feed.Id] = SomeFeeds.Article(feed, $"{number}", title: $"Attack {number} in {feed.Id}", seenUtc: _time.GetUtcNow())
                : null);
        await _store.CommitAsync(Some.Outcome([.. articles.Values.Select(a => Some.Incident(
            ++number, scope: a.Article.Scope,
            members: Some.Member(a.Article.Id, a.Article.Scope, _time.GetUtcNow(), matches: Some.Match(topic))))]));
    }

    /// <summary>From now on these feeds are silent, and all others well.</summary>
    private Task SilenceAsync(params string[] feeds) => ChangeAsync((feed, state) => state with
    {
        SilentSinceUtc = feeds.Contains(feed, StringComparer.Ordinal) ? _time.GetUtcNow().AddHours(-9) : null,
    });

    private async Task ChangeAsync(
        Func<string, FeedState, FeedState> change, Func<Feed, PolledArticle?>? articleOf = null)
    {
        var claimed = await _store.Feeds.ClaimDueAsync(SomeFeeds.Request(_time.GetUtcNow().AddMonths(1)), Never);
        await _store.Feeds.CommitPollsAsync(
        [
            .. claimed.Select(c => new PollCommit(
                c.Claim, change(c.Feed.Id, c.State) with { NextPollUtc = _time.GetUtcNow().AddMinutes(5) },
                articleOf?.Invoke(c.Feed) is { } article ? [article] : [], null)),
        ], Never);
    }

    private async Task<IReadOnlyList<OutboxRow>> RowsAsync(ChannelRef channel) =>
        [.. (await _store.Outbox.ListAsync(null, 100, Never)).Where(r => r.Delivery.Channel == channel)];

    /// <summary>The last that a channel is told; empty when it was told nothing.</summary>
    private async Task<string> ToldAsync(ChannelRef channel) => (await RowsAsync(channel)).Select(Text).FirstOrDefault() ?? "";

    private static string Text(OutboxRow row) => string.Join(' ', row.Delivery.Message!.Blocks.OfType<Block.Paragraph>()
        .Select(static p => string.Concat(p.Spans.Select(static s => s.Text))));
}
