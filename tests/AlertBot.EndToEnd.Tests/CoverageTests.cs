using System.Text.Json.Nodes;
using AlertBot.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>Sources that go silent are told of once, and once when they are heard again, over starts of the
/// program.</summary>
public sealed class CoverageTests
{
    private const int Sources = 9;
    private const int Silent = 4;
    private const int RhythmHours = 4 * 7 * 24;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_topic_whose_sources_go_silent_says_so_once_and_once_when_that_ends()
    {
        await using var stand = new Newsstand();
        for (var n = 1; n <= Sources; n++)
        {
            var (number, isSilent) = (n, n <= Silent);
            stand.Add($"s{n}", _ => FeedServerReply.Document(
                stand.Wanted > 1 && isSilent ? Chatter() : Newsstand.News(number, 1)));
        }
        // Told of nothing that is watched: its silence is nobody's loss.
        stand.Add("elsewhere", FeedServerReply.Document(Newsstand.Headlines(["Balloon drifts along"])));

        // All of it was heard of at least once.
        await RunAsync(stand, () => stand.SentAlerts() == Sources);
        // Four weeks go by in which these nine brought news each quarter of an hour; four stopped half a day ago.
        Edit(stand, (id, state) =>
        {
            state["rhythm"] = Rhythm(quietHours: id is "s1" or "s2" or "s3" or "s4" or "elsewhere" ? 12 : 0);
            state["lastSuccessUtc"] = Now.AddMinutes(-70).ToUnixTimeMilliseconds();
        });
        await RunAsync(stand, () => State(stand).Count(s => s["silentSinceUtc"] is not null) == Silent + 1);
        // The next start tells, and the one after it does not.
        await RunAsync(stand, () => Told(stand).Count == 1);
        await RunAsync(stand, () => true);
        Assert.Matches(
            "Coverage of blasts is low since .*: 4 of 9 sources bring nothing: The s1, The s2, The s3 and The s4.",
            Assert.Single(Told(stand)));

        // They publish again, as they did before.
        stand.Wanted = 2;
        Edit(stand, (id, state) => state["lastSuccessUtc"] = Now.AddHours(-7).ToUnixTimeMilliseconds());
        await RunAsync(stand, () => State(stand).Count(s => s["silentSinceUtc"] is not null) == 1);
        await RunAsync(stand, () => Told(stand).Count == 2);
        await RunAsync(stand, () => true);

        var told = Told(stand);
        Assert.Equal(2, told.Count);
        Assert.Contains("Coverage of blasts is as usual again", told[1], StringComparison.Ordinal);
    }

    /// <summary>Runs the program until something is so, and stops it.</summary>
    private static async Task RunAsync(Newsstand stand, Func<bool> isSo)
    {
        await using var run = await stand.StartedAsync();
        await run.UntilAsync(isSo);
        // The first look at sources is over by then: it comes with the start, and a round of polls is several rounds behind.
        var rounds = stand.Server.Requests.Count + (3 * Sources);
        await run.UntilAsync(() => stand.Server.Requests.Count >= rounds);
        await run.SignalAsync("TERM");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    private static IReadOnlyList<string> Told(Newsstand stand) =>
    [
        .. stand.Transcript.Where(s => s.Op == "send").Select(s => string.Join(' ', s.Text).Replace("  ", " ", StringComparison.Ordinal))
            .Where(text => text.Contains("Coverage of", StringComparison.Ordinal)),
    ];

    private static IReadOnlyList<JsonNode> State(Newsstand stand)
    {
        using var connection = Open(stand);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"State\" FROM \"Feeds\"";
        using var reader = command.ExecuteReader();
        var states = new List<JsonNode>();
        while (reader.Read()) states.Add(JsonNode.Parse(reader.GetString(0))!);
        return states;
    }

    // Nobody can wait for weeks: what they would have left behind is written into the store.
    private static void Edit(Newsstand stand, Action<string, JsonNode> change)
    {
        using var connection = Open(stand);
        var states = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        using (var read = connection.CreateCommand())
        {
            read.CommandText = "SELECT \"Id\", \"State\" FROM \"Feeds\"";
            using var reader = read.ExecuteReader();
            while (reader.Read()) states[reader.GetString(0)] = JsonNode.Parse(reader.GetString(1))!;
        }

        foreach (var (id, state) in states)
        {
            change(id, state);
            using var write = connection.CreateCommand();
            write.CommandText = "UPDATE \"Feeds\" SET \"State\" = $state WHERE \"Id\" = $id";
            write.Parameters.AddWithValue("$state", state.ToJsonString());
            write.Parameters.AddWithValue("$id", id);
            write.ExecuteNonQuery();
        }
    }

    private static SqliteConnection Open(Newsstand stand)
    {
        var connection = new SqliteConnection($"Data Source={stand.Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>News in each quarter of an hour of four weeks, but for the last hours; the last was watched until an hour
    /// ago.</summary>
    private static string Rhythm(int quietHours)
    {
        var last = (Now.ToUnixTimeSeconds() / 3600) - 1;
        var (news, watched) = (new byte[RhythmHours / 2], new byte[RhythmHours / 8]);
        Array.Fill(watched, byte.MaxValue);
        for (var hour = last - RhythmHours + 1; hour <= last - quietHours; hour++)
            news[hour % RhythmHours / 2] |= (byte)(0xF << (int)(hour % RhythmHours % 2 * 4));
        var text = Convert.ToBase64String([.. news, .. watched]).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return $"{last}.{text}";
    }

    // An item each quarter of an hour of the last six, about nothing that is watched.
    private static string Chatter() =>
        "<rss version=\"2.0\"><channel><title>Chatter</title>" + string.Concat(Enumerable.Range(0, 24).Select(n =>
            $"<item><guid isPermaLink=\"false\">c{n}</guid><pubDate>{Now.AddMinutes(-15 * n):r}</pubDate><title>Talk {n}</title></item>"))
        + "</channel></rss>";
}
