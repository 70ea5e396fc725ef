using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Configuration;
using AlertBot.Demo;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Incidents;
using AlertBot.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AlertBot.Verbs;

/// <summary>The real worker on bundled news, with a clock that jumps.</summary>
internal static class DemoVerb
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    // Enough for every row that the bundled news can lead to.
    private const int AllRows = 100_000;

    /// <summary>Runs the demo to its end.</summary>
    /// <param name="folder">The configuration.</param>
    /// <param name="withPrompt">Whether a terminal is offered a prompt at the end.</param>
    /// <param name="keep">Folder that the store is kept in; null for a temporary one that is removed.</param>
    public static async Task<int> RunAsync(ConfigFolder folder, bool withPrompt, string? keep)
    {
        using var signals = new Signals();
        var news = DemoNews.Read(folder);
        var config = BotConfig.ReadWatched(folder);
        var problems = news.Problems.Concat(config.Problems).Select(p => p.ToString()).ToList();
        Say.Problems(problems);
        if (news.Problems.Count > 0) return Exit.BadInput;
        var data = keep ?? Directory.CreateTempSubdirectory("alertbot-demo-").FullName;
        try
        {
            return await RunAsync(folder, config, news, data, withPrompt, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return Exit.Done;
        }
        finally
        {
            if (keep is null) Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<int> RunAsync(
        ConfigFolder folder, BotConfig config, DemoNews news, string data, bool withPrompt,
        CancellationToken cancellationToken)
    {
        var clock = new DemoClock(Begin(news), TimeProvider.System);
        await using var server = await DemoFeedServer.StartAsync(news, clock, cancellationToken);
        var feeds = news.Feeds.Select(f => new Feed(
            f.Id, Scope.Shared, server.Address(f), f.Name, f.Group, f.Language, Urgent: true)).ToList();
        var screen = Say.Screen();
        var host = BotHost.Build(
            new HostPlan(folder, config, feeds, clock, Tick, screen, Overrides(data, server.Origin)));
        try
        {
            if (await Opening.OpenAsync(host, feeds, cancellationToken) is { Count: > 0 } faults)
            {
                Say.Problems(faults);
                return Exit.BadInput;
            }
            await host.StartAsync(cancellationToken);
            await ShowAsync(host, news, clock, server, screen, withPrompt, cancellationToken);
            await host.StopAsync(CancellationToken.None);
            return Exit.Done;
        }
        finally
        {
            await RunVerb.DisposeAsync(host);
        }
    }

    // The hour of the first item: nothing is out yet, and the first jump goes to it.
    private static DateTimeOffset Begin(DemoNews news)
    {
        var first = news.Items[0].AtUtc;
        return new DateTimeOffset(first.Year, first.Month, first.Day, first.Hour, 0, 0, TimeSpan.Zero).AddHours(-1);
    }

    private static Dictionary<string, string?> Overrides(string data, string origin) => new(StringComparer.Ordinal)
    {
        // The demo tells nobody but who watches it.
        ["Discord:Token"] = null,
        ["Telegram:Token"] = null,
        ["Feeds:PublicAddress"] = "",
        ["Storage:DataDirectory"] = data,
        ["Storage:ConnectionString"] = "",
        ["Terminal:Transcript"] = "transcript.jsonl",
        ["Feeds:AllowedPrivateOrigins:0"] = origin,
        ["Feeds:HostDelay"] = "00:00:00",
        ["Feeds:HostConcurrency"] = "4",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    private static async Task ShowAsync(
        IHost host, DemoNews news, DemoClock clock, DemoFeedServer server, TerminalScreen screen, bool withPrompt,
        CancellationToken cancellationToken)
    {
        var services = host.Services;
        var outbox = services.GetRequiredService<IOutbox>();
        var poller = services.GetRequiredService<FeedPoller>();
        var driver = new DemoDriver(
            news, clock, server, poller, services.GetRequiredService<IFeedStore>(),
            services.GetRequiredService<IAnalysisStore>(), outbox, services.GetRequiredService<Stages>());
        var texts = services.GetRequiredService<TextBook>().For(Say.Language(services));
        screen.WriteLine(texts.Of(
            "terminal.demo.started", ("items", news.Items.Count), ("outlets", news.Feeds.Count)));
        try
        {
            await driver.RunAsync(
                async () =>
                {
                    var counts = await outbox.CountAsync(cancellationToken);
                    screen.Progress(texts.Of(
                        "terminal.demo.progress", ("at", texts.Of(clock.GetUtcNow())), ("published", server.Published),
                        ("items", news.Items.Count), ("articles", poller.Totals.New), ("sent", counts.Sent)));
                },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Progress("");
            screen.WriteLine(texts["terminal.demo.early"]);
        }
        screen.Progress("");
        var incidents = await IncidentsAsync(services.GetRequiredService<IIncidentArchive>());
        var rows = await outbox.ListAsync(null, AllRows, CancellationToken.None);
        screen.Show(new DemoReport(news.Feeds.Count, poller.Totals, incidents, rows, clock.Elapsed).ToMessage(clock, texts));
        if (!withPrompt || !screen.IsTerminal || Console.IsInputRedirected
            || cancellationToken.IsCancellationRequested) return;
        screen.WriteLine(texts.Of(
            "terminal.demo.ask", ("lines", texts.Joined(["/incidents", "/incident 1", "/topics", "/help"])),
            ("quit", "/quit")));
        var handler = services.GetRequiredService<ICommandHandler>();
        await new TerminalPrompt(
            screen, () => Console.ReadKey(intercept: true), handler, Environment.CurrentDirectory, Say.Language(services))
                .RunAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<IncidentView>> IncidentsAsync(IIncidentArchive archive)
    {
        const int Page = 100;
        var all = new List<IncidentView>();
        while (true)
        {
            var page = await archive.ListAsync(
                IncidentQuery.All with { Skip = all.Count }, Communities.Of(TerminalPlatform.Channel), Page,
                CancellationToken.None);
            all.AddRange(page);
            if (page.Count < Page) return all;
        }
    }
}
