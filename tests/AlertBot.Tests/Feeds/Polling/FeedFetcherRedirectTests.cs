using System.Net;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedFetcherRedirectTests : FetcherTestBase
{
    [Fact]
    public async Task Not_modified_from_an_address_that_gave_no_validators_is_not_believed()
    {
        var old = Server.Serve("/old", FeedServerReply.Redirect(302, "/new"));
        Server.Serve("/new", request => request["If-Modified-Since"] is null
            ? FeedServerReply.Document(Rss)
            : FeedServerReply.Empty(304));
        var request = new FetchRequest(old) { LastModified = "Wed, 11 Mar 2020 10:00:00 GMT", ValidatorsUrl = old };

        Assert.Equal(Rss, TextOf(await FetchedAsync(request)));
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(308, true)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    [InlineData(307, false)]
    public async Task Redirects_are_followed_and_only_permanent_ones_say_that_it_moved(int status, bool isPermanent)
    {
        var url = Server.Serve("/old", FeedServerReply.Redirect(status, "new#part"));
        var target = Server.Serve("/new", FeedServerReply.Document(Rss));

        var head = (await FetchedAsync(new FetchRequest(url))).Head;

        Assert.Equal(target, head.FinalUrl);
        Assert.Equal(isPermanent ? target : null, head.MovedTo);
    }

    [Fact]
    public async Task What_follows_a_temporary_redirect_is_not_where_it_moved()
    {
        var url = Server.Serve("/a", FeedServerReply.Redirect(301, "/b"));
        var moved = Server.Serve("/b", FeedServerReply.Redirect(302, "/c"));
        Server.Serve("/c", FeedServerReply.Redirect(301, "/d"));
        Server.Serve("/d", FeedServerReply.Document(Rss));

        Assert.Equal(moved, (await FetchedAsync(new FetchRequest(url))).Head.MovedTo);
    }

    [Theory]
    [InlineData("/a", "redirect-loop")]
    [InlineData("ftp://example.org/rss", "redirect-scheme")]
    [InlineData("file:///etc/passwd", "redirect-scheme")]
    [InlineData("", "redirect-nowhere")]
    public async Task A_redirect_that_leads_astray_ends_the_fetch(string target, string code)
    {
        var url = Server.Serve("/a", FeedServerReply.Redirect(301, "/b"));
        Server.Serve("/b", FeedServerReply.Redirect(301, target));

        Assert.Equal(code, Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url))).Code);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Five_redirects_are_followed_and_no_more(int redirects, bool isFollowed)
    {
        for (var i = 0; i < redirects; i++) Server.Serve($"/{i}", FeedServerReply.Redirect(302, $"/{i + 1}"));
        Server.Serve($"/{redirects}", FeedServerReply.Document(Rss));

        var result = await FetchAsync(new FetchRequest(Server.Url("/0")));

        if (isFollowed) Assert.IsType<FetchResult.Fetched>(result);
        else Assert.Equal("redirect-limit", Assert.IsType<FetchResult.Failed>(result).Code);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://[::ffff:127.0.0.1]:9/")]
    [InlineData("http://2130706433:9/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.1.2.3/")]
    public async Task A_redirect_into_a_private_network_is_refused(string target)
    {
        var url = Server.Serve("/a", FeedServerReply.Redirect(302, target));

        var failed = Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url)));

        Assert.Equal("private-address", failed.Code);
    }

    [Fact]
    public async Task A_private_origin_is_asked_only_at_the_very_port_that_is_allowed()
    {
        await using var other = FeedServer.Start();
        var url = other.Serve("/rss", FeedServerReply.Document(Rss));

        var failed = Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url)));

        Assert.Equal("private-address", failed.Code);
        Assert.Equal(0, other.Connections);
    }

    [Fact]
    public async Task A_name_that_resolves_into_a_private_network_is_refused_when_connecting()
    {
        var connector = new PublicConnector([Server.Origin], TimeSpan.FromSeconds(10))
        {
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
        };
        using var fetcher = new FeedFetcher(Options().ToFeedOptions(), Time, connector);
        var port = Server.Url("/").Port;

        var result = await fetcher.FetchAsync(
            new FetchRequest(new Uri($"http://innocent.example:{port}/rss")), default);

        Assert.Equal("private-address", Assert.IsType<FetchResult.Failed>(result).Code);
        Assert.Equal(0, Server.Connections);
    }
}
