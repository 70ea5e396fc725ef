using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>The pages of articles, from a server on a real socket into a real store.</summary>
public sealed class PageFetcherTests : IAsyncLifetime
{
    private const string Robots = "/robots.txt";
    private const string Story =
        "Three soldiers of the coalition were killed on Wednesday when rockets hit the Taji base north of Baghdad, the military said, "
        + "adding that about eighteen rockets of 107 mm calibre were fired from a lorry, which was found nearby, and that a dozen people "
        + "were wounded.";

    private readonly FeedServer _server = FeedServer.Start();
    private readonly FakeTime _time = new();
    private readonly FakeTime _network = new();
    private readonly FeedOptions _options;
    private TestStore _store = null!;
    private FeedFetcher _fetcher = null!;
    private FeedPoller _poller = null!;
    private PageFetcher _pages = null!;
    private int _stored;

    public PageFetcherTests() => _options = new FeedOptions
    {
        AllowedPrivateOrigins = [_server.Origin],
        HostDelay = TimeSpan.Zero,
        HostConcurrency = 4,
        WorkerId = "worker-1",
    };

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.NewSqliteAsync();
        var connector = new PublicConnector(_options.AllowedPrivateOrigins, _options.ConnectTimeout) { Clock = _network };
        _fetcher = new FeedFetcher(_options, _time, connector, network: _network);
        var options = new OptionsWrapper<FeedOptions>(_options);
        _poller = new FeedPoller(_store.Feeds, _fetcher, options, _time, NullLogger<FeedPoller>.Instance);
        _pages = new PageFetcher(_store.Get<IPageStore>(), _poller, _fetcher, options, _time, NullLogger<PageFetcher>.Instance);
        _pages.TextStored += () => _stored++;
    }

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _server.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task The_text_of_the_page_takes_the_place_of_the_feeds_and_is_analysed_anew()
    {
        ServeFeed("Short.");
        _server.Serve("/1", Html(Story));
        await PollAsync();
        Assert.Equal("Short.", (await ArticleAsync()).Text);

        await _pages.ReadDueAsync(default);

        var article = await ArticleAsync();
        Assert.Equal(Story, article.Text);
        Assert.True(article.IsFullText);
        Assert.Equal(1, _stored);
        Assert.Equal(ArticleMaker.ContentHashOf(article.Title, Story), article.ContentHash);
    }

    [Fact]
    public async Task A_page_is_asked_for_once_and_its_text_stays_while_the_feed_says_the_same()
    {
        ServeFeed("Short.");
        _server.Serve("/1", Html(Story));
        await PollAsync();
        await _pages.ReadDueAsync(default);

        ServeFeed("Short.", other: true);
        await PollAsync();
        await _pages.ReadDueAsync(default);

        Assert.Single(_server.Requests, r => r.Path == "/1");
        Assert.Equal(Story, (await ArticleAsync()).Text);
    }

    [Fact]
    public async Task An_edited_headline_keeps_the_pages_text_and_an_edited_text_replaces_it()
    {
        ServeFeed("Short.");
        _server.Serve("/1", Html(Story));
        await PollAsync();
        await _pages.ReadDueAsync(default);

        ServeFeed("Short.", title: "Rockets hit the Taji base near Baghdad, four killed");
        await PollAsync();
        var retitled = await ArticleAsync();
        ServeFeed("Correction: four were killed.", title: "Rockets hit the Taji base near Baghdad, four killed");
        await PollAsync();
        var corrected = await ArticleAsync();

        Assert.Equal(("Rockets hit the Taji base near Baghdad, four killed", Story, true), (retitled.Title, retitled.Text, retitled.IsFullText));
        Assert.Equal(("Correction: four were killed.", false), (corrected.Text, corrected.IsFullText));
    }

    [Theory]
    [InlineData("User-agent: AlertBot\nDisallow: /")]
    [InlineData("User-agent: *\nDisallow: /1")]
    public async Task A_page_that_robots_may_not_have_is_not_asked_for(string robots)
    {
        ServeFeed("Short.");
        _server.Serve(Robots, FeedServerReply.Document(robots, "Content-Type: text/plain"));
        _server.Serve("/1", Html(Story));
        await PollAsync();

        await _pages.ReadDueAsync(default);

        Assert.DoesNotContain(_server.Requests, r => r.Path == "/1");
        Assert.Equal("Short.", (await ArticleAsync()).Text);
    }

    [Fact]
    public async Task Robots_are_asked_once_a_day_and_nothing_is_asked_while_they_cannot_be()
    {
        ServeFeed("Short.");
        _server.Serve(Robots, FeedServerReply.Empty(503));
        _server.Serve("/1", Html(Story));
        await PollAsync();
        await _pages.ReadDueAsync(default);
        Assert.DoesNotContain(_server.Requests, r => r.Path == "/1");
        _server.Serve(Robots, FeedServerReply.Empty(404));
        ServeFeed("Short.", entry: "2");
        _server.Serve("/2", Html(Story));
        ServeFeed("Brief.", entry: "3");
        _server.Serve("/3", Html(Story));

        _time.Advance(TimeSpan.FromHours(2));
        await PollAsync();
        await _pages.ReadDueAsync(default);

        Assert.Equal(2, _server.Requests.Count(r => r.Path == Robots));
        Assert.Single(_server.Requests, r => r.Path == "/3");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_page_that_is_refused_leaves_the_feeds_text(int status)
    {
        ServeFeed("Short.");
        _server.Serve("/1", FeedServerReply.Empty(status));
        await PollAsync();

        await _pages.ReadDueAsync(default);
        _time.Advance(TimeSpan.FromHours(1));
        await _pages.ReadDueAsync(default);

        Assert.Single(_server.Requests, r => r.Path == "/1");
        Assert.False((await ArticleAsync()).IsFullText);
    }

    [Fact]
    public async Task A_server_that_fails_is_asked_once_more_later()
    {
        ServeFeed("Short.");
        _server.Serve("/1", FeedServerReply.Empty(500));
        await PollAsync();
        await _pages.ReadDueAsync(default);
        _server.Serve("/1", Html(Story));

        await _pages.ReadDueAsync(default);
        var before = await ArticleAsync();
        _time.Advance(TimeSpan.FromMinutes(11));
        await _pages.ReadDueAsync(default);

        Assert.False(before.IsFullText);
        Assert.True((await ArticleAsync()).IsFullText);
    }

    [Fact]
    public async Task Robots_that_broke_off_or_lead_round_forbid_for_a_while_and_five_redirects_are_followed()
    {
        var whole = FeedServerReply.Document("User-agent: *\nAllow: /\n", "Content-Type: text/plain");
        ServeFeed("Short.");
        _server.Serve("/1", Html(Story));
        _server.Serve(Robots, whole with { Ending = FeedServerEnding.Cut });
        await PollAsync();
        await _pages.ReadDueAsync(default);
        var afterCut = _server.Requests.Count(r => r.Path == "/1");
        for (var hop = 0; hop < 5; hop++)
            _server.Serve(hop == 0 ? Robots : $"/r{hop}", FeedServerReply.Redirect(302, $"/r{hop + 1}"));
        _server.Serve("/r5", whole);
        _server.Serve("/2", Html(Story));
        ServeFeed("Short and new.", entry: "2");
        _time.Advance(TimeSpan.FromHours(1));
        await PollAsync();
        await _pages.ReadDueAsync(default);

        Assert.Equal(0, afterCut);
        Assert.Single(_server.Requests, r => r.Path == "/2");
    }

    [Fact]
    public async Task A_slow_host_holds_up_no_page_of_another()
    {
        await using var slow = FeedServer.Start();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _options.AllowedPrivateOrigins.Add(slow.Origin);
        var connector = new PublicConnector(_options.AllowedPrivateOrigins, _options.ConnectTimeout) { Clock = _network };
        using var fetcher = new FeedFetcher(_options, _time, connector, network: _network);
        var options = new OptionsWrapper<FeedOptions>(_options);
        var pages = new PageFetcher(_store.Get<IPageStore>(), _poller, fetcher, options, _time, NullLogger<PageFetcher>.Instance);
        slow.Serve("/slow", _ =>
        {
            asked.TrySetResult();
            return new FeedServerReply(200, [], [], FeedServerEnding.Silent);
        });
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pages.TextStored += () => read.TrySetResult();
        ServeFeed("Short.", link: slow.Url("/slow").AbsoluteUri);
        await PollAsync();
        using var stop = new CancellationTokenSource();

        var reading = pages.ReadDueAsync(stop.Token);
        await asked.Task;
        _server.Serve("/2", Html(Story));
        ServeFeed("Short and new.", entry: "2");
        await PollAsync();
        while (!_server.Requests.Any(r => r.Path == Robots))
        {
            // It looks for more once a second, while it waits.
            await Task.WhenAny(_time.TimerWithinAsync(TimeSpan.FromSeconds(1)), read.Task);
            if (_time.NextUtc - _time.NowUtc <= TimeSpan.FromSeconds(1)) _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await read.Task;
        Assert.False(reading.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_page_that_leads_to_the_front_page_is_no_article()
    {
        ServeFeed("Short.");
        _server.Serve("/1", FeedServerReply.Redirect(302, "/"));
        _server.Serve("/", Html(Story));
        await PollAsync();

        await _pages.ReadDueAsync(default);

        Assert.Equal("Short.", (await ArticleAsync()).Text);
    }

    [Fact]
    public async Task Ids_and_links_that_change_with_every_poll_cost_one_page()
    {
        for (var poll = 0; poll < 3; poll++)
        {
            var path = $"/story?sid={poll}";
            _server.Serve(path, Html(Story));
            ServeFeed("Short.", entry: $"session-{poll}", link: _server.Url(path).AbsoluteUri, publishedUtc: SomeFeeds.NowUtc);
            await PollAsync();
            await _pages.ReadDueAsync(default);
        }

        Assert.Single(_server.Requests, r => r.Path.StartsWith("/story", StringComparison.Ordinal));
        Assert.Single((await _store.Analysis.ReadWaitingAsync(100, default)).Articles);
        Assert.Equal(Story, (await ArticleAsync()).Text);
    }

    [Fact]
    public async Task The_rest_that_robots_txt_asks_for_lies_between_two_pages()
    {
        _options.HostDelay = TimeSpan.FromMilliseconds(100);
        _server.Serve(Robots, FeedServerReply.Document("User-agent: *\nCrawl-delay: 10\n", "Content-Type: text/plain"));
        _server.Serve("/1", Html(Story));
        _server.Serve("/2", Html(Story));
        ServeFeed("Short.");
        await PollAsync();
        ServeFeed("Short and new.", entry: "2");
        await PollAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        var reading = _pages.ReadDueAsync(default);
        await _time.TimerBetweenAsync(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        var early = _server.Requests.Count(r => r.Path == "/2");
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await reading;

        Assert.Equal((0, 1), (early, _server.Requests.Count(r => r.Path == "/2")));
    }

    [Fact]
    public async Task A_page_whose_server_wants_rest_is_followed_by_no_request_of_any_worker()
    {
        _server.Serve("/1", FeedServerReply.Empty(429, "Retry-After: 600"));
        _server.Serve("/2", Html(Story));
        ServeFeed("Short.");
        await PollAsync();
        ServeFeed("Short and new.", entry: "2");
        await PollAsync();
        await _pages.ReadDueAsync(default);
        var asked = _server.Requests.Count;

        _time.Advance(TimeSpan.FromSeconds(599));
        await _pages.ReadDueAsync(default);
        var during = _server.Requests.Count;
        var other = await _store.Feeds.TakeHostAsync(
            new HostTake(_server.Origin, "worker-2", _time.NowUtc, _time.NowUtc.AddSeconds(1), 1), default);
        _server.Serve("/1", Html(Story));
        _time.Advance(TimeSpan.FromSeconds(2));
        await _pages.ReadDueAsync(default);

        Assert.Equal((asked, _time.NowUtc.AddSeconds(-1)), (during, other));
        Assert.Single(_server.Requests, r => r.Path == "/2");
    }

    [Fact]
    public async Task Robots_that_cannot_be_had_now_cost_no_article_its_page()
    {
        _server.Serve(Robots, FeedServerReply.Empty(503));
        _server.Serve("/1", Html(Story));
        ServeFeed("Short.");
        await PollAsync();
        await _pages.ReadDueAsync(default);
        _server.Serve(Robots, FeedServerReply.Empty(404));

        _time.Advance(TimeSpan.FromHours(1));
        await _pages.ReadDueAsync(default);

        Assert.Equal(Story, (await ArticleAsync()).Text);
    }

    [Fact]
    public async Task A_page_in_a_private_network_is_not_asked_for()
    {
        ServeFeed("Short.", link: "http://127.0.0.1:9/secret");
        await PollAsync();

        await _pages.ReadDueAsync(default);

        Assert.False((await ArticleAsync()).IsFullText);
    }

    [Fact]
    public async Task Feeds_that_are_not_marked_cost_no_page()
    {
        ServeFeed("Short.");
        await PollAsync(isFullText: false);

        await _pages.ReadDueAsync(default);

        Assert.DoesNotContain(_server.Requests, r => r.Path is "/1" or Robots);
    }

    private static FeedServerReply Html(string text) => FeedServerReply.Document(
        $"<html><head><title>Rockets hit the Taji base</title></head><body><article><p>{text}</p></article></body></html>",
        "Content-Type: text/html; charset=utf-8");

    private void ServeFeed(
        string text, string title = "Rockets hit the Taji base near Baghdad", string entry = "1", bool other = false, string? link = null,
        DateTimeOffset? publishedUtc = null) =>
        _server.Serve("/feed", FeedServerReply.Document(
            $"<rss version='2.0'><channel><title>News{(other ? " 2" : "")}</title><item><guid isPermaLink='false'>{entry}</guid><title>{title}"
            + $"</title><link>{link ?? _server.Url("/" + entry).AbsoluteUri}</link><description>{text}</description>"
            + $"<pubDate>{publishedUtc ?? _time.GetUtcNow():R}</pubDate></item></channel></rss>"));

    private async Task PollAsync(bool isFullText = true)
    {
        var feed = SomeFeeds.Feed("feed", _server.Url("/feed").AbsoluteUri) with { FullText = isFullText };
        await _poller.SyncAsync([feed], default);
        _time.Advance(TimeSpan.FromMinutes(30));
        await _poller.PollDueAsync(default);
    }

    // Nothing is analysed here, so whatever the store holds waits.
    private async Task<Article> ArticleAsync() =>
        (await _store.Analysis.ReadWaitingAsync(100, default)).Articles.MinBy(a => a.SeenUtc)!;
}
