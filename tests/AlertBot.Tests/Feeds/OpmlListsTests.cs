using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds;

/// <summary>Lists as other readers write them, and our own there and back.</summary>
public sealed class OpmlListsTests
{
    private static readonly Gen<string> Words = Gen.Elements(
            "News", "of", "the", "North", "أخبار", "العراق", "<&>", "\"quoted\"", "it's", "&amp;", "a=b", "😀", "]]>", "é", "—", "新闻")
        .NonEmptyListOf().Select(words => string.Join(' ', words.Take(8)));

    private static readonly Gen<Feed> Feeds =
        from number in Gen.Choose(0, 1_000_000)
        from host in Gen.Elements("a.example", "news.example:8080", "sub.b.example")
        from query in Gen.Elements("", "?x=1&y=2", "?q=%22a%22", "?ar=%D8%A3")
        from name in Words
        from grouping in Gen.OneOf(Gen.Constant(""), Gen.Elements("Wires", "وكالات", "A & B <\"c\">", "one"))
        from language in Gen.Elements<string?>(null, "ar", "en-gb", "zh-hans")
        from urgent in Gen.Elements(true, false)
        from fullText in Gen.Elements(true, false)
        select new Feed(
            $"feed-{number}", Scope.Shared, new Uri($"https://{host}/{number}{query}"), name,
            grouping.Length == 0 ? $"feed-{number}" : grouping, language, urgent)
        {
            FullText = fullText,
        };

    [Fact]
    public void What_goes_out_comes_in_as_it_was() => Prop.ForAll(Feeds.ListOf().ToArbitrary(), list =>
    {
        Feed[] feeds = [.. list.DistinctBy(f => f.Id)];
        var text = Opml.Write("Title", feeds, DateTimeOffset.UnixEpoch);
        var bytes = Encoding.UTF8.GetBytes(text);
        var read = Opml.Read(Opml.Decode(bytes, "text/x-opml"));

        Assert.Empty(read.Problems);
        Assert.Equal(
            feeds.OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => (
                f.Id, f.Url, f.Name, f.OutletGroup == f.Id || f.OutletGroup == f.Name ? null : f.OutletGroup, f.Language, f.Urgent, f.FullText)),
            read.Feeds.OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => (
                f.Id!, f.Url, f.Name, f.Group, f.Language, f.Urgent, f.FullText)));
        // Whoever knows nothing of what is ours reads well-formed XML with the same folders.
        var xml = System.Xml.Linq.XDocument.Parse(text);
        foreach (var outline in xml.Descendants("outline").Where(o => o.Attribute("xmlUrl") is not null))
            Assert.Equal(
                outline.Attribute(System.Xml.Linq.XName.Get("group", "https://alertbot.example/opml"))?.Value,
                outline.Parent!.Name == "outline" ? outline.Parent.Attribute("text")!.Value : null);
        Assert.Distinct(xml.Root!.Element("body")!.Elements("outline").Where(o => o.HasElements).Select(o => o.Attribute("text")!.Value));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-32", true)]
    [InlineData("windows-1256", false)]
    public void Lists_come_in_many_encodings(string name, bool hasMark)
    {
        var encoding = name == "windows-1256"
            ? CodePagesEncodingProvider.Instance.GetEncoding(1256)! : Encoding.GetEncoding(name);
        var text = $"<?xml version=\"1.0\" encoding=\"{name}\"?>\n<opml version=\"1.0\"><body><outline text=\"أخبار العراق\">"
            + "<outline type=\"rss\" text=\"شفق نيوز\" xmlUrl=\"https://a.example/rss\"/></outline></body></opml>";
        byte[] bytes = hasMark ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);

        var read = Opml.Read(Opml.Decode(bytes, null));

        Assert.Empty(read.Problems);
        Assert.Equal(("شفق نيوز", "أخبار العراق"), (Assert.Single(read.Feeds).Name, read.Feeds[0].Group));
    }

    [Theory]
    [InlineData("<outline text='A' title='B' type='rss' xmlUrl='https://a.example/'/>", "B")]
    [InlineData("<outline text='A' title='' type='rss' xmlUrl='https://a.example/'/>", "A")]
    [InlineData("<outline title='B' xmlurl='https://a.example/'/>", "B")]
    [InlineData("<OUTLINE Text='Caf&eacute; &mdash; &#1571;&nbsp;x' XMLURL=' https://a.example/ '/>", "Café — أ x")]
    [InlineData("<outline text='  Two\n\t lines ' xmlUrl='https://a.example/'/>", "Two lines")]
    [InlineData("<outline type='rss' xmlUrl='https://a.example/'/>", "a.example")]
    [InlineData("<outline text=bare xmlUrl=https://a.example/ />", "bare")]
    [InlineData("<outline text='A & B' xmlUrl='https://a.example/?a=1&b=2'/>", "A & B")]
    [InlineData("<outline text='A' xmlUrl='feed:https://a.example/'/>", "A")]
    [InlineData("<outline text='A' xmlUrl='FEED://a.example/'/>", "A")]
    [InlineData("<opml:outline text='A' xmlUrl='https://a.example/'/>", null)]
    [InlineData("<!-- <outline text='A' xmlUrl='https://a.example/'/> -->", null)]
    [InlineData("<outline text='A' htmlUrl='https://a.example/'/>", null)]
    public void Outlines_are_read_as_other_readers_write_them(string outline, string? name)
    {
        var read = Opml.Read($"<opml version='1.0'><head/><body>\n{outline}\n</body></opml>");

        Assert.Equal(name, read.Feeds.SingleOrDefault()?.Name);
        if (name is not null) Assert.Equal("a.example", read.Feeds[0].Url.Host);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void A_feed_that_stands_in_two_folders_is_taken_once_and_told()
    {
        const string Feed = "<outline type='rss' text='A' xmlUrl='https://a.example/rss'/>";

        var read = Opml.Read($"<opml><body>\n<outline text='One'>\n{Feed}\n{Feed}</outline>\n<outline text='Two'>\n{Feed}</outline></body></opml>");

        Assert.Equal("One", Assert.Single(read.Feeds).Group);
        Assert.Equal([4, 6], read.Problems.Select(p => p.Line));
        Assert.All(read.Problems, p => Assert.Contains("stands in line 3 already", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_are_nested_without_end_and_hold_feeds_that_hold_others()
    {
        var deep = string.Concat(Enumerable.Range(0, 500).Select(n => $"<outline text='F{n}'>"))
            + "<outline type='rss' text='Deep' xmlUrl='https://deep.example/'/>" + string.Concat(Enumerable.Repeat("</outline>", 500))
            + "<outline type='rss' text='Outer' xmlUrl='https://outer.example/'><outline type='rss' text='Inner' xmlUrl='https://inner.example/'/></outline>"
            + "<outline type='rss' text='After' xmlUrl='https://after.example/'/>";

        var read = Opml.Read($"<opml><body>{deep}</body></opml>");

        Assert.Empty(read.Problems);
        Assert.Equal(["Deep", "Outer", "Inner", "After"], read.Feeds.Select(f => f.Name));
        Assert.StartsWith("F", read.Feeds[0].Group, StringComparison.Ordinal);
        Assert.Equal([null, null, null], read.Feeds.Skip(1).Select(f => f.Group));
    }

    [Fact]
    public void Five_thousand_are_taken_and_one_more_is_told()
    {
        static string List(int count) => "<opml><body>" + string.Concat(Enumerable.Range(0, count).Select(n =>
            $"\n<outline type='rss' text='قناة {n}' xmlUrl='https://f{n}.example/rss'/>")) + "</body></opml>";

        Assert.Empty(Opml.Read(List(Opml.MaxFeeds)).Problems);
        var more = Opml.Read(List(Opml.MaxFeeds + 1));

        Assert.Equal(Opml.MaxFeeds, more.Feeds.Count);
        Assert.Contains("more than 5000 feeds", Assert.Single(more.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void However_many_lines_are_wrong_what_is_right_goes_in()
    {
        var wrong = string.Concat(Enumerable.Repeat("<outline type='rss' text='No address'/>\n", 3000));

        var read = Opml.Read($"<opml><body>{wrong}<outline text='A' xmlUrl='https://a.example/'/></body></opml>");

        Assert.Equal("A", Assert.Single(read.Feeds).Name);
        Assert.Equal(1000, read.Problems.Count);
    }

    [Fact]
    public void Names_without_end_are_cut_and_never_inside_a_character()
    {
        var long1 = "x" + string.Concat(Enumerable.Repeat("😀", 150));

        var read = Opml.Read($"<opml><outline text='{long1}'><outline text='{long1}' xmlUrl='https://a.example/'/></outline></opml>");

        var feed = Assert.Single(read.Feeds);
        foreach (var cut in (string[])[feed.Name, feed.Group!])
        {
            Assert.InRange(cut.Length, 199, 200);
            Assert.DoesNotContain(cut.EnumerateRunes(), r => r == Rune.ReplacementChar);
        }
    }

    [Fact]
    public void What_no_list_may_hold_is_left_out_of_ours()
    {
        var feed = SomeFeeds.Feed() with { Name = "a\u0000b\u0007c\uD800d\uFFFFe\u0085f" };

        var read = Opml.Read(Opml.Write("x\u0001", [feed], DateTimeOffset.UnixEpoch));

        System.Xml.Linq.XDocument.Parse(Opml.Write("x\u0001", [feed], DateTimeOffset.UnixEpoch));
        Assert.Equal("a b c\uFFFDd e f", Assert.Single(read.Feeds).Name);
    }
}
