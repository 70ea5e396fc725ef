using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class FormatTests
{
    [Theory]
    [InlineData("""<rss version="0.91"><channel><title>A</title></channel></rss>""", "rss091")]
    [InlineData("""<rss version="0.92"><channel><title>A</title></channel></rss>""", "rss092")]
    [InlineData("""<rss version="0.93"><channel><title>A</title></channel></rss>""", "rss093")]
    [InlineData("""<rss version="0.94"><channel><title>A</title></channel></rss>""", "rss094")]
    [InlineData("""<rss version="2.0"><channel><title>A</title></channel></rss>""", "rss20")]
    [InlineData("<rss><channel><title>A</title></channel></rss>", "rss20")]
    [InlineData("""<RSS VERSION="2.0"><CHANNEL><TITLE>A</TITLE></CHANNEL></RSS>""", "rss20")]
    [InlineData("<channel><title>A</title><item><title>x</title></item></channel>", "rss20")]
    [InlineData(
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <channel rdf:about="http://a.example/"><title>A</title></channel></rdf:RDF>
        """, "rss10")]
    [InlineData(
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
        <channel><title>A</title></channel></rdf:RDF>
        """, "rss090")]
    [InlineData("""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>A</title></feed>""", "atom03")]
    [InlineData("""<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>""", "atom10")]
    [InlineData("""<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>A</a:title></a:feed>""", "atom10")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1","title":"A","items":[]}""", "json1")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[]}""", "json11")]
    [InlineData("""<CHANNEL HREF="http://a.example/"><TITLE>A</TITLE></CHANNEL>""", "cdf")]
    [InlineData("""<feed version="0.3" xmlns="http://purl.org/echo/"><title>A</title></feed>""", "atom03")]
    [InlineData("""<p:feed version="0.3" xmlns:p="http://purl.org/pie/"><p:title>A</p:title></p:feed>""", "atom03")]
    [InlineData("""<n:feed xmlns:n="http://nobody.example/ns"><n:title>A</n:title></n:feed>""", "atom10")]
    [InlineData("<n:rss version='2.0' xmlns:n='urn:n'><n:channel><n:title>A</n:title></n:channel></n:rss>", "rss20")]
    public void The_dialect_is_told_by_root_version_and_namespace(string body, string format)
    {
        var document = Reads.Document(body);

        Assert.Equal(format, FeedReport.NameOf(document.Format));
        Assert.Equal("A", document.Title);
    }

    [Theory]
    [InlineData("<CHANNEL LASTMOD='2020-03-11T19:35:00Z'></CHANNEL>")]
    [InlineData("<CHANNEL><ABSTRACT>Nothing but this</ABSTRACT></CHANNEL>")]
    [InlineData("<CHANNEL></CHANNEL>")]
    public void A_channel_definition_is_one_however_little_it_says(string body) =>
        Assert.Equal(FeedFormat.Cdf, Reads.Document(body).Format);

    [Fact]
    public void An_rdf_feed_gives_the_items_beside_its_channel()
    {
        var document = Reads.Document(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="http://a.example/"><title>A</title><link>http://a.example/</link>
                <items><rdf:Seq><rdf:li resource="http://a.example/1"/></rdf:Seq></items></channel>
              <image rdf:about="http://a.example/i.png"><title>Logo</title><url>http://a.example/i.png</url></image>
              <item rdf:about="urn:one"><title>One</title><link>http://a.example/1</link>
                <dc:date>2020-03-11T19:35:00+03:00</dc:date><dc:creator>Sara</dc:creator></item>
              <textinput><title>Search</title><link>http://a.example/search</link></textinput>
            </rdf:RDF>
            """);

        var entry = Assert.Single(document.Entries);
        Assert.Equal(("A", "http://a.example/", "http://a.example/i.png"), (document.Title, document.Link, document.Image));
        Assert.Equal(("urn:one", false, "One", "Sara"), (entry.Id, entry.IdDerived, entry.Title, entry.Author));
        Assert.Equal(new DateTimeOffset(2020, 3, 11, 16, 35, 0, TimeSpan.Zero), entry.PublishedUtc);
    }

    [Fact]
    public void A_channel_definition_gives_its_attributes()
    {
        var document = Reads.Document(
            """
            <CHANNEL HREF="http://a.example/" LASTMOD="2020-03-11T19:35+00:00"><TITLE>A</TITLE><ABSTRACT>About</ABSTRACT>
              <LOGO HREF="http://a.example/l.gif" STYLE="IMAGE"/>
              <ITEM HREF="http://a.example/1"><TITLE>One</TITLE><ABSTRACT>First</ABSTRACT></ITEM></CHANNEL>
            """);

        var entry = Assert.Single(document.Entries);
        Assert.Equal(("http://a.example/", "About", "http://a.example/l.gif"),
            (document.Link, document.Description, document.Image));
        Assert.Equal(("http://a.example/1", "One", "First"), (entry.Link, entry.Title, entry.Summary));
    }

    [Fact]
    public void The_items_of_a_channel_definition_start_from_its_base()
    {
        var document = Reads.Document(
            "<CHANNEL HREF='http://a.example/' BASE='http://a.example/b/'><ITEM HREF='1.html'><TITLE>One</TITLE></ITEM></CHANNEL>");

        Assert.Equal("http://a.example/b/1.html", Assert.Single(document.Entries).Link);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head><title>One moment</title></head><body></body></html>")]
    [InlineData("<html><rss version='2.0'></rss></html>")]
    [InlineData("""{"error":"not found"}""")]
    [InlineData("[1,2,3]")]
    [InlineData("<opml version='2.0'><body/></opml>")]
    [InlineData("just words")]
    [InlineData("<a><b><c/></b></a>")]
    [InlineData(
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
        <foaf:Person><foaf:name>A</foaf:name></foaf:Person></rdf:RDF>
        """)]
    public void What_is_no_feed_is_refused_with_a_code(string body)
    {
        Assert.Equal("not-a-feed", Reads.Failure(Reads.Any(body)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public void An_empty_document_is_called_empty(string body)
    {
        Assert.Equal("empty", Reads.Failure(Reads.Any(body)).Code);
    }

    [Fact]
    public void A_web_page_is_told_from_other_things_that_are_no_feed()
    {
        Assert.True(Reads.Failure(Reads.Any("<html><body>Checking your browser</body></html>")).IsWebPage);
        Assert.False(Reads.Failure(Reads.Any("<opml/>")).IsWebPage);
    }
}
