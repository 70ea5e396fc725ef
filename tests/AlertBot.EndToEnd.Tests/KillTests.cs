using AlertBot.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>Power cuts: the worker is killed at random moments and started again.</summary>
public sealed class KillTests
{
    private const int Items = 60;

    // More on demand: ALERTBOT_KILLS=20 dotnet test --project tests/AlertBot.EndToEnd.Tests
    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("ALERTBOT_KILLS"), out var kills) ? kills : 3;

    [Fact]
    public async Task Every_owed_alert_is_shown_once_however_often_the_worker_is_killed()
    {
        using var folder = new TemporaryFolder();
        var config = folder.CopyConfig();
        await using var server = FeedServer.Start();
        using var asked = new SemaphoreSlim(0);
        var published = 0;
        var url = server.Serve("/feed", _ =>
        {
            asked.Release();
            return FeedServerReply.Document(Feed(Volatile.Read(ref published)));
        });
        folder.Write("config/feeds.yaml", $"feeds:\n  - {{id: strikes, name: Strikes, url: \"{url}\", language: en}}\n");
        Directory.Delete(folder["config/watchlists"], recursive: true);
        folder.Write("config/watchlists/blasts.yaml", Watchlist());
        (string, string)[] environment =
        [
            ("Storage__DataDirectory", folder["data"]), ("Feeds__AllowedPrivateOrigins", server.Origin),
            ("Feeds__MinPollInterval", "00:00:00.100"), ("Feeds__HostDelay", "00:00:00"),
        ];
        var random = new Random(Kills);

        for (var kill = 0; kill < Kills; kill++)
        {
            await using var run = ProgramRun.Start(["run", "--config", config], environment);
            await run.SeesAsync(line => line.Contains("Ctrl+C stops", StringComparison.Ordinal));
            Volatile.Write(ref published, Items * (kill + 1) / (Kills + 1));
            // The moment is told by what was asked for and a random piece of work, not by a clock.
            for (var request = random.Next(1, 4); request > 0; request--) await asked.WaitAsync();
            for (var spin = random.Next(0, 200_000_000); spin > 0; spin--) _ = Volatile.Read(ref published);
            await run.KillAsync();
            while (asked.CurrentCount > 0) await asked.WaitAsync();
        }
        Volatile.Write(ref published, Items);
        await using (var last = ProgramRun.Start(["run", "--config", config], environment))
        {
            await last.SeesAsync(line => line.Contains("Ctrl+C stops", StringComparison.Ordinal));
            while (SentAlerts(folder["data/alertbot.db"]) < Items) await asked.WaitAsync();
            await last.SignalAsync("TERM");
            Assert.Equal(0, (await last.EndAsync()).ExitCode);
        }

        var shown = TranscriptFile.Read(folder["data/transcript.jsonl"]);
        Assert.Equal(shown.Count, shown.Select(s => s.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(Unsettled(folder["data/alertbot.db"]));
        var alerted = shown.Where(s => s.IsAlert).Select(TranscriptFile.Number).ToList();
        Assert.Equal(Enumerable.Range(1, Items), alerted.Order());
        Assert.Equal(SentKeys(folder["data/alertbot.db"]), shown.Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.Equal("ok", Scalar(folder["data/alertbot.db"], "PRAGMA integrity_check"));
    }

    // An undated item of a feed that is read for the first time may be old, and alerts nobody.
    private static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    // Each item is an event of its own: another place far from the others, and another toll.
    private static string Feed(int count) =>
        "<rss version=\"2.0\"><channel><title>Strikes</title>" + string.Concat(Enumerable.Range(1, count).Reverse().Select(n =>
            $"<item><guid isPermaLink=\"false\">s{n}</guid><pubDate>{Now:r}</pubDate><title>Rocket attack on {Place(n)} kills {3 + n}</title>" +
            $"<description>Militants fired {n + 5} rockets at {Place(n)} on Monday, killing {3 + n} soldiers.</description></item>")) +
        "</channel></rss>";

    private static string Watchlist() =>
        "topic: blasts\nname: Blasts\ndescription: Blasts everywhere.\nactors: []\nplaces:\n" +
        string.Concat(Enumerable.Range(1, Items).Select(n =>
            $"  - {{id: place-{n}, name: {Place(n)}, country: IQ, precision: site, lat: {29 + (n % 8)}, lon: {39 + (n / 8)}, weight: 25, aliases: []}}\n")) +
        "rules:\n  - {id: blast, name: Blast, query: \"place:*\"}\n";

    // Two syllables in base eight: sixty names of which none is part of another.
    private static string Place(int n)
    {
        string[] first = ["Bar", "Dol", "Fem", "Gur", "Hin", "Kos", "Lat", "Mev"];
        string[] second = ["zabad", "vorun", "tigar", "selim", "rumak", "pidor", "nukas", "jahor"];
        return first[n / 8] + second[n % 8];
    }

    private static IReadOnlyList<string> SentKeys(string database) =>
        Column(database, "SELECT \"Key\" FROM \"Deliveries\" WHERE \"State\" = 2 ORDER BY 1");

    private static IReadOnlyList<string> Unsettled(string database) =>
        Column(database, "SELECT \"Key\" || ' ' || \"State\" FROM \"Deliveries\" WHERE \"State\" NOT IN (2, 5)");

    private static int SentAlerts(string database) => int.Parse(
        Scalar(database, "SELECT CAST(COUNT(*) AS TEXT) FROM \"Deliveries\" WHERE \"State\" = 2 AND \"Kind\" = 0")!,
        System.Globalization.CultureInfo.InvariantCulture);

    private static string? Scalar(string database, string sql) => Column(database, sql).FirstOrDefault();

    private static List<string> Column(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
