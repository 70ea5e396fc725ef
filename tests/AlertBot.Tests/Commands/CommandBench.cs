using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Terminal;
using AlertBot.Testing;
using AlertBot.Tests.Watchlists;
using AlertBot.Watchlists;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>The catalogue on a real store, as one channel uses it.</summary>
internal sealed class CommandBench : IAsyncDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly ServiceProvider _services;

    private CommandBench(TestStore store, WatchlistIndex watched)
    {
        Store = store;
        Server = new TestPlatformServer(Time);
        Server.Open(Some.ChannelA);
        Server.Open(Some.ChannelB);
        _services = new ServiceCollection().AddLogging()
            .AddSingleton(store.Incidents).AddSingleton(store.Outbox).AddSingleton(store.Subscriptions)
            .AddSingleton(store.Audit).AddSingleton(store.Analysis).AddSingleton(store.Feeds).AddSingleton(store.Search)
            .AddSingleton(store.Mutes).AddSingleton(store.Follows).AddSingleton(store.Votes)
            .AddSingleton(store.Settings).AddSingleton(store.Communities)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<IChatPlatform>(new TestPlatform(Server))
            .AddSingleton<WatchlistRefresh>((_, _) => Task.CompletedTask)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<Func<WatchlistIndex>>(() => watched)
            .AddCommands().BuildServiceProvider();
        Catalogue = _services.GetRequiredService<CommandCatalogue>();
    }

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

    /// <summary>An empty store.</summary>
    /// <param name="watched">The watchlists; the usual small one when null.</param>
    public static async Task<CommandBench> NewAsync(WatchlistIndex? watched = null) =>
        new(await TestStore.NewSqliteAsync(), watched ?? SomeWatchlist.Index);

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
