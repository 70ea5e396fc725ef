using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>Sites on a real socket, and which feeds are found there.</summary>
public sealed class FeedDiscoveryTests : FetcherTestBase
{
    [Fact]
    public async Task The_feeds_that_a_page_names_are_found_in_their_order_and_those_of_comments_last()
    {
        Server.Serve("/", Page(
            "<link rel='alternate' type='application/rss+xml' title='Comments' href='/comments/feed'>"
            + "<link rel='alternate' type='application/rss+xml' href='all.xml'><link rel='alternate' hreflang='fr' href='/fr'>"
            + "<link rel='alternate' type='application/atom+xml' href='/world.atom'><link rel='alternate' type='application/rss+xml' href='/gone'>"));
        Server.Serve("/comments/feed", Feed("Comments on News"));
        Server.Serve("/all.xml", Feed("News"));
        Server.Serve("/world.atom", Feed("World"));

        var found = await DiscoverAsync("/");

        Assert.Equal(["News", "World", "Comments on News"], found.Feeds.Select(f => f.Document.Title));
        Assert.All(found.Feeds, f => Assert.Equal(FoundBy.LinkElement, f.By));
    }

    [Fact]
    public async Task An_address_that_is_a_feed_itself_is_the_answer()
    {
        Server.Serve("/feed.xml", Feed("News"));

        var found = await DiscoverAsync("/feed.xml");

        Assert.Equal((FoundBy.Asked, "News"), (found.Feeds[0].By, found.Feeds[0].Document.Title));
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task A_site_that_redirects_is_read_where_it_went()
    {
        Server.Serve("/", FeedServerReply.Redirect(301, "/en/home"));
        Server.Serve("/en/home", Page("<link rel='alternate' type='application/rss+xml' href='rss.xml'>"));
        Server.Serve("/en/rss.xml", FeedServerReply.Redirect(302, "/en/rss2.xml"));
        Server.Serve("/en/rss2.xml", Feed("News"));

        Assert.Equal(Server.Url("/en/rss2.xml"), Assert.Single((await DiscoverAsync("/")).Feeds).Url);
    }

    [Fact]
    public async Task Links_of_the_page_and_sitemaps_of_robots_are_tried()
    {
        Server.Serve("/", Page("", "<a href='/about'>About</a><a href='/rss/world.xml'>RSS</a><a href='/rss/world.xml'>RSS</a>"));
        Server.Serve("/rss/world.xml", Feed("World"));
        Server.Serve("/robots.txt", FeedServerReply.Document($"User-agent: *\nSitemap: {Server.Url("/news-feed.xml")}"));
        Server.Serve("/news-feed.xml", Feed("From robots"));

        var found = await DiscoverAsync("/");

        Assert.Equal([FoundBy.Anchor, FoundBy.Sitemap], found.Feeds.Select(f => f.By));
    }

    [Fact]
    public async Task Common_places_are_tried_where_the_page_names_none_and_no_longer_than_needed()
    {
        Server.Serve("/", Page("", "<p>Hello</p>"));
        Server.Serve("/rss.xml", Feed("News"));

        var found = await DiscoverAsync("/");

        Assert.Equal((Server.Url("/rss.xml"), FoundBy.CommonPath), (found.Feeds[0].Url, found.Feeds[0].By));
        Assert.DoesNotContain(Server.Requests, r => r.Path == "/atom.xml");
    }

    [Fact]
    public async Task Where_nothing_is_found_the_reason_and_the_news_sitemap_are_told()
    {
        Server.Serve("/", FeedServerReply.Empty(403));
        Server.Serve("/robots.txt", FeedServerReply.Document($"Sitemap: {Server.Url("/sitemap-news.xml")}"));
        Server.Serve("/sitemap-news.xml", FeedServerReply.Document(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'/>"));

        var found = await DiscoverAsync("/");

        Assert.Empty(found.Feeds);
        Assert.Contains("403", found.Problem?.English, StringComparison.Ordinal);
        Assert.Equal(Server.Url("/sitemap-news.xml"), found.NewsSitemap);
    }

    [Fact]
    public async Task A_page_cannot_send_us_into_a_private_network_or_on_without_end()
    {
        var links = string.Concat(Enumerable.Range(0, 200).Select(i => $"<link rel='alternate' type='application/rss+xml' href='/{i}.xml'>"));
        Server.Serve("/", Page("<link rel='alternate' type='application/rss+xml' href='http://10.0.0.1/feed'>" + links));

        var found = await DiscoverAsync("/");

        Assert.Empty(found.Feeds);
        Assert.InRange(Server.Requests.Count, 2, 24);
    }

    [Fact]
    public async Task A_site_that_never_answers_ends_the_search_after_half_a_minute()
    {
        Server.Serve("/", FeedServerReply.Document("x") with { Ending = FeedServerEnding.Silent });

        var search = DiscoverAsync("/");
        while (Server.Requests.Count == 0) await Task.Yield();
        Time.Advance(TimeSpan.FromSeconds(31));
        var found = await search;

        Assert.Equal("it did not answer within 30 s", found.Problem?.English);
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task Where_nobody_answers_nothing_more_is_asked()
    {
        Server.Serve("/", FeedServerReply.Redirect(302, "http://10.0.0.1/"));

        var found = await DiscoverAsync("/");

        Assert.Contains("is a private address", found.Problem?.English, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    private async Task<Discovery> DiscoverAsync(string path)
    {
        using var fetcher = Fetcher();
        var options = Options().ToFeedOptions();
        options.HostDelay = TimeSpan.Zero;
        return await new FeedDiscovery(fetcher, new OptionsWrapper<FeedOptions>(options), Time)
            .DiscoverAsync(Server.Url(path), default);
    }

    private static FeedServerReply Page(string head, string body = "") =>
        FeedServerReply.Document($"<!DOCTYPE html><html><head><title>Site</title>{head}</head><body>{body}</body></html>");

    private FeedServerReply Feed(string title) => FeedServerReply.Document(
        $"<rss version='2.0'><channel><title>{title}</title><item><title>One</title><pubDate>{Time.GetUtcNow():R}</pubDate></item></channel></rss>");
}
