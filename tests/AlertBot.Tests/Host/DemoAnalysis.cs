using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Configuration;
using AlertBot.Demo;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;

namespace AlertBot.Tests.Host;

/// <summary>The demo's news through the analysis alone: what is left of the demo without clock, web and store.</summary>
internal static class DemoAnalysis
{
    private static readonly ChannelRef Channel = new("test", "demo", "main", null);

    /// <summary>The configuration of the repository.</summary>
    public static ConfigFolder Folder => new(Path.Combine(SharedData.RepositoryRoot!, "config"));

    /// <summary>Everything that is not as expected, one line each; empty when the run is right.</summary>
    public static IReadOnlyList<string> Faults(DemoNews news, WatchlistIndex index)
    {
        var rules = new AnalysisRules(
            new ArticlePreparer(index).Prepare, IncidentRules.Default, AlertRules.Default, AnalysisRules.DefaultBatchSize);
        var window = AnalysisWindow.Empty;
        var incidents = new Dictionary<string, Incident>(StringComparer.Ordinal);
        var alerted = new List<string>();
        var begin = news.Items[0].AtUtc.AddDays(-1);
        var subscriptions = index.Watchlists.Select(w => Subscription.Default(Channel, w.Topic.Id, begin)).ToList();
        foreach (var together in news.Items.GroupBy(i => i.AtUtc).OrderBy(g => g.Key))
        {
            var articles = together.Select(item => Article(item, news.Feeds.First(f => f.Id == item.FeedId))).ToList();
            var input = new AnalysisInput(articles, [new AnalysisRequest.RepairTick(null)], subscriptions);
            var outcome = Analysis.Step(window, input, together.Key, rules);
            window = outcome.NextWindow;
            foreach (var incident in outcome.Incidents) incidents[incident.Id] = incident;
            alerted.AddRange(outcome.Deliveries.Where(d => d.Kind == DeliveryKind.Send).Select(d => d.IncidentId!));
        }
        return [.. Faults(news, [.. incidents.Values.Where(i => i.Members.Count > 0)], alerted)];
    }

    private static Article Article(DemoItem item, DemoFeed feed) => new(
        item.Id, Scope.Shared, feed.Id, feed.Name, feed.Group, item.Title, item.Text,
        new Uri(DemoFeedWriter.Link(feed, item)), feed.Language, item.AtUtc, item.AtUtc,
        ArticleMaker.ContentHashOf(item.Title, item.Text));

    private static IEnumerable<string> Faults(
        DemoNews news, IReadOnlyList<Incident> incidents, IReadOnlyList<string> alerted)
    {
        var eventOf = news.Events.SelectMany(e => e.Items.Select(i => (i, e.Id))).ToDictionary(p => p.i, p => p.Id);
        foreach (var twice in alerted.GroupBy(id => id).Where(g => g.Count() > 1)) yield return $"{twice.Key} was alerted twice";
        foreach (var incident in incidents.Where(i => alerted.Contains(i.Id)))
        {
            var ids = incident.Members.Select(m => m.ArticleId).ToList();
            var events = ids.Select(i => eventOf.GetValueOrDefault(i, "unrelated")).Distinct().ToList();
            if (events.Count > 1 || events[0] == "unrelated")
                yield return $"an alert mixes {string.Join(", ", events)}: {string.Join(' ', ids)}";
        }
        foreach (var told in news.Events)
        {
            var parts = incidents.Where(i => i.Members.Any(m => told.Items.Contains(m.ArticleId))).ToList();
            if (parts.Count != 1)
                yield return $"{told.Id} is split: " + string.Join(" | ", parts.Select(p => string.Join(' ', p.Members.Select(m => m.ArticleId))));
            if (!parts.Any(p => alerted.Contains(p.Id))) yield return $"{told.Id} was not alerted";
        }
    }
}
