using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Testing.Telegram;

namespace AlertBot.Benchmarks;

/// <summary>
/// The published program with a burst that is owed to a thousand chats on Telegram, a third of them groups, against the
/// Bot API's stand-in in real time, while people ask it things.
/// </summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- telegram [COUNT] [PROGRAM]</c>; 10,000 take
/// six minutes.</remarks>
internal static class TelegramRun
{
    private const int Chats = 1000;
    private const long FirstAsker = 1_000_000;
    private const long FirstPerson = 2_000_000;
    private const double Limit = 30;

    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    private static readonly string[] Lines = ["/topics", "/help", "/incidents", "/subscriptions", "/status"];

    public static async Task<int> RunAsync(int count, string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        using var folder = RunFolder.With(program, "feeds: []\n");
        await using var server = await TelegramServer.StartAsync(TimeProvider.System);
        server.Latency = Latency(new Random(1));
        await OweAsync(folder.Data, server, count);
        var askers = Enumerable.Range(0, 50).Select(n => server.Person(FirstAsker + n, $"Asker {n}")).ToList();
        using var run = ProgramUnderTest.Start(program, ["run", "--config", folder.Config],
        [
            .. folder.Environment("127.0.0.1:1", TimeSpan.FromMinutes(1)),
            new("Telegram__Token", TelegramServer.Token), new("Telegram__ApiBaseUrl", server.BaseUrl),
        ]);
        var said = run.DrainAsync();
        await Until(() => server.IsPolled && Sent(server).Any());
        var answers = await AskAsync(server, askers, count);
        Tell(server, count, answers, run.Use());
        await run.StopAsync();
        await said;
        return IsGood(server, count, answers) ? 0 : 1;
    }

    private static async Task OweAsync(string data, TelegramServer server, int count)
    {
        var rooms = Enumerable.Range(0, Chats).Select(n => n % 3 == 0
            ? server.Open("supergroup", $"Group {n}")
            : server.Room(server.Person(FirstPerson + n, $"Person {n}").Id)).ToList();
        Directory.CreateDirectory(data);
        await using var store = TestStore.At(data);
        if (await store.Store.OpenAsync(Never) is { } problem) throw new InvalidOperationException(problem.ToString());
        var nowUtc = TimeProvider.System.GetUtcNow();
        var rows = Enumerable.Range(1, count).Select(n =>
        {
            var id = rooms[n % Chats].Id.ToString(CultureInfo.InvariantCulture);
            return Some.Delivery(n, severity: (SeverityLevel)(n % 4), channel: new ChannelRef("telegram", id, id, null)) with
            {
                DueUtc = nowUtc,
                CreatedUtc = nowUtc,
            };
        });
        foreach (var part in rows.Chunk(1000)) await store.CommitAsync(Some.Outcome(deliveries: part));
    }

    /// <summary>Asks once a second, alone with the bot, until the burst is over. Returns how long each answer took.</summary>
    private static async Task<List<TimeSpan>> AskAsync(TelegramServer server, List<TelegramPerson> askers, int count)
    {
        var took = new List<TimeSpan>();
        while (Owed(server).Count() < count)
        {
            var asker = askers[took.Count % askers.Count];
            var room = server.Room(asker.Id);
            var (before, from) = (server.Answers(room).Count, TimeProvider.System.GetTimestamp());
            server.Write(asker, Lines[took.Count % Lines.Length]);
            await Until(() => server.Answers(room).Count > before);
            took.Add(TimeProvider.System.GetElapsedTime(from));
            if (AskEvery > took[^1]) await Task.Delay(AskEvery - took[^1], TimeProvider.System, Never);
        }
        return took;
    }

    private static IEnumerable<TelegramCall> Sent(TelegramServer server) =>
        server.Calls.Where(c => c is { Method: "sendMessage", Status: 200 });

    private static IEnumerable<TelegramCall> Owed(TelegramServer server) =>
        Sent(server).Where(c => c.Chat is < FirstAsker or >= FirstPerson);

    private static void Tell(TelegramServer server, int count, List<TimeSpan> answers, ProcessUse use)
    {
        var deliveries = Owed(server).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{deliveries.Count} of {count} in {Seconds(server):0.0} s, {answers.Count} answers beside them: ")
            + string.Create(CultureInfo.InvariantCulture,
                $"{Share(server):P1} of {Limit:0} messages a second, {server.RefusedForNumber} refused for their number, ")
            + string.Create(CultureInfo.InvariantCulture,
                $"answers p50 {At(answers, 0.5):0} ms, p99 {At(answers, 0.99):0} ms, most {At(answers, 1):0} ms; {use}"));
        Console.WriteLine(
            $"most in a second: {Most(deliveries, TimeSpan.FromSeconds(1))} over all, "
            + $"{deliveries.GroupBy(c => c.Chat).Max(g => Most(g, TimeSpan.FromSeconds(0.9)))} to a chat; in a minute to a group: "
            + $"{deliveries.Where(c => c.Chat < 0).GroupBy(c => c.Chat).Max(g => Most(g, TimeSpan.FromMinutes(1)))}");
    }

    private static bool IsGood(TelegramServer server, int count, List<TimeSpan> answers) =>
        server.RefusedForNumber == 0 && Share(server) >= 0.95 && At(answers, 0.99) < 150
        && Owed(server).Count() == count;

    private static double Seconds(TelegramServer server)
    {
        var sent = Sent(server).Select(c => c.AtUtc).ToList();
        return (sent.Max() - sent.Min()).TotalSeconds;
    }

    private static double Share(TelegramServer server) => Sent(server).Count() / Seconds(server) / Limit;

    private static double At(List<TimeSpan> took, double share) =>
        took.Order().ElementAt(Math.Min(took.Count - 1, (int)Math.Ceiling(took.Count * share) - 1)).TotalMilliseconds;

    private static int Most(IEnumerable<TelegramCall> calls, TimeSpan span)
    {
        var times = calls.Select(c => c.AtUtc).Order().ToList();
        var most = 0;
        for (var (first, last) = (0, 0); last < times.Count; last++)
        {
            while (times[last] - times[first] >= span) first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }

    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo()) await Task.Delay(Look, TimeProvider.System, Never);
    }

    // As long as a call to Telegram takes from a host in Europe.
    private static Func<TimeSpan> Latency(Random random) => () =>
    {
        lock (random) return TimeSpan.FromMilliseconds(random.Next(20, 60));
    };
}
