using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedPollerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(6); // the minimum and its jitter

    [Fact]
    public async Task A_feed_is_read_stored_and_asked_again_only_for_what_is_new()
    {
        await using var bench = new PollerBench();
        var body = SomeRss.Of(bench.Time.NowUtc, "One", "Two");
        bench.Server.Serve("/a", request => FeedServerReply.Validated(request, "\"1\"", body));
        await bench.ConfigureAsync("/a");

        var first = await bench.PollAsync();
        var early = await bench.PollAfterAsync(TimeSpan.FromMinutes(4));
        var second = await bench.PollAfterAsync(Interval);

        Assert.Equal(new PollTotals(1, 0, 0, 2, 0, 0, 0), first);
        Assert.Equal(PollTotals.None, early);
        Assert.Equal(new PollTotals(1, 1, 0, 0, 0, 0, 0), second);
        Assert.Equal(["One", "Two"], bench.Titles);
        Assert.Equal([2], bench.Arrivals);
        Assert.Equal([null, "\"1\""], bench.Server.Requests.Select(static request => request["If-None-Match"]));
        Assert.Equal(first + second, bench.Poller.Totals);
    }

    [Fact]
    public async Task A_server_that_never_says_not_modified_is_told_by_the_same_bytes()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        await bench.ConfigureAsync("/a");

        await bench.PollAsync();

        Assert.Equal(new PollTotals(1, 1, 0, 0, 0, 0, 0), await bench.PollAfterAsync(Interval));
    }

    [Fact]
    public async Task An_edited_item_updates_and_a_new_one_is_added()
    {
        await using var bench = new PollerBench();
        var nowUtc = bench.Time.NowUtc;
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(("1", "Two killed", nowUtc))));
        await bench.ConfigureAsync("/a");
        await bench.PollAsync();

        bench.Server.Serve(
            "/a", FeedServerReply.Document(SomeRss.Of(("2", "More", nowUtc), ("1", "Three killed", nowUtc))));
        var second = await bench.PollAfterAsync(Interval);

        Assert.Equal(new PollTotals(1, 0, 0, 1, 0, 1, 0), second);
        Assert.Equal(["Three killed", "More"], bench.Titles);
    }

    [Fact]
    public async Task Old_entries_of_a_new_feed_are_kept_without_an_alert()
    {
        await using var bench = new PollerBench();
        var nowUtc = bench.Time.NowUtc;
        bench.Server.Serve("/a", FeedServerReply.Document(
            SomeRss.Of(("1", "New", nowUtc.AddHours(-2)), ("2", "Old", nowUtc.AddDays(-2)), ("3", "Undated", null))));
        await bench.ConfigureAsync("/a");

        await bench.PollAsync();

        Assert.Equal([false, true, true], bench.Store.Articles.Select(static article => article.IsBacklog));
    }

    [Fact]
    public async Task One_bad_feed_never_stops_the_others()
    {
        await using var bench = new PollerBench(static options => options.MaxBodyBytes = 100_000);
        byte[] junk = [.. Enumerable.Repeat((byte)'x', 5000)];
        bench.Server.Serve("/hangup", new FeedServerReply(200, [], [], FeedServerEnding.Hangup));
        bench.Server.Serve("/endless", new FeedServerReply(200, [], junk, FeedServerEnding.Endless));
        bench.Server.Serve("/junk", new FeedServerReply(200, [], junk));
        bench.Server.Serve("/empty", new FeedServerReply(200, [], []));
        bench.Server.Serve("/wall", FeedServerReply.Document("<!doctype html><title>One moment</title>"));
        bench.Server.Serve("/fault", FeedServerReply.Empty(500));
        bench.Server.Serve("/gone", FeedServerReply.Empty(410));
        bench.Server.Serve("/inside", FeedServerReply.Redirect(302, "http://169.254.169.254/"));
        bench.Server.Serve("/good", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        string[] bad = ["hangup", "endless", "junk", "empty", "wall", "fault", "gone", "inside"];
        await bench.ConfigureAsync([.. bad.Select(static id => $"/{id}"), "/good"]);

        var totals = await bench.PollAsync();

        Assert.Equal(new PollTotals(9, 0, 8, 1, 0, 0, 0), totals);
        string?[] codes =
        [
            "cut-short", "too-large", "not-a-feed", "empty", "html", "http-500", "http-410", "private-address",
        ];
        for (var i = 0; i < bad.Length; i++)
            Assert.Equal((bad[i], codes[i]), (bad[i], (await bench.StateAsync(bad[i])).ErrorCode));
        Assert.Equal(8, bench.Log.Lines.Count(static line => line.Level >= LogLevel.Warning));
    }

    [Fact]
    public async Task A_failure_is_told_once_with_what_failed_and_when_it_is_tried_again()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Empty(500));
        await bench.ConfigureAsync("/a");

        await bench.PollAsync();
        await bench.PollAfterAsync(TimeSpan.FromHours(6));
        bench.Server.Serve("/a", FeedServerReply.Empty(502));
        await bench.PollAfterAsync(TimeSpan.FromHours(6));
        bench.Server.Serve("/a", FeedServerReply.Empty(500));
        await bench.PollAfterAsync(TimeSpan.FromHours(6));
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        await bench.PollAfterAsync(TimeSpan.FromHours(6));

        Assert.Equal([1001, 1001, 1002], bench.Log.Lines.Select(static line => line.Id));
        Assert.Matches(
            @"^Feed a \(Outlet of a, http://127\.0\.0\.1:\d+/a\) failed, http-500: HTTP 500: the server has a fault\. "
            + @"It is tried again at 2020-03-11 12:0[01]:\d\d UTC, in 6\d(\.\d)? s\.$", bench.Log.Lines[0].Text);
        Assert.Equal("Feed a (Outlet of a) answers again after 4 failures.", bench.Log.Lines[2].Text);
    }

    [Fact]
    public async Task Whoever_starts_anew_is_told_again_what_fails()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Empty(500));
        await bench.ConfigureAsync("/a");
        await bench.PollAsync();
        await using var restarted = new PollerBench(
            options => options.AllowedPrivateOrigins.Add(bench.Server.Origin), bench.Store);

        await restarted.PollAfterAsync(TimeSpan.FromHours(6));

        Assert.Equal([1001], restarted.Log.Lines.Select(static line => line.Id));
    }

    [Fact]
    public async Task A_feed_without_end_is_read_as_far_as_the_limit_and_that_is_told_once()
    {
        await using var bench = new PollerBench(static options => options.MaxBodyBytes = 2000);
        bench.Server.Serve("/a", FeedServerReply.Document(
            SomeRss.Of(bench.Time.NowUtc, [.. Enumerable.Range(0, 10_000).Select(static i => $"Item {i}")])));
        await bench.ConfigureAsync("/a");

        var totals = await bench.PollAsync();
        await bench.PollAfterAsync(Interval);

        Assert.InRange(totals.New, 5, 15);
        Assert.Equal(bench.Titles, Enumerable.Range(0, totals.New).Select(static i => $"Item {i}"));
        Assert.Equal(
            "Feed a (Outlet of a) was not read whole: it is longer than 2000 bytes (Feeds:MaxBodyBytes), "
            + "and the rest was not read.",
            Assert.Single(bench.Log.Lines).Text);
    }

    [Fact]
    public async Task A_host_that_wants_rest_is_left_alone_with_all_its_feeds()
    {
        await using var bench = new PollerBench();
        var body = SomeRss.Of(bench.Time.NowUtc, "One");
        foreach (var path in new[] { "/a", "/b", "/c" }) bench.Server.Serve(path, FeedServerReply.Document(body));
        await bench.ConfigureAsync("/a", "/b", "/c");
        await bench.PollAsync();
        await bench.Store.SaveAsync(new ConfiguredFeed(
            SomeFeeds.Feed("a", bench.Server.Url("/a?").AbsoluteUri), bench.Time.NowUtc), CancellationToken.None);
        bench.Server.Serve("/a?", FeedServerReply.Empty(429, "Retry-After: 3600"));
        await bench.PollAsync();
        var before = bench.Server.Requests.Count;

        await bench.PollAfterAsync(TimeSpan.FromSeconds(3599));
        var early = bench.Server.Requests.Count;
        await bench.PollAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((4, 4, 7), (before, early, bench.Server.Requests.Count));
    }

    [Fact]
    public async Task A_feed_that_moved_is_polled_at_its_new_address()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Redirect(301, "/b"));
        bench.Server.Serve("/b", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        await bench.ConfigureAsync("/a");
        for (var day = 0; day < 3; day++) await bench.PollAfterAsync(TimeSpan.FromDays(1));
        var before = bench.Server.Requests.Count;

        await bench.PollAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["/b"], bench.Server.Requests.Skip(before).Select(static request => request.Path));
        Assert.Contains(bench.Log.Lines, static line => line.Id == 1004);
        Assert.Single(bench.Store.Articles);
    }

    [Fact]
    public async Task An_article_that_cannot_be_stored_costs_only_its_own_feed()
    {
        await using var bench = new PollerBench();
        bench.Store.RefusedTitle = "Poison";
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "Poison")));
        bench.Server.Serve("/b", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        await bench.ConfigureAsync("/a", "/b");

        await bench.PollAsync();
        bench.Store.RefusedTitle = null;
        await bench.PollAfterAsync(Interval);

        Assert.Equal(["One", "Poison"], bench.Titles.Order(StringComparer.Ordinal));
        Assert.Contains(bench.Log.Lines, static line => line is { Id: 1007, Level: LogLevel.Error });
    }

    [Fact]
    public async Task A_store_that_fails_ends_the_round_and_nothing_is_lost()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        await bench.ConfigureAsync("/a");
        bench.Store.IsBroken = true;

        await Assert.ThrowsAsync<IOException>(bench.PollAsync);
        await Assert.ThrowsAsync<IOException>(bench.PollAsync);
        bench.Store.IsBroken = false;
        var totals = await bench.PollAsync();

        Assert.Empty(bench.Log.Lines);
        Assert.Equal(1, totals.New);
    }

    [Fact]
    public async Task A_store_that_keeps_nothing_spares_the_servers_and_loses_nothing()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        bench.Server.Serve("/b", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "Two")));
        await bench.ConfigureAsync("/a", "/b");
        bench.Store.IsFull = true;

        for (var second = 0; second < 300; second++)
            await Assert.ThrowsAsync<IOException>(() => bench.PollAfterAsync(TimeSpan.FromSeconds(1)));
        var asked = bench.Server.Requests.Count;
        bench.Store.IsFull = false;
        await Assert.ThrowsAsync<IOException>(bench.PollAsync);
        var totals = await bench.PollAfterAsync(TimeSpan.FromMinutes(1));

        Assert.InRange(asked, 2, 24);
        Assert.Empty(bench.Log.Lines);
        Assert.Equal(2, totals.New);
    }
}
