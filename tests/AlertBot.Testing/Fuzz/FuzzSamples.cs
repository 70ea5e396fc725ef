using System.Text;

namespace AlertBot.Testing.Fuzz;

/// <summary>Sound feeds of every dialect to start from, and the pieces that feeds are made of.</summary>
internal static class FuzzSamples
{
    private static readonly string[] Own =
    [
        """
        <?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY own "our own"><!ENTITY two "&own;&own;">]>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
         xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
        <channel xml:base="https://a.example/b/"><title>Outlet &amp; Co</title><link>/</link><language>ar</language><ttl>15</ttl>
        <skipHours><hour>3</hour></skipHours><image><url>i.png</url><title>I</title></image>
        <item><title>هجوم صاروخي على قاعدة التاجي</title><link>1?a=1&amp;b=2</link><guid isPermaLink="false">g1</guid>
        <pubDate>Wed, 11 Mar 2020 19:35:00 +0300</pubDate><description><![CDATA[<p>Three <b>killed</b></p>]]></description>
        <content:encoded>&lt;p&gt;Long &amp;mdash; text&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</content:encoded><dc:creator>A</dc:creator>
        <enclosure url="a.mp3" length="9" type="audio/mpeg"/><category>War</category></item>
        <item><title>&two; &nbsp; می‌خواهم</title><guid>https://a.example/2</guid><media:group><media:thumbnail url="t.jpg"/>
        <media:content url="v.mp4" medium="video"><media:title>V</media:title></media:content></media:group></item></channel></rss>
        """,
        """
        <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://a.example/">
        <title type="html">Out&lt;b&gt;let&lt;/b&gt;</title><id>urn:f</id><link rel="self" href="f.xml"/><link href="/"/>
        <updated>2020-03-11T19:35:00Z</updated><author><name>A</name><email>a@a.example</email></author>
        <entry xml:lang="fa"><title>One</title><id>urn:1</id><link href="1"/><updated>2020-03-11T19:35:00+03:30</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text <em>here</em> &amp; there</p></div></content></entry>
        <entry><title type="text">Two</title><summary>S</summary><source><title>Other</title><id>o</id></source></entry></feed>
        """,
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
         xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/f"><title>Outlet</title>
        <link>https://a.example/</link><items><rdf:Seq><rdf:li rdf:resource="https://a.example/1"/></rdf:Seq></items></channel>
        <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link><dc:date>2020-03-11</dc:date></item>
        </rdf:RDF>
        """,
        """
        {"version":"https://jsonfeed.org/version/1.1","title":"Outlet","home_page_url":"https://a.example/","authors":[{"name":"A"}],
        "items":[{"id":1,"url":"1","title":"One \u0645","content_html":"<p>Text</p>","date_published":"2020-03-11T19:35:00+03:00",
        "tags":["a","b"],"attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":9}]},{"id":"2","content_text":"T"}]}
        """,
        """
        <CHANNEL HREF="https://a.example/" BASE="https://a.example/b/"><TITLE>Outlet</TITLE><ITEM HREF="1" LASTMOD="2020-03-11">
        <TITLE>One</TITLE><ABSTRACT>First</ABSTRACT></ITEM></CHANNEL>
        """,
        """
        <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Outlet</title><entry><title mode="escaped">&lt;b&gt;x</title>
        <id>1</id><content type="text/html" mode="base64">PGI+SGVsbG88L2I+</content><issued>2020-03-11T19:35:00Z</issued></entry></feed>
        """,
    ];

    /// <summary>What documents are heaped up from.</summary>
    public static readonly string[] Pieces =
    [
        "<rss version='2.0'>", "<rss", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<item/>", "<title>", "</title>",
        "<link>", "</link>", "<link/>", "<guid>", "</guid>", "<description>", "</description>", "<![CDATA[", "]]>", "<!--", "-->",
        "<?xml version='1.0' encoding='", "'?>", "<?", "?>", "<!DOCTYPE x [", "<!ENTITY a '&a;&b;'>", "<!ENTITY b SYSTEM 'file:///x'>",
        "&a;", "]>", "<![IGNORE[", "<![if x]>", "<!", "<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>", "<entry>", "</entry>",
        "<content type='xhtml'>", "<content type='text/html' mode='base64'>", "<content src='x'/>", "</content>", "<div>", "</div>",
        "<b>", "<br/>", "<p", "<script>", "</script", "<style>", "<style/>", "<title", "<textarea>", "<plaintext>", "<svg>", "<math>", "<table>",
        "&amp;", "&", "&#", "&#x;", "&#55296;", "&#xFFFE;", "&#99999999999;", "&nbsp;", "&NotEqualTilde;", "&amp;amp;amp;lt;", "&lt;b",
        "<", ">", "\"", "'", "=", "/", "//", "{\"version\":\"", "https://jsonfeed.org/version/1.1\"", ",\"items\":[", "{\"id\":", "1e999",
        "}", "]", "[", "{", ":", "\\ud800", "\\u0000", "null", "true", "\0", "\uD800", "é", "عربي", "\u200C", "\u202E", "\uFEFF",
        "2020-03-11", "Wed, 11 Mar", "<pubDate>", "</pubDate>", "9999-12-31T23:59:59-14:00", "0001-01-01", "<author>", "<name>",
        "</author>", "<media:group>", "<media:content url='x'>", "<enclosure url=", "<image>", "<url>", "<source>", " xml:base='",
        " xml:lang=''", " xmlns='", " xmlns:a='", "http://a.example/", "http://", "javascript:x", "data:,", "//host", "?", "#", "../",
        "<rdf:RDF>", "<a:b:c", "<itunes:category text='x'>", "<ttl>", "<hour>", "99999999999999999999", "-1", "\n", "\r", "\t", " ",
    ];

    /// <summary>Our own, and the captures where they lie beside the repository.</summary>
    public static IReadOnlyList<byte[]> Load()
    {
        var samples = Own.Select(Encoding.UTF8.GetBytes).ToList();
        if (SharedData.Find("feeds") is { } folder)
            samples.AddRange(Directory.GetFiles(folder).Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        return samples;
    }
}
