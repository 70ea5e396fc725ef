using System.Text;
using AlertBot.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>A feed of short texts whose pages are read: some well, some not at all, and none twice.</summary>
public sealed class FullTextTests
{
    private const string Arabic = "قال متحدث عسكري إن الصواريخ سقطت على القاعدة مساء الأربعاء مما أسفر عن مقتل أربعة جنود وإصابة آخرين بجروح";

    private static readonly Encoding Windows1256 = CodePagesEncodingProvider.Instance.GetEncoding(1256)!;

    // Nobody listens there: a request that goes by a proxy after all is lost.
    private static readonly (string, string)[] Settings =
    [
        .. ((string[])["http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"]).Select(static name => (name, "http://127.0.0.1:9")),
        // The slow page is slow for as long as the test wants, on a busy machine too.
        ("Feeds__HeaderTimeout", "00:05:00"), ("Delivery__EditEvery", "00:00:01"), ("Feeds__TotalTimeout", "00:05:00"),
    ];

    [Fact]
    public async Task Alerts_come_at_once_with_the_feeds_text_and_are_edited_when_their_pages_were_read()
    {
        await using var stand = new Newsstand();
        var polls = 0;
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Serve(stand, slow.Task);
        var feed = Feed(stand);
        stand.Add("brief", _ =>
        {
            Interlocked.Increment(ref polls);
            return FeedServerReply.Document(feed);
        }, ", fullText: true");

        await using (var run = await stand.StartedAsync(Settings))
        {
            // The slow page is still awaited, and its alert is there.
            await run.UntilAsync(() => stand.SentAlerts() == 5);
            await run.UntilAsync(() => Outcomes(stand) is ["taken", "robots", "bot-wall", "taken", null]);
            await run.UntilAsync(() => IsEdited(stand, 1));
            Assert.False(IsEdited(stand, 5));
            slow.SetResult();
            await run.UntilAsync(() => IsEdited(stand, 5));
            await run.SignalAsync("TERM");
            Assert.Equal(0, (await run.EndAsync()).ExitCode);
        }

        await using (var again = await stand.StartedAsync(Settings))
        {
            var more = Volatile.Read(ref polls) + 3;
            await again.UntilAsync(() => Volatile.Read(ref polls) >= more);
            await again.SignalAsync("TERM");
            Assert.Equal(0, (await again.EndAsync()).ExitCode);
        }

        var asked = stand.Server.Requests.Select(static r => r.Path).Where(static p => p.StartsWith("/page-", StringComparison.Ordinal));
        Assert.Equal(["/page-1", "/page-3", "/page-4", "/page-5"], asked.Order(StringComparer.Ordinal));
        Assert.Equal(5, stand.Transcript.Count(static s => s.IsAlert));
        Assert.Equal(["taken", "robots", "bot-wall", "taken", "taken"], Outcomes(stand));
        Assert.Contains(Arabic, Texts(stand)[3], StringComparison.Ordinal);
        Assert.Equal("More soon.", Texts(stand)[1]);
        Assert.Equal("More soon.", Texts(stand)[2]);
    }

    private static void Serve(Newsstand stand, Task slow)
    {
        stand.Server.Serve("/robots.txt", FeedServerReply.Document("User-agent: *\nDisallow: /page-2\n", "Content-Type: text/plain"));
        stand.Server.Serve("/page-1", Page(Story(1)));
        stand.Server.Serve("/page-2", Page(Story(2)));
        stand.Server.Serve("/page-3", FeedServerReply.Document(
            "<html><head><title>Just a moment...</title></head><body><form id='challenge-form'></form></body></html>", "Content-Type: text/html"));
        stand.Server.Serve("/page-5", async _ =>
        {
            await slow;
            return Page(Story(5));
        });
        var arabic = $"<html dir=rtl><head><meta charset=windows-1256><title>هجوم صاروخي على {Newsstand.Place(4)}</title></head><body>"
            + $"<div class=matn><p>{Arabic}، في {Newsstand.Place(4)}.</p><p>{Arabic}.</p><p>{Arabic}.</p></div></body></html>";
        stand.Server.Serve("/page-4", new FeedServerReply(200, ["Content-Type: text/html"], Windows1256.GetBytes(arabic)));
    }

    private static string Story(int n) =>
        $"Militants fired rockets at {Newsstand.Place(n)} on Monday, killing {3 + n} soldiers and wounding {20 + n} others, the military "
        + "said in a statement. The rockets were fired from a lorry that was found in an orchard nearby, a spokesman told reporters, "
        + "and nobody has said that it was behind the attack, the first of its kind along that road in several months of calm.";

    private static FeedServerReply Page(string text) => FeedServerReply.Document(
        $"<html><head><title>Rocket attack</title></head><body><nav><a href='/'>Home</a></nav><article><p>{text}</p></article></body></html>",
        "Content-Type: text/html; charset=utf-8");

    private static string Feed(Newsstand stand)
    {
        var now = TimeProvider.System.GetUtcNow();
        return "<rss version='2.0'><channel><title>Brief</title>" + string.Concat(Enumerable.Range(1, 5).Select(n =>
            $"<item><guid isPermaLink='false'>b{n}</guid><title>{Title(n)}</title><link>{stand.Server.Url($"/page-{n}")}</link>"
            + $"<pubDate>{now:r}</pubDate><description>More soon.</description></item>")) + "</channel></rss>";
    }

    private static string Title(int n) => n == 4
        ? $"هجوم صاروخي على {Newsstand.Place(4)} ومقتل 7 جنود"
        : $"Rocket attack on {Newsstand.Place(n)} kills {3 + n} soldiers";

    // What only the page says is in an edit of the alert.
    private static bool IsEdited(Newsstand stand, int n) => stand.Transcript.Any(s => s.Op == "edit"
        && s.Text.Any(t => t.Contains(Newsstand.Place(n), StringComparison.Ordinal))
        && s.Text.Any(t => t.Contains($"{20 + n}", StringComparison.Ordinal)));

    private static List<string?> Outcomes(Newsstand stand) => Column(
        stand, "SELECT p.\"Outcome\" FROM \"Articles\" a LEFT JOIN \"ArticlePages\" p ON p.\"ArticleRow\" = a.\"Row\" ORDER BY a.\"Link\"");

    private static List<string> Texts(Newsstand stand) =>
        [.. Column(stand, "SELECT \"Text\" FROM \"Articles\" ORDER BY \"Link\"").OfType<string>()];

    private static List<string?> Column(Newsstand stand, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={stand.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string?>();
        while (reader.Read()) values.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        return values;
    }
}
