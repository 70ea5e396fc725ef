using AlertBot.Feeds;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds;

public sealed class OpmlTests
{
    [Fact]
    public void A_list_in_folders_is_read_whole()
    {
        const string List = """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <opml version="1.0">
              <head><title>My feeds</title></head>
              <body>
                <outline text="Iraq">
                  <outline text="News &amp; More" type="rss" xmlUrl="https://news.example/rss?a=1&amp;b=2" language="AR-IQ"/>
                  <OUTLINE TITLE="Upper" XMLURL="feed://upper.example/rss" htmlUrl="https://upper.example"/>
                </outline>
                <outline type='atom' url="https://atom.example/feed" language="unknown"></outline>
              </body>
            </opml>
            """;

        var read = Opml.Read(List);

        Assert.Empty(read.Problems);
        Assert.Equal(
            [
                (6, "https://news.example/rss?a=1&b=2", "News & More", "ar-iq"),
                (7, "http://upper.example/rss", "Upper", null),
                (9, "https://atom.example/feed", "atom.example", null),
            ],
            read.Feeds.Select(f => (f.Line, f.Url.AbsoluteUri, f.Name, f.Language)));
    }

    [Fact]
    public void A_wrong_line_is_told_and_the_rest_goes_in()
    {
        const string List = """
            <opml version="2.0"><body>
            <outline text="Good" xmlUrl="https://good.example/rss"/>
            <outline text="Nothing" type="rss"/>
            <outline text="File" type="rss" xmlUrl="file:///etc/passwd"/>
            <outline text="Secret" xmlUrl="https://me:pass@secret.example/rss"/>
            <outline text="Again" xmlUrl="http://www.good.example/rss/"/>
            <outline text="Other list" type="include" url="https://lists.example/more.opml"/>
            <outline text="Broken" xmlUrl="https://broken.example/rss"
            <outline text="After" xmlUrl="https://after.example/rss"/>
            """;

        var read = Opml.Read(List);

        Assert.Contains(read.Feeds, f => f.Url.Host == "good.example");
        Assert.Contains(read.Feeds, f => f.Url.Host == "after.example");
        Assert.Equal([3, 4, 5, 6, 7], read.Problems.Select(p => p.Line).Take(5));
        Assert.Contains("'Nothing' has no xmlUrl", read.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("no http or https address", read.Problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("stands in line 2 already", read.Problems[3].Message, StringComparison.Ordinal);
        Assert.Contains("another list", read.Problems[4].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<rss version=\"2.0\"><channel/></rss>")]
    [InlineData("{\"feeds\": []}")]
    public void What_is_no_list_is_told_so(string text)
    {
        var read = Opml.Read(text);

        Assert.Empty(read.Feeds);
        Assert.Contains("no OPML", Assert.Single(read.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_we_write_reads_back_as_the_same()
    {
        Feed[] feeds =
        [
            new("one", Scope.Shared, new Uri("https://one.example/rss?x=1&y=%22"), "One <& \"quoted\">", "one", "ar", Urgent: true),
            new("two", Scope.Shared, new Uri("http://two.example/"), "أخبار", "Group of two", null, Urgent: false),
        ];

        var read = Opml.Read(Opml.Write("Title <&>", feeds, DateTimeOffset.UnixEpoch));

        Assert.Empty(read.Problems);
        Assert.Equal(
            [("one", feeds[0].Url, feeds[0].Name, "ar", null, true), ("two", feeds[1].Url, feeds[1].Name, null, "Group of two", false)],
            read.Feeds.Select(f => (f.Id!, f.Url, f.Name, f.Language, f.Group, f.Urgent)));
    }

    [Fact]
    public void No_text_makes_the_reader_throw() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var body = "<opml><outline text=\"" + text.Get + "\" xmlUrl=\"https://a.example/" + text.Get + "\"/>" + text.Get;
            return Opml.Read(body).Feeds.Count <= 1 && Opml.Read(text.Get).Feeds.Count == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_innermost_folder_is_the_group_of_its_feeds()
    {
        var read = Opml.Read(
            """
            <opml version="2.0"><body>
              <outline text="World">
                <outline text="Agencies"><outline type="rss" text="A" xmlUrl="https://a.example/rss"/></outline>
                <outline type="rss" text="B" xmlUrl="https://b.example/rss"></outline>
              </outline>
              <outline type="rss" text="C" xmlUrl="https://c.example/rss"/>
            </body></opml>
            """);

        Assert.Equal(["Agencies", "World", null], read.Feeds.Select(f => f.Group));
    }

    [Fact]
    public void No_heap_of_outlines_makes_the_reader_throw_or_lose_count()
    {
        var heaps = Gen.Elements(
            "<outline", "<outline text='F'>", "</outline>", "<outline xmlUrl='https://a.example/", "1", "'/>", "<body>", "</opml>", "<!--",
            "<![CDATA[", "&", "&amp;", "<!DOCTYPE opml [<!ENTITY a 'b'>]>", "type='rss'", "xmlUrl=", "\"", "'", "<", ">", "\n", "\0",
            "javascript:x", "http://user:pass@a.example/", "file:///etc/passwd", " ").ListOf(80).Select(string.Concat);

        Prop.ForAll(heaps.ToArbitrary(), heap =>
        {
            var read = Opml.Read("<opml><body>" + heap);
            Assert.All(read.Feeds, f => Assert.True(f.Url.Scheme is "http" or "https" && f.Url.UserInfo.Length == 0));
            Assert.All(read.Feeds.Select(f => f.Line).Concat(read.Problems.Select(p => p.Line)),
                line => Assert.InRange(line, 1, heap.Count(c => c == '\n') + 1));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Folders_without_end_and_attributes_without_number_are_read()
    {
        var deep = string.Concat(Enumerable.Repeat("<outline text='F'>", 50_000));
        var wide = string.Concat(Enumerable.Range(0, 50_000).Select(i => $" a{i}='b'"));

        var read = Opml.Read($"<opml><body>{deep}<outline xmlUrl='https://a.example/rss'/><outline{wide}/>");

        Assert.Equal("F", Assert.Single(read.Feeds).Group);
    }
}
