using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>Hosts that redirects lead to are asked as politely as those that feeds lie on.</summary>
public sealed class HostTurnTests
{
    [Fact]
    public async Task Feeds_of_many_hosts_that_lead_to_one_ask_it_one_after_the_other()
    {
        var sources = Enumerable.Range(0, 5).Select(static _ => FeedServer.Start()).ToList();
        await using var bench = new PollerBench(options =>
        {
            options.HostConcurrency = 1;
            foreach (var source in sources) options.AllowedPrivateOrigins.Add(source.Origin);
        });
        for (var i = 0; i < sources.Count; i++)
        {
            var target = bench.Server.Serve($"/{i}", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, $"Of {i}")));
            sources[i].Serve("/rss", FeedServerReply.Redirect(302, target.AbsoluteUri));
            await bench.Store.SaveAsync(
                new ConfiguredFeed(
                    SomeFeeds.Feed($"feed-{i}", sources[i].Url("/rss").AbsoluteUri), bench.Time.NowUtc), default);
        }

        var totals = await bench.PollAsync();

        Assert.Equal((5, 0), (totals.New, totals.Failures));
        Assert.Equal(1, bench.Server.MostAtOnce);
        foreach (var source in sources) await source.DisposeAsync();
    }

    [Fact]
    public async Task Two_hosts_that_lead_to_each_other_never_wait_for_each_other()
    {
        await using var other = FeedServer.Start();
        await using var bench = new PollerBench(options =>
        {
            options.HostConcurrency = 1;
            options.AllowedPrivateOrigins.Add(other.Origin);
        });
        var body = SomeRss.Of(bench.Time.NowUtc, "One");
        bench.Server.Serve("/a", FeedServerReply.Redirect(302, other.Url("/to").AbsoluteUri));
        other.Serve("/b", FeedServerReply.Redirect(302, bench.Server.Url("/to").AbsoluteUri));
        bench.Server.Serve("/to", FeedServerReply.Document(body));
        other.Serve("/to", FeedServerReply.Document(body));
        await bench.ConfigureAsync("/a");
        await bench.Store.SaveAsync(
            new ConfiguredFeed(SomeFeeds.Feed("b", other.Url("/b").AbsoluteUri), bench.Time.NowUtc), default);

        var totals = await bench.PollAsync();

        Assert.Equal((2, 0), (totals.Polls, totals.Failures));
    }

    [Fact]
    public async Task A_host_is_led_to_no_sooner_than_a_second_after_its_last_answer()
    {
        var time = new FakeTime();
        var gates = new HostGates(static _ => 1, time);
        var second = TimeSpan.FromSeconds(1);
        Assert.True(gates.TryStart("a:80", second));
        gates.End("a:80");

        var waiting = gates.StartAsync("a:80", second, TimeSpan.FromMinutes(1), default);
        time.Advance(second * 0.9);
        var early = waiting.IsCompleted;
        time.Advance(second * 0.1);

        Assert.False(early);
        Assert.Null(await waiting);
    }

    [Fact]
    public async Task A_host_that_asked_for_a_long_rest_is_not_led_to()
    {
        var time = new FakeTime();
        var gates = new HostGates(static _ => 1, time);
        gates.Pause("a:80", time.NowUtc.AddMinutes(10));

        var wait = await gates.StartAsync("a:80", TimeSpan.Zero, TimeSpan.FromMinutes(1), default);
        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(TimeSpan.FromMinutes(10), wait);
        Assert.Null(await gates.StartAsync("a:80", TimeSpan.Zero, TimeSpan.FromMinutes(1), default));
    }

    [Fact]
    public async Task Large_hosts_are_asked_twice_at_a_time()
    {
        await using var bench = new PollerBench(static options =>
        {
            options.HostConcurrency = 1;
            options.LargeHosts = [.. options.AllowedPrivateOrigins];
        });
        var bothAreAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        foreach (var path in new[] { "/a", "/b", "/c", "/d" })
            bench.Server.Serve(path, async _ =>
            {
                if (Interlocked.Increment(ref asked) == 2) bothAreAsked.SetResult();
                await bothAreAsked.Task;
                return FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, path));
            });
        await bench.ConfigureAsync("/a", "/b", "/c", "/d");

        await bench.PollAsync();

        Assert.Equal(2, bench.Server.MostAtOnce);
    }
}
