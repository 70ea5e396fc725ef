using System.Net;
using System.Net.Sockets;
using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Options;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>A whole poller before a server that does what the test says, with a clock that stands still.</summary>
internal sealed class PollerBench : IAsyncDisposable
{
    private readonly FeedFetcher fetcher;

    public PollerBench(Action<FeedOptions>? change = null, MemoryFeedStore? store = null)
    {
        Options = new FeedOptions
        {
            AllowedPrivateOrigins = [Server.Origin],
            HostDelay = TimeSpan.Zero,
            HostConcurrency = 4,
            WorkerId = "worker-1",
        };
        change?.Invoke(Options);
        Store = store ?? new MemoryFeedStore();
        var connector = new PublicConnector(Options.AllowedPrivateOrigins, Options.ConnectTimeout)
        {
            Clock = Network,
            Resolve = (host, _) => Reach(host)
                ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
                : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.TryAgain)),
        };
        fetcher = new FeedFetcher(Options, Time, connector, network: Network);
        Poller = new FeedPoller(Store, fetcher, new OptionsWrapper<FeedOptions>(Options), Time, Log);
        Poller.ArticlesStored += Arrivals.Add;
    }

    public FeedServer Server { get; } = FeedServer.Start();

    public FakeTime Time { get; } = new();

    /// <summary>The clock of sockets: no limit of time is met unless the test moves it.</summary>
    public FakeTime Network { get; } = new();

    /// <summary>Whether a host's name resolves.</summary>
    public Func<string, bool> Reach { get; set; } = static _ => true;

    public LogLines<FeedPoller> Log { get; } = new();

    public List<int> Arrivals { get; } = [];

    public FeedOptions Options { get; }

    public MemoryFeedStore Store { get; }

    public FeedPoller Poller { get; }

    public IReadOnlyList<string> Titles => [.. Store.Articles.Select(static article => article.Title)];

    /// <summary>Configures feeds, one for each path of the server.</summary>
    public Task ConfigureAsync(params string[] paths) => Poller.SyncAsync(
        [.. paths.Select(path => SomeFeeds.Feed(path.Trim('/'), Server.Url(path).AbsoluteUri))],
        CancellationToken.None);

    public Task<PollTotals> PollAsync() => Poller.PollDueAsync(CancellationToken.None);

    /// <summary>Moves the clock, then polls what has become due.</summary>
    public Task<PollTotals> PollAfterAsync(TimeSpan wait)
    {
        Time.Advance(wait);
        return PollAsync();
    }

    public async Task<FeedState> StateAsync(string id) =>
        (await Store.ListAsync(CancellationToken.None)).Single(listing => listing.Feed.Id == id).State;

    public async ValueTask DisposeAsync()
    {
        fetcher.Dispose();
        await Server.DisposeAsync();
    }
}
