using System.IO.Compression;
using System.Text;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>Feeds that would bring down a careless reader, all at once beside a good one.</summary>
public sealed class HostileFeedTests
{
    private const string Head = "<rss version=\"2.0\"><channel><title>N</title>";
    private const string Tail = "</channel></rss>";
    private const string Old = "<pubDate>Mon, 06 Jan 2020 08:00:00 GMT</pubDate>";

    // The buffers of two bodies of 16 MiB and their text are held at most; a bomb that goes off takes gigabytes.
    private const int MostMebibytes = 600;

    [Fact]
    public async Task Each_hostile_feed_costs_one_line_and_the_news_beside_them_still_alerts()
    {
        await using var stand = new Newsstand();
        var bad = AddHostile(stand);
        var rounds = 0;
        stand.Add("good", _ =>
        {
            Interlocked.Increment(ref rounds);
            return FeedServerReply.Document(Newsstand.News(1, 1));
        });
        await using var run = await stand.StartedAsync();

        foreach (var (id, told) in bad)
            await run.SeesAsync(line => line.Contains($"Feed {id} (The {id}", StringComparison.Ordinal)
                && line.Contains(told, StringComparison.Ordinal));
        await run.SeesAsync(line => line.Contains(Newsstand.Place(1), StringComparison.Ordinal));
        // Another round of all: nothing is told twice.
        var another = Volatile.Read(ref rounds) + 3;
        await run.UntilAsync(() => Volatile.Read(ref rounds) >= another);
        var peak = run.PeakMebibytes;
        await run.SignalAsync("TERM");
        var end = await run.EndAsync();

        Assert.Equal(0, end.ExitCode);
        Assert.All(bad, b => Assert.Single(end.ErrorLines, l => l.Contains($"Feed {b.Id} ", StringComparison.Ordinal)));
        Assert.DoesNotContain(end.ErrorLines, l => l.Contains("fail:", StringComparison.Ordinal));
        Assert.DoesNotContain("root:", end.Errors + end.Output, StringComparison.Ordinal);
        Assert.Single(stand.Transcript, s => s.IsAlert);
        if (peak is { } mebibytes) Assert.InRange(mebibytes, 1, MostMebibytes);
    }

    private static List<(string Id, string Told)> AddHostile(Newsstand stand)
    {
        var huge = Huge();
        stand.Add("huge", new FeedServerReply(200, [], huge));
        stand.Add("gzip-bomb", new FeedServerReply(200, ["Content-Encoding: gzip"], GzipBomb()));
        stand.Add("entity-bomb", FeedServerReply.Document(EntityBomb()));
        stand.Add("outside", FeedServerReply.Document(
            $"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{Head}" +
            $"<item>{Old}<title>News &x;</title></item>{Tail}"));
        stand.Add("nested", FeedServerReply.Document(
            $"{Head}<item>{Old}<title>T</title>{Many("<x>", 10_000)}{Many("</x>", 10_000)}</item>{Tail}"));
        stand.Add("wrong-types", FeedServerReply.Document(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":{\"a\":1},\"items\":[{\"id\":[1],\"title\":7,"
            + "\"content_text\":{\"x\":[]},\"url\":false,\"date_published\":\"2020-01-06T08:00:00Z\"},5,null,\"x\"]}",
            "Content-Type: application/feed+json"));
        stand.Add("loop", FeedServerReply.Redirect(302, "/loop-b"));
        stand.Server.Serve("/loop-b", FeedServerReply.Redirect(302, "/loop"));
        return
        [
            ("huge", "longer than 16777216 bytes"), ("gzip-bomb", "longer than 16777216 bytes"),
            ("entity-bomb", "entity-limit"), ("outside", "external-entity"), ("nested", "too-deep"),
            ("wrong-types", "wrong type"), ("loop", "redirect-loop"),
        ];
    }

    /// <summary>50 MB in twenty items.</summary>
    private static byte[] Huge()
    {
        var words = Many("Tents and blankets reach the valley as the rain goes on. ", 45_000);
        return Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Range(0, 20).Select(i =>
            $"<item><guid>h{i}</guid>{Old}<title>Flood {i}</title><description>{words}</description></item>")) + Tail);
    }

    /// <summary>A quarter of a gigabyte in a quarter of a megabyte.</summary>
    private static byte[] GzipBomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes($"{Head}<item><guid>z</guid>{Old}<title>Z</title><description>"));
            var blanks = new byte[1024 * 1024];
            blanks.AsSpan().Fill((byte)' ');
            for (var mebibyte = 0; mebibyte < 256; mebibyte++) gzip.Write(blanks);
        }

        return packed.ToArray();
    }

    private static string EntityBomb()
    {
        var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY e0 'lol'>");
        for (var level = 1; level <= 10; level++)
            bomb.Append(null, $"<!ENTITY e{level} '{Many($"&e{level - 1};", 10)}'>");
        var text = Many("&e10;", 1000);
        return bomb.Append(null, $"]>{Head}<item>{Old}<title>T</title><description>{text}</description></item>{Tail}")
            .ToString();
    }

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
