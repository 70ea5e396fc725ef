using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>Two workers on one store and one server: what a host is promised holds for both together.</summary>
public sealed class SharedHostsTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PollerBench _bench = new(static options =>
    {
        options.HostConcurrency = 1;
        options.HostDelay = Second;
    });

    private FeedFetcher _fetcher = null!;
    private FeedPoller _other = null!;

    public ValueTask InitializeAsync()
    {
        var options = new FeedOptions
        {
            AllowedPrivateOrigins = [_bench.Server.Origin],
            HostDelay = Second,
            WorkerId = "worker-2",
        };
        var connector = new PublicConnector(options.AllowedPrivateOrigins, options.ConnectTimeout) { Clock = _bench.Network };
        _fetcher = new FeedFetcher(options, _bench.Time, connector, network: _bench.Network);
        _other = new FeedPoller(
            _bench.Store, _fetcher, new OptionsWrapper<FeedOptions>(options), _bench.Time, NullLogger<FeedPoller>.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task The_second_between_two_requests_holds_for_both()
    {
        foreach (var path in (string[])["/a", "/b", "/c"])
            _bench.Server.Serve(path, FeedServerReply.Document(SomeRss.Of(_bench.Time.NowUtc, $"Of {path}")));
        await _bench.ConfigureAsync("/a", "/b", "/c");
        var polls = new List<(int, int)>();

        foreach (var milliseconds in (int[])[0, 999, 1, 999, 1])
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            var theirs = await _other.PollDueAsync(CancellationToken.None);
            polls.Add((theirs.Polls, (await _bench.PollAsync()).Polls));
        }

        Assert.Equal([(1, 0), (0, 0), (1, 0), (0, 0), (1, 0)], polls);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_pause_that_one_was_asked_for_holds_for_the_other_and_for_feeds_that_come_later(int status)
    {
        _bench.Server.Serve("/a", FeedServerReply.Empty(status, "Retry-After: 600"));
        _bench.Server.Serve("/b", FeedServerReply.Document(SomeRss.Of(_bench.Time.NowUtc, "B")));
        await _bench.ConfigureAsync("/a");
        await _bench.PollAsync();
        await _bench.ConfigureAsync("/a", "/b");

        _bench.Time.Advance(TimeSpan.FromSeconds(599));
        var during = await _other.PollDueAsync(CancellationToken.None);
        _bench.Time.Advance(TimeSpan.FromMinutes(2));
        await _other.PollDueAsync(CancellationToken.None);

        Assert.Equal(0, during.Polls);
        Assert.Equal(2, _bench.Server.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_waits_for_a_host_that_the_other_worker_asks()
    {
        await using var target = FeedServer.Start();
        await using var bench = new PollerBench(options =>
        {
            options.HostDelay = Second;
            options.AllowedPrivateOrigins.Add(target.Origin);
        });
        var url = target.Serve("/feed", FeedServerReply.Document(SomeRss.Of(bench.Time.NowUtc, "Led")));
        bench.Server.Serve("/a", FeedServerReply.Redirect(302, url.AbsoluteUri));
        await bench.ConfigureAsync("/a");
        var take = new HostTake(
            Feed.HostOf(url), "worker-2", bench.Time.NowUtc, bench.Time.NowUtc.AddSeconds(10), 1);
        await bench.Store.TakeHostAsync(take, CancellationToken.None);

        var polling = bench.PollAsync();
        // One timer is the round's own, the other the redirect's.
        while (bench.Time.Timers < 2) await Task.Yield();
        var before = target.Requests.Count;
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        var totals = await polling;

        Assert.Equal((0, 1, 1), (before, target.Requests.Count, totals.New));
    }
}
