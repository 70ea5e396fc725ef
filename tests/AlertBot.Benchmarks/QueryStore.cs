using System.Globalization;
using System.Threading.Channels;
using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Microsoft.Data.Sqlite;

namespace AlertBot.Benchmarks;

/// <summary>A store as it stands after some months: feeds with what they brought, incidents made of it, what was sent.
/// Written through the ports, as polls and analysis do; the same number of incidents gives the same store.</summary>
internal static class QueryStore
{
    private const int Feeds = 1000;
    private const int PrivateFeeds = 20;
    private const int FeedsOfBatch = 20;
    private const int IncidentsOfBatch = 1000;
    private const int SubscribedChannels = 200;

    /// <summary>When the news begin.</summary>
    public static DateTimeOffset BeginUtc { get; } = Some.NowUtc;

    /// <summary>When all of it has happened: an incident a minute.</summary>
    public static DateTimeOffset EndUtc(int incidents) => BeginUtc.AddMinutes(incidents + (24 * 60));

    /// <summary>The store in a folder, made unless it is there.</summary>
    public static async Task<TestStore> OpenAsync(string folder, int incidents, WatchlistIndex index)
    {
        Directory.CreateDirectory(folder);
        var isThere = File.Exists(Path.Combine(folder, "alertbot.db"));
        var store = TestStore.At(folder);
        if (await store.Store.OpenAsync(CancellationToken.None) is { } problem)
            throw new InvalidOperationException(problem.ToString());
        if (!isThere) await FillAsync(store, incidents, index);
        return store;
    }

    private static async Task FillAsync(TestStore store, int incidents, WatchlistIndex index)
    {
        var (began, used) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await AddHouseAsync(store, index);
        var batches = Channel.CreateBounded<IReadOnlyList<QueryNews.Told>>(2);
        var making = Task.Run(() => MakeAsync(batches.Writer, incidents, index));
        var (written, articles, polling, committing) = (0, 0, TimeSpan.Zero, TimeSpan.Zero);
        await foreach (var batch in batches.Reader.ReadAllAsync())
        {
            var (took, scopes) = await PollAsync(store, [.. batch.SelectMany(t => t.Articles)]);
            (polling, committing) = (polling + took, committing + await AnalyseAsync(store, batch, scopes));
            (written, articles) = (written + batch.Count, articles + batch.Sum(t => t.Articles.Count));
            if (written % (IncidentsOfBatch * 10) == 0 || written == incidents)
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{articles,9:N0} articles, {written,7:N0} of {incidents:N0} incidents, "
                    + $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s"));
        }

        await making;
        await SettleAsync(store);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{articles:N0} articles of {incidents:N0} incidents made in "
            + $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s, "
            + $"{(Environment.CpuUsage.TotalTime - used).TotalSeconds:0.0} s of the processor: storing took "
            + $"{polling.TotalMicroseconds / articles:0} µs an article and {committing.TotalMicroseconds / incidents:0} "
            + $"µs an incident; {new FileInfo(store.DatabasePath).Length / 1e6:0} MB"));
    }

    private static async Task MakeAsync(
        ChannelWriter<IReadOnlyList<QueryNews.Told>> batches, int incidents, WatchlistIndex index)
    {
        try
        {
            var news = new QueryNews(index, BeginUtc);
            for (var first = 1; first <= incidents; first += IncidentsOfBatch)
                await batches.WriteAsync(news.Tell(first, Math.Min(IncidentsOfBatch, incidents - first + 1)));
            batches.Complete();
        }
        catch (Exception fault)
        {
            batches.Complete(fault);
            throw;
        }
    }

    private static async Task AddHouseAsync(TestStore store, WatchlistIndex index)
    {
        await store.Feeds.SyncSharedAsync(
            [.. Enumerable.Range(0, Feeds).Select(i => Configured(i, Scope.Shared))], CancellationToken.None);
        for (var i = 0; i < PrivateFeeds; i++)
            await store.Feeds.SaveAsync(Configured(Feeds + i, Scope.Of(Some.CommunityA)), CancellationToken.None);
        var topics = index.Watchlists.Select(w => w.Topic.Id).ToList();
        for (var i = 0; i < SubscribedChannels; i++)
            foreach (var topic in topics)
                await store.Subscriptions.SaveAsync(
                    Subscription.Default(
                        i == 0 ? Some.ChannelA
                            : Some.ChannelA with { Community = $"server-{i / 4}", Channel = $"channel-{i}" },
                        topic, BeginUtc),
                    CancellationToken.None);
    }

    private static ConfiguredFeed Configured(int number, Scope scope) => new(
        new Feed(
            $"feed-{number}", scope, new Uri($"https://outlet{number}.example/rss"), $"Outlet {number}",
            $"group {number}", null, Urgent: false),
        BeginUtc);

    /// <summary>The articles come in polls of some feeds, each with an equal share of them: whose feed it is, is whose
    /// article it is.</summary>
    private static async Task<(TimeSpan Took, IReadOnlyDictionary<string, Scope> Scopes)> PollAsync(
        TestStore store, IReadOnlyList<Article> articles)
    {
        var request = new ClaimRequest(
            FeedState.Never.AddDays(-1), FeedsOfBatch, "bench", FeedState.Never.AddDays(-1), FeedsOfBatch, [], []);
        var claims = await store.Feeds.ClaimDueAsync(request, CancellationToken.None);
        var commits = claims.Select((claim, i) => new PollCommit(
            claim.Claim, claim.State with { NextPollUtc = claim.State.NextPollUtc.AddMinutes(5) },
            [.. articles.Where((_, a) => a % claims.Count == i).Select(a => Polled(a, claim.Feed))], null)).ToList();
        var began = TimeProvider.System.GetTimestamp();
        await store.Feeds.CommitPollsAsync(commits, CancellationToken.None);
        return (
            TimeProvider.System.GetElapsedTime(began),
            commits.SelectMany(c => c.Articles)
                .ToDictionary(a => a.Article.Id, a => a.Article.Scope, StringComparer.Ordinal));
    }

    private static PolledArticle Polled(Article article, Feed feed)
    {
        var of = article with
        {
            Scope = feed.Scope,
            FeedId = feed.Id,
            Outlet = feed.Name,
            OutletGroup = feed.OutletGroup,
        };
        return new PolledArticle(of, of.Id, PolledArticle.LinkKeyOf(CanonicalLink.Of(of.Link!)!));
    }

    private static async Task<TimeSpan> AnalyseAsync(
        TestStore store, IReadOnlyList<QueryNews.Told> batch, IReadOnlyDictionary<string, Scope> scopes)
    {
        var outcome = Some.Outcome(
            [.. batch.SelectMany(t => t.Articles.Select(a => new AnalysedArticle(a.Id, t.Incident.Id, [])))],
            [
                .. batch.Select(t => t.Incident with
                {
                    Members = [.. t.Incident.Members.Select(m => m with { Scope = scopes[m.ArticleId] })],
                }),
            ],
            deliveries: [.. batch.SelectMany(t => t.Deliveries)]);
        var began = TimeProvider.System.GetTimestamp();
        await store.CommitAsync(outcome);
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>What was owed long ago was sent, but for some that could not be.</summary>
    private static async Task SettleAsync(TestStore store)
    {
        await using var connection = new SqliteConnection($"Data Source={store.DatabasePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            UPDATE "Deliveries" SET "State" = CASE WHEN "Row" % 1000 = 0 THEN 4 ELSE 2 END, "ReadyUtc" = NULL,
                "Attempts" = 1, "SentUtc" = "CreatedUtc" + 900, "SentChannel" = "Channel", "SentId" = "Row";
            """;
        await command.ExecuteNonQueryAsync();
    }
}
