using System.Net;
using System.Net.Sockets;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>Private networks, from the open internet: names resolve as the test says, public addresses lead to the
/// test's server, and everything else is really connected to.</summary>
public sealed class FeedFetcherPrivateTests : FetcherTestBase
{
    private static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");

    private readonly List<string> resolved = [];
    private readonly List<IPAddress> dialled = [];
    private Func<string, IPAddress[]> names = static _ => [Public];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("127.1")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0X7F.1")]
    [InlineData("017700000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f.0x0.0x0.0x1")]
    [InlineData("127.0.0.1.")]
    [InlineData("%31%32%37.0.0.1")]
    [InlineData("１２７.０.０.１")] // full-width digits
    [InlineData("①②⑦.⓪.⓪.①")]
    [InlineData("127。0。0。1")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[64:ff9b::169.254.169.254]")]
    [InlineData("[64:ff9b:1::1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[2002:a9fe:a9fe::1]")]
    [InlineData("[2001:0:4136:e378:8000:63bf:3fff:fdd2]")]
    [InlineData("[2001:4860::5efe:10.0.0.1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[fc00::1]")]
    [InlineData("[fec0::1]")]
    [InlineData("[ff02::1]")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("2852039166")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("0.1.2.3")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("news.example@127.0.0.1")]
    [InlineData("news.example:80@127.0.0.1")]
    [InlineData("news.example%2f@127.0.0.1")]
    public async Task Whatever_form_a_private_address_takes_neither_a_feed_nor_a_redirect_gets_there(string host)
    {
        names = RealOrPublic;
        Server.Serve("/to", FeedServerReply.Redirect(302, $"http://{host}/latest/meta-data/"));

        await AssertRefusedAsync(new Uri("http://news.example/to"));
        if (Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var direct)) await AssertRefusedAsync(direct);

        Assert.All(dialled, static address => Assert.Equal(Public, address));
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_at_every_hop()
    {
        names = static host => host == "inside.example" ? [IPAddress.Parse("10.0.0.7")] : [Public];
        Server.Serve("/a", FeedServerReply.Redirect(301, "http://second.example/b"));
        Server.Serve("/b", FeedServerReply.Redirect(308, "http://inside.example/c"));

        await AssertRefusedAsync(new Uri("http://first.example/a"));

        Assert.Equal(["first.example", "second.example", "inside.example"], resolved);
        Assert.Equal([Public, Public], dialled);
    }

    [Fact]
    public async Task A_name_that_changes_between_check_and_connect_is_connected_where_it_was_checked()
    {
        var answers = new Queue<IPAddress>([Public, IPAddress.Loopback]);
        names = _ => [answers.Dequeue()];
        Server.Serve("/rss", FeedServerReply.Document(Rss, "Connection: close"));
        using var fetcher = Internet();
        var request = new FetchRequest(new Uri("http://rebind.example/rss"));

        var first = await fetcher.FetchAsync(request, default);
        var second = await fetcher.FetchAsync(request, default);

        Assert.Equal(Rss, TextOf(Assert.IsType<FetchResult.Fetched>(first)));
        Assert.Equal([Public], dialled);
        Assert.Equal("private-address", Assert.IsType<FetchResult.Failed>(second).Code);
    }

    [Fact]
    public async Task A_name_with_addresses_inside_and_outside_is_asked_outside()
    {
        names = static _ => [IPAddress.Parse("10.0.0.7"), IPAddress.Parse("::ffff:192.168.1.1"), Public];
        Server.Serve("/rss", FeedServerReply.Document(Rss));
        using var fetcher = Internet();

        var result = await fetcher.FetchAsync(new FetchRequest(new Uri("http://both.example/rss")), default);

        Assert.IsType<FetchResult.Fetched>(result);
        Assert.Equal([Public], dialled);
    }

    [Fact]
    public async Task An_allowed_origin_is_allowed_by_its_very_name_and_port_alone()
    {
        names = static _ => [IPAddress.Loopback];
        await using var inside = FeedServer.Start();
        inside.Serve("/rss", FeedServerReply.Document(Rss));
        var port = inside.Url("/").Port;
        using var fetcher = Internet($"intranet.example:{port}");

        var named = await fetcher.FetchAsync(new FetchRequest(new Uri($"http://Intranet.example:{port}/rss")), default);
        var others = new List<string>();
        foreach (var origin in new[]
        {
            $"intranet.example.:{port}", $"127.0.0.1:{port}", $"other.example:{port}", "intranet.example",
        })
            if (await fetcher.FetchAsync(new FetchRequest(new Uri($"http://{origin}/rss")), default)
                is FetchResult.Failed { Code: "private-address" })
                others.Add(origin);

        Assert.IsType<FetchResult.Fetched>(named);
        Assert.Equal(4, others.Count);
        Assert.Single(inside.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://news.example/rss")]
    [InlineData("gopher://127.0.0.1:25/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/xml,<rss/>")]
    [InlineData("unix:/var/run/docker.sock")]
    public async Task Only_http_and_https_are_asked(string target)
    {
        Server.Serve("/to", FeedServerReply.Redirect(301, target));
        using var fetcher = Internet();

        var redirected = await fetcher.FetchAsync(new FetchRequest(new Uri("http://news.example/to")), default);
        var direct = await fetcher.FetchAsync(new FetchRequest(new Uri(target)), default);

        Assert.Equal("redirect-scheme", Assert.IsType<FetchResult.Failed>(redirected).Code);
        Assert.Equal("redirect-scheme", Assert.IsType<FetchResult.Failed>(direct).Code);
        Assert.Equal([Public], dialled);
    }

    [Fact]
    public async Task A_name_and_password_in_a_redirect_are_neither_sent_nor_kept()
    {
        Server.Serve("/a", FeedServerReply.Redirect(301, "http://eve:secret@other.example/b"));
        Server.Serve("/b", FeedServerReply.Document(Rss));
        using var fetcher = Internet();

        var result = await fetcher.FetchAsync(new FetchRequest(new Uri("http://news.example/a")), default);

        var head = Assert.IsType<FetchResult.Fetched>(result).Head;
        Assert.Equal(("http://other.example/b", "http://other.example/b"),
            (head.FinalUrl.AbsoluteUri, head.MovedTo?.AbsoluteUri));
        Assert.All(Server.Requests, static request => Assert.Null(request["Authorization"]));
    }

    private static IPAddress[] RealOrPublic(string host) =>
        IPAddress.TryParse(host.TrimEnd('.'), out var address) ? [address]
        : host.TrimEnd('.') == "localhost" ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [Public];

    private async Task AssertRefusedAsync(Uri url)
    {
        using var fetcher = Internet();
        var failed = Assert.IsType<FetchResult.Failed>(await fetcher.FetchAsync(new FetchRequest(url), default));
        // What no Uri can be made of leads nowhere.
        Assert.Contains(failed.Code, (string[])["private-address", "redirect-nowhere", "dns"]);
    }

    private FeedFetcher Internet(params string[] allowed)
    {
        var connector = new PublicConnector(allowed, TimeSpan.FromSeconds(10))
        {
            Clock = Network,
            Resolve = (host, _) =>
            {
                resolved.Add(host);
                return Task.FromResult(names(host));
            },
            Dial = DialAsync,
        };
        return new FeedFetcher(Options().ToFeedOptions(), Time, connector, network: Network);
    }

    private async Task<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var isPublic = address.Address.Equals(Public);
        dialled.Add(address.Address);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(
            IPAddress.Loopback, isPublic ? Server.Url("/").Port : address.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
