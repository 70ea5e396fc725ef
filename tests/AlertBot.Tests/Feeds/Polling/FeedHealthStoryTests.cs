using System.Net;
using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>Into every state of health and out of it again: a whole poller over a socket on the real store, and each state
/// through a restart.</summary>
public sealed class FeedHealthStoryTests : IAsyncLifetime
{
    private const string Path = "/a";

    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FeedServer _server = FeedServer.Start();
    private readonly FakeTime _time = new();
    private FeedFetcher _fetcher = null!;
    private FeedPoller _poller = null!;
    private TestStore _store = null!;
    private int _news;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.NewSqliteAsync();
        Open();
        ServeNews();
        await _store.Feeds.SaveAsync(new ConfiguredFeed(Feed(), _time.NowUtc), Never);
        await PollAsync();
        await IsAsync(FeedHealthKind.Ok, null);
    }

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _store.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(500, FeedHealthKind.Failing, "HTTP 500: the server has a fault")]
    [InlineData(503, FeedHealthKind.Failing, "HTTP 503: the server is overloaded or in repair")]
    [InlineData(404, FeedHealthKind.Failing, "HTTP 404: there is no such document")]
    [InlineData(401, FeedHealthKind.Blocked, "HTTP 401: the server does not let us in")]
    [InlineData(403, FeedHealthKind.Blocked, "HTTP 403: the server does not let us in")]
    public async Task A_status_makes_it_so_and_the_next_good_answer_ends_it(int status, FeedHealthKind kind, string why)
    {
        _server.Serve(Path, FeedServerReply.Empty(status));
        await PollAsync();
        var sinceUtc = _time.NowUtc;
        await IsAsync(kind, sinceUtc);
        Assert.Equal(why, (await StateAsync()).Error?.English);
        await PollAsync();
        await IsAsync(kind, sinceUtc);

        ServeNews();
        await PollAsync();
        await IsAsync(FeedHealthKind.Ok, null);
        Assert.Null((await StateAsync()).Error);
    }

    [Theory]
    [InlineData("<!doctype html><title>Just a moment...</title>", FeedHealthKind.Blocked)]
    [InlineData("\n\n<div>Welcome</div>", FeedHealthKind.Blocked)]
    [InlineData("{\"a\":1}", FeedHealthKind.Failing)]
    [InlineData("", FeedHealthKind.Failing)]
    public async Task What_is_no_feed_makes_it_so_and_a_feed_ends_it(string body, FeedHealthKind kind)
    {
        _server.Serve(Path, FeedServerReply.Document(body));
        await PollAsync();
        await IsAsync(kind, _time.NowUtc);

        ServeNews();
        await PollAsync();
        await IsAsync(FeedHealthKind.Ok, null);
    }

    [Fact]
    public async Task One_that_nobody_asked_in_time_is_late_until_somebody_does()
    {
        var dueUtc = (await StateAsync()).NextPollUtc;
        _time.AdvanceTo(dueUtc.AddMinutes(16));
        await IsAsync(FeedHealthKind.Late, dueUtc);

        await _poller.PollDueAsync(Never);
        await IsAsync(FeedHealthKind.Ok, null);
    }

    [Fact]
    public async Task One_that_is_gone_is_asked_no_more_until_people_put_it_back()
    {
        _server.Serve(Path, FeedServerReply.Empty(410));
        await PollAsync();
        var goneUtc = _time.NowUtc;
        await IsAsync(FeedHealthKind.Gone, goneUtc);
        Assert.Equal("the server says that the feed is gone for good (HTTP 410)", (await StateAsync()).PausedReason?.English);
        var asked = _server.Requests.Count;
        for (var day = 0; day < 30; day++) await PollAsync(TimeSpan.FromDays(1));
        Assert.Equal(asked, _server.Requests.Count);
        await IsAsync(FeedHealthKind.Gone, goneUtc);

        ServeNews();
        await _store.Feeds.RemoveAsync(Feed().Id, Never);
        await _store.Feeds.SaveAsync(new ConfiguredFeed(Feed(), _time.NowUtc), Never);
        await PollAsync();
        await IsAsync(FeedHealthKind.Ok, null);
    }

    [Fact]
    public async Task One_that_was_not_found_for_a_week_is_gone_since_the_first_of_it()
    {
        _server.Serve(Path, FeedServerReply.Empty(404));
        await PollAsync();
        var sinceUtc = _time.NowUtc;
        for (var day = 0; day < 6; day++) await PollAsync(TimeSpan.FromDays(1));
        await IsAsync(FeedHealthKind.Failing, sinceUtc);
        await PollAsync(TimeSpan.FromDays(1));
        await IsAsync(FeedHealthKind.Gone, sinceUtc);
    }

    [Fact]
    public async Task One_that_moved_is_so_until_people_keep_it_there()
    {
        var movedUtc = await MoveAsync();
        await _store.Feeds.SaveAsync(new ConfiguredFeed(Feed() with { Url = _server.Url("/new") }, _time.NowUtc), Never);
        await IsAsync(FeedHealthKind.Ok, null);
        await PollAsync();
        await IsAsync(FeedHealthKind.Ok, null);
        Assert.Equal("/new", _server.Requests[^1].Path);
        Assert.True(movedUtc < _time.NowUtc);
    }

    [Fact]
    public async Task One_that_moved_and_is_taken_back_is_never_believed_to_move_there_again()
    {
        await MoveAsync();
        var refused = Feed() with { RefusedMove = _server.Url("/new") };
        await _store.Feeds.SaveAsync(new ConfiguredFeed(refused, _time.NowUtc), Never);
        await IsAsync(FeedHealthKind.Ok, null);

        for (var day = 0; day < 10; day++) await PollAsync(TimeSpan.FromDays(1));
        await IsAsync(FeedHealthKind.Ok, null);
        Assert.Null((await StateAsync()).MoveCandidate);
        Assert.Equal(["/a", "/new"], _server.Requests.TakeLast(2).Select(r => r.Path));
        // Elsewhere it may move yet.
        _server.Serve("/other", _ => News());
        _server.Serve(Path, FeedServerReply.Redirect(301, "/other"));
        for (var day = 0; day < 4; day++) await PollAsync(TimeSpan.FromDays(1));
        Assert.Equal(_server.Url("/other"), (await StateAsync()).MovedTo);
    }

    [Fact]
    public async Task One_that_falls_silent_is_so_from_its_last_news_until_it_publishes_again()
    {
        for (var hour = 0; hour < 14 * 24; hour++) await PollAsync();
        await IsAsync(FeedHealthKind.Ok, null);
        var stoppedUtc = _time.NowUtc;
        var body = SomeRss.Of(_time.NowUtc, "The last");
        _server.Serve(Path, FeedServerReply.Document(body));
        for (var hour = 0; hour < 24; hour++) await PollAsync();
        var silent = await HealthAsync();
        Assert.Equal(FeedHealthKind.Silent, silent.Kind);
        Assert.InRange(silent.SinceUtc!.Value, stoppedUtc - Hour, stoppedUtc + (2 * Hour));
        await IsAsync(FeedHealthKind.Silent, silent.SinceUtc);

        ServeNews();
        for (var hour = 0; hour < 24; hour++) await PollAsync();
        await IsAsync(FeedHealthKind.Ok, null);
    }

    private async Task<DateTimeOffset> MoveAsync()
    {
        _server.Serve("/new", _ => News());
        _server.Serve(Path, FeedServerReply.Redirect(301, "/new"));
        await PollAsync();
        await IsAsync(FeedHealthKind.Ok, null);
        for (var day = 0; day < 2; day++) await PollAsync(TimeSpan.FromDays(1));
        await IsAsync(FeedHealthKind.Moved, _time.NowUtc);
        return _time.NowUtc;
    }

    private Feed Feed() => SomeFeeds.Feed("a", _server.Url(Path).AbsoluteUri);

    private void ServeNews() => _server.Serve(Path, _ => News());

    private FeedServerReply News() =>
        FeedServerReply.Document(SomeRss.Of(_time.NowUtc.AddMinutes(-1), $"News {++_news}"));

    private async Task PollAsync(TimeSpan? wait = null)
    {
        _time.Advance(wait ?? Hour);
        await _poller.PollDueAsync(Never);
    }

    private async Task<FeedState> StateAsync() => Assert.Single(await _store.Feeds.ListAsync(Never)).State;

    private async Task<FeedHealth> HealthAsync() => FeedHealth.Of(await StateAsync(), _time.NowUtc);

    /// <summary>So it is, and so it is still when the process starts anew.</summary>
    private async Task IsAsync(FeedHealthKind kind, DateTimeOffset? sinceUtc)
    {
        var before = await StateAsync();
        Assert.Equal((kind, sinceUtc), (FeedHealth.Of(before, _time.NowUtc).Kind, FeedHealth.Of(before, _time.NowUtc).SinceUtc));
        _fetcher.Dispose();
        _store = await _store.ReopenAsync();
        Open();
        Assert.Equal(before, await StateAsync());
    }

    private void Open()
    {
        var options = new FeedOptions
        {
            AllowedPrivateOrigins = [_server.Origin],
            HostDelay = TimeSpan.Zero,
            WorkerId = "worker-1",
        };
        // The clock of sockets stands still: no limit of time is met.
        var connector = new PublicConnector(options.AllowedPrivateOrigins, options.ConnectTimeout)
        {
            Clock = new FakeTime(),
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
        };
        _fetcher = new FeedFetcher(options, _time, connector, network: new FakeTime());
        _poller = new FeedPoller(
            _store.Feeds, _fetcher, new OptionsWrapper<FeedOptions>(options), _time, new LogLines<FeedPoller>());
    }
}
