using System.Buffers;
using System.Text;
using AlertBot.Feeds;
using AlertBot.Feeds.Reading;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class FeedReportTests
{
    [Fact]
    public void The_json_report_is_one_line_with_every_field_of_the_contract()
    {
        var read = Reads.Any(
            """
            <rss version="2.0"><channel><title>ن &amp; x</title><ttl>15</ttl><item><title>T</title><guid>1</guid>
            <pubDate>Wed, 11 Mar 2020 19:35:00 +0300</pubDate><enclosure url="http://a.example/a" length="x"/></item>
            </channel></rss>
            """);
        var buffer = new ArrayBufferWriter<byte>();
        FeedReport.WriteJson(buffer, "a \"b\"", read);
        var line = Encoding.UTF8.GetString(buffer.WrittenSpan);

        var json = Reads.Json(read, "a \"b\"");
        var entry = json.GetProperty("entries")[0];

        Assert.DoesNotContain('\n', line);
        Assert.Contains("ن & x", line, StringComparison.Ordinal);
        Assert.Equal(
            ["schema", "source", "ok", "error", "warnings", "format", "encoding", "feed", "entries"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            [
                "title", "link", "description", "language", "author", "image", "id", "updated", "ttlMinutes", "categories",
            ],
            json.GetProperty("feed").EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            [
                "id", "idDerived", "title", "link", "published", "updated", "summary", "content", "author", "language",
                "image", "categories", "enclosures",
            ],
            entry.EnumerateObject().Select(property => property.Name));
        Assert.Equal("a \"b\"", json.GetProperty("source").GetString());
        Assert.Equal("2020-03-11T16:35:00Z", entry.GetProperty("published").GetString());
        Assert.Equal("2020-03-11T16:35:00Z", entry.GetProperty("updated").GetString());
        Assert.Equal(15, json.GetProperty("feed").GetProperty("ttlMinutes").GetInt32());
        Assert.Equal("""{"url":"http://a.example/a","type":null,"length":null}""",
            entry.GetProperty("enclosures")[0].GetRawText());
    }

    [Fact]
    public void Who_would_push_the_feed_is_told_to_programs_and_to_people()
    {
        var read = Reads.Any("<rss version=\"2.0\"><channel><title>T</title></channel></rss>");
        var offer = new HubOffer(
            new Uri("https://news.example/self"), [new Uri("https://hub.example/a"), new Uri("https://hub.example/b")]);
        var buffer = new ArrayBufferWriter<byte>();
        FeedReport.WriteJson(buffer, "a", read, null, offer);
        var text = FeedReport.ToText("a", read, new ReportLayout(1, 120, null) { Offer = offer });

        Assert.Contains(
            "\"webSub\":{\"topic\":\"https://news.example/self\",\"hubs\":[\"https://hub.example/a\",\"https://hub.example/b\"]}",
            Encoding.UTF8.GetString(buffer.WrittenSpan), StringComparison.Ordinal);
        Assert.Contains("hub:       https://hub.example/a, https://hub.example/b", text, StringComparison.Ordinal);
        Assert.Contains("topic:     https://news.example/self", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_its_code_and_what_was_found()
    {
        var json = Reads.Json(Reads.Any("<html></html>"));

        Assert.False(json.GetProperty("ok").GetBoolean());
        Assert.Equal("not-a-feed", json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("web page", json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void People_see_format_repairs_and_entries()
    {
        var read = Reads.Any(
            "<rss version='2.0'><channel><title>N & M</title><ttl>5</ttl><item><title>A</title></item><item/><item/></channel></rss>");

        var text = FeedReport.ToText("x.xml", read, new ReportLayout(2, 80, null));

        Assert.Contains("rss20, utf-8", text, StringComparison.Ordinal);
        Assert.Contains("N & M", text, StringComparison.Ordinal);
        Assert.Contains("ttl 5 min", text, StringComparison.Ordinal);
        Assert.Contains("(no title)", text, StringComparison.Ordinal);
        Assert.Contains("and 1 more", text, StringComparison.Ordinal);
        Assert.Contains("bare-ampersand", text, StringComparison.Ordinal);
        Assert.Contains("not-a-feed", FeedReport.ToText("y", Reads.Any("<html>"), new ReportLayout(2, 80, null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A very long headline that goes on and on, far beyond what any terminal shows, and then some more of it")]
    [InlineData("هجوم صاروخي على قاعدة التاجي شمال بغداد يسفر عن مقتل ثلاثة جنود من قوات التحالف الدولي وإصابة آخرين بجروح")]
    [InlineData("イラクの首都バグダッドの北にある基地がロケット弾の攻撃を受け、三人が死亡したと軍が発表した。負傷者も多数")]
    [InlineData("e\u0301e\u0301e\u0301 👨‍👩‍👧 turned \u202E around")]
    public void No_line_of_the_table_is_wider_than_the_terminal(string title)
    {
        var read = Reads.Any($"<rss><channel><title>{title}</title><item><title>{title}</title></item></channel></rss>");

        var lines = FeedReport.ToText("x.xml", read, new ReportLayout(5, 72, null)).Split('\n');

        Assert.All(lines, line => Assert.InRange(TextColumns.Of(line), 0, 72));
        Assert.All(lines, line => Assert.DoesNotContain('\u202E', line));
    }
}
