using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedHealthTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_feed_is_ok_failing_blocked_and_gone_since_the_poll_that_found_it_so()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        await bench.ConfigureAsync("/a");
        await bench.PollAsync();
        var kinds = new List<(FeedHealthKind, DateTimeOffset?, string?)> { await HealthAsync(bench) };
        foreach (var status in new[] { 500, 502, 403, 410 })
        {
            bench.Server.Serve("/a", FeedServerReply.Empty(status));
            await bench.PollAfterAsync(Hour);
            kinds.Add(await HealthAsync(bench));
        }

        var sinceUtc = bench.Time.NowUtc - (3 * Hour);
        Assert.Equal(
            [
                (FeedHealthKind.Ok, null, null), (FeedHealthKind.Failing, sinceUtc, "http-500"),
                (FeedHealthKind.Failing, sinceUtc, "http-502"), (FeedHealthKind.Blocked, sinceUtc, "http-403"),
                (FeedHealthKind.Gone, sinceUtc, "http-410"),
            ], kinds);
    }

    [Fact]
    public async Task A_feed_that_was_not_asked_in_time_is_late()
    {
        await using var bench = new PollerBench();
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One")));
        await bench.ConfigureAsync("/a");
        await bench.PollAsync();
        var dueUtc = (await bench.StateAsync("a")).NextPollUtc;

        bench.Time.AdvanceTo(dueUtc.AddMinutes(15));
        var early = await HealthAsync(bench);
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(FeedHealthKind.Ok, early.Kind);
        Assert.Equal((FeedHealthKind.Late, dueUtc, null), await HealthAsync(bench));
    }

    [Fact]
    public async Task A_feed_that_publishes_every_hour_is_silent_after_half_a_day_and_ok_when_it_goes_on()
    {
        await using var bench = new PollerBench();
        var number = 0;
        var isSilent = false;
        var body = "";
        bench.Server.Serve("/a", _ =>
        {
            if (!isSilent) body = SomeRss.Of(bench.Time.NowUtc.AddMinutes(-1), $"News {++number}");
            return FeedServerReply.Document(body);
        });
        await bench.ConfigureAsync("/a");
        for (var hour = 0; hour < 14 * 24; hour++) await bench.PollAfterAsync(Hour);
        var before = await HealthAsync(bench);
        var stoppedUtc = bench.Time.NowUtc;
        isSilent = true;
        for (var hour = 0; hour < 24; hour++) await bench.PollAfterAsync(Hour);
        var during = await HealthAsync(bench);
        isSilent = false;
        for (var hour = 0; hour < 24; hour++) await bench.PollAfterAsync(Hour);

        Assert.Equal(FeedHealthKind.Ok, before.Kind);
        Assert.Equal(FeedHealthKind.Silent, during.Kind);
        Assert.InRange(during.SinceUtc!.Value, stoppedUtc - Hour, stoppedUtc + Hour);
        Assert.Equal(FeedHealthKind.Ok, (await HealthAsync(bench)).Kind);
    }

    [Fact]
    public async Task An_outage_of_our_own_is_held_against_no_feed_and_all_are_read_soon_after()
    {
        var hosts = Enumerable.Range(0, 4).Select(static _ => FeedServer.Start()).ToList();
        await using var bench = new PollerBench(options =>
        {
            foreach (var host in hosts) options.AllowedPrivateOrigins.Add(host.Origin);
        });
        var isDown = false;
        for (var i = 0; i < hosts.Count; i++)
        {
            var body = SomeRss.Of(bench.Time.NowUtc, $"Of {i}");
            var url = hosts[i].Serve("/rss", FeedServerReply.Document(body, "Connection: close"));
            await bench.Store.SaveAsync(
                new ConfiguredFeed(SomeFeeds.Feed($"feed-{i}", url.AbsoluteUri), bench.Time.NowUtc), default);
        }

        bench.Reach = _ => !isDown;
        await bench.PollAsync();
        isDown = true;
        for (var minute = 0; minute < 600; minute += 5) await bench.PollAfterAsync(TimeSpan.FromMinutes(5));
        var during = await StatesAsync(bench);
        isDown = false;
        var after = PollTotals.None;
        for (var minute = 0; minute < 3; minute++) after += await bench.PollAfterAsync(TimeSpan.FromMinutes(1));

        Assert.All(during, static state => Assert.Equal("offline", state.ErrorCode));
        Assert.True(FeedHealth.Of(during[0], bench.Time.NowUtc).IsOwnFault);
        Assert.Equal((4, 4), (after.Polls, after.Unchanged));
        Assert.All(await StatesAsync(bench), static state => Assert.Equal(0, state.ConsecutiveFailures));
        foreach (var host in hosts) await host.DisposeAsync();
    }

    [Fact]
    public void Two_hosts_that_fail_are_no_outage_of_our_own_and_any_answer_ends_one()
    {
        var connection = new OwnConnection();
        var unreachable = new FetchResult.Failed("connect", "no connection");
        bool Note(string host, FetchResult result) => connection.Note(host, result);

        Assert.False(Note("a", unreachable) || Note("b", unreachable) || Note("a", unreachable));
        Assert.True(Note("c", unreachable));
        Assert.False(Note("d", new FetchResult.Blocked("http-403", "no")));
        Assert.False(Note("a", unreachable));
    }

    private static async Task<(FeedHealthKind Kind, DateTimeOffset? SinceUtc, string? Code)> HealthAsync(PollerBench bench)
    {
        var health = FeedHealth.Of(await bench.StateAsync("a"), bench.Time.NowUtc);
        return (health.Kind, health.SinceUtc, health.Code);
    }

    private static async Task<List<FeedState>> StatesAsync(PollerBench bench) =>
        [.. (await bench.Store.ListAsync(default)).Select(static listing => listing.State)];
}
