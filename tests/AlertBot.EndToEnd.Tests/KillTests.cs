using AlertBot.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>Power cuts: the worker is killed at random moments and started again.</summary>
public sealed class KillTests
{
    private const int Items = Newsstand.Places;

    // More on demand: ALERTBOT_KILLS=20 dotnet test --project tests/AlertBot.EndToEnd.Tests
    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("ALERTBOT_KILLS"), out var kills) ? kills : 3;

    [Fact]
    public async Task Every_owed_alert_is_shown_once_however_often_the_worker_is_killed()
    {
        await using var stand = new Newsstand();
        using var asked = new SemaphoreSlim(0);
        var published = 0;
        stand.Add("strikes", _ =>
        {
            asked.Release();
            return FeedServerReply.Document(Newsstand.News(1, Volatile.Read(ref published)));
        });
        var random = new Random(Kills);

        for (var kill = 0; kill < Kills; kill++)
        {
            await using var run = await stand.StartedAsync();
            Volatile.Write(ref published, Items * (kill + 1) / (Kills + 1));
            // The moment is told by what was asked for and a random piece of work, not by a clock.
            for (var request = random.Next(1, 4); request > 0; request--) await asked.WaitAsync();
            for (var spin = random.Next(0, 200_000_000); spin > 0; spin--) _ = Volatile.Read(ref published);
            await run.KillAsync();
            while (asked.CurrentCount > 0) await asked.WaitAsync();
        }
        Volatile.Write(ref published, Items);
        await using (var last = await stand.StartedAsync())
        {
            while (stand.SentAlerts() < Items) await asked.WaitAsync();
            await last.SignalAsync("TERM");
            Assert.Equal(0, (await last.EndAsync()).ExitCode);
        }

        var shown = stand.Transcript;
        Assert.Equal(shown.Count, shown.Select(s => s.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(Unsettled(stand.Database));
        var alerted = shown.Where(s => s.IsAlert).Select(TranscriptFile.Number).ToList();
        Assert.Equal(Enumerable.Range(1, Items), alerted.Order());
        Assert.Equal(SentKeys(stand.Database), shown.Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.Equal("ok", Scalar(stand.Database, "PRAGMA integrity_check"));
    }

    private static IReadOnlyList<string> SentKeys(string database) =>
        Column(database, "SELECT \"Key\" FROM \"Deliveries\" WHERE \"State\" = 2 ORDER BY 1");

    private static IReadOnlyList<string> Unsettled(string database) =>
        Column(database, "SELECT \"Key\" || ' ' || \"State\" FROM \"Deliveries\" WHERE \"State\" NOT IN (2, 5)");

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
