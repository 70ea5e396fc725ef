using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Incidents;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlertBot.Benchmarks;

/// <summary>Many deliveries that are owed at once drain in real time at what each platform takes: from a store on disk,
/// over calls of 100 to 200 ms, Discord and Telegram side by side.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- burst [COUNT]</c>; 10,000 take six
/// minutes.</remarks>
internal static class BurstRun
{
    private static readonly CancellationToken Never = CancellationToken.None;

    public static async Task<int> RunAsync(int count)
    {
        var discord = DrainAsync("Discord", TestPlatformRules.Discord, count, 50, n => $"room{n % 500}");
        // A third of the chats are groups; those are known by the sign of their number.
        var telegram = DrainAsync("Telegram", TestPlatformRules.Telegram, count, 30,
            n => n % 1000 % 3 == 0 ? $"-{n % 1000}" : $"{n % 1000}");
        var isGood = await Task.WhenAll(discord, telegram);
        return isGood.All(good => good) ? 0 : 1;
    }

    private static async Task<bool> DrainAsync(
        string name, TestPlatformRules rules, int count, double limit, Func<int, string> room)
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-burst-").FullName;
        await using var store = TestStore.At(folder, ownsFolder: true);
        if (await store.Store.OpenAsync(Never) is { } problem) throw new InvalidOperationException(problem.ToString());
        var server = new TestPlatformServer(TimeProvider.System, rules) { Latency = Latency(new Random(1)) };
        var nowUtc = TimeProvider.System.GetUtcNow();
        var rows = Enumerable.Range(1, count).Select(n => Some.Delivery(
            n, severity: (SeverityLevel)(n % 4), channel: server.Open(TestPlatform.Channel(room(n)))) with
        {
            DueUtc = nowUtc,
            CreatedUtc = nowUtc,
        }).ToList();
        foreach (var part in rows.Chunk(1000)) await store.CommitAsync(Some.Outcome(deliveries: part));
        using var worker = new DeliveryWorker(
            store.Outbox, store.Channels, store.Subscriptions, [new TestPlatform(server)], new WorkerName("worker"),
            Options.Create(new DeliveryOptions()), TimeProvider.System, new Random(1),
            NullLogger<DeliveryWorker>.Instance);
        var from = TimeProvider.System.GetTimestamp();
        do await worker.DeliverDueAsync(Never);
        while (await worker.WaitForTurnAsync(TimeSpan.FromMinutes(5), Never));
        var took = TimeProvider.System.GetElapsedTime(from);
        var share = server.Messages.Count / took.TotalSeconds / limit;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-10} {server.Messages.Count} of {count} in {took.TotalSeconds:0.0} s: {share:P1} of {limit:0} a second, ")
            + $"{server.RateLimited} refused for their number, {Graver(server)} of 100 first places held by the gravest");
        return share >= 0.95 && server.RateLimited == 0 && server.Messages.Count == count;
    }

    // Rows are Critical where their number leaves 3 when divided by 4.
    private static int Graver(TestPlatformServer server) => server.Messages.Take(100)
        .Count(m => int.Parse(m.Text.Split(' ', ',')[1], CultureInfo.InvariantCulture) % 4 == 3);

    private static Func<TimeSpan> Latency(Random random) => () =>
    {
        lock (random) return TimeSpan.FromMilliseconds(random.Next(100, 200));
    };
}
