using System.Text;
using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class BrokenDocumentTests
{
    private const string Rest = "<title>N</title><item><title>T</title><link>http://a.example/1</link></item>";
    private const string Whole = $"<rss version='2.0'><channel>{Rest}</channel></rss>";

    [Theory]
    [InlineData("\n\n  <?xml version='1.0'?>" + Whole)]
    [InlineData("\uFEFF<?xml version='1.0'?>" + Whole)]
    [InlineData("<br />\n<b>Warning</b>: include() in <b>/x.php</b> on line <b>3</b><br />\n" + Whole)]
    [InlineData("HTTP junk & more <?xml version='1.0'?>" + Whole)]
    [InlineData("<!-- made by hand -->" + Whole)]
    [InlineData("<?xml-stylesheet href='http://evil.example/x.xsl'?>" + Whole)]
    [InlineData("<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://evil.example/x.dtd'>" + Whole)]
    [InlineData("<!DOCTYPE rss [<!ELEMENT rss (channel)><!ENTITY x 'y'><!-- ]> -->]>" + Whole)]
    [InlineData("<?xml version='1.0'" + "?>" + Whole + "<script>ads()</script> trailing & junk")]
    [InlineData("<?xml version=\"1.0\" encoding=\"\"?>" + Whole)]
    [InlineData("<?xml version='1.1' standalone='maybe'?>" + Whole)]
    [InlineData("<?xml version=1.0?>" + Whole)]
    public void What_stands_around_the_feed_does_no_harm(string body) => AssertWhole(Reads.Document(body));

    [Theory]
    [InlineData("<rss version='2.0'><channel>" + Rest)]
    [InlineData("<rss version='2.0'><channel>" + Rest + "</rss>")]
    [InlineData("<rss version='2.0'>" + Rest + "</rss>")]
    [InlineData("<rss version=2.0><channel>" + Rest + "</channel></rss>")]
    [InlineData("<rss version='2.0><channel>" + Rest + "</channel></rss>")]
    [InlineData("<RSS VERSION='2.0'><Channel>" + Rest + "</CHANNEL></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title></channel><item><title>T</title><link>http://a.example/1</link></item></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T</title><link>http://a.example/1</link></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T</title><link>http://a.example/1")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T<link>http://a.example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N<item><title>T</title><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><x><title>T</title></y><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</tilte></title><item></b><title>T</title><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title ><item ><title\n>T</title\n><link>http://a.example/1</ link></link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title><![CDATA[N]]></title><item><title><![cdata[T]]></title><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T</title><link>http://a.example/1</link><description><![CDATA[cut off")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T</title><link>http://a.example/1</link><description>cut <b")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T</title><link>http://a.example/1</link><descr")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T</title><link>http://a.example/1</link></item></channel></rss")]
    [InlineData("<rss version='2.0'><channel><![INCLUDE[<title>N</title>]]><item><title>T</title><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><!-- never closed <item><title>T</title><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T</title><link>http://a.example/1</link><enclosure url=\"http://x></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item/<title>T</title><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T<!-- comment --></title><link>http://a.<!-- c -->example/1</link></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><title>N</title><item><title>T<?php echo 1 ?></title><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData(
        "<rss version='2.0'><channel><title>N</title><item><title>T</title>"
        + "<link><link>http://a.example/1</link></item></channel></rss>")]
    [InlineData(
        "<rss version='2.0'><channel><title>N</title><item><title>T</title>"
        + "<link><b>http://a.example/1</b></link></item></channel></rss>")]
    public void What_is_broken_within_the_feed_is_mended(string body) => AssertWhole(Reads.Document(body));

    [Fact]
    public void Literal_text_that_is_never_closed_ends_where_its_entry_ends()
    {
        var document = Reads.Channel(
            "<item><title><![CDATA[1 & more</title></item><item><title>2</title></item><item><title><![CDATA[3");

        Assert.Equal(["1 & more", "2", "3"], document.Entries.Select(entry => entry.Title));
    }

    [Theory]
    [InlineData("<author><name>Sara</name><category term=iraq\" /><guid>1</guid>")]
    [InlineData("<author>Sara<category>iraq</category><guid><guid>1</guid>")]
    [InlineData("<dc:creator>Sara<guid>1</guid><guid>2</guid><category>iraq</category>")]
    public void An_author_without_end_ends_where_something_else_starts(string inner)
    {
        var entry = Reads.Item(inner);

        Assert.Equal(("Sara", "1"), (entry.Author, entry.Id));
        Assert.Equal(["iraq"], entry.Categories);
    }

    [Fact]
    public void Unclosed_items_are_items_each()
    {
        var document = Reads.Channel("<item><title>1</title><item><title>2</title><item><title>3</title>");

        Assert.Equal(["1", "2", "3"], document.Entries.Select(entry => entry.Title));
    }

    [Fact]
    public void An_unclosed_description_ends_where_the_next_field_starts()
    {
        var entry = Reads.Item(
            "<description>Foo <b>bar<pubDate>Wed, 11 Mar 2020 19:35:00 GMT</pubDate><guid>g</guid>");

        Assert.Equal(("Foo bar", "g"), (entry.Summary, entry.Id));
        Assert.NotNull(entry.PublishedUtc);
    }

    [Theory]
    [InlineData("control-character", "<title>a\u0001\u000Bb</title>")]
    [InlineData("bare-ampersand", "<title>a & b</title>")]
    [InlineData("undeclared-entity", "<title>a&nbsp;b</title>")]
    [InlineData("bad-reference", "<title>a&#1;b</title>")]
    [InlineData("undeclared-prefix", "<foo:bar>x</foo:bar>")]
    [InlineData("bad-date", "<pubDate>soon</pubDate>")]
    [InlineData("unsafe-link", "<link>javascript:x</link>")]
    [InlineData("bad-markup", "<title>a < b</title>")]
    [InlineData("unclosed-element", "<title>a")]
    public void What_was_repaired_is_told(string warning, string inner)
    {
        Assert.Contains(warning, Reads.Any($"<rss version='2.0'><channel>{inner}</channel></rss>").Warnings);
        Assert.DoesNotContain(warning, Reads.Any(Whole).Warnings);
    }

    [Fact]
    public void A_sound_feed_needs_no_repair() => Assert.Empty(Reads.Any(Whole).Warnings);

    [Fact]
    public void Entities_that_the_document_declares_are_resolved()
    {
        var document = Reads.Document(
            """<!DOCTYPE rss [<!ENTITY who "K&#252;hn &amp; Co"><!ENTITY all '&who; Ltd'>]>""" +
            "<rss version='2.0'><channel><title>&all;!</title></channel></rss>");

        Assert.Equal("Kühn & Co Ltd!", document.Title);
    }

    [Fact]
    public void An_oversized_document_is_read_as_far_as_allowed()
    {
        var body = Encoding.UTF8.GetBytes(
            "<rss version='2.0'><channel>" + string.Concat(Enumerable.Repeat("<item><title>T</title></item>", 1000)));

        var read = FeedReader.Read(body, FeedSource.Unknown, FeedReaderLimits.Default with { MaxBytes = 10_000 });

        Assert.InRange(Reads.Document(read).Entries.Count, 340, 345);
        Assert.Contains("truncated", read.Warnings);
    }

    [Fact]
    public void More_entries_than_allowed_are_left_out_and_told()
    {
        var body = "<rss version='2.0'><channel>" + string.Concat(Enumerable.Repeat("<item/>", 100));

        var read = FeedReader.Read(
            Encoding.UTF8.GetBytes(body), FeedSource.Unknown, FeedReaderLimits.Default with { MaxEntries = 7 });

        Assert.Equal(7, Reads.Document(read).Entries.Count);
        Assert.Contains("too-many-entries", read.Warnings);
    }

    private static void AssertWhole(FeedDocument document)
    {
        var entry = Assert.Single(document.Entries);
        Assert.Equal("N", document.Title);
        Assert.Equal(("T", "http://a.example/1"), (entry.Title, entry.Link));
    }
}
