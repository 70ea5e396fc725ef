using System.Net;
using System.Net.Sockets;
using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>Limits of time, on real sockets and a clock that the test moves.</summary>
public sealed class FeedFetcherPatienceTests : FetcherTestBase
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_server_that_says_nothing_is_left_after_twenty_seconds()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var url = Server.Serve("/rss", _ =>
        {
            asked.SetResult();
            return new FeedServerReply(200, [], [], FeedServerEnding.Silent);
        });

        var fetching = FetchAsync(new FetchRequest(url));
        await asked.Task;
        Network.Advance(TimeSpan.FromSeconds(19.9));
        var early = fetching.IsCompleted;
        Network.Advance(TimeSpan.FromSeconds(0.1));

        Assert.False(early);
        AssertTimeout("no answer within 20 s", await fetching);
    }

    [Fact]
    public async Task A_server_that_drips_its_headers_is_left_as_soon()
    {
        var (sent, more) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        var url = Server.ServeRaw("/rss", (stream, stop) => DripAsync(
            stream, "HTTP/1.1 200 OK\r\n", static i => $"X-Drip: {i}\r\n", sent, more, stop));

        var fetching = FetchAsync(new FetchRequest(url));
        for (var second = 0; second < 20; second++)
        {
            await sent.WaitAsync();
            Network.Advance(Second);
            more.Release();
        }

        AssertTimeout("no answer within 20 s", await fetching);
    }

    [Fact]
    public async Task A_server_that_drips_its_body_is_left_after_thirty_seconds()
    {
        var endUtc = Network.NowUtc.AddSeconds(30);
        var (sent, more) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        var url = Server.ServeRaw("/rss", (stream, stop) => DripAsync(
            stream, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", static i => Rss[i % Rss.Length].ToString(), sent,
            more, stop));

        var fetching = FetchAsync(new FetchRequest(url));
        await sent.WaitAsync();
        // Once the headers were read nothing but the whole matters.
        while (Network.NextUtc != endUtc) await Task.Yield();
        for (var second = 0; second < 30; second++)
        {
            Network.Advance(Second);
            more.Release();
            if (second < 29) await sent.WaitAsync();
        }

        AssertTimeout("the body was not complete within 30 s", await fetching);
    }

    [Fact]
    public async Task Redirects_do_not_begin_the_time_anew()
    {
        var startUtc = Network.NowUtc;
        for (var hop = 0; hop < 3; hop++)
        {
            var to = $"/{hop + 1}";
            Server.Serve($"/{hop}", _ =>
            {
                Network.Advance(TimeSpan.FromSeconds(9));
                return FeedServerReply.Redirect(302, to);
            });
        }

        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Serve("/3", _ =>
        {
            asked.SetResult();
            return new FeedServerReply(200, [], [], FeedServerEnding.Silent);
        });

        var fetching = FetchAsync(new FetchRequest(Server.Url("/0")));
        await asked.Task;
        Network.AdvanceTo(startUtc.AddSeconds(30));

        AssertTimeout("no answer within 20 s", await fetching);
    }

    [Fact]
    public async Task A_host_that_does_not_connect_is_left_after_ten_seconds()
    {
        var dialled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var fetcher = Fetcher(async (_, cancellationToken) =>
        {
            dialled.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Stream.Null;
        }, IPAddress.Parse("1.1.1.1"));

        var fetching = fetcher.FetchAsync(new FetchRequest(new Uri("http://news.example/rss")), default);
        await dialled.Task;
        Network.Advance(TimeSpan.FromSeconds(10));

        AssertTimeout("no connection within 10 s", await fetching);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_in_time_is_left_as_soon()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connector = new PublicConnector([], TimeSpan.FromSeconds(10))
        {
            Clock = Network,
            Resolve = async (_, cancellationToken) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return [];
            },
        };
        using var fetcher = new FeedFetcher(Options().ToFeedOptions(), Time, connector, network: Network);

        var fetching = fetcher.FetchAsync(new FetchRequest(new Uri("http://news.example/rss")), default);
        await asked.Task;
        Network.Advance(TimeSpan.FromSeconds(10));

        AssertTimeout("no connection within 10 s", await fetching);
    }

    [Fact]
    public async Task A_dead_first_address_leaves_time_for_the_next()
    {
        Server.Serve("/rss", FeedServerReply.Document(Rss));
        var dialled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var fetcher = Fetcher(async (address, cancellationToken) =>
        {
            if (address.Address.Equals(IPAddress.Parse("2.2.2.2"))) return await OpenAsync(cancellationToken);
            dialled.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Stream.Null;
        }, IPAddress.Parse("1.1.1.1"), IPAddress.Parse("2.2.2.2"));

        var fetching = fetcher.FetchAsync(new FetchRequest(new Uri("http://news.example/rss")), default);
        await dialled.Task;
        Network.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(Rss, TextOf(Assert.IsType<FetchResult.Fetched>(await fetching)));
    }

    private static void AssertTimeout(string message, FetchResult result)
    {
        var failed = Assert.IsType<FetchResult.Failed>(result);
        Assert.Equal(("timeout", message), (failed.Code, failed.Message.English));
    }

    // The semaphores are left to the collector: the server waits for one while the test ends, and whoever waits for one
    // that is disposed waits for ever.
    private static async Task DripAsync(
        Stream stream, string head, Func<int, string> drop, SemaphoreSlim sent, SemaphoreSlim more,
        CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        for (var i = 0; ; i++)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(drop(i)), stop);
            sent.Release();
            await more.WaitAsync(stop);
        }
    }

    private FeedFetcher Fetcher(
        Func<IPEndPoint, CancellationToken, Task<Stream>> dial, params IPAddress[] addresses) =>
        new(
            Options().ToFeedOptions(), Time,
            new PublicConnector([], TimeSpan.FromSeconds(10))
            {
                Clock = Network,
                Dial = dial,
                Resolve = (_, _) => Task.FromResult(addresses),
            },
            network: Network);

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Server.Url("/").Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
