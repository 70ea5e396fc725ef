using System.Net;
using System.Net.Sockets;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Configuration;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Incidents;
using AlertBot.Terminal;
using AlertBot.Testing;
using AlertBot.Tests.Watchlists;
using AlertBot.Watchlists;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>The catalogue on a real store, as one channel uses it.</summary>
internal sealed class CommandBench : IAsyncDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly ServiceProvider _services;
    private readonly IReadOnlyList<Watchlist> _files;

    private CommandBench(
        TestStore store, IReadOnlyList<Watchlist> files, IEnumerable<string> allowedOrigins, ExampleWeb? web)
    {
        (Store, _files) = (store, files);
        Watched = NewWatched();
        Server = new TestPlatformServer(Time);
        Server.Open(Some.ChannelA);
        Server.Open(Some.ChannelB);
        _services = new ServiceCollection().AddLogging()
            .AddSingleton(store.Incidents).AddSingleton(store.Outbox).AddSingleton(store.Subscriptions)
            .AddSingleton(store.Audit).AddSingleton(store.Analysis).AddSingleton(store.Feeds)
            .AddSingleton(store.Hubs).AddSingleton(store.Search)
            .AddSingleton(store.Mutes).AddSingleton(store.Follows).AddSingleton(store.Votes)
            .AddSingleton(store.Settings).AddSingleton(store.Communities)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<IChatPlatform>(new TestPlatform(Server))
            .AddSingleton(store.Watchlists).AddSingleton(store.Platforms).AddSingleton(store.Get<IArticleHistory>())
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(provider => new FeedDiscovery(
                provider.GetRequiredService<FeedFetcher>(), Options.Create(Unhurried(allowedOrigins)), Time))
            .AddSingleton<Func<WatchlistIndex>>(() => Watched.Index)
            .AddSingleton<WatchlistRefresh>((atOnce, token) => Watched.RefreshAsync(atOnce, token))
            .AddSingleton(web is null
                ? new FeedFetcher(
                    new FeedOptions(), Time, new PublicConnector(allowedOrigins, TimeSpan.FromSeconds(10)) { Resolve = ResolveAsync })
                : On(web))
            .AddCommands().BuildServiceProvider();
        Catalogue = _services.GetRequiredService<CommandCatalogue>();
    }

    // What the gazetteer knows and nobody watches.
    private static IReadOnlyList<Place> Listed { get; } =
    [
        new(
            "geonames-99532", "Basra", "IQ", PlacePrecision.City, 30.51, 47.81, [], 0, IsWatched: false,
            [Alias.Plain("Basra"), Alias.Plain("البصرة"), Alias.Plain("Al Basrah")]) { Population = 2_600_000 },
    ];

    /// <summary>Somebody who may read and ask.</summary>
    public static UserRef Reader { get; } = new("7", "a reader", MayManageChannel: false, MayModerate: false);

    /// <summary>Somebody who may subscribe the channel.</summary>
    public static UserRef Manager { get; } = new("8", "a manager", MayManageChannel: true, MayModerate: false);

    /// <summary>Somebody who may change incidents.</summary>
    public static UserRef Moderator { get; } = new("9", "a moderator", MayManageChannel: true, MayModerate: true);

    public FakeTime Time { get; } = new(Some.NowUtc.AddHours(1));

    public TestStore Store { get; }

    /// <summary>What holds the channels.</summary>
    public TestPlatformServer Server { get; }

    public CommandCatalogue Catalogue { get; }

    /// <summary>The watchlists as this process knows them.</summary>
    public WatchedLists Watched { get; }

    /// <summary>An empty store.</summary>
    /// <param name="files">The watchlists of the configuration; the usual small one when null.</param>
    /// <param name="allowedOrigins">Loopback addresses that may be asked for files and feeds.</param>
    public static async Task<CommandBench> NewAsync(
        IReadOnlyList<Watchlist>? files = null, params IReadOnlyList<string> allowedOrigins) =>
        new(await TestStore.NewSqliteAsync(), files ?? [SomeWatchlist.Watchlist], allowedOrigins, null);

    /// <summary>An empty store where every host leads to one that holds what examples name.</summary>
    public static async Task<CommandBench> NewAsync(IReadOnlyList<Watchlist> files, ExampleWeb web) =>
        new(await TestStore.NewSqliteAsync(), files, [], web);

    // The clock stands still while a site is searched.
    private static FeedOptions Unhurried(IEnumerable<string> origins) =>
        new() { AllowedPrivateOrigins = [.. origins, "news.example:443"], HostDelay = TimeSpan.Zero };

    private FeedFetcher On(ExampleWeb web) => new(
        new FeedOptions(), Time,
        new PublicConnector([], TimeSpan.FromSeconds(10))
        {
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([new IPAddress([8, 8, 8, 8])]),
            Dial = (_, token) => web.DialAsync(token),
        },
        (_, certificate, _, _) => certificate is not null);

    /// <summary>The watchlists as another process on the same store would know them.</summary>
    public WatchedLists NewWatched() => new(
        new BotConfig([], _files, Listed, []), Store.Watchlists, Store.Follows,
        Options.Create(new FeedOptions()), Time, NullLogger<WatchedLists>.Instance);

    // No test goes online: a name leads nowhere, and an address to itself.
    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var address)
            ? Task.FromResult<IPAddress[]>([address])
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    /// <summary>Asks after a short while, as people do.</summary>
    public Task<CommandReply> AskAsync(string line, UserRef? user = null, ChannelRef? channel = null)
    {
        Time.Advance(TimeSpan.FromSeconds(3));
        return AskAtOnceAsync(line, user, channel);
    }

    /// <summary>Asks at the instant of the last question.</summary>
    public Task<CommandReply> AskAtOnceAsync(string line, UserRef? user = null, ChannelRef? channel = null) =>
        Catalogue.HandleAsync(new IncomingCommand(channel ?? Some.ChannelA, user ?? Reader, line, null), Never);

    /// <summary>What a reader with an Arabic client is answered, as the terminal shows it.</summary>
    public async Task<string> ArabicAsync(string line, UserRef? user = null)
    {
        Time.Advance(TimeSpan.FromSeconds(3));
        return Text(
            await Catalogue.HandleAsync(new IncomingCommand(Some.ChannelA, user ?? Reader, line, "ar-IQ"), Never));
    }

    /// <summary>The answer as the terminal shows it.</summary>
    public async Task<string> TextAsync(string line, UserRef? user = null, ChannelRef? channel = null) =>
        Text(await AskAsync(line, user, channel));

    public static string Text(CommandReply reply) => string.Join('\n', Card.Lines(reply.Message));

    /// <summary>Keeps incidents.</summary>
    public Task HaveAsync(params Incident[] incidents) => Store.CommitAsync(Some.Outcome(incidents));

    /// <summary>Keeps articles, as a poll of their feed would.</summary>
    public async Task HaveArticlesAsync(params Article[] articles)
    {
        var feed = new ConfiguredFeed(
            new Feed("feed", Scope.Shared, new Uri("https://outlet.example/rss"), "Outlet", "Outlet", "en", false),
            Time.NowUtc);
        await Store.Feeds.SaveAsync(feed, Never);
        var claimed = Assert.Single(
            await Store.Feeds.ClaimDueAsync(SomeFeeds.Request(Time.NowUtc, "worker", 1), Never));
        await Store.Feeds.CommitPollsAsync(
            [
                new PollCommit(
                    claimed.Claim, SomeFeeds.Polled(claimed.State, Time.NowUtc.AddMinutes(5)),
                    [.. articles.Select(a =>
                        new PolledArticle(a, a.Id, PolledArticle.LinkKeyOf(CanonicalLink.Of(a.Link)!)))], null),
            ], Never);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Store.DisposeAsync();
    }
}
