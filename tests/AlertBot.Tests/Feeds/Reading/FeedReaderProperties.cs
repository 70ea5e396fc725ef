using System.Text;
using AlertBot.Feeds;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class FeedReaderProperties
{
    private static readonly string[] Pieces =
    [
        "<rss version='2.0'>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<guid>",
        "</guid>", "<description>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.0'?>", "<!DOCTYPE x [", "]>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "<content type='xhtml'>", "<div>", "</div>",
        "<b>", "<br/>", "&amp;", "&", "&#x;", "&#55296;", "&nbsp;", "<", ">", "\"", "'", "=", "/", "{\"version\":\"",
        "https://jsonfeed.org/version/1.1\"", ",\"items\":[{", "\"id\":", "1", "}", "]", "\\ud800", "\0", "\uD800", "é",
        "عربي", "\u200C", "2020-03-11", "Wed, 11 Mar", "<author>", "<name>", "</author>", "<media:group>", "<enclosure url=",
        "xml:base='", "xml:lang=", "http://a.example/", "javascript:", "<script>", "</script>", "<rdf:RDF>", "\n", " ", "x",
    ];

    [Fact]
    public void No_bytes_make_it_throw()
    {
        Prop.ForAll<byte[]>(body => Answers(body)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_heap_of_fragments_makes_it_throw()
    {
        var heaps = Gen.Elements(Pieces).ListOf(60).Select(string.Concat);

        Prop.ForAll(heaps.ToArbitrary(), heap =>
        {
            Assert.True(Answers(Encoding.UTF8.GetBytes(heap)));
            Assert.True(Answers(Encoding.UTF8.GetBytes("<rss><channel><item>" + heap)));
            Assert.True(Answers(Encoding.UTF8.GetBytes("{\"version\":\"https://jsonfeed.org/version/1\"," + heap)));
            HtmlText.ToPlainText(heap);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_mutation_of_a_sound_feed_makes_it_throw()
    {
        var sound = Encoding.UTF8.GetBytes(Feed(["a", "b & c", "ت"]));
        var cuts =
            from at in Gen.Choose(0, sound.Length - 1)
            from length in Gen.Choose(0, 40)
            from put in Gen.Choose(0, 255).ListOf(3)
            select (byte[])[.. sound[..at], .. put.Select(value => (byte)value), .. sound[Math.Min(sound.Length, at + length)..]];

        Prop.ForAll(cuts.ToArbitrary(), Answers).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_entry_is_kept_in_the_order_of_the_document()
    {
        Prop.ForAll<NonNull<string>[]>(titles =>
        {
            var written = titles.Select((title, index) => index + " " + title.Get).ToArray();

            var document = Reads.Document(Feed(written));

            Assert.Equal(written.Length, document.Entries.Count);
            for (var i = 0; i < written.Length; i++)
                Assert.StartsWith(i.ToString(null as IFormatProvider), document.Entries[i].Title, StringComparison.Ordinal);
            Assert.Equal(written.Length, document.Entries.Select(entry => entry.Id).Distinct(StringComparer.Ordinal).Count());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Text_that_was_escaped_once_comes_back_as_it_was()
    {
        var words = Gen.Elements("a", "ب", "1", "é", "—", "'", "\"", "(", "?", "😀").ListOf(20).Select(string.Concat);

        Prop.ForAll(words.ToArbitrary(), text =>
            Assert.Equal(text, Reads.Item($"<title>{System.Security.SecurityElement.Escape(text)}</title>").Title))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Reading_twice_gives_the_same()
    {
        var heaps = Gen.Elements(Pieces).ListOf(40).Select(string.Concat);

        Prop.ForAll(heaps.ToArbitrary(), heap =>
        {
            var body = Encoding.UTF8.GetBytes("<rss><channel>" + heap);
            Assert.Equal(Reads.Json(Reads.Any(body)).GetRawText(), Reads.Json(Reads.Any(body)).GetRawText());
        }).QuickCheckThrowOnFailure();
    }

    private static bool Answers(byte[] body)
    {
        var read = Reads.Any(body);
        return Reads.Json(read).GetProperty("ok").GetBoolean() == read is FeedRead.Read
            && FeedReport.ToText("x", read, new ReportLayout(5, 80, null)).Length > 0;
    }

    private static string Feed(IEnumerable<string> titles) =>
        "<rss version='2.0'><channel><title>N</title>" + string.Concat(titles.Select((title, index) =>
            $"<item><title>{System.Security.SecurityElement.Escape(title)}</title><guid>{index}</guid></item>"))
            + "</channel></rss>";
}
