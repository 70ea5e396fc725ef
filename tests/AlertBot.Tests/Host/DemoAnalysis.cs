using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Configuration;
using AlertBot.Demo;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;

namespace AlertBot.Tests.Host;

/// <summary>
/// The demo's news through reading and analysis: the demo without clock, web and store. What the machine decides there
/// (which poll ends first, which articles share a step, whether the repair comes before or after them) a seed decides
/// here.
/// </summary>
internal static class DemoAnalysis
{
    // As the host spaces its repairs.
    private static readonly TimeSpan RepairEvery = TimeSpan.FromMinutes(10);
    private static readonly ChannelRef Channel = new("test", "demo", "main", null);

    /// <summary>The configuration of the repository.</summary>
    public static ConfigFolder Folder => new(Path.Combine(SharedData.RepositoryRoot!, "config"));

    /// <summary>Everything that is not as expected, one line each; empty when the run is right.</summary>
    public static IReadOnlyList<string> Faults(DemoNews news, WatchlistIndex index, int seed)
    {
        var rules = new AnalysisRules(
            new ArticlePreparer(index).Prepare, IncidentRules.Default, AlertRules.Default, AnalysisRules.DefaultBatchSize);
        var random = new Random(seed);
        var begin = news.Items[0].AtUtc.AddDays(-1);
        var subscriptions = index.Watchlists.Select(w => Subscription.Default(Channel, w.Topic.Id, begin)).ToList();
        var run = new Run(rules, subscriptions, begin);
        foreach (var together in news.Items.GroupBy(item => ArrivalUtc(news, item)).OrderBy(g => g.Key))
            run.Take([.. together.Select(item => ArticleOf(news, item, together.Key))], together.Key, random);
        return [.. AlertScore.Faults(news.Events.ToDictionary(e => e.Id, e => e.Items), run.ItemsOf, run.Alerted)];
    }

    private static DateTimeOffset ArrivalUtc(DemoNews news, DemoItem item)
    {
        var outage = FeedOf(news, item).Outages.FirstOrDefault(o => o.FromUtc <= item.AtUtc && item.AtUtc < o.ToUtc);
        return outage?.ToUtc ?? item.AtUtc;
    }

    private static DemoFeed FeedOf(DemoNews news, DemoItem item) => news.Feeds.First(f => f.Id == item.FeedId);

    internal static Article ArticleOf(DemoNews news, DemoItem item, DateTimeOffset seenUtc)
    {
        var feed = FeedOf(news, item);
        var (body, type) = DemoFeedWriter.Write(feed, [item]);
        var read = (FeedRead.Read)FeedReader.Read(body, new FeedSource(null, type), FeedReaderLimits.Default);
        var origin = new ArticleOrigin(feed.Id, Scope.Shared, feed.Name, feed.Group, feed.Language);
        return ArticleMaker.Make(read.Document.Entries[0], origin, read.Document.Language, seenUtc);
    }

    private sealed class Run(AnalysisRules rules, IReadOnlyList<Subscription> subscriptions, DateTimeOffset beginUtc)
    {
        private readonly Dictionary<string, Incident> _incidents = new(StringComparer.Ordinal);
        private readonly List<string> _alerted = [];
        private AnalysisWindow _window = AnalysisWindow.Empty;
        private DateTimeOffset _repairedUtc = beginUtc;

        /// <summary>The items of each incident that is left, by its number.</summary>
        public IReadOnlyDictionary<long, HashSet<string>> ItemsOf => _incidents.Values.Where(i => i.Members.Count > 0)
            .ToDictionary(i => i.Number, i => i.Members.Select(m => m.Link!.Segments[^1]).ToHashSet(StringComparer.Ordinal));

        /// <summary>The incident of each alert, as often as it was alerted.</summary>
        public IReadOnlyList<long> Alerted => [.. _alerted.Select(id => _incidents[id].Number)];

        public void Take(Article[] articles, DateTimeOffset nowUtc, Random random)
        {
            random.Shuffle(articles);
            if (random.Next(2) == 0) Repair(nowUtc);
            for (var at = 0; at < articles.Length;)
            {
                var count = random.Next(1, articles.Length - at + 1);
                Step(articles[at..(at + count)], [], nowUtc);
                at += count;
            }
            Repair(nowUtc);
        }

        private void Repair(DateTimeOffset nowUtc)
        {
            if (nowUtc - _repairedUtc < RepairEvery) return;
            Step([], [new AnalysisRequest.RepairTick(_repairedUtc)], nowUtc);
            _repairedUtc = nowUtc;
        }

        private void Step(IReadOnlyList<Article> articles, IReadOnlyList<AnalysisRequest> requests, DateTimeOffset nowUtc)
        {
            var outcome = Analysis.Step(_window, new AnalysisInput(articles, requests, subscriptions), nowUtc, rules);
            _window = outcome.NextWindow;
            foreach (var incident in outcome.Incidents) _incidents[incident.Id] = incident;
            _alerted.AddRange(outcome.Deliveries.Where(d => d.Kind == DeliveryKind.Send).Select(d => d.IncidentId!));
        }
    }
}
