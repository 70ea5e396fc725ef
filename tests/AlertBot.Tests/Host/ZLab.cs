#pragma warning disable
using System.Globalization;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;
namespace AlertBot.Tests.Host;
public sealed class ZLab(ITestOutputHelper output)
{
    [Fact]
    public void Sweep()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("LAB") is null, "lab");
        var n = int.Parse(Environment.GetEnvironmentVariable("LAB")!, CultureInfo.InvariantCulture);
        var text = new System.Text.StringBuilder();
        foreach (var set in new[] { "recurring-dev", "ecbplus-dev" })
        {
            using var lines = new StreamReader(SharedData.Find($"data/{set}.articles.jsonl")!);
            using var gold = new StreamReader(SharedData.Find($"data/{set}.gold.tsv")!);
            var score = ClusterScore.Of(NewsRun.Clusters(gold), NewsRun.Cluster(NewsRun.Articles(lines), NewsRun.ShippedWatchlists()!, IncidentRules.Default));
            text.AppendLine($"{set}: {score}");
        }
        foreach (var d in new[] { 0, 1, 2, 3, 4, 5, 6 })
        {
            var (news, index) = DemoScoreTests.Disguise(d, new[] { 0, 28, 364, -700, 7, 728, -364 }[d]);
            var all = new Dictionary<string, int>();
            var bad = 0;
            for (var seed = 0; seed < n; seed++)
            {
                var f = DemoAnalysis.Faults(news, index, seed);
                if (f.Count > 0) bad++;
                foreach (var fault in f)
                {
                    var key = System.Text.RegularExpressions.Regex.Replace(fault, @"#\d+", "#");
                    all[key] = all.GetValueOrDefault(key) + 1;
                }
            }
            text.AppendLine($"disguise {d}: {bad}/{n} runs with faults");
            foreach (var (k, c) in all.OrderByDescending(x => x.Value).Take(8)) text.AppendLine($"   {c}x {k}");
        }
        File.WriteAllText("/tmp/lab.txt", text.ToString());
        output.WriteLine(text.ToString());
    }

    [Fact]
    public void Trace()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("ITEMS") is null, "lab");
        var wanted = Environment.GetEnvironmentVariable("ITEMS")!.Split(',');
        var disguise = int.Parse(Environment.GetEnvironmentVariable("DISGUISE") ?? "0", CultureInfo.InvariantCulture);
        var reverse = Environment.GetEnvironmentVariable("REV") is not null;
        var (news, index) = DemoScoreTests.Disguise(disguise, new[] { 0, 28, 364, -700, 7, 728, -364 }[disguise]);
        var preparer = new ArticlePreparer(index);
        var window = IncidentWindow.Empty();
        var text = new System.Text.StringBuilder();
        var rules = IncidentRules.Default;
        foreach (var item in reverse ? news.Items.OrderBy(i => i.AtUtc).ThenByDescending(i => i.Id, StringComparer.Ordinal) : news.Items.OrderBy(i => i.AtUtc).ThenBy(i => i.Id, StringComparer.Ordinal))
        {
            var prepared = preparer.Prepare(DemoAnalysis.ArticleOf(news, item, item.AtUtc));
            if (wanted.Contains(item.Id))
            {
                var draft = new AlertBot.Incidents.Clustering.WindowDraft(window);
                var features = AlertBot.Incidents.Clustering.ArticleFeatures.Of(prepared);
                var query = AlertBot.Incidents.Clustering.Query.Of(features, draft);
                text.AppendLine($"== {item.Id} {System.Text.Json.JsonSerializer.Serialize(prepared.Facts)}");
                foreach (var (live, e, score, least) in draft.Live.Select(l => (l, l.For(features.Scope)))
                    .Where(p => p.Item2 is not null).Select(p => (p.l, e: AlertBot.Incidents.Clustering.Evidence.Of(query, p.Item2!)))
                    .Select(p => (p.l, p.e, s: AlertBot.Incidents.Clustering.JoinScore.Of(p.e, rules), t: AlertBot.Incidents.Clustering.JoinScore.Least(p.e, features, rules)))
                    .OrderByDescending(p => p.s - p.t).Take(3))
                    text.AppendLine($"   {score:F3}/{least} #{live.Incident.Number} {string.Join(' ', live.Incident.Members.Select(m => m.Link!.Segments[^1]))}\n      {e}");
            }
            var outcome = Clusterer.Step(window, [prepared], [], item.AtUtc, rules);
            window = outcome.NextWindow;
        }
        File.WriteAllText("/tmp/trace.txt", text.ToString());
    }
}
