using AlertBot.Feeds;
using AlertBot.Testing;
using Microsoft.Extensions.Options;

namespace AlertBot.Tests.Feeds.Hubs;

/// <summary>All that has to do with hubs, on a real store, with a feed server and a hub on real sockets and a clock that
/// stands still.</summary>
internal sealed class HubBench : IAsyncDisposable
{
    private readonly FeedFetcher fetcher;
    private HubReceiver? receiver;
    private Uri? door;

    private HubBench(TestStore store, HubServer hub, Action<FeedOptions>? change)
    {
        (Store, Hub) = (store, hub);
        Options = new FeedOptions
        {
            AllowedPrivateOrigins = [Server.Origin, hub.Origin],
            HostDelay = TimeSpan.Zero,
            HostConcurrency = 4,
            WorkerId = "worker-1",
            PublicAddress = "https://alerts.example/bot",
            HubListen = "http://127.0.0.1:0",
        };
        change?.Invoke(Options);
        var connector = new PublicConnector(Options.AllowedPrivateOrigins, Options.ConnectTimeout) { Clock = Network };
        fetcher = new FeedFetcher(Options, Time, connector, network: Network);
        var wrapped = new OptionsWrapper<FeedOptions>(Options);
        Poller = new FeedPoller(store.Feeds, fetcher, wrapped, Time, new LogLines<FeedPoller>());
        Subscriber = new HubSubscriber(Hubs, store.Feeds, Poller, fetcher, wrapped, Time, SubscriberLog);
        Pushes = new HubPushes(Hubs, store.Feeds, wrapped, Time, new LogLines<HubPushes>());
        Pushes.ArticlesStored += Arrivals.Add;
        // As a proxy does that ends TLS and passes paths on.
        hub.Reach = callback => new Uri(door!, callback.PathAndQuery);
    }

    public TestStore Store { get; }

    public IHubStore Hubs => Store.Hubs;

    public HubServer Hub { get; }

    public FeedServer Server { get; } = FeedServer.Start();

    public FakeTime Time { get; } = new();

    /// <summary>The clock of sockets: no limit of time is met unless the test moves it.</summary>
    public FakeTime Network { get; } = new();

    public FeedOptions Options { get; }

    public FeedPoller Poller { get; }

    public HubSubscriber Subscriber { get; }

    public HubPushes Pushes { get; }

    public LogLines<HubSubscriber> SubscriberLog { get; } = new();

    public LogLines<HubReceiver> ReceiverLog { get; } = new();

    public List<int> Arrivals { get; } = [];

    /// <summary>How often a push was said to be kept.</summary>
    public int Kept { get; private set; }

    public static async Task<HubBench> NewAsync(Action<FeedOptions>? change = null)
    {
        var bench = new HubBench(await TestStore.NewSqliteAsync(), await HubServer.StartAsync(), change);
        await bench.ListenAsync();
        return bench;
    }

    /// <summary>Serves a feed that names its hub, and polls it once.</summary>
    /// <param name="items">Its items.</param>
    /// <param name="links">What stands in its channel besides; null for its address and hub.</param>
    public async Task<Feed> OfferAsync(string items = "", string? links = null)
    {
        Serve(items, links);
        var feed = SomeFeeds.Feed("feed", Server.Url("/feed").AbsoluteUri);
        await Poller.SyncAsync([feed], default);
        await Poller.PollDueAsync(default);
        return feed;
    }

    /// <summary>Changes what the feed says.</summary>
    public void Serve(string items, string? links = null) =>
        Server.Serve("/feed", _ => FeedServerReply.Document(Document(items, links)));

    /// <summary>Makes the feed one that its hub pushes.</summary>
    public async Task<HubRequest> SubscribedAsync(string items = "")
    {
        await OfferAsync(items);
        await Subscriber.WorkAsync(default);
        var request = Hub.Requests[^1];
        await Hub.VerifyAsync(request);
        return request;
    }

    /// <summary>Pushes an item, and reads what was pushed.</summary>
    public async Task<int> PushAsync(HubRequest request, string items)
    {
        var status = await Hub.PushAsync(request, Document(items));
        await Pushes.ReadWaitingAsync(default);
        return status;
    }

    /// <summary>The feed as its server and its hub tell it.</summary>
    public string Document(string items, string? links = null) =>
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>News</title>"
        + (links ?? $"<atom:link rel=\"hub\" href=\"{Hub.Url}\"/><atom:link rel=\"self\" href=\"{Topic}\"/>")
        + items + "</channel></rss>";

    /// <summary>The address by which the hub knows the feed.</summary>
    public string Topic => Server.Url("/feed?full=1").AbsoluteUri;

    /// <summary>An item that was published now.</summary>
    public string Item(string title, DateTimeOffset? atUtc = null) =>
        $"<item><guid isPermaLink=\"false\">{title}</guid><title>{title}</title>"
        + $"<pubDate>{atUtc ?? Time.NowUtc:r}</pubDate></item>";

    public async Task<HubSubscription> OneAsync() => (await Hubs.ListAsync(default)).Single();

    public async Task<FeedState> StateAsync() => (await Store.Feeds.ListAsync(default)).Single().State;

    public async Task<IReadOnlyList<string>> TitlesAsync() =>
        [.. (await Store.Analysis.ReadWaitingAsync(100, default)).Articles.Select(static a => a.Title)
            .Order(StringComparer.Ordinal)];

    /// <summary>A process that starts anew on a store.</summary>
    public Process Again(TestStore store)
    {
        var wrapped = new OptionsWrapper<FeedOptions>(Options);
        var poller = new FeedPoller(store.Feeds, fetcher, wrapped, Time, new LogLines<FeedPoller>());
        return new Process(poller, new HubSubscriber(
            store.Hubs, store.Feeds, poller, fetcher, wrapped, Time, new LogLines<HubSubscriber>()));
    }

    /// <summary>What a process has of hubs.</summary>
    public sealed record Process(FeedPoller Poller, HubSubscriber Subscriber);

    public async ValueTask DisposeAsync()
    {
        if (receiver is not null)
        {
            await receiver.StopAsync(default);
            receiver.Dispose();
        }

        fetcher.Dispose();
        await Hub.DisposeAsync();
        await Server.DisposeAsync();
        await Store.DisposeAsync();
    }

    private async Task ListenAsync()
    {
        receiver = new HubReceiver(Hubs, new OptionsWrapper<FeedOptions>(Options), Time, ReceiverLog);
        receiver.PushKept += () => Kept++;
        await receiver.StartAsync(default);
        if (Options.TakesPushes) door = await receiver.Listening;
    }
}
