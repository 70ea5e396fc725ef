using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Configuration;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlertBot.Tests.Host;

/// <summary>The analysis with a real store, real watchlists and a clock that stands still.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public static readonly Scope Own = Scope.Of(Some.CommunityA);

    private readonly TestStore _store;

    private Desk(TestStore store)
    {
        _store = store;
        Watched = NewWatched();
        Analyst = new Analyst(
            store.Analysis, store.Leases, new WorkerName("desk"), Watched.RulesAsync, Time,
            NullLogger<Analyst>.Instance);
    }

    public FakeTime Time { get; } = new();

    public TestStore Store => _store;

    public WatchedLists Watched { get; }

    public Analyst Analyst { get; }

    public LogLines<WatchedLists> Log { get; } = new();

    /// <summary>A desk whose only file watches Taji, and whose two communities subscribe to the topics named.</summary>
    public static async Task<Desk> OpenAsync(params string[] topics)
    {
        var desk = new Desk(await TestStore.NewSqliteAsync());
        foreach (var topic in topics)
            foreach (var channel in (ChannelRef[])[Some.ChannelA, Some.ChannelB])
                await desk._store.Subscriptions.SaveAsync(
                    Subscription.Default(channel, topic, desk.Time.NowUtc.AddDays(-1)) with
                    {
                        LeastSeverity = SeverityLevel.Low,
                    },
                    CancellationToken.None);
        return desk;
    }

    public static string Yaml(string topic, string place, string name) =>
        $"topic: {topic}\nname: {topic}\nplaces:\n  - {{id: {place}, name: {name}, country: IQ, precision: site, " +
        $"lat: 33.5, lon: 44.2, weight: 25}}\nrules:\n  - {{id: any, name: Any news of it, query: \"place:{place}\"}}\n";

    public WatchedLists NewWatched() => new(
        new BotConfig([], [WatchlistReader.Read("file", Yaml("taji", "taji", "Taji"), Scope.Shared).Watchlist!], [], []),
        _store.Watchlists, _store.Follows, new OptionsWrapper<FeedOptions>(new FeedOptions()), Time, Log);

    public Task TuneAsync(string topic, string yaml, int version, Scope scope = default) => _store.Watchlists.SaveAsync(
        new StoredWatchlist(topic, scope, version, yaml, Time.NowUtc, "a moderator"), CancellationToken.None);

    public Task AskAsync(AnalysisRequest request) =>
        _store.Analysis.AddRequestAsync(request, Time.NowUtc, CancellationToken.None);

    /// <summary>Stores an article as its feed's poll does, a minute after the last, and analyses it.</summary>
    public async Task PublishAsync(string id, string title, string text)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        await _store.AddArticlesAsync(Article(id, title, text));
        await Analyst.AnalyseWaitingAsync(CancellationToken.None);
    }

    /// <summary>A minute later the publisher has changed what the article says.</summary>
    public async Task EditAsync(string id, string title, string text)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        await _store.EditArticleAsync(Article(id, title, text));
        await Analyst.AnalyseWaitingAsync(CancellationToken.None);
    }

    /// <summary>The incident of that number as a community is shown it.</summary>
    public async Task<IncidentView> IncidentAsync(long number) =>
        await _store.Incidents.FindAsync(number, Some.CommunityA, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no incident {number}.");

    /// <summary>What a channel is owed so far, oldest first.</summary>
    public async Task<IReadOnlyList<Delivery>> OwedAsync(ChannelRef channel) =>
        [.. (await _store.Outbox.ListAsync(null, 100, CancellationToken.None)).Select(r => r.Delivery)
            .Where(d => d.Channel == channel).OrderBy(d => d.CreatedUtc).ThenBy(d => d.Sequence)];

    private Article Article(string id, string title, string text) =>
        Some.Article(id, title: title, text: text, seenUtc: Time.NowUtc, feedId: $"feed-of-{id}") with
        {
            Outlet = $"Outlet of {id}",
            OutletGroup = id,
        };

    public ValueTask DisposeAsync()
    {
        Analyst.Dispose();
        return _store.DisposeAsync();
    }
}
