using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedPollerPaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_host_is_asked_no_more_at_once_than_allowed(int concurrency)
    {
        await using var bench = new PollerBench(options => options.HostConcurrency = concurrency);
        var paths = await ServeManyAsync(bench, 40);

        var totals = await bench.PollAsync();

        Assert.Equal(paths.Length, totals.Polls);
        Assert.InRange(bench.Server.MostAtOnce, 1, concurrency);
    }

    [Fact]
    public async Task A_host_rests_between_two_requests()
    {
        await using var bench = new PollerBench(static options =>
        {
            options.HostConcurrency = 1;
            options.HostDelay = TimeSpan.FromSeconds(1);
        });
        await ServeManyAsync(bench, 3);
        var polls = new List<int>();
        foreach (var milliseconds in new[] { 0, 0, 999, 1, 500, 500, 5000 })
            polls.Add((await bench.PollAfterAsync(TimeSpan.FromMilliseconds(milliseconds))).Polls);

        Assert.Equal([1, 0, 0, 1, 0, 1, 0], polls);
    }

    [Fact]
    public async Task Another_port_is_another_host()
    {
        await using var other = FeedServer.Start();
        await using var bench = new PollerBench(options =>
        {
            options.HostConcurrency = 1;
            options.HostDelay = TimeSpan.FromSeconds(1);
            options.AllowedPrivateOrigins.Add(other.Origin);
        });
        await ServeManyAsync(bench, 2);
        var url = other.Serve("/x", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "Other")));
        await bench.Store.SaveAsync(
            new ConfiguredFeed(SomeFeeds.Feed("x", url.AbsoluteUri), bench.Time.NowUtc), CancellationToken.None);

        Assert.Equal(2, (await bench.PollAsync()).Polls);
    }

    [Fact]
    public async Task Many_feeds_take_few_transactions()
    {
        await using var bench = new PollerBench(static options => options.HostConcurrency = 16);
        await ServeManyAsync(bench, 300);
        var before = bench.Store.Transactions;

        var totals = await bench.PollAsync();

        Assert.Equal((300, 300), (totals.Polls, totals.New));
        Assert.InRange(bench.Store.Transactions - before, 1, 200);
        Assert.InRange(bench.Server.Connections, 1, 32);
    }

    [Fact]
    public async Task A_slow_server_holds_up_no_other()
    {
        await using var bench = new PollerBench();
        var slowIsAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fastIsAskedAgain = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Serve("/slow", _ =>
        {
            slowIsAsked.TrySetResult();
            return new FeedServerReply(200, [], [], FeedServerEnding.Silent);
        });
        var body = SomeRss.Of(bench.Time.NowUtc, "One");
        bench.Server.Serve("/fast", request =>
        {
            if (request["If-None-Match"] is not null) fastIsAskedAgain.TrySetResult();
            return FeedServerReply.Validated(request, "\"1\"", body);
        });
        await bench.ConfigureAsync("/fast");
        await bench.PollAsync();
        await bench.ConfigureAsync("/fast", "/slow");
        using var stop = new CancellationTokenSource();

        var polling = bench.Poller.PollDueAsync(stop.Token);
        await slowIsAsked.Task;
        while (bench.Time.Timers == 0) await Task.Yield();
        bench.Time.Advance(TimeSpan.FromMinutes(6));
        await fastIsAskedAgain.Task;

        Assert.False(polling.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
    }

    [Fact]
    public async Task A_stop_gives_the_claims_back_and_loses_nothing()
    {
        await using var bench = new PollerBench(static options => options.HostConcurrency = 1);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Serve("/a", _ =>
        {
            asked.TrySetResult();
            return new FeedServerReply(200, [], [], FeedServerEnding.Silent);
        });
        bench.Server.Serve("/b", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "B")));
        await bench.ConfigureAsync("/a", "/b");
        using var stop = new CancellationTokenSource();

        var polling = bench.Poller.PollDueAsync(stop.Token);
        await asked.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
        bench.Server.Serve("/a", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "A")));
        var inFlight = bench.Poller.InFlight;
        await bench.PollAsync();

        Assert.Equal(0, inFlight);
        Assert.Equal(["A", "B"], bench.Titles.Order(StringComparer.Ordinal));
        Assert.Equal(0, (await bench.StateAsync("a")).ConsecutiveFailures);
    }

    [Fact]
    public async Task A_worker_that_died_takes_its_feeds_up_at_once_and_another_when_the_claims_run_out()
    {
        await using var bench = new PollerBench();
        await ServeManyAsync(bench, 2);
        var request = SomeFeeds.Request(bench.Time.NowUtc, "worker-1", 1);
        await bench.Store.ClaimDueAsync(request, CancellationToken.None);
        await bench.Store.ClaimDueAsync(request with { WorkerId = "worker-2" }, CancellationToken.None);

        Assert.Equal(1, (await bench.PollAsync()).New);
        Assert.Equal(1, (await bench.PollAfterAsync(TimeSpan.FromMinutes(2))).New);
    }

    [Fact]
    public async Task A_second_call_meanwhile_does_nothing()
    {
        await using var bench = new PollerBench();
        PollTotals? second = null;
        bench.Server.Serve("/a", async _ =>
        {
            second = await bench.PollAsync();
            return FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "One"));
        });
        await bench.ConfigureAsync("/a");

        Assert.Equal(1, (await bench.PollAsync()).New);
        Assert.Equal(PollTotals.None, second);
    }

    private static async Task<string[]> ServeManyAsync(PollerBench bench, int count)
    {
        var paths = Enumerable.Range(0, count).Select(static i => $"/feed-{i:000}").ToArray();
        foreach (var path in paths)
            bench.Server.Serve(path, FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, $"Of {path}")));
        await bench.ConfigureAsync(paths);
        return paths;
    }
}
