using System.Globalization;
using System.Text.Json;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

/// <summary>
/// Measures facts on articles whose incident is known: all articles of one incident must agree in what identifies it.
/// The thresholds hold what was measured, so that a later change cannot lose it unseen.
/// </summary>
public sealed class RecurringFactsTests
{
    private sealed record Sample(string Cluster, string Title, ArticleFacts Facts);

    [Fact]
    public void Articles_of_one_incident_agree_in_kind_day_place_and_count()
    {
        var samples = Read();
        var clusters = samples.GroupBy(s => s.Cluster).Where(c => c.Count() > 1).ToList();

        Assert.True(Agreement(clusters, s => Family(s.Facts)) >= 0.97, "kind");
        Assert.True(Agreement(clusters, s => s.Facts.EventDay) >= 0.97, "day");
        Assert.True(Agreement(clusters, s => s.Facts.Place?.PlaceId) >= 0.97, "place");
        Assert.True(Agreement(clusters, s => (s.Facts.Munitions?.Count ?? s.Facts.Attackers)?.Min) >= 0.97, "count");
    }

    [Fact]
    public void Figures_in_a_title_are_the_figures_of_the_facts()
    {
        foreach (var sample in Read())
        {
            if (NumberBefore(sample.Title, "killed") is { } killed) Assert.Equal(killed, sample.Facts.Killed?.Min);
            if (NumberBefore(sample.Title, "wounded") is { } wounded) Assert.Equal(wounded, sample.Facts.Wounded?.Min);
        }
    }

    // Share of articles that give what most articles of their incident give; silent ones are left out.
    private static double Agreement<T>(IEnumerable<IGrouping<string, Sample>> clusters, Func<Sample, T?> value)
    {
        var (same, all) = (0, 0);
        foreach (var cluster in clusters)
        {
            var values = cluster.Select(value).Where(v => v is not null).ToList();
            if (values.Count == 0) continue;
            same += values.GroupBy(v => v).Max(g => g.Count());
            all += values.Count;
        }

        return (double)same / all;
    }

    private static string? Family(ArticleFacts facts) => facts.IsKindVague ? null
        : (facts.ReactsTo ?? facts.Kind) switch
        {
            EventKind.MortarAttack or EventKind.Shelling => "shells",
            EventKind.IedAttack or EventKind.Bombing or EventKind.Explosion => "bomb",
            { } kind => kind.ToString(),
            null => null,
        };

    private static int? NumberBefore(string title, string word)
    {
        var words = title.Split(' ', ',', ';', ':');
        var at = Array.IndexOf(words, word);
        return at > 0 && int.TryParse(words[at - 1], CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static List<Sample> Read()
    {
        var articles = SharedData.Find("data/recurring-dev.articles.jsonl");
        Assert.SkipWhen(articles is null, "../shared/data/recurring-dev.articles.jsonl is not there");
        var gold = File.ReadLines(SharedData.Find("data/recurring-dev.gold.tsv")!).Select(l => l.Split('\t'))
            .ToDictionary(l => l[0], l => l[1]);
        var samples = new List<Sample>();
        foreach (var line in File.ReadLines(articles!))
        {
            using var json = JsonDocument.Parse(line);
            string Value(string name) => json.RootElement.GetProperty(name).GetString()!;
            var facts = SomeNames.Facts(Value("title"), Value("text"), Value("published"));
            samples.Add(new Sample(gold[Value("id")], Value("title"), facts));
        }

        return samples;
    }
}
