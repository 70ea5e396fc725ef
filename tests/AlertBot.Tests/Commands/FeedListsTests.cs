using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Feeds that are tried, and lists of feeds that come and go.</summary>
public sealed class FeedListsTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly FeedServer _server = FeedServer.Start();
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync(null, _server.Origin);

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_feed_is_shown_with_what_matches_now_and_nothing_is_kept()
    {
        var url = _server.Serve("/rss", FeedServerReply.Document(
            "<rss version=\"2.0\"><channel><title>North & South</title><language>en</language>"
            + "<item><title>Kataib Hizballah denied an attack in Baghdad</title><link>https://north.example/1</link>"
            + "<pubDate>Wed, 11 Mar 2020 11:00:00 GMT</pubDate></item>"
            + "<item><title>Football results</title></item></channel></rss>"));

        var told = await AskAsync($"/feed test {url}");

        Assert.Contains("North & South", told, StringComparison.Ordinal);
        Assert.Contains("rss20, utf-8", told, StringComparison.Ordinal);
        Assert.Contains("Football results — no date", told, StringComparison.Ordinal);
        Assert.Contains("1 entry matches now", told, StringComparison.Ordinal);
        Assert.Contains("iraq-militias, kh-near-attack", told, StringComparison.Ordinal);
        Assert.Contains("Repaired: ", told, StringComparison.Ordinal);
        Assert.Contains($"/feed add {url}", told, StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Feeds.ListAsync(Never));
        Assert.Empty(await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_private_address_is_refused_as_in_polls()
    {
        await using var other = FeedServer.Start();
        var url = other.Serve("/rss", FeedServerReply.Document("<rss/>"));

        var told = await _bench.AskAsync($"/feed test {url}", CommandBench.Moderator);

        Assert.Equal(Tone.Problem, told.Message.Tone);
        Assert.Contains("gave no feed", CommandBench.Text(told), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_page_for_people_is_no_feed()
    {
        var url = _server.Serve("/", FeedServerReply.Document("<!DOCTYPE html><html><body>Hello</body></html>"));

        Assert.Contains("gave no feed", await AskAsync($"/feed test {url}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_adds_its_feeds_and_tells_its_wrong_lines()
    {
        await AskAsync("/feed add https://known.example/rss name:Known");

        var told = await AskAsync("""
            /feed import <opml version="2.0"><body>
            <outline text="One" title="The One" xmlUrl="https://one.example/rss" language="ar"/>
            <outline text="Known" xmlUrl="http://www.known.example/rss/"/>
            <outline text="Bad" xmlUrl="gopher://old.example/"/>
            </body></opml>
            """);

        Assert.Contains("1 feed added.", told, StringComparison.Ordinal);
        Assert.Contains("1 was polled already.", told, StringComparison.Ordinal);
        Assert.Contains("line 4: 'gopher://old.example/' is no http or https address", told, StringComparison.Ordinal);
        var feeds = (await _bench.Store.Feeds.ListAsync(Never)).Select(l => l.Feed).ToList();
        Assert.Equal(["Known", "The One"], feeds.Select(f => f.Name));
        Assert.Equal("ar", feeds[1].Language);
        Assert.All(feeds, f => Assert.Equal(Scope.Of(Some.CommunityA), f.Scope));
        Assert.Equal(
            [("feed import", "The One"), ("feed add", "Known")],
            (await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never)).Select(e => (e.Action, e.Subject)));
    }

    [Fact]
    public async Task A_list_goes_in_as_far_as_the_limit_allows()
    {
        var lines = string.Concat(Enumerable.Range(1, 103).Select(n =>
            $"<outline text=\"F{n}\" xmlUrl=\"https://f{n}.example/rss\"/>"));

        var told = await AskAsync($"/feed import <opml>{lines}</opml>");

        Assert.Contains("100 feeds added.", told, StringComparison.Ordinal);
        Assert.Contains("3 were left out: a community has at most 100 feeds of its own.", told, StringComparison.Ordinal);
        Assert.Contains("A community has at most 100 feeds of its own.", await AskAsync("/feed add https://g.example/"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_elsewhere()
    {
        await AskAsync("/feed add https://one.example/rss name:One & only");

        var reply = await _bench.AskAsync("/feed export", CommandBench.Moderator);
        var file = Assert.Single(reply.Files);
        Assert.Equal("feeds.opml", file.Name);
        var told = await _bench.TextAsync($"/feed import {file.Text}", CommandBench.Moderator, Some.ChannelB);

        Assert.Contains("1 feed added.", told, StringComparison.Ordinal);
        Assert.Equal(2, (await _bench.Store.Feeds.ListAsync(Never)).Count(l => l.Feed.Name == "One & only"));
    }

    [Theory]
    [InlineData("/feed import <rss/>", "this is no OPML")]
    [InlineData("/feed import http://lists.example/x.opml", "only https addresses")]
    [InlineData("/feed export", "No feed is polled here.")]
    [InlineData("/feed test ftp://x", "is no address of a feed")]
    public async Task What_cannot_be_done_says_why(string line, string expected) =>
        Assert.Contains(expected, await AskAsync(line), StringComparison.Ordinal);

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);
}
