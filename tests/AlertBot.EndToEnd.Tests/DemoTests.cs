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
    public async Task The_demo_alerts_once_on_every_event_and_on_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var config = Path.Combine(SharedData.RepositoryRoot!, "config");

        var run = await ProgramRun.ToEndAsync(["demo", "--no-prompt", "--config", config, "--data", folder["data"]]);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Empty(await FaultsAsync(new ConfigFolder(config), folder["data"]));
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

    /// <summary>What the store and the transcript of a demo have that is not as it should be, one line each.</summary>
    private static async Task<IReadOnlyList<string>> FaultsAsync(ConfigFolder config, string data)
    {
        var listed = await ProgramRun.ToEndAsync(
            ["incidents", "--json", "--limit", "100000", "--config", config.Path], null, ("Storage__DataDirectory", data));
        var itemsOf = listed.OutputLines.Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(
            i => i.GetProperty("number").GetInt64(),
            i => i.GetProperty("sources").EnumerateArray()
                .Select(s => new Uri(s.GetProperty("link").GetString()!).Segments[^1]).ToHashSet(StringComparer.Ordinal));
        var alerts = TranscriptFile.Read(Path.Combine(data, "transcript.jsonl")).Where(s => s.IsAlert)
            .Select(shown => (long)TranscriptFile.Number(shown)).ToList();
        var events = DemoNews.Read(config).Events.ToDictionary(e => e.Id, e => e.Items);
        return [.. AlertScore.Faults(events, itemsOf, alerts)];
    }
}
