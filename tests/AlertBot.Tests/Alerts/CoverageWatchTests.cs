using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>The watch over sources on the real store: what comes into the outbox, in which words, and how often.</summary>
public sealed class CoverageWatchTests
{
    private static readonly FakeTime Time = new(Some.NowUtc);

    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_channel_is_told_once_in_its_language_and_once_when_it_ends_over_restarts()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelA, "iraq", Some.NowUtc), Never);
        await store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelB, "iraq", Some.NowUtc) with { Language = "ar" }, Never);
        await SetAsync(store, 9, static i => i < 4);

        var first = await Watch(store).LookAsync(Never);
        var second = await Watch(store).LookAsync(Never);
        await SetAsync(store, 9, static _ => false);
        var third = await Watch(store).LookAsync(Never);
        var fourth = await Watch(store).LookAsync(Never);

        Assert.Equal((2, 0, 2, 0), (first, second, third, fourth));
        var rows = await store.Outbox.ListAsync(null, 10, Never);
        Assert.Equal(4, rows.Select(r => r.Delivery.Key).Distinct(StringComparer.Ordinal).Count());
        var english = rows.Where(r => r.Delivery.Channel == Some.ChannelA).Select(Text).Reverse().ToList();
        Assert.Matches("^Coverage of iraq is low since .*: 4 of 9 sources bring nothing: Outlet of f0, .* and Outlet of f3.$", english[0]);
        Assert.StartsWith("Coverage of iraq is as usual again", english[1], StringComparison.Ordinal);
        Assert.Contains("لا يأتي شيء من 4 من أصل 9", rows.Where(r => r.Delivery.Channel == Some.ChannelB).Select(Text).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_muted_and_a_channel_that_is_paused_hear_nothing()
    {
        await using var store = await TestStore.NewSqliteAsync();
        var paused = Subscription.Default(Some.ChannelB, "iraq", Some.NowUtc) with { PausedWhy = "by Ann" };
        await store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelA, "iraq", Some.NowUtc), Never);
        await store.Subscriptions.SaveAsync(paused, Never);
        var mute = new Mute(
            "m1", Communities.Of(Some.ChannelA), null, MuteWhat.Topic, "iraq", null, false, "Ann", Some.NowUtc);
        await store.CommitAsync(Some.Outcome() with { Mutes = [mute] });
        await SetAsync(store, 9, static _ => true);

        Assert.Equal(0, await Watch(store).LookAsync(Never));
        Assert.Empty(await store.Outbox.ListAsync(null, 10, Never));
    }

    [Fact]
    public async Task Feeds_of_others_are_no_sources_and_a_feed_that_moved_is_told_to_its_community_once()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelA, "iraq", Some.NowUtc), Never);
        await store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelB, "iraq", Some.NowUtc), Never);
        var own = SomeFeeds.Feed("own", scope: Scope.Of(Communities.Of(Some.ChannelA)));
        await store.Feeds.SaveAsync(new ConfiguredFeed(own, SomeFeeds.NowUtc), Never);
        await SetAsync(store, 0, static _ => false);
        await ChangeAsync(store, static state => state with
        {
            MovedTo = new Uri("https://new.example/rss"),
            MovedSinceUtc = Some.NowUtc,
        });

        Assert.Equal((1, 0), (await Watch(store).LookAsync(Never), await Watch(store).LookAsync(Never)));
        var row = Assert.Single(await store.Outbox.ListAsync(null, 10, Never));
        Assert.Equal(Communities.Of(Some.ChannelA), Communities.Of(row.Delivery.Channel));
        Assert.Contains("Outlet of own has moved for good", Text(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sources_of_a_topic_are_those_that_told_of_it()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await store.CommitAsync(Some.Outcome(Some.Incident()));

        var sources = await store.Coverage.ListSourcesAsync(DateTimeOffset.UnixEpoch, Never);

        Assert.All(sources, static source => Assert.NotEmpty(source.TopicId));
    }

    [Fact]
    public async Task Of_two_workers_one_tells()
    {
        await using var store = await TestStore.NewSqliteAsync();
        var (memory, version) = await store.Coverage.ReadAsync(Never);
        var notice = Some.Delivery(1);

        var first = await store.Coverage.CommitAsync(memory with { Told = 1 }, version, [notice], Never);
        var second = await store.Coverage.CommitAsync(memory with { Told = 1 }, version, [Some.Delivery(2)], Never);

        Assert.Equal((true, false), (first, second));
        Assert.Equal(notice.Key, Assert.Single(await store.Outbox.ListAsync(null, 10, Never)).Delivery.Key);
        Assert.Equal((1L, 1L), ((await store.Coverage.ReadAsync(Never)).Memory.Told, (await store.Coverage.ReadAsync(Never)).Version));
    }

    private static CoverageWatch Watch(TestStore store) => new(
        store.Feeds, store.Subscriptions, store.Mutes, store.Coverage, Time, NullLogger<CoverageWatch>.Instance);

    private static async Task SetAsync(TestStore store, int count, Func<int, bool> isSilent)
    {
        if (count > 0)
            await store.Feeds.SyncSharedAsync(
                SomeFeeds.Configured([.. Enumerable.Range(0, count).Select(static i => SomeFeeds.Feed($"f{i}"))]), Never);
        await ChangeAsync(store, state => state, isSilent);
    }

    private static async Task ChangeAsync(
        TestStore store, Func<FeedState, FeedState> change, Func<int, bool>? isSilent = null)
    {
        var request = SomeFeeds.Request(Some.NowUtc.AddYears(1));
        var claimed = await store.Feeds.ClaimDueAsync(request, Never);
        await store.Feeds.CommitPollsAsync(
            [
                .. claimed.OrderBy(static c => c.Feed.Id, StringComparer.Ordinal).Select((c, i) => new PollCommit(
                    c.Claim, change(c.State) with
                    {
                        NextPollUtc = Some.NowUtc.AddMinutes(5),
                        SilentSinceUtc = isSilent?.Invoke(i) == true ? Some.NowUtc.AddHours(-9) : null,
                    }, [], null)),
            ], Never);
    }

    private static string Text(OutboxRow row) => string.Concat(
        row.Delivery.Message!.Blocks.OfType<Block.Paragraph>().SelectMany(static p => p.Spans).Select(static s => s.Text));
}
