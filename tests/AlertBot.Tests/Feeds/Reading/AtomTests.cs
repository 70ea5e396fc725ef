using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class AtomTests
{
    [Fact]
    public void A_feed_gives_its_fields()
    {
        var document = Reads.Atom(
            """
            <title>News</title><subtitle type="html">About &lt;b&gt;us&lt;/b&gt;</subtitle><id>urn:feed</id>
            <updated>2020-03-11T19:35:00Z</updated><link rel="self" href="http://a.example/feed"/>
            <link href="http://a.example/"/><author><name>Sara</name><email>s@a.example</email></author>
            <category term="iraq" label="Iraq"/><logo>http://a.example/logo.png</logo><icon>http://a.example/i.ico</icon>
            <link rel="next" href="http://a.example/2"/><generator>Gen</generator><rights>None</rights>
            """);

        Assert.Equal(("News", "About us", "urn:feed"), (document.Title, document.Description, document.Id));
        Assert.Equal(("http://a.example/", "http://a.example/logo.png"), (document.Link, document.Image));
        Assert.Equal(new DateTimeOffset(2020, 3, 11, 19, 35, 0, TimeSpan.Zero), document.UpdatedUtc);
        Assert.StartsWith("Sara", document.Author, StringComparison.Ordinal);
        Assert.Equal(["iraq", "Iraq"], document.Categories);
        Assert.Equal(("http://a.example/feed", "http://a.example/2"), (document.Hints.SelfLink, document.Hints.NextLink));
    }

    [Fact]
    public void An_entry_gives_its_fields()
    {
        var entry = Reads.AtomEntry(
            """
            <id> urn:1 </id><title>T</title><link rel="edit" href="http://a.example/e"/>
            <link rel="alternate" type="application/json" href="http://a.example/j"/>
            <link rel="alternate" type="text/html" href="http://a.example/1"/>
            <link rel="enclosure" href="http://a.example/a.mp3" type="audio/mpeg" length="5"/>
            <published>2020-03-11T19:35:00Z</published><updated>2020-03-12T00:00:00Z</updated>
            <author><name>Sara</name></author><author><name>Omar</name></author><contributor><name>Zed</name></contributor>
            <summary>Short</summary><content type="html">&lt;p&gt;Long&lt;/p&gt;</content><category term="a"/>
            """);

        Assert.Equal(("urn:1", "T", "http://a.example/1"), (entry.Id, entry.Title, entry.Link));
        Assert.Equal(new DateTimeOffset(2020, 3, 11, 19, 35, 0, TimeSpan.Zero), entry.PublishedUtc);
        Assert.Equal(new DateTimeOffset(2020, 3, 12, 0, 0, 0, TimeSpan.Zero), entry.UpdatedUtc);
        Assert.Equal(("Sara, Omar", "Short", "Long"), (entry.Author, entry.Summary, entry.Content));
        Assert.Equal([new Enclosure("http://a.example/a.mp3", "audio/mpeg", 5)], entry.Enclosures);
    }

    [Theory]
    [InlineData("http://purl.org/atom/ns#")]
    [InlineData("http://www.w3.org/2005/Atom")]
    public void A_link_written_as_text_is_what_its_relation_says(string ns)
    {
        const string File = "<link rel=\"enclosure\" type=\"audio/mpeg\">http://a.example/a.mp3</link>";
        const string Page = "<link rel=\"alternate\" type=\"text/html\">http://a.example/1</link>";
        const string Own = "<link rel=\"self\">http://a.example/entry</link>";

        foreach (var inner in (string[])[File + Own + Page, Page + Own + File])
        {
            var entry = Reads.Document($"<feed xmlns='{ns}'><entry>{inner}</entry></feed>").Entries[0];

            Assert.Equal("http://a.example/1", entry.Link);
            Assert.Equal([new Enclosure("http://a.example/a.mp3", "audio/mpeg", null)], entry.Enclosures);
        }
    }

    [Theory]
    [InlineData("<link href=\"http://a.example/1/>")]
    [InlineData("<link href=http://a.example/1\"/>")]
    [InlineData("<link href=http://a.example/1'/>")]
    public void A_link_with_one_quote_leads_where_its_text_does(string link)
    {
        var entry = Reads.AtomEntry(link + "<id>urn:1</id><title type=\"html\">T</title>");

        Assert.Equal(("http://a.example/1", "urn:1", "T"), (entry.Link, entry.Id, entry.Title));
    }

    [Fact]
    public void What_a_source_says_is_not_said_of_the_entry()
    {
        var entry = Reads.AtomEntry(
            """
            <source><id>urn:other</id><title>Other feed</title><link href="http://b.example/"/>
              <updated>2001-01-01T00:00:00Z</updated><author><name>Other</name></author></source>
            <id>urn:1</id><title>T</title><link href="http://a.example/1"/><updated>2020-03-11T19:35:00Z</updated>
            """);

        Assert.Equal(("urn:1", "T", "http://a.example/1"), (entry.Id, entry.Title, entry.Link));
        Assert.Equal("Other feed", entry.SourceTitle);
        Assert.Null(entry.Author);
        Assert.Equal(2020, entry.UpdatedUtc?.Year);
    }

    [Fact]
    public void An_entry_within_the_content_is_no_entry_of_the_feed()
    {
        var document = Reads.Atom(
            """
            <entry><id>1</id><content type="application/atom+xml"><entry><id>inner</id><title>Inner</title></entry></content>
            <title>Outer</title></entry><entry><id>2</id></entry>
            """);

        Assert.Equal(["1", "2"], document.Entries.Select(entry => entry.Id));
        Assert.Equal("Outer", document.Entries[0].Title);
    }

    [Fact]
    public void Atom_03_is_read_by_its_own_names()
    {
        var document = Reads.Document(
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="de"><title>A</title><tagline>About</tagline>
            <link rel="alternate" type="text/html" href="http://a.example/"/><modified>2020-03-11T19:35:00Z</modified>
            <entry><title mode="escaped" type="text/html">&lt;b&gt;T&lt;/b&gt;</title><id>urn:1</id>
            <issued>2020-03-10T00:00:00Z</issued><modified>2020-03-11T00:00:00Z</modified>
            <content mode="xml" type="application/xhtml+xml"><div xmlns="http://www.w3.org/1999/xhtml">Inline</div></content>
            <link rel="alternate" href="http://a.example/1"/></entry></feed>
            """);

        var entry = Assert.Single(document.Entries);
        Assert.Equal(("About", "http://a.example/"), (document.Description, document.Link));
        Assert.Equal(("T", "Inline", "de", "http://a.example/1"), (entry.Title, entry.Content, entry.Language, entry.Link));
        Assert.Equal((10, 11), (entry.PublishedUtc?.Day, entry.UpdatedUtc?.Day));
    }

    [Fact]
    public void An_entry_alone_is_a_feed_of_one()
    {
        var document = Reads.Document("""<entry xmlns="http://www.w3.org/2005/Atom"><id>1</id><title>T</title></entry>""");

        Assert.Equal("T", Assert.Single(document.Entries).Title);
    }

    [Fact]
    public void Content_elsewhere_and_binary_content_give_no_rubbish()
    {
        var entry = Reads.AtomEntry("""<id>1</id><content src="http://a.example/v.mp4" type="video/mp4"/><summary>S</summary>""");

        Assert.Equal(("S", null), (entry.Summary, entry.Content));
    }
}
