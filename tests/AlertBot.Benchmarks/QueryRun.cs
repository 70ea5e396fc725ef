using System.Globalization;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlertBot.Benchmarks;

/// <summary>People's questions to a store of many incidents, five articles each, through the catalogue of commands: how
/// long each command and each completion takes, one at a time, warm; and its share of the processor, which is the same on
/// a busy machine.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- queries [INCIDENTS [ROUNDS [FOLDER [PART]]]]</c>:
/// with a folder the store stays there and is found again; without one, or with "-", it is made in a temporary folder and
/// goes. With a part of a line only such lines are measured.</remarks>
internal sealed class QueryRun : IAsyncDisposable
{
    private const int Seed = 17;
    private const int Warming = 5; // rounds of each line, and before that of all of them: the compiler comes to rest

    private const int Backtests = 3;

    private readonly WatchlistIndex _index;
    private readonly int _incidents;
    private readonly int _rounds;
    private readonly ServiceProvider _services;
    private readonly ICommandHandler _handler;
    private readonly List<(double Wall, double Cpu)> _all = [];

    private QueryRun(TestStore store, WatchlistIndex index, int incidents, int rounds)
    {
        (_index, _incidents, _rounds) = (index, incidents, rounds);
        var time = new FakeTime(QueryStore.EndUtc(incidents));
        var server = new TestPlatformServer(time);
        server.Open(Some.ChannelA);
        _services = new ServiceCollection().AddLogging()
            .AddSingleton(store.Incidents).AddSingleton(store.Outbox).AddSingleton(store.Subscriptions)
            .AddSingleton(store.Audit).AddSingleton(store.Analysis).AddSingleton(store.Feeds)
            .AddSingleton(store.Hubs).AddSingleton(store.Search)
            .AddSingleton(store.Mutes).AddSingleton(store.Watchlists).AddSingleton(store.Channels)
            .AddSingleton(store.Platforms).AddSingleton(store.Follows).AddSingleton(store.Votes)
            .AddSingleton(store.Settings).AddSingleton(store.Communities)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<IChatPlatform>(new TestPlatform(server))
            .AddSingleton<WatchlistRefresh>((_, _) => Task.CompletedTask)
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(store.Get<IArticleHistory>())
            .AddSingleton(new FeedFetcher(Options.Create(new FeedOptions()), TimeProvider.System))
            .AddSingleton<Func<WatchlistIndex>>(() => index).AddCommands().BuildServiceProvider();
        _handler = _services.GetRequiredService<CommandCatalogue>();
    }

    public static async Task<int> RunAsync(int incidents, int rounds, string? folder, string part)
    {
        var index = NewsRun.ShippedWatchlists() ?? throw new InvalidOperationException("Run this in a checkout.");
        var own = folder is null or "-" ? Directory.CreateTempSubdirectory("alertbot-queries-") : null;
        try
        {
            await using var store = await QueryStore.OpenAsync(own?.FullName ?? folder!, incidents, index);
            await using var run = new QueryRun(store, index, incidents, rounds);
            await run.AskAsync(part);
        }
        finally
        {
            own?.Delete(recursive: true);
        }

        return 0;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task AskAsync(string part)
    {
        var commands = QueryLines.Commands.Where(line => line.Contains(part, StringComparison.Ordinal)).ToList();
        foreach (var line in commands) await TakeAsync(line, Warming, RunAsync);
        Console.WriteLine("| command | p50 ms | p99 ms | max ms | p99 CPU ms |\n|---|---|---|---|---|");
        foreach (var line in commands) await MeasureAsync(line, RunAsync);
        Sum("all commands");
        foreach (var line in QueryLines.Typed) await MeasureAsync(line, CompleteAsync);
        Sum("all completions");
        foreach (var line in QueryLines.Backtests.Where(line => line.Contains(part, StringComparison.Ordinal)))
            Write($"`{line}`", await TakeAsync(line, Backtests, RunAsync));
    }

    private async Task MeasureAsync(string pattern, Func<IncomingCommand, Task> ask)
    {
        var took = (await TakeAsync(pattern, _rounds + Warming, ask)).Skip(Warming).ToList();
        _all.AddRange(took);
        Write($"`{pattern}`", took);
    }

    private async Task<List<(double Wall, double Cpu)>> TakeAsync(string pattern, int rounds, Func<IncomingCommand, Task> ask)
    {
        var user = new UserRef("1", "a moderator", MayManageChannel: true, MayModerate: true);
        var lines = new QueryLines(_index, _incidents, new Random(Seed));
        var took = new List<(double Wall, double Cpu)>(rounds);
        for (var round = 0; round < rounds; round++)
        {
            var typed = lines.Fill(pattern);
            var (began, used) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await ask(new IncomingCommand(Some.ChannelA, user, typed, null));
            took.Add((
                TimeProvider.System.GetElapsedTime(began).TotalMilliseconds,
                (Environment.CpuUsage.TotalTime - used).TotalMilliseconds));
        }

        return took;
    }

    private async Task RunAsync(IncomingCommand command)
    {
        var reply = await _handler.HandleAsync(command, CancellationToken.None);
        // That nothing is polled here is what /status has to tell.
        if (reply.Message.Tone == Tone.Problem && command.Line != "/status")
            throw new InvalidOperationException($"{command.Line} was refused.");
    }

    private Task CompleteAsync(IncomingCommand command) => _handler.CompleteAsync(command, CancellationToken.None);

    private void Sum(string title)
    {
        Write(title, _all);
        _all.Clear();
    }

    private static void Write(string title, List<(double Wall, double Cpu)> took)
    {
        var (wall, cpu) = (took.Select(t => t.Wall).Order().ToList(), took.Select(t => t.Cpu).Order().ToList());
        var p99 = (int)Math.Ceiling(.99 * took.Count) - 1;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {title} | {wall[wall.Count / 2]:0.0} | {wall[p99]:0.0} | {wall[^1]:0.0} | {cpu[p99]:0.0} |"));
    }
}
