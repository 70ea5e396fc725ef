using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>How a feed is read is changed in chat, and taken back.</summary>
public sealed class FeedSetTests : IAsyncLifetime
{
    private const string Url = "https://north.example/rss";

    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Uri New = new("https://new.example/feed");

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Full_text_is_asked_for_with_the_feed_and_changed_later()
    {
        Assert.Contains("page of each new entry", await AskAsync($"/feed add {Url} name:North News fulltext:true"), StringComparison.Ordinal);
        Assert.True((await FeedAsync()).FullText);
        Assert.Contains("(full text)", await AskAsync("/feed list"), StringComparison.Ordinal);
        Assert.Contains("from the page of each new entry", await AskAsync("/feed show North News"), StringComparison.Ordinal);

        Assert.Contains("no pages", await AskAsync("/feed set North News fulltext:off"), StringComparison.Ordinal);

        Assert.False((await FeedAsync()).FullText);
        Assert.DoesNotContain("full text", await AskAsync("/feed list"), StringComparison.Ordinal);
        Assert.Contains("as the feed has it", await AskAsync("/feed show North News"), StringComparison.Ordinal);
        Assert.Contains("is set so already", await AskAsync("/feed set North News fulltext:no"), StringComparison.Ordinal);
        var noted = await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never);
        Assert.Equal(
            [("feed set", $"{Url} fulltext:on", $"{Url} fulltext:off"), ("feed add", null, $"{Url} fulltext:on")],
            noted.Select(e => (e.Action, e.Before, e.After)));
    }

    [Fact]
    public async Task Each_change_is_taken_back_in_its_turn()
    {
        await AskAsync($"/feed add {Url} name:North");
        foreach (var wanted in (string[])["on", "off", "on"]) await AskAsync($"/feed set North fulltext:{wanted}");

        var seen = new List<bool?>();
        for (var i = 0; i < 4; i++)
        {
            await AskAsync("/undo");
            seen.Add((await _bench.Store.Feeds.ListAsync(Never)).SingleOrDefault()?.Feed.FullText);
        }

        Assert.Equal([false, true, false, null], seen);
    }

    [Fact]
    public async Task A_feed_that_is_put_back_is_read_as_before()
    {
        await AskAsync($"/feed add {Url} name:North fulltext:on");
        await AskAsync("/feed remove North");
        await AskAsync("/undo");

        Assert.True((await FeedAsync()).FullText);
    }

    [Fact]
    public async Task A_move_is_kept_or_taken_back_by_a_button_and_that_is_undone()
    {
        await AskAsync($"/feed add {Url} name:North");
        await MoveAsync(New);
        var shown = await _bench.AskAsync("/feed show North", CommandBench.Moderator);
        var buttons = Assert.Single(shown.Message.Blocks.OfType<Block.Actions>()).Buttons;
        Assert.Contains("moved for good to new.example", CommandBench.Text(shown), StringComparison.Ordinal);

        await AskAsync(buttons[0].Command);
        var kept = await ListingAsync();
        Assert.Equal((New, null, FeedHealthKind.Ok), (kept.Feed.Url, kept.State.MovedTo, FeedHealth.Of(kept.State, _bench.Time.NowUtc).Kind));
        Assert.Equal("\"validator\"", kept.State.ETag);
        Assert.Contains("is polled already", await AskAsync($"/feed add {Url}"), StringComparison.Ordinal);
        await AskAsync("/undo");
        Assert.Equal((new Uri(Url), null), ((await FeedAsync()).Url, (await ListingAsync()).State.MovedTo));

        await MoveAsync(New);
        await AskAsync(buttons[1].Command);
        var back = await ListingAsync();
        Assert.Equal((new Uri(Url), New, null, null), (back.Feed.Url, back.Feed.RefusedMove, back.State.MovedTo, back.State.ETag));
        Assert.True(back.State.NextPollUtc <= _bench.Time.NowUtc);
        await AskAsync("/undo");
        Assert.Null((await FeedAsync()).RefusedMove);
    }

    [Fact]
    public async Task One_that_is_gone_is_asked_for_again_by_a_button()
    {
        await AskAsync($"/feed add {Url} name:The \"North\"");
        Assert.Contains("is polled, next at", await AskAsync($"/feed set {Url} poll:again"), StringComparison.Ordinal);
        var claimed = Assert.Single(await _bench.Store.Feeds.ClaimDueAsync(SomeFeeds.Request(_bench.Time.NowUtc), Never));
        var gone = claimed.State with { PausedReason = "gone", NextPollUtc = FeedState.Never, NextPollRule = PollRule.Paused };
        await _bench.Store.Feeds.CommitPollsAsync([new PollCommit(claimed.Claim, gone, [], null)], Never);

        var shown = await _bench.AskAsync($"/feed show {Url}", CommandBench.Moderator);
        Assert.Contains("is asked for again", await AskAsync(
            Assert.Single(Assert.Single(shown.Message.Blocks.OfType<Block.Actions>()).Buttons).Command), StringComparison.Ordinal);

        Assert.Equal(FeedState.New(_bench.Time.NowUtc), (await ListingAsync()).State);
        Assert.Contains("cannot be undone", await AskAsync("/undo"), StringComparison.Ordinal);
        await AskAsync("/undo");
        Assert.Empty(await _bench.Store.Feeds.ListAsync(Never));
    }

    [Theory]
    [InlineData("/feed set North", "Say what to change, for example /feed set North fulltext:on")]
    [InlineData("/feed set North move:keep", "North has not moved.")]
    [InlineData("/feed set Nort fulltext:on", "Did you mean North?")]
    [InlineData("/feed set Outlet of shared fulltext:on", "only the operator changes it, in feeds.yaml")]
    [InlineData("/feed set North fulltext:perhaps", "perhaps")]
    [InlineData("/feed set", "needs feed")]
    public async Task What_cannot_be_changed_says_why(string line, string told)
    {
        await _bench.Store.Feeds.SyncSharedAsync(SomeFeeds.Configured(SomeFeeds.Feed("shared")), Never);
        await AskAsync($"/feed add {Url} name:North");

        Assert.Contains(told, await AskAsync(line), StringComparison.Ordinal);
        Assert.DoesNotContain(await _bench.Store.Feeds.ListAsync(Never), l => l.Feed.FullText);
    }

    [Fact]
    public async Task Another_community_cannot_change_it()
    {
        await AskAsync($"/feed add {Url} name:North");

        Assert.Contains(
            "added no feed 'North'",
            await _bench.TextAsync("/feed set North fulltext:on", CommandBench.Moderator, Some.ChannelB), StringComparison.Ordinal);
        Assert.Contains("is for moderators", await _bench.TextAsync("/feed set North fulltext:on"), StringComparison.Ordinal);
        Assert.False((await FeedAsync()).FullText);
    }

    [Fact]
    public async Task Full_text_and_groups_go_out_and_come_in_with_lists()
    {
        await AskAsync(
            "/feed import <opml><outline text=\"Wires\"><outline type=\"rss\" text=\"North\" language=\"ar\" "
            + $"alertbot:fullText=\"true\" xmlUrl=\"{Url}\"/></outline></opml>");
        var feed = await FeedAsync();
        Assert.Equal((true, "Wires", "ar"), (feed.FullText, feed.OutletGroup, feed.Language));

        var file = Assert.Single((await _bench.AskAsync("/feed export own", CommandBench.Moderator)).Files);
        var read = Assert.Single(Opml.Read(file.Text).Feeds);
        Assert.Equal((true, "Wires", "ar", feed.Url), (read.FullText, read.Group, read.Language, read.Url));
    }

    [Fact]
    public async Task It_is_said_in_Arabic()
    {
        await AskAsync($"/feed add {Url} name:North");

        var told = await _bench.ArabicAsync("/مصدر ضبط North النص-الكامل:نعم", CommandBench.Moderator);

        Assert.Contains("تُقرأ صفحة كل خبر جديد", told, StringComparison.Ordinal);
        Assert.True((await FeedAsync()).FullText);
        Assert.Contains("(النص كامل)", await _bench.ArabicAsync("/feed list"), StringComparison.Ordinal);
    }

    private async Task<FeedListing> ListingAsync() => Assert.Single(await _bench.Store.Feeds.ListAsync(Never));

    private async Task<Feed> FeedAsync() => (await ListingAsync()).Feed;

    private async Task MoveAsync(Uri to)
    {
        var claimed = Assert.Single(await _bench.Store.Feeds.ClaimDueAsync(SomeFeeds.Request(_bench.Time.NowUtc), Never));
        var state = SomeFeeds.Polled(claimed.State, _bench.Time.NowUtc.AddMinutes(20)) with
        {
            MovedTo = to,
            MovedSinceUtc = _bench.Time.NowUtc,
            ETag = "\"validator\"",
            ValidatorsUrl = to,
            LastBodyUtc = _bench.Time.NowUtc,
        };
        await _bench.Store.Feeds.CommitPollsAsync([new PollCommit(claimed.Claim, state, [], null)], Never);
    }

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);
}
