using System.Globalization;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Microsoft.Extensions.DependencyInjection;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Benchmarks;

/// <summary>
/// People's questions to a store of many incidents: how long each command takes, warm, on one connection.
/// </summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- queries INCIDENTS [ROUNDS]</c></remarks>
internal static class QueryRun
{
    private const int BatchSize = 2_000;
    private const int Seed = 11;

    private static readonly EventKind[] Kinds = [EventKind.RocketAttack, EventKind.Airstrike, EventKind.Explosion];

    private static readonly string[] Lines =
    [
        "/incidents", "/incidents all", "/incidents 50", "/incidents topic:iraq-militias since:30d severity:high",
        "/incidents actor:kataib-hezbollah", "/incidents place:iraq kind:airstrike", "/incidents near:taji 50km",
        "/incident {0}", "/why {0}", "/actor kataib hezbollah", "/place taji", "/trend iraq-militias 30d",
        "/trend since:1y",
        "/brief", "/brief since:30d", "/preview iraq-militias", "/topics", "/status", "/help",
    ];

    public static async Task<int> RunAsync(int incidents, int rounds)
    {
        var index = NewsRun.ShippedWatchlists() ?? throw new InvalidOperationException("Run this in a checkout.");
        await using var store = await TestStore.NewSqliteAsync();
        var random = new Random(Seed);
        var end = Some.NowUtc.AddMinutes(incidents);
        for (var first = 1; first <= incidents; first += BatchSize)
            await store.CommitAsync(Some.Outcome([.. Enumerable.Range(first, Math.Min(BatchSize, incidents - first + 1))
                .Select(n => Incident(n, index, random))]));
        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton(store.Incidents).AddSingleton(store.Outbox).AddSingleton(store.Subscriptions)
            .AddSingleton(store.Audit).AddSingleton(store.Analysis).AddSingleton(store.Feeds).AddSingleton(store.Search)
            .AddSingleton<TimeProvider>(new FakeTime(end)).AddSingleton<Func<WatchlistIndex>>(() => index)
            .AddCommands().BuildServiceProvider();
        var handler = services.GetRequiredService<CommandCatalogue>();
        foreach (var line in Lines) await MeasureAsync(handler, line, incidents, rounds, random);
        return 0;
    }

    private static async Task MeasureAsync(
        ICommandHandler handler, string line, int incidents, int rounds, Random random)
    {
        var user = new UserRef("1", "a moderator", MayManageChannel: true, MayModerate: true);
        var took = new List<double>();
        for (var round = 0; round < rounds + 3; round++)
        {
            var typed = string.Format(CultureInfo.InvariantCulture, line, random.Next(1, incidents + 1));
            var began = TimeProvider.System.GetTimestamp();
            var reply = await handler.HandleAsync(
                new IncomingCommand(Some.ChannelA, user, typed, null), CancellationToken.None);
            if (reply.Message.Tone == Tone.Problem) throw new InvalidOperationException($"{typed} was refused.");
            // The first rounds warm the caches and the compiler.
            if (round >= 3) took.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }
        took.Sort();
        var (median, p99) = (took[took.Count / 2], took[(int)Math.Ceiling(.99 * took.Count) - 1]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{line,-58} median {median,8:0.0} ms, p99 {p99,8:0.0} ms"));
    }

    // One in eight is of a watched topic, as with real feeds most news is nobody's.
    private static Incident Incident(int number, WatchlistIndex index, Random random)
    {
        var list = index.Watchlists[0];
        var (actor, place) = (Any(list.Actors, random), Any(list.Places, random));
        var isWatched = random.Next(8) == 0;
        var where = new PlaceFact(
            place.Id, place.Name, place.Country, place.Latitude, place.Longitude, place.Precision, place.Within,
            $"It happened in {place.Name}.", place.Weight);
        var facts = Some.Facts(Any(Kinds, random), where, random.Next(20), isWatched ? actor.Id : null);
        IReadOnlyList<Match> matches = isWatched ? [Some.Match(list.Topic.Id, list.Rules[0].Id, actor.Id, place.Id)]
            : [];
        var seenUtc = Some.NowUtc.AddMinutes(number);
        var member = Some.Member($"article-{number}", seenUtc: seenUtc, facts: facts) with { Matches = matches };
        return Some.Incident(number, members: member);
    }

    private static T Any<T>(IReadOnlyList<T> all, Random random) => all[random.Next(all.Count)];
}
