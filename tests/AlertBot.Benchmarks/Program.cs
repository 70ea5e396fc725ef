using System.Globalization;
using AlertBot.Benchmarks;
using BenchmarkDotNet.Running;

const int TeaserCharacters = 600;
const int ArticleCharacters = 2000;
const int MostIncidents = 200_000; // with five articles each: a million

try
{
    return await RunAsync(args);
}
catch (InvalidOperationException fault)
{
    // Caught, so that the program that was started is ended too.
    Console.Error.WriteLine(fault.Message);
    return 1;
}

static async Task<int> RunAsync(string[] args) => args switch
{
    ["fit", var articles, var gold] => JoinFit.Run(articles, gold),
    ["poll", var feeds, .. var rest] => await PollRun.PublishedAsync(Number(feeds), rest.ElementAtOrDefault(0)),
    ["poll-here", var feeds] => await PollRun.PollAsync(Number(feeds)),
    ["fetch", var feeds] => await PollRun.FetchAsync(Number(feeds)),
    ["serve-feeds", var feeds] => await PollRun.ServeAsync(Number(feeds)),
    ["start", .. var rest] => await StartRun.StartAsync(rest.ElementAtOrDefault(0)),
    ["run", var feeds, .. var rest] => await WholeRun.RunAsync(
        Number(feeds), Number(rest.ElementAtOrDefault(0), TeaserCharacters), rest.ElementAtOrDefault(1)),
    ["cold", var feeds, .. var rest] => await WholeRun.ColdAsync(
        Number(feeds), Number(rest.ElementAtOrDefault(0), TeaserCharacters), rest.ElementAtOrDefault(1)),
    ["analyze", var articles, .. var rest] => await AnalyzeRun.AnalyzeAsync(
        Number(articles), Number(rest.ElementAtOrDefault(0), ArticleCharacters), rest.ElementAtOrDefault(1)),
    ["news", var articles, .. var rest] => AnalyzeRun.News(
        Number(articles), Number(rest.ElementAtOrDefault(0), ArticleCharacters)),
    ["stages", var articles, .. var rest] => StagesRun.Run(
        Number(articles), Number(rest.ElementAtOrDefault(0), ArticleCharacters)),
    ["queries", .. var rest] => await QueryRun.RunAsync(
        Number(rest.ElementAtOrDefault(0), MostIncidents), Number(rest.ElementAtOrDefault(1), 200),
        rest.ElementAtOrDefault(2), rest.ElementAtOrDefault(3) ?? ""),
    ["burst", .. var rest] => await BurstRun.RunAsync(Number(rest.ElementAtOrDefault(0), 10_000)),
    ["telegram", .. var rest] => await TelegramRun.RunAsync(
        Number(rest.ElementAtOrDefault(0), 10_000), rest.ElementAtOrDefault(1)),
    ["discord", .. var rest] => await DiscordRun.RunAsync(
        Number(rest.ElementAtOrDefault(0), 10_000), rest.ElementAtOrDefault(1)),
    ["latency", "pushed", .. var rest] => await LatencyRun.PushedAsync(rest.ElementAtOrDefault(0)),
    ["latency", .. var rest] => await LatencyRun.RunAsync(rest.ElementAtOrDefault(0)),
    ["discord-cards", var data, var output, .. var rest] =>
        await DiscordCards.DrawAsync(data, output, rest.ElementAtOrDefault(0)),
    ["inspect", .. var rest] => await InspectRun.InspectAsync(
        rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1)),
    ["fuzz", var minutes, .. var rest] => FuzzMinutes.Run(
        double.Parse(minutes, CultureInfo.InvariantCulture), rest.ElementAtOrDefault(0)),
    _ => Switch(args),
};

static int Number(string? text, int otherwise = 0) =>
    text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);

static int Switch(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(PollRun).Assembly).Run(args);
    return 0;
}
