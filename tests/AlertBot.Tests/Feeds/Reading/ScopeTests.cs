using System.Text;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

/// <summary>What elements inherit: base addresses, languages and namespaces.</summary>
public sealed class ScopeTests
{
    [Theory]
    [InlineData("one", "https://news.example/feeds/one")]
    [InlineData("/one", "https://news.example/one")]
    [InlineData("../one", "https://news.example/one")]
    [InlineData("//b.example/one", "https://b.example/one")]
    [InlineData("?id=1", "https://news.example/feeds/all.xml?id=1")]
    [InlineData("./a/../b?x=../y", "https://news.example/feeds/b?x=../y")]
    [InlineData("http://b.example/x y", "http://b.example/x%20y")]
    [InlineData("HTTP://b.example/", "HTTP://b.example/")]
    [InlineData("mailto:x@a.example", null)]
    public void A_relative_link_starts_from_where_the_document_came_from(string link, string? whole)
    {
        Assert.Equal(whole, Reads.Item($"<link>{link}</link>", Reads.Home).Link);
    }

    [Fact]
    public void The_nearest_base_counts_and_bases_build_on_each_other()
    {
        var document = Reads.Document(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/x/"><link href="home"/>
            <entry xml:base="y/"><link href="1"/></entry>
            <entry><link xml:base="http://b.example/z/" href="2"/></entry>
            <entry xml:base="javascript:evil()"><link href="3"/></entry>
            <entry xml:base=""><link href="/4"/></entry></feed>
            """);

        Assert.Equal("http://a.example/x/home", document.Link);
        Assert.Equal(
            ["http://a.example/x/y/1", "http://b.example/z/2", "http://a.example/x/3", "http://a.example/4"],
            document.Entries.Select(entry => entry.Link));
    }

    [Fact]
    public void Without_an_address_and_a_link_the_feeds_own_address_is_the_base()
    {
        var document = Reads.Channel(
            "<item><link>2020/a</link></item><atom:link rel='self' href='http://a.example/feeds/all'/>");

        Assert.Equal("http://a.example/feeds/2020/a", document.Entries[0].Link);
        Assert.Null(document.Link);
    }

    [Fact]
    public void Without_an_address_the_channels_link_is_the_base()
    {
        var document = Reads.Channel(
            "<item><link>/1</link><enclosure url='a.mp3'/></item><link>http://a.example/x/</link>");

        Assert.Equal("http://a.example/1", document.Entries[0].Link);
        Assert.Equal("http://a.example/x/a.mp3", document.Entries[0].Enclosures[0].Url);
    }

    [Theory]
    [InlineData("http://b.example/c/feed", "http://b.example/c/1")]
    [InlineData("other/feed", "https://news.example/feeds/other/1")]
    [InlineData("javascript:x", "https://news.example/feeds/1")]
    public void Content_Location_tells_where_the_document_lives(string location, string link)
    {
        var body = Encoding.UTF8.GetBytes("<rss version='2.0'><channel><item><link>1</link></item></channel></rss>");

        Assert.Equal(link, Reads.Document(Reads.Any(body, url: Reads.Home, contentLocation: location)).Entries[0].Link);
    }

    [Fact]
    public void The_language_nearest_to_the_text_counts()
    {
        var document = Reads.Document(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="en">
            <entry><title>a</title></entry>
            <entry xml:lang="ar"><title>b</title></entry>
            <entry xml:lang="ar"><title xml:lang="fr">c</title><content xml:lang="ku">c</content></entry>
            <entry xml:lang=""><title>d</title><dc:language>fa</dc:language></entry>
            <entry><title xml:lang="en_GB">e</title></entry></feed>
            """);

        Assert.Equal("en", document.Language);
        Assert.Equal(["en", "ar", "ku", null, "en-GB"], document.Entries.Select(entry => entry.Language));
    }

    [Fact]
    public void The_language_of_the_channel_is_that_of_its_items_unless_they_say_otherwise()
    {
        var document = Reads.Channel(
            "<item><title>a</title></item><language>ar</language><item><title>b</title><dc:language>fa</dc:language></item>");

        Assert.Equal(["ar", "fa"], document.Entries.Select(entry => entry.Language));
    }

    [Fact]
    public void A_title_in_a_language_does_not_make_the_feed_one_of_that_language()
    {
        var document = Reads.Atom("<title xml:lang='fr'>A</title><entry><title>x</title></entry>");

        Assert.Null(document.Language);
        Assert.Null(document.Entries[0].Language);
    }

    [Fact]
    public void The_server_may_tell_the_language_when_the_document_does_not()
    {
        var silent = Encoding.UTF8.GetBytes("<rss version='2.0'><channel><item><title>a</title></item></channel></rss>");
        var speaking = Encoding.UTF8.GetBytes("<rss version='2.0' xml:lang='ar'><channel><title>a</title></channel></rss>");

        var document = Reads.Document(Reads.Any(silent, contentLanguage: "fa"));

        Assert.Equal(("fa", "fa"), (document.Language, document.Entries[0].Language));
        Assert.Equal("ar", Reads.Document(Reads.Any(speaking, contentLanguage: "fa")).Language);
    }

    [Theory]
    [InlineData("""<a:rss xmlns:a="http://backend.userland.com/rss2" version="2.0"><a:channel><a:item><a:title>T</a:title>""")]
    [InlineData("""<rss xmlns="http://blogs.law.harvard.edu/tech/rss" version="2.0"><channel><item><title>T</title>""")]
    [InlineData("""<rss xmlns="urn:nobody" version="2.0"><channel><item><title>T</title>""")]
    [InlineData("""<rss version="2.0"><channel><item><dc:title>T</dc:title>""")]
    [InlineData("""<rss version="2.0" xmlns:x="http://purl.org/dc/elements/1.1/"><channel><item><x:title>T</x:title>""")]
    [InlineData("""<rss version="2.0" xmlns:dc="http://wrong.example/"><channel><item><dc:title>T</dc:title>""")]
    [InlineData("""<rss version="2.0"><channel><item><title xmlns="urn:x">T</title>""")]
    [InlineData("""<rss version="2.0"><channel><item><x:title xmlns:x="HTTPS://PURL.ORG/dc/elements/1.1">T</x:title>""")]
    [InlineData("""<feed xmlns:f="http://www.w3.org/2005/Atom"><f:entry><f:title>T</f:title>""")]
    [InlineData("""<atom:feed><atom:entry><atom:title>T</atom:title>""")]
    [InlineData("""<RDF xmlns="http://purl.org/rss/1.0/"><item><title>T</title>""")]
    public void Names_count_by_their_address_whatever_their_prefix(string start)
    {
        Assert.Equal("T", Assert.Single(Reads.Document(start).Entries).Title);
    }

    [Fact]
    public void A_foreign_element_with_a_known_name_says_nothing()
    {
        var entry = Reads.Item(
            """
            <x:link xmlns:x="urn:x">http://b.example/</x:link><x:guid xmlns:x="urn:x">no</x:guid>
            <description><svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:title>Drawing</svg:title></svg:svg>text</description>
            <title>T</title>
            """);

        Assert.Equal(("T", null, true), (entry.Title, entry.Link, entry.IdDerived));
    }
}
