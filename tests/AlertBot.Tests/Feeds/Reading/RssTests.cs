using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class RssTests
{
    [Fact]
    public void A_channel_gives_its_fields()
    {
        var document = Reads.Channel(
            """
            <title>News</title><link>http://a.example/</link><description>About &lt;b&gt;us&lt;/b&gt;</description>
            <language>en-us</language><managingEditor>ed@a.example (Ed Itor)</managingEditor>
            <lastBuildDate>Wed, 11 Mar 2020 19:35:00 GMT</lastBuildDate><pubDate>Tue, 10 Mar 2020 00:00:00 GMT</pubDate>
            <category>Iraq</category><category domain="x">War &amp; peace</category><ttl>15</ttl>
            <image><title>Logo</title><url>http://a.example/logo.png</url><link>http://other.example/</link></image>
            <textInput><title>Search</title><link>http://a.example/s</link><description>Find</description></textInput>
            <skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Friday</day></skipDays>
            <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
            <atom:link rel="self" href="http://a.example/feed"/><atom:link rel="hub" href="http://hub.example/"/>
            """);

        Assert.Equal(("News", "http://a.example/", "About us"), (document.Title, document.Link, document.Description));
        Assert.Equal(("en-us", "http://a.example/logo.png"), (document.Language, document.Image));
        Assert.Contains("Ed Itor", document.Author, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2020, 3, 11, 19, 35, 0, TimeSpan.Zero), document.UpdatedUtc);
        Assert.Equal(["Iraq", "War & peace"], document.Categories);
        Assert.Equal(15, document.Hints.TtlMinutes);
        Assert.Equal([0, 3], document.Hints.SkipHours);
        Assert.Equal([DayOfWeek.Friday], document.Hints.SkipDays);
        Assert.Equal(TimeSpan.FromMinutes(30), document.Hints.UpdateInterval);
        Assert.Equal("http://a.example/feed", document.Hints.SelfLink);
        Assert.Equal(["http://hub.example/"], document.Hints.HubLinks);
    }

    [Fact]
    public void An_item_gives_its_fields()
    {
        var entry = Reads.Item(
            """
            <title>Rockets</title><link>http://a.example/1</link><guid isPermaLink="false">id-1</guid>
            <description>Short</description><content:encoded><![CDATA[<p>Long</p><p>text</p>]]></content:encoded>
            <pubDate>Wed, 11 Mar 2020 19:35:00 EST</pubDate><author>x@a.example (X Y)</author><category>A</category>
            <category>B</category><category>A</category><source url="http://b.example/rss">Other News</source>
            <enclosure url="http://a.example/a.mp3" length="1234" type="audio/mpeg"/><comments>http://a.example/c</comments>
            """);

        Assert.Equal(("id-1", false, "Rockets", "http://a.example/1"), (entry.Id, entry.IdDerived, entry.Title, entry.Link));
        Assert.Equal(("Short", "Long\ntext"), (entry.Summary, entry.Content));
        Assert.Equal(new DateTimeOffset(2020, 3, 12, 0, 35, 0, TimeSpan.Zero), entry.PublishedUtc);
        Assert.Contains("X Y", entry.Author, StringComparison.Ordinal);
        Assert.Equal(["A", "B"], entry.Categories);
        Assert.Equal("Other News", entry.SourceTitle);
        Assert.Equal([new Enclosure("http://a.example/a.mp3", "audio/mpeg", 1234)], entry.Enclosures);
    }

    [Fact]
    public void Dublin_Core_stands_in_where_rss_says_nothing()
    {
        var entry = Reads.Item(
            """
            <dc:title>T</dc:title><dc:creator>C</dc:creator><dc:subject>S</dc:subject><dc:description>D</dc:description>
            <dc:date>2020-03-11T19:35:00Z</dc:date><dc:language>ar</dc:language>
            """);

        Assert.Equal(("T", "C", "D", "ar"), (entry.Title, entry.Author, entry.Summary, entry.Language));
        Assert.Equal(["S"], entry.Categories);
        Assert.Equal(new DateTimeOffset(2020, 3, 11, 19, 35, 0, TimeSpan.Zero), entry.PublishedUtc);
    }

    [Theory]
    [InlineData("<title>own</title><dc:title>other</dc:title>")]
    [InlineData("<dc:title>other</dc:title><title>own</title>")]
    [InlineData("<media:title>other</media:title><title>own</title>")]
    [InlineData("<title>own</title><media:content url='x'><media:title>other</media:title></media:content>")]
    [InlineData("<title></title><title>own</title>")]
    [InlineData("<title>own</title><title>second</title>")]
    [InlineData("<x:box xmlns:x='urn:x'><title>other</title></x:box><title>own</title>")]
    [InlineData("<title>own</title><x:title xmlns:x='urn:x'>other</x:title>")]
    [InlineData("<image><title>other</title></image><title>own</title>")]
    public void The_items_own_title_wins(string inner) => Assert.Equal("own", Reads.Item(inner).Title);

    [Theory]
    [InlineData("<guid>http://a.example/p</guid>", "http://a.example/p")]
    [InlineData("<guid isPermaLink='true'>http://a.example/p</guid>", "http://a.example/p")]
    [InlineData("<guid isPermaLink='false'>http://a.example/p</guid>", null)]
    [InlineData("<guid>12345</guid>", null)]
    [InlineData("<guid>http://a.example/p</guid><link>http://a.example/l</link>", "http://a.example/l")]
    [InlineData("<link/><guid>http://a.example/p</guid>", "http://a.example/p")]
    [InlineData("<atom:link href='http://a.example/l'/>", "http://a.example/l")]
    [InlineData("<link href='http://a.example/l'/>", "http://a.example/l")]
    [InlineData("<link>http://a.example/l</link><atom:link rel='replies' href='http://a.example/r'/>", "http://a.example/l")]
    [InlineData("<link>javascript:alert(1)</link>", null)]
    [InlineData("<link>data:text/html,x</link>", null)]
    [InlineData("<link>ftp://a.example/x</link>", null)]
    [InlineData("<link>\n  http://a.example/l\n </link>", "http://a.example/l")]
    [InlineData("<link>http://a.example/?a=1&b=2</link>", "http://a.example/?a=1&b=2")]
    [InlineData("<link>http://a.example/?a=1&amp;b=2</link>", "http://a.example/?a=1&b=2")]
    [InlineData("<link><![CDATA[http://a.example/?a=1&b=2]]></link>", "http://a.example/?a=1&b=2")]
    [InlineData("<link>http:///a.example/l</link>", "http://a.example/l")]
    [InlineData("<link>http://a.example/\n    long/path</link>", "http://a.example/long/path")]
    [InlineData("<link> java\nscript:alert(1)</link>", null)]
    [InlineData("<link>javascript:alert(1)</link><guid>http://a.example/p</guid>", "http://a.example/p")]
    [InlineData("<guid>\n  http://a.example/p\n</guid>", "http://a.example/p")]
    public void An_item_links_to_its_page(string inner, string? link) => Assert.Equal(link, Reads.Item(inner).Link);

    [Fact]
    public void Media_and_podcast_tags_are_understood()
    {
        var entry = Reads.Item(
            """
            <media:group><media:content url="http://a.example/v.mp4" type="video/mp4" fileSize="99" medium="video">
              <media:title>Video</media:title></media:content><media:thumbnail url="http://a.example/t.jpg"/>
              <media:description>About the video</media:description><media:keywords>a, b</media:keywords></media:group>
            <media:category label="Label">code</media:category><itunes:author>Host</itunes:author>
            <itunes:summary>Podcast</itunes:summary><itunes:image href="http://a.example/i.jpg"/>
            <itunes:keywords>c,d</itunes:keywords>
            """);

        Assert.Equal(("Video", "http://a.example/t.jpg", "Host"), (entry.Title, entry.Image, entry.Author));
        Assert.Equal([new Enclosure("http://a.example/v.mp4", "video/mp4", 99)], entry.Enclosures);
        Assert.Contains("Podcast", entry.Summary + entry.Content, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "Label", "code", "c", "d"], entry.Categories);
    }

    [Theory]
    [InlineData("<media:content url='http://a.example/i' medium='image'/>")]
    [InlineData("<media:content url='http://a.example/i' type='image/jpeg'/>")]
    [InlineData("<media:thumbnail url='http://a.example/i'/>")]
    [InlineData("<itunes:image href='http://a.example/i'/>")]
    [InlineData("<itunes:image>http://a.example/i</itunes:image>")]
    [InlineData("<enclosure url='http://a.example/i' type='image/png'/>")]
    [InlineData("<image>http://a.example/i</image>")]
    [InlineData("<image><url>http://a.example/i</url></image>")]
    [InlineData("<media:thumbnail url='data:image/png;base64,AA'/><enclosure url='http://a.example/i' type='image/png'/>")]
    [InlineData("<description>&lt;p&gt;&lt;IMG alt='' src='http://a.example/i'&gt;Text</description>")]
    [InlineData("<content:encoded><![CDATA[<img src=http://a.example/i /><img src='http://a.example/2'/>]]></content:encoded>")]
    [InlineData("<description><![CDATA[<img src='data:image/gif;base64,R'><img src='http://a.example/i'>]]></description>")]
    [InlineData("<description><![CDATA[<img width='1' height='1' src='http://a.example/t'><img src='http://a.example/i'>]]></description>")]
    [InlineData("<description><![CDATA[<img src='http://a.example/t'>]]></description><media:thumbnail url='http://a.example/i'/>")]
    public void An_item_shows_its_picture(string inner) => Assert.Equal("http://a.example/i", Reads.Item(inner).Image);

    [Theory]
    [InlineData("<description><![CDATA[<img width='1' src='http://a.example/t'>]]></description>")]
    [InlineData("<description><![CDATA[<image src='http://a.example/t'> <img alt='x'> <img src='']]></description>")]
    [InlineData("<media:content url='http://a.example/v.mp4' medium='video'/>")]
    [InlineData("<media:thumbnail url='javascript:x'/>")]
    public void What_is_no_picture_to_look_at_is_none(string inner) => Assert.Null(Reads.Item(inner).Image);

    [Theory]
    [InlineData("ed@a.example (Ed Itor)", "ed@a.example (Ed Itor)")]
    [InlineData("Ed Itor (ed@a.example)", "Ed Itor (ed@a.example)")]
    [InlineData("Ed Itor &lt;ed@a.example&gt;", "Ed Itor (ed@a.example)")]
    [InlineData("&lt;ed@a.example&gt;", "ed@a.example")]
    [InlineData("&lt;a href='mailto:ed@a.example'&gt;Ed Itor&lt;/a&gt;", "Ed Itor")]
    [InlineData("<name>Ed Itor</name><email>ed@a.example</email>", "Ed Itor (ed@a.example)")]
    public void An_author_is_named_with_the_address(string author, string shown) =>
        Assert.Equal(shown, Reads.Item($"<author>{author}</author>").Author);

    [Theory]
    [InlineData("1234", 1234L)]
    [InlineData(" 1,234 ", 1234L)]
    [InlineData("1234 bytes", 1234L)]
    [InlineData("1234.00", 1234L)]
    [InlineData("12.5 MB", null)]
    [InlineData("1.234.567", null)]
    [InlineData("1e6", null)]
    [InlineData("-5", null)]
    [InlineData("unknown", null)]
    [InlineData("99999999999999999999", null)]
    public void A_length_is_a_number_of_bytes_or_nothing(string length, long? bytes)
    {
        var entry = Reads.Item($"<enclosure url='http://a.example/a.mp3' type='audio/mpeg' length='{length}'/>");

        Assert.Equal(bytes, Assert.Single(entry.Enclosures).LengthBytes);
    }

    [Fact]
    public void Nested_podcast_categories_are_all_kept()
    {
        var document = Reads.Channel(
            """
            <itunes:category text="Society &amp; Culture"><itunes:category text="History"/></itunes:category>
            <itunes:owner><itunes:name>Owner</itunes:name><itunes:email>o@a.example</itunes:email></itunes:owner>
            <itunes:author>Host</itunes:author><itunes:image href="http://a.example/c.jpg"/>
            <itunes:subtitle>Sub</itunes:subtitle>
            """);

        Assert.Equal(["Society & Culture", "History"], document.Categories);
        Assert.Equal(("Host", "http://a.example/c.jpg", "Sub"), (document.Author, document.Image, document.Description));
    }

    [Fact]
    public void An_owner_is_named_where_no_author_is()
    {
        var document = Reads.Channel(
            "<itunes:owner><itunes:name>Owner</itunes:name><itunes:email>o@a.example</itunes:email></itunes:owner>");

        Assert.Equal("Owner (o@a.example)", document.Author);
    }

    [Theory]
    [InlineData("<media:description>The minister</media:description><description>The minister has resigned.</description>")]
    [InlineData("<description>The minister has resigned.</description><media:description>The minister</media:description>")]
    public void The_caption_of_a_picture_is_no_text_of_the_item(string inner)
    {
        var entry = Reads.Item(inner);

        Assert.Equal(("The minister has resigned.", null), (entry.Summary, entry.Content));
    }

    [Theory]
    [InlineData("author")]
    [InlineData("dc:creator")]
    [InlineData("managingEditor")]
    public void An_address_in_angle_brackets_stays_with_the_name(string tag)
    {
        Assert.Equal("Sara Ali (s@a.example)", Reads.Item($"<{tag}>Sara Ali &lt;s@a.example&gt;</{tag}>").Author);
        Assert.Equal("Sara Ali", Reads.Item($"<{tag}>&lt;b&gt;Sara Ali&lt;/b&gt;</{tag}>").Author);
    }

    [Theory]
    [InlineData("<summary>One word</summary><description>Two words</description>", "One word", "Two words")]
    [InlineData("<description>One word</description><summary>Two words</summary>", "One word", "Two words")]
    [InlineData("<description>One word</description><description>Two words</description>", "One word", "Two words")]
    public void Of_two_texts_about_as_long_the_first_of_a_kind_is_the_summary(
        string inner, string summary, string content)
    {
        var entry = Reads.Item(inner);

        Assert.Equal((summary, content), (entry.Summary, entry.Content));
    }

    [Theory]
    [InlineData("<description>short</description><itunes:summary>a much longer text</itunes:summary>")]
    [InlineData("<itunes:summary>a much longer text</itunes:summary><description>short</description>")]
    [InlineData("<description>short</description><content:encoded>a much longer text</content:encoded>")]
    [InlineData("<content:encoded>a much longer text</content:encoded><description>short</description>")]
    [InlineData("<description>short</description><body xmlns='http://www.w3.org/1999/xhtml'><p>a much longer text</p></body>")]
    [InlineData("<description>short</description><encoded>a much longer text</encoded>")]
    [InlineData("<description>short</description><fullitem>a much longer text</fullitem>")]
    public void The_short_text_is_the_summary_and_the_long_one_the_content(string inner)
    {
        var entry = Reads.Item(inner);

        Assert.Equal(("short", "a much longer text"), (entry.Summary, entry.Content));
    }

    [Theory]
    [InlineData(499, " x")]
    [InlineData(499, "😀x")]
    public void A_category_that_is_cut_ends_with_a_whole_character(int letters, string tail)
    {
        var category = Assert.Single(Reads.Item($"<category>{new string('a', letters)}{tail}</category>").Categories);

        Assert.Equal(new string('a', letters), category);
    }
}
