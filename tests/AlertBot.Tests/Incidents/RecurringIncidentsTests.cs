using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Incidents;

/// <summary>The whole reading of articles, from text to incidents, on sets whose truth is known.</summary>
public sealed class RecurringIncidentsTests(ITestOutputHelper output)
{
    [Fact]
    public void Recurring_incidents_are_told_apart()
    {
        var score = Shared("recurring-dev");

        Assert.True(score.BCubed.F1 >= 0.97, $"{score}");
        Assert.True(score.Fragmentation < 1.1, $"{score}");
    }

    [Fact]
    public void Look_alike_events_are_told_apart_by_their_words_alone()
    {
        var score = Shared("ecbplus-dev");

        Assert.True(score.BCubed.F1 >= 0.78, $"{score}");
    }

    [Fact]
    public void The_essential_cases_come_out_right()
    {
        var watchlists = NewsRun.ShippedWatchlists();
        Assert.SkipWhen(watchlists is null, "the watchlists lie in config/ of a checkout");
        using var articles = Sample("essential.articles.jsonl");
        using var truth = Sample("essential.gold.tsv");

        var gold = NewsRun.Clusters(truth);
        var found = NewsRun.Cluster(NewsRun.Articles(articles), watchlists, IncidentRules.Default);

        Assert.Equal(Groups(gold), Groups(found));
    }

    private ClusterScore Shared(string set)
    {
        var (articles, truth) =
            (SharedData.Find($"data/{set}.articles.jsonl"), SharedData.Find($"data/{set}.gold.tsv"));
        Assert.SkipWhen(articles is null || truth is null, $"../shared/data/{set} is absent");
        var watchlists = NewsRun.ShippedWatchlists();
        Assert.SkipWhen(watchlists is null, "the watchlists lie in config/ of a checkout");
        using var lines = new StreamReader(articles);
        using var gold = new StreamReader(truth);

        var score = ClusterScore.Of(
            NewsRun.Clusters(gold), NewsRun.Cluster(NewsRun.Articles(lines), watchlists, IncidentRules.Default));
        output.WriteLine($"{set}: {score}");
        return score;
    }

    private static string Groups(IReadOnlyDictionary<string, string> clusters) => string.Join(" | ", clusters
        .GroupBy(c => c.Value).Select(g => string.Join(' ', g.Select(c => c.Key).Order(StringComparer.Ordinal)))
        .Order(StringComparer.Ordinal));

    private static StreamReader Sample(string name)
    {
        var assembly = typeof(NewsRun).Assembly;
        var resource = assembly.GetManifestResourceNames()
            .Single(n => n.EndsWith("." + name, StringComparison.Ordinal));
        return new StreamReader(assembly.GetManifestResourceStream(resource)!);
    }
}
