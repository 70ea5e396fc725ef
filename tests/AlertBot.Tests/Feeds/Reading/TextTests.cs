using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class TextTests
{
    [Theory]
    [InlineData("Tom &amp; Jerry", "Tom & Jerry")]
    [InlineData("Tom & Jerry", "Tom & Jerry")]
    [InlineData("Tom &amp;amp; Jerry", "Tom & Jerry")]
    [InlineData("Don&amp;#8217;t", "Don’t")]
    [InlineData("Don&rsquo;t&nbsp;&mdash; now", "Don’t — now")]
    [InlineData("Don&#146;t", "Don’t")]
    [InlineData("&#x642;&#1601;", "قف")]
    [InlineData("<![CDATA[Tom &amp; <b>Jerry</b>]]>", "Tom & Jerry")]
    [InlineData("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move")]
    [InlineData("Bold <b>move</b>", "Bold move")]
    [InlineData("1 &lt; 2 and 3 &gt; 2", "1 < 2 and 3 > 2")]
    [InlineData("a &lt;beta&gt; release", "a <beta> release")]
    [InlineData("AT&T; and &foo; stay", "AT&T; and &foo; stay")]
    [InlineData("  many \n\t spaces&#160;here ", "many spaces here")]
    [InlineData("zero&#0; and &#xFFFF; gone", "zero and gone")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("&#8204;a", "\u200Ca")]
    public void A_title_is_plain_text(string written, string title)
    {
        Assert.Equal(title, Reads.Item($"<title>{written}</title>").Title);
    }

    [Theory]
    [InlineData("""<title>A &amp; B</title>""")]
    [InlineData("""<title type="text">A &amp; B</title>""")]
    [InlineData("""<title type="html">A &amp;amp; B</title>""")]
    [InlineData("""<title type="html">A &lt;b&gt;&amp;amp;&lt;/b&gt; B</title>""")]
    [InlineData("""<title type="html"><![CDATA[A &amp; <i>B</i>]]></title>""")]
    [InlineData("""<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>&amp;</b> B</div></title>""")]
    [InlineData("""<title type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">A &amp; B</h:div></title>""")]
    [InlineData("""<title type="text/html">A &amp;amp; B</title>""")]
    [InlineData("""<title type="application/xhtml+xml"><div>A &amp; B</div></title>""")]
    [InlineData("""<title mode="escaped" type="text/html">A &amp;amp; B</title>""")]
    [InlineData("""<title mode="xml" type="application/xhtml+xml"><div>A &amp; B</div></title>""")]
    [InlineData("""<title mode="base64" type="text/plain">QSAmIEI=</title>""")]
    public void Atom_text_of_every_type_is_plain_text(string title)
    {
        Assert.Equal("A & B", Reads.AtomEntry(title).Title);
    }

    [Fact]
    public void Inline_text_that_looks_like_a_tag_stays_text()
    {
        var entry = Reads.AtomEntry(
            """<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">if a &lt;x and b&gt;y</div></content>""");

        Assert.Equal("if a <x and b>y", entry.Content);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>safe")]
    [InlineData("<SCRIPT type='x'>a < b && c</SCRIPT >safe")]
    [InlineData("<style>p { color: red }</style>safe")]
    [InlineData("<p onclick='evil()'>safe</p>")]
    [InlineData("<a href='javascript:evil()'>safe</a>")]
    [InlineData("<!-- evil --><img src=x onerror=evil()>safe")]
    [InlineData("<script>var a = '<b>evil</b>'</script>safe<script>evil")]
    [InlineData("<svg><script>evil</script></svg>safe")]
    [InlineData("<applet>evil</applet>safe")]
    [InlineData("<script/>evil</script>safe")]
    [InlineData("safe<script src='x'/>")]
    public void Scripts_styles_and_handlers_leave_nothing(string html)
    {
        Assert.Equal("safe", Reads.Item($"<description><![CDATA[{html}]]></description>").Summary);
        Assert.Equal("safe", HtmlText.ToPlainText(html));
    }

    [Fact]
    public void A_script_written_into_the_document_leaves_nothing()
    {
        var entry = Reads.AtomEntry(
            """<content type="xhtml"><div>safe<script type="text/javascript">evil()</script></div></content>""");

        Assert.Equal("safe", entry.Content);
    }

    [Fact]
    public void Blocks_part_paragraphs_and_the_report_collapses_them()
    {
        var read = Reads.Any(
            """
            <rss version="2.0"><channel><item><description>&lt;p&gt;One&lt;/p&gt;
            &lt;p&gt;Two&lt;br/&gt;three &lt;b&gt;b&lt;/b&gt;old&lt;/p&gt;</description></item></channel></rss>
            """);

        Assert.Equal("One\nTwo\nthree bold", Reads.Document(read).Entries[0].Summary);
        Assert.Equal("One Two three bold",
            Reads.Json(read).GetProperty("entries")[0].GetProperty("summary").GetString());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("a &lt;b&gt; c", "a  c")]
    [InlineData("<td>1</td><td>2</td>", "1 2")]
    [InlineData("a<![CDATA[b]]>c", "abc")]
    [InlineData("<b", "")]
    [InlineData("x &notin; y", "x ∉ y")]
    [InlineData("<!' <a href='x'>link</a>", "<!' link")]
    [InlineData("<![if IE]>a<![endif]>", "a")]
    [InlineData("<!DOCTYPE html><?php echo ?>a", "a")]
    [InlineData("it\u0092s \u0093so\u0094\u0085 \u0081x", "it’s “so”… x")]
    [InlineData("&copy 2020, R&D, AT&T &#8211 &lt b", "© 2020, R&D, AT&T – < b")]
    [InlineData("/?a=1&copy=2&lt_x&reg-y", "/?a=1&copy=2&lt_x&reg-y")]
    [InlineData("a<!-- b > c<script>d</script> e", "a c e")]
    [InlineData("a<!-- b", "a")]
    [InlineData("a<!-- b > c --> d", "a d")]
    [InlineData("a<!--> b", "a b")]
    [InlineData("a <!DOCTYPE b", "a <!DOCTYPE b")]
    [InlineData("before <a href=\"http://a.example/>link</a> after", "before link after")]
    [InlineData("a <i class='x>b</i> <b title=\"y>c</b> d", "a b c d")]
    [InlineData("a <img alt=\"x", "a")]
    [InlineData("a <script src=\"x>hidden</script> b", "a b")]
    public void Html_becomes_text(string html, string text)
    {
        Assert.Equal(text.Replace("  ", " ", StringComparison.Ordinal), HtmlText.ToPlainText(html));
    }

    [Fact]
    public void Deep_html_is_answered_like_any_other()
    {
        var html = string.Concat(Enumerable.Repeat("<div>", 100_000)) + "x";

        Assert.Equal("x", HtmlText.ToPlainText(html));
    }

    [Fact]
    public void Every_html_entity_is_known_though_the_document_declares_none()
    {
        foreach (var (name, character) in new[]
        {
            ("nbsp", ""), ("eacute", "é"), ("Omega", "Ω"), ("hellip", "…"), ("euro", "€"), ("zwnj", "\u200C"),
            ("lsaquo", "‹"), ("thetasym", "ϑ"), ("hearts", "♥"), ("yuml", "ÿ"), ("CounterClockwiseContourIntegral", "∳"),
            ("lang", "\u2329"), ("rang", "\u232A"),
        })
            Assert.Equal($"a{character}b".Replace("ab", "a b", StringComparison.Ordinal),
                Reads.Item($"<title>a&{name};b</title>").Title);
    }

    [Theory]
    [InlineData("<style/>a", "a")]
    [InlineData("<style/>a</style>b", "b")]
    [InlineData("<script/>a<script>x</script>b", "b")]
    public void A_hidden_element_that_closes_itself_hides_only_up_to_its_end_tag(string html, string text) =>
        Assert.Equal(text, HtmlText.ToPlainText(html));
}
