using AlertBot.Configuration;
using AlertBot.Demo;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AlertBot.Verbs;

/// <summary>Checks all of <c>config/</c> and says everything that is wrong with it.</summary>
internal static class CheckVerb
{
    public static int Run(ConfigFolder folder)
    {
        var config = BotConfig.Read(folder);
        var problems = config.Problems.Select(p => p.ToString()).ToList();
        problems.AddRange(RunVerb.SettingLines(folder));
        if (Directory.Exists(folder.Demo)) problems.AddRange(DemoNews.Read(folder).Problems.Select(p => p.ToString()));
        problems.AddRange(OptionFaults(folder, config));
        if (problems.Count > 0)
        {
            foreach (var problem in problems) Console.Out.WriteLine(problem);
            Console.Out.WriteLine($"{OperatorTexts.Count(problems.Count, "problem")} in {folder.Path}.");
            return Exit.BadInput;
        }
        var rules = config.Watchlists.Sum(w => w.Rules.Count);
        Console.Out.WriteLine(
            $"{folder.Path} is in order: {OperatorTexts.Count(config.Feeds.Count, "feed")}, {OperatorTexts.Count(config.Watchlists.Count, "watchlist")} with {OperatorTexts.Count(rules, "rule")}, {OperatorTexts.Count(config.Gazetteer.Count, "place")} in the gazetteer.");
        Console.Out.WriteLine(HubLine(folder, config));
        return Exit.Done;
    }

    private static string HubLine(ConfigFolder folder, BotConfig config)
    {
        using var host = HostOf(folder, config);
        var feeds = host.Services.GetRequiredService<IOptions<FeedOptions>>().Value;
        if (!feeds.TakesPushes) return "WebSub: feeds are only polled, as Feeds:PublicAddress is not set.";
        var doubt = feeds.IsPublicAddressPrivate ? " Hubs on the internet cannot reach that address: it is a private one." : "";
        return $"WebSub: hubs push to {feeds.PublicAddress.Trim()}; the process listens at {feeds.HubListen}.{doubt}";
    }

    private static IHost HostOf(ConfigFolder folder, BotConfig config) => BotHost.Build(new HostPlan(
        folder, config, [], TimeProvider.System, TimeSpan.FromSeconds(1), new TerminalScreen(TextWriter.Null, false),
        new Dictionary<string, string?>()));

    private static IReadOnlyList<string> OptionFaults(ConfigFolder folder, BotConfig config)
    {
        try
        {
            using var host = HostOf(folder, config);
            return Opening.SettingFaults(host.Services);
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            // The place of a fault in the JSON itself is told by the check of the file.
            return [];
        }
    }
}
