using System.Text.Json;
using AlertBot.Configuration;
using AlertBot.Demo;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The demo, scored against what is expected of it.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_alerts_on_every_event_and_on_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var config = Path.Combine(SharedData.RepositoryRoot!, "config");

        var run = await ProgramRun.ToEndAsync(["demo", "--no-prompt", "--config", config, "--data", folder["data"]]);

        Assert.True(run.ExitCode == 0, run.Errors);
        var score = await DemoScore.OfAsync(new ConfigFolder(config), folder["data"]);
        Assert.Empty(score.Faults);
        Assert.Contains("edited", run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("[UPDATE]", run.Output, StringComparison.Ordinal);
        Assert.Contains("publication to alert", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_stops_in_order_when_it_is_interrupted()
    {
        await using var run = ProgramRun.Start(["demo", "--no-prompt"]);
        await run.SeesAsync(line => line.StartsWith('['));

        await run.SignalAsync("INT");
        var result = await run.EndAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Stopped early", result.Output, StringComparison.Ordinal);
    }
}

/// <summary>What a demo's store and transcript are worth.</summary>
/// <param name="Faults">Everything that is not as expected, one line each.</param>
internal sealed record DemoScore(IReadOnlyList<string> Faults)
{
    public static async Task<DemoScore> OfAsync(ConfigFolder config, string data)
    {
        var news = DemoNews.Read(config);
        var listed = await ProgramRun.ToEndAsync(
            ["incidents", "--json", "--limit", "100000", "--config", config.Path], null, ("Storage__DataDirectory", data));
        var itemsOf = listed.OutputLines.Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(
            i => i.GetProperty("number").GetInt32(),
            i => i.GetProperty("sources").EnumerateArray()
                .Select(s => new Uri(s.GetProperty("link").GetString()!).Segments[^1]).ToHashSet(StringComparer.Ordinal));
        var alerts = TranscriptFile.Read(Path.Combine(data, "transcript.jsonl")).Where(s => s.IsAlert)
            .Select(TranscriptFile.Number).ToList();
        return new DemoScore([.. Find(news, itemsOf, alerts)]);
    }

    private static IEnumerable<string> Find(
        DemoNews news, IReadOnlyDictionary<int, HashSet<string>> itemsOf, IReadOnlyList<int> alerts)
    {
        foreach (var twice in alerts.GroupBy(n => n).Where(g => g.Count() > 1)) yield return $"#{twice.Key} was alerted twice";
        var eventOf = news.Events.SelectMany(e => e.Items.Select(i => (i, e.Id))).ToDictionary(p => p.i, p => p.Id);
        // An alert whose incident went into another points there; it is not listed any more.
        foreach (var number in alerts.Distinct().Where(itemsOf.ContainsKey))
        {
            var events = itemsOf[number].Select(i => eventOf.GetValueOrDefault(i, $"unrelated {i}")).Distinct().ToList();
            if (events.Count != 1 || !eventOf.ContainsValue(events[0])) yield return $"#{number} mixes {string.Join(", ", events)}";
        }
        foreach (var told in news.Events)
        {
            var parts = itemsOf.Where(i => i.Value.Overlaps(told.Items)).ToList();
            if (parts.Count != 1)
                yield return $"{told.Id} is split: {string.Join("; ", parts.Select(p => $"#{p.Key} {string.Join(' ', p.Value)}"))}";
            if (!parts.Any(p => alerts.Contains(p.Key))) yield return $"{told.Id} was not alerted";
        }
    }
}
