using System.CommandLine;
using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Commands;
using AlertBot.Configuration;
using AlertBot.Storage;

namespace AlertBot.Verbs;

/// <summary>The verbs and their options.</summary>
internal static class CommandLineRoot
{
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "Folder with feeds.yaml, watchlists/ and appsettings.json. Default ./config, else the one beside the program.",
        Recursive = true,
    };

    /// <summary>Runs what the arguments ask for. 0 done, 1 the input is bad, 2 wrong usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("AlertBot watches news feeds and alerts on what you watch.") { Config };
        root.SetAction((parsed, token) => WithConfig(parsed, RunVerb.RunAsync));
        root.Add(Run());
        root.Add(Demo());
        root.Add(Check());
        root.Add(Analyze());
        root.Add(FeedsVerbs());
        root.Add(Watchlist());
        root.Add(Incidents());
        root.Add(Outbox());
        root.Add(Healthcheck());
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors) Console.Error.WriteLine($"alertbot: {error.Message}");
            Console.Error.WriteLine("'alertbot --help' lists the verbs, 'alertbot VERB --help' its options.");
            return Exit.WrongUsage;
        }
        // Signals are handled by the verbs: run and demo stop in their own order.
        return await result.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static Command Run()
    {
        var verb = new Command("run", "Polls the feeds and alerts, until it is stopped. What happens without a verb.");
        verb.SetAction((parsed, token) => WithConfig(parsed, RunVerb.RunAsync));
        return verb;
    }

    private static Command Demo()
    {
        var noPrompt = new Option<bool>("--no-prompt") { Description = "Ends after the news instead of offering a prompt." };
        var keep = new Option<string?>("--data") { Description = "Keeps the store in this folder, which must be new or empty, instead of a temporary one." };
        var verb = new Command("demo", "Shows the real worker on bundled news of December 2019 to March 2020.") { noPrompt, keep };
        verb.SetAction((parsed, token) => WithConfig(parsed, folder =>
        {
            var data = parsed.GetValue(keep);
            if (data is null || !Directory.Exists(data) || !Directory.EnumerateFileSystemEntries(data).Any())
                return DemoVerb.RunAsync(folder, !parsed.GetValue(noPrompt), data);
            Say.Problem($"--data {data}: the folder is not empty. Name a new one; the demo would mix its news with what is there.");
            return Task.FromResult(Exit.BadInput);
        }));
        return verb;
    }

    private static Command Check()
    {
        var verb = new Command("check", "Checks all of config/ and says everything that is wrong, with its place and a remedy.");
        verb.SetAction((parsed, token) => WithConfig(parsed, folder => Task.FromResult(CheckVerb.Run(folder))));
        return verb;
    }

    private static Command Analyze()
    {
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "Articles, one JSON object a line; - or nothing for standard input." };
        var asJson = Json();
        var clusters = new Option<string?>("--clusters") { Description = "File that gets article and incident, a tab between, at the end." };
        var verb = new Command("analyze", "Reads articles and writes what the bot makes of each.") { file, asJson, clusters };
        verb.SetAction((parsed, token) => WithConfig(parsed, folder => AnalyzeVerb.RunAsync(
            folder, parsed.GetValue(file), parsed.GetValue(asJson), parsed.GetValue(clusters), token)));
        return verb;
    }

    private static Command FeedsVerbs()
    {
        var sources = new Argument<string[]>("SOURCE") { Arity = ArgumentArity.ZeroOrMore, Description = "Files or http(s) addresses; - for a feed on standard input." };
        var asJson = Json();
        var fromInput = new Option<bool>("--stdin") { Description = "One path, or JSON object {path, url, headers}, a line on standard input; one answer line each." };
        var baseUrl = new Option<string?>("--base-url") { Description = "The address that a file came from: relative links are resolved against it." };
        var headers = new Option<string[]>("--header") { Description = "A header that a file came with: \"Content-Type: text/xml\". May be repeated." };
        var inspect = new Command("inspect", "Shows what the reader makes of feeds.") { sources, asJson, fromInput, baseUrl, headers };
        inspect.SetAction((parsed, token) => FeedsInspectVerb.RunAsync(
            new InspectRequest(
                parsed.GetValue(sources) ?? [], parsed.GetValue(asJson), parsed.GetValue(fromInput),
                parsed.GetValue(baseUrl), parsed.GetValue(headers) ?? []),
            token));
        return new Command("feeds", "Looks at feeds, and takes and gives lists of them.") { inspect, FeedsDiscover(), FeedsImport(), FeedsExport() };
    }

    private static Command FeedsDiscover()
    {
        var site = new Argument<string>("URL") { Description = "The address of a site, of one of its pages, or of a feed." };
        var asJson = Json();
        var verb = new Command("discover", "Finds the feeds of a site and says which one to add.") { site, asJson };
        verb.SetAction((parsed, token) => WithConfig(parsed, folder => FeedsDiscoverVerb.RunAsync(
            folder, parsed.GetValue(site)!, parsed.GetValue(asJson), token)));
        return verb;
    }

    private static Command FeedsImport()
    {
        var file = new Argument<string>("FILE") { Description = "An OPML list; - for standard input." };
        var asJson = Json();
        var verb = new Command("import", "Adds the feeds of an OPML list to feeds.yaml; what stands there stays.") { file, asJson };
        verb.SetAction((parsed, token) => WithConfig(parsed, folder => FeedsListVerbs.ImportAsync(
            folder, parsed.GetValue(file)!, parsed.GetValue(asJson), token)));
        return verb;
    }

    private static Command FeedsExport()
    {
        var file = new Argument<string>("FILE") { Description = "Where to; - for standard output.", DefaultValueFactory = _ => "-" };
        var verb = new Command("export", "Writes the feeds of feeds.yaml as an OPML list.") { file };
        verb.SetAction((parsed, token) => WithConfig(
            parsed, folder => FeedsListVerbs.ExportAsync(folder, parsed.GetValue(file)!, token)));
        return verb;
    }

    private static Command Watchlist()
    {
        var rule = new Argument<string>("RULE") { Description = "A rule, or the id of one that is there." };
        var topic = new Option<string?>("--topic") { Description = "By the names of this topic. Default the first that fits." };
        var asJson = Json();
        var days = Number("--days", "How far back.", 30, Backtester.MaxDays);
        var backtest = new Command("backtest", "Tells what a rule would have found in the stored articles; works beside a running worker.")
        {
            rule, days, topic, asJson,
        };
        backtest.SetAction((parsed, token) => WithConfig(parsed, folder => WatchlistBacktestVerb.RunAsync(
            folder, parsed.GetValue(rule)!, parsed.GetValue(days), parsed.GetValue(topic), parsed.GetValue(asJson), token)));
        return new Command("watchlist", "Tries rules.") { backtest };
    }

    private static Command Incidents()
    {
        var topic = new Option<string?>("--topic") { Description = "Only of this topic." };
        var since = new Option<string?>("--since") { Description = "Only newer ones: 3d, yesterday, 2020-03-11." };
        var most = Limit(20);
        var asJson = Json();
        var verb = new Command("incidents", "Lists incidents, newest first; works beside a running worker.") { topic, since, most, asJson };
        verb.SetAction((parsed, token) => WithConfig(parsed, folder => IncidentsVerb.RunAsync(
            folder, parsed.GetValue(topic), parsed.GetValue(since), parsed.GetValue(most), parsed.GetValue(asJson), token)));
        return verb;
    }

    private static Command Outbox()
    {
        var state = new Option<DeliveryState?>("--state")
        {
            Description = "Only due, sending, unknown, parked, sent or superseded ones. Default all that are not settled.",
        };
        var most = Limit(100);
        var asJson = Json();
        var list = new Command("list", "Lists what is owed and not sent, and why.") { state, most, asJson };
        list.SetAction((parsed, token) => WithConfig(parsed, folder => OutboxVerbs.ListAsync(
            folder, parsed.GetValue(state), parsed.GetValue(most), parsed.GetValue(asJson), token)));
        return new Command("outbox", "Shows and mends what channels are owed; works beside a running worker.")
        {
            list,
            Mending("retry", "Makes parked or unknown deliveries due again.", OutboxVerbs.RetryAsync),
            Mending("drop", "Gives up deliveries that are not sent.", OutboxVerbs.DropAsync),
        };
    }

    private static Command Mending(
        string name, string description,
        Func<ConfigFolder, IReadOnlyList<string>, bool, CancellationToken, Task<int>> mend)
    {
        var keys = new Argument<string[]>("KEY")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Keys as 'outbox list' shows them.",
        };
        var asJson = Json();
        var verb = new Command(name, description) { keys, asJson };
        verb.SetAction((parsed, token) => WithConfig(parsed, folder => mend(
            folder, parsed.GetValue(keys) ?? [], parsed.GetValue(asJson), token)));
        return verb;
    }

    private static Option<int> Limit(int otherwise) => Number("--limit", "At most so many", otherwise, 100_000);

    private static Option<int> Number(string name, string description, int otherwise, int most) => new(name)
    {
        Description = $"{description.TrimEnd('.')}, 1 to {most}. Default {otherwise}.",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var said = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= most) return number;
            result.AddError($"{name} is '{said}'; expected a whole number from 1 to {most}.");
            return 0;
        },
    };

    private static Command Healthcheck()
    {
        var verb = new Command("healthcheck", "Tells whether a worker lives on the data directory: 0 when it does, else 1.");
        verb.SetAction((parsed, token) => WithConfig(parsed, folder => HealthcheckVerb.RunAsync(folder, token)));
        return verb;
    }

    private static Option<bool> Json() => new("--json") { Description = "One JSON object a line." };

    private static async Task<int> WithConfig(ParseResult parsed, Func<ConfigFolder, Task<int>> verb)
    {
        var (folder, problem) = ConfigFolder.Find(parsed.GetValue(Config));
        try
        {
            if (folder is not null) return await verb(folder);
        }
        catch (StoreUnavailableException fault)
        {
            problem = fault.Message;
        }
        Say.Problem(problem!);
        return Exit.BadInput;
    }
}
