using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>A poller before servers that do what real ones do: what it asks, when, and what it keeps.</summary>
public sealed class FeedPracticeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(6); // the minimum and its jitter
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_stuck_etag_hides_news_for_two_days_at_most()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", request => FeedServerReply.Validated(request, "\"stuck\"", SomeRss.Of(Now(bench), "Old")));
        await bench.ConfigureAsync("/a");
        await bench.PollAsync();
        var news = SomeRss.Of(Now(bench).AddHours(47), "New");
        bench.Server.Serve("/a", request => FeedServerReply.Validated(request, "\"stuck\"", news));

        var before = await bench.PollAfterAsync(TimeSpan.FromHours(47));
        var after = await bench.PollAfterAsync(TimeSpan.FromHours(2));
        var next = await bench.PollAfterAsync(Day);

        Assert.Equal((1, 1, 1), (before.Unchanged, after.New, next.Unchanged));
        Assert.Equal(
            [null, "\"stuck\"", null, "\"stuck\""], bench.Server.Requests.Select(static r => r["If-None-Match"]));
    }

    [Fact]
    public async Task A_server_that_says_not_modified_unasked_is_asked_once_more_and_then_backed_off()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Empty(304, "ETag: \"never-given\""));
        await bench.ConfigureAsync("/a");

        var totals = await bench.PollAsync();
        var state = await bench.StateAsync("a");

        Assert.Equal((1, 2), (totals.Failures, bench.Server.Requests.Count));
        Assert.Equal(("http-304", null, PollRule.BackOff), (state.ErrorCode, state.ETag, state.NextPollRule));
    }

    [Fact]
    public async Task A_new_etag_beside_an_old_date_is_stored_from_a_304_too()
    {
        await using var bench = new PollerBench();
        const string Date = "Last-Modified: Wed, 11 Mar 2020 10:00:00 GMT";
        var asked = 0;
        var body = SomeRss.Of(Now(bench), "One");
        bench.Server.Serve("/a", _ => asked++ == 0
            ? FeedServerReply.Document(body, "ETag: \"1\"", Date)
            : FeedServerReply.Empty(304, $"ETag: \"{asked}\"", Date));
        await bench.ConfigureAsync("/a");

        for (var i = 0; i < 3; i++) await bench.PollAfterAsync(Soon * i);

        Assert.Equal([null, "\"1\"", "\"2\""], bench.Server.Requests.Select(static r => r["If-None-Match"]));
    }

    [Fact]
    public async Task A_feed_that_moved_for_good_is_polled_there_after_two_days_and_not_before()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/old", FeedServerReply.Redirect(301, "/new"));
        bench.Server.Serve("/new", FeedServerReply.Document(SomeRss.Of(Now(bench), "One")));
        await bench.ConfigureAsync("/old");
        for (var hours = 0; hours < 48; hours += 6) await bench.PollAfterAsync(TimeSpan.FromHours(hours == 0 ? 0 : 6));
        var before = (await bench.StateAsync("old")).MovedTo;

        await bench.PollAfterAsync(TimeSpan.FromHours(7));
        var state = await bench.StateAsync("old");
        var asked = bench.Server.Requests.Count;
        await bench.PollAfterAsync(TimeSpan.FromHours(7));

        Assert.Null(before);
        Assert.Equal((bench.Server.Url("/new"), Now(bench).AddHours(-7)), (state.MovedTo, state.MovedSinceUtc));
        Assert.Equal(["/new"], bench.Server.Requests.Skip(asked).Select(static r => r.Path));
        Assert.Single(bench.Log.Lines, static line => line.Id == 1004);
    }

    [Theory]
    [InlineData(301, true)] // a mistake of a day
    [InlineData(302, false)]
    [InlineData(303, false)]
    [InlineData(307, false)]
    public async Task A_redirect_that_does_not_hold_is_followed_and_not_stored(int status, bool endsAfterADay)
    {
        await using var bench = new PollerBench();
        var body = SomeRss.Of(Now(bench), "One");
        bench.Server.Serve("/old", FeedServerReply.Redirect(status, "/new"));
        bench.Server.Serve("/new", FeedServerReply.Document(body));
        await bench.ConfigureAsync("/old");

        for (var day = 0; day < 5; day++)
        {
            if (day == 2 && endsAfterADay) bench.Server.Serve("/old", FeedServerReply.Document(body));
            await bench.PollAfterAsync(TimeSpan.FromHours(25));
        }

        var state = await bench.StateAsync("old");
        Assert.Equal((null, null, 0), (state.MovedTo, state.MoveCandidate, state.MoveSightings));
        Assert.Equal(5, bench.Server.Requests.Count(static r => r.Path == "/old"));
    }

    [Fact]
    public async Task A_feed_whose_new_address_dies_goes_home_and_floods_nobody()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/old", FeedServerReply.Redirect(301, "/new"));
        bench.Server.Serve("/new", FeedServerReply.Document(SomeRss.Of(Now(bench), "One"), "ETag: \"new\""));
        await bench.ConfigureAsync("/old");
        for (var i = 0; i < 9; i++) await bench.PollAfterAsync(TimeSpan.FromHours(7));
        bench.Server.Serve("/new", FeedServerReply.Empty(404));
        bench.Server.Serve("/old", FeedServerReply.Document(SomeRss.Of(("9", "Undated, and here for years", null))));

        for (var i = 0; i < 5; i++) await bench.PollAfterAsync(TimeSpan.FromHours(7));

        var state = await bench.StateAsync("old");
        Assert.Equal((null, null, 0), (state.MovedTo, state.MovedSinceUtc, state.ConsecutiveFailures));
        Assert.Null(bench.Server.Requests[^1]["If-None-Match"]);
        Assert.True(bench.Store.Articles[^1].IsBacklog);
    }

    [Fact]
    public async Task A_feed_not_found_for_a_week_is_paused_and_one_that_is_gone_at_once()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/lost", FeedServerReply.Empty(404));
        bench.Server.Serve("/gone", FeedServerReply.Empty(410));
        await bench.ConfigureAsync("/lost", "/gone");

        await bench.PollAsync();
        var gone = await bench.StateAsync("gone");
        for (var hours = 0; hours < 6 * 24; hours += 7) await bench.PollAfterAsync(TimeSpan.FromHours(7));
        var early = await bench.StateAsync("lost");
        for (var hours = 0; hours < 2 * 24; hours += 7) await bench.PollAfterAsync(TimeSpan.FromHours(7));
        var asked = bench.Server.Requests.Count;
        await bench.PollAfterAsync(30 * Day);

        Assert.Contains("410", gone.PausedReason?.English, StringComparison.Ordinal);
        Assert.Null(early.PausedReason);
        Assert.Contains("404", (await bench.StateAsync("lost")).PausedReason?.English, StringComparison.Ordinal);
        Assert.Equal(asked, bench.Server.Requests.Count);
        Assert.Single(bench.Server.Requests, static r => r.Path == "/gone");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_server_that_keeps_refusing_is_asked_ever_less_often_up_to_six_hours(int status)
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Empty(status));
        await bench.ConfigureAsync("/a");
        var waits = new List<TimeSpan>();

        for (var i = 0; i < 14; i++)
        {
            await bench.PollAsync();
            var state = await bench.StateAsync("a");
            waits.Add(state.NextPollUtc - Now(bench));
            bench.Time.AdvanceTo(state.NextPollUtc);
        }

        Assert.InRange(waits[0], TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(66));
        Assert.All(waits.Zip(waits.Skip(1)), static pair => Assert.True(pair.Second > pair.First * 0.9));
        Assert.All(waits[..8].Zip(waits[1..]), static pair => Assert.InRange(pair.Second / pair.First, 1.7, 2.3));
        Assert.InRange(waits[^1], TimeSpan.FromHours(5), TimeSpan.FromHours(6));
    }

    [Theory]
    [InlineData(429, "Retry-After: 600", 600)]
    [InlineData(503, "Retry-After: Wed, 11 Mar 2020 12:10:00 GMT", 600)]
    [InlineData(429, "Retry-After: 9999999", 86400)]
    public async Task A_server_that_names_its_rest_gets_it_for_its_whole_host(int status, string header, int seconds)
    {
        await using var bench = new PollerBench();
        var body = SomeRss.Of(Now(bench), "One");
        bench.Server.Serve("/a", FeedServerReply.Empty(status, header));
        bench.Server.Serve("/b", FeedServerReply.Document(body));
        await bench.ConfigureAsync("/b");
        await bench.PollAsync();
        await bench.ConfigureAsync("/a", "/b");
        await bench.PollAsync();

        foreach (var id in new[] { "a", "b" })
        {
            var state = await bench.StateAsync(id);
            Assert.Equal(PollRule.RetryAfter, state.NextPollRule);
            Assert.InRange((state.NextPollUtc - Now(bench)).TotalSeconds, seconds, Math.Min(seconds * 1.1, 86400));
        }
    }

    [Fact]
    public async Task A_server_that_wants_fewer_requests_without_saying_how_few_rests_with_all_its_feeds()
    {
        await using var bench = new PollerBench();
        var body = SomeRss.Of(Now(bench), "One");
        bench.Server.Serve("/b", FeedServerReply.Document(body));
        await bench.ConfigureAsync("/b");
        await bench.PollAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(4.5));
        bench.Server.Serve("/a", FeedServerReply.Empty(429));
        await bench.ConfigureAsync("/a", "/b");
        await bench.PollAsync();
        var asked = bench.Server.Requests.Count;

        await bench.PollAfterAsync(TimeSpan.FromSeconds(59));
        var during = bench.Server.Requests.Count;
        await bench.PollAfterAsync(TimeSpan.FromSeconds(8));

        Assert.Equal(asked, during);
        Assert.True(bench.Server.Requests.Count > asked);
    }

    [Fact]
    public async Task A_page_in_place_of_the_feed_takes_nothing_of_what_was_known()
    {
        await using var bench = new PollerBench();
        var body = SomeRss.Of(Now(bench), "One");
        bench.Server.Serve("/a", request => FeedServerReply.Validated(request, "\"1\"", body));
        await bench.ConfigureAsync("/a");
        await bench.PollAsync();
        bench.Server.Serve("/a", FeedServerReply.Document("<!doctype html><p>Just a moment...", "ETag: \"wall\""));
        await bench.PollAfterAsync(Soon);
        var walled = await bench.StateAsync("a");
        bench.Server.Serve("/a", request => FeedServerReply.Validated(request, "\"1\"", body));

        var after = await bench.PollAfterAsync(Soon);

        Assert.Equal(("html", "\"1\"", 1), (walled.ErrorCode, walled.ETag, walled.ConsecutiveFailures));
        Assert.Equal(1, after.Unchanged);
        Assert.Equal(["One"], bench.Titles);
        Assert.Equal(["/a", "/a", "/a"], bench.Server.Requests.Select(static r => r.Path)); // no discovery unasked
    }

    [Fact]
    public async Task After_an_outage_only_what_is_young_is_alerted()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(Now(bench), "One")));
        await bench.ConfigureAsync("/a");
        await bench.PollAsync();
        bench.Time.Advance(3 * Day);
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(
            ("2", "During", Now(bench).AddDays(-2)), ("3", "Undated", null), ("4", "Now", Now(bench).AddHours(-1)))));

        await bench.PollAsync();

        Assert.Equal(
            [("One", false), ("During", true), ("Undated", true), ("Now", false)],
            bench.Store.Articles.Select(static article => (article.Title, article.IsBacklog)));
    }

    [Fact]
    public async Task A_body_that_breaks_off_keeps_what_came_and_the_rest_comes_by_the_next_poll()
    {
        await using var bench = new PollerBench();
        var whole = FeedServerReply.Document(SomeRss.Of(Now(bench), "One", "Two", "Three"), "ETag: \"1\"");
        var cut = whole with { Body = whole.Body[..^150], Ending = FeedServerEnding.Cut };
        bench.Server.Serve("/a", cut);
        await bench.ConfigureAsync("/a");
        await bench.PollAsync();
        var first = bench.Titles;
        bench.Server.Serve("/a", request => request["If-None-Match"] is null ? whole : FeedServerReply.Empty(304));

        await bench.PollAfterAsync(Soon);

        Assert.Equal(["One", "Two"], first);
        Assert.Equal(["One", "Two", "Three"], bench.Titles);
    }

    [Fact]
    public async Task A_feed_that_was_given_another_address_is_asked_without_validators_and_floods_nobody()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/old", FeedServerReply.Document(SomeRss.Of(Now(bench), "One"), "ETag: \"old\""));
        bench.Server.Serve("/new", FeedServerReply.Document(
            SomeRss.Of(("8", "Undated, and here for years", null), ("9", "Now", Now(bench)))));
        await bench.Poller.SyncAsync([SomeFeeds.Feed("a", bench.Server.Url("/old").AbsoluteUri)], CancellationToken.None);
        await bench.PollAsync();

        await bench.Poller.SyncAsync([SomeFeeds.Feed("a", bench.Server.Url("/new").AbsoluteUri)], CancellationToken.None);
        await bench.PollAsync();

        Assert.Equal(("/new", null), (bench.Server.Requests[^1].Path, bench.Server.Requests[^1]["If-None-Match"]));
        Assert.Equal([false, true, false], bench.Store.Articles.Select(static article => article.IsBacklog));
    }

    [Fact]
    public async Task A_permanent_redirect_to_a_page_is_never_stored_and_the_old_address_stays()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/old", FeedServerReply.Redirect(301, "/login"));
        bench.Server.Serve("/login", FeedServerReply.Document("<!doctype html><p>Please log in"));
        await bench.ConfigureAsync("/old");

        for (var i = 0; i < 12; i++) await bench.PollAfterAsync(TimeSpan.FromHours(7));

        var state = await bench.StateAsync("old");
        Assert.Equal((null, null, "html"), (state.MovedTo, state.MoveCandidate, state.ErrorCode));
        Assert.Equal(12, bench.Server.Requests.Count(static r => r.Path == "/old"));
    }

    [Fact]
    public async Task One_not_found_after_a_week_of_other_failures_pauses_nothing()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Empty(500));
        await bench.ConfigureAsync("/a");
        for (var i = 0; i < 30; i++) await bench.PollAfterAsync(TimeSpan.FromHours(7));
        bench.Server.Serve("/a", FeedServerReply.Empty(404));

        await bench.PollAfterAsync(TimeSpan.FromHours(7));

        var state = await bench.StateAsync("a");
        Assert.Equal(("http-404", null), (state.ErrorCode, state.PausedReason));
    }

    [Fact]
    public async Task No_cookie_comes_back()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(Now(bench), "One"), "Set-Cookie: id=1; Path=/"));
        await bench.ConfigureAsync("/a");

        await bench.PollAsync();
        await bench.PollAfterAsync(Soon);

        Assert.All(bench.Server.Requests, static request => Assert.Null(request["Cookie"]));
        Assert.Single(bench.Server.Requests.Select(static request => request["User-Agent"]).Distinct());
    }

    private static DateTimeOffset Now(PollerBench bench) => bench.Time.NowUtc;
}
