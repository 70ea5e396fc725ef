using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;

namespace AlertBot.Demo;

/// <summary>Writes a feed of the demo as its outlet would. Pure.</summary>
internal static class DemoFeedWriter
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The document's bytes and its media type. Items come newest first.</summary>
    public static (byte[] Body, string ContentType) Write(DemoFeed feed, IReadOnlyList<DemoItem> newestFirst)
    {
        var (text, type) = feed.Format switch
        {
            DemoFormat.Atom10 => (Atom(feed, newestFirst), "application/atom+xml; charset=utf-8"),
            DemoFormat.Rss10 => (Rdf(feed, newestFirst), "application/rdf+xml"),
            DemoFormat.Json11 => (Json(feed, newestFirst), "application/feed+json"),
            _ => (feed.IsMalformed ? Malformed(feed, newestFirst) : Rss(feed, newestFirst), "application/rss+xml"),
        };
        return (Encoding.UTF8.GetBytes(text), type);
    }

    /// <summary>Where an item can be read; the host is one that never exists (RFC 2606).</summary>
    public static string Link(DemoFeed feed, DemoItem item) => $"https://{feed.Id}.example/news/{item.Id}";

    private static string Rss(DemoFeed feed, IReadOnlyList<DemoItem> items)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            .Append("<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\n")
            .Append(Invariant, $"<title>{Xml(feed.Name)}</title><link>https://{feed.Id}.example/</link>")
            .Append(Invariant, $"<description>{Xml(feed.Name)}</description><language>{feed.Language}</language>\n");
        foreach (var item in items)
        {
            text.Append(Invariant, $"<item><title>{Xml(item.Title)}</title><link>{Link(feed, item)}</link>")
                .Append(Invariant, $"<guid isPermaLink=\"false\">{item.Id}</guid><pubDate>{Rfc822(item.AtUtc)}</pubDate>");
            if (item.Author is { } author) text.Append(Invariant, $"<dc:creator>{Xml(author)}</dc:creator>");
            foreach (var category in item.Categories) text.Append(Invariant, $"<category>{Xml(category)}</category>");
            text.Append(Invariant, $"<description>{Xml(Html(item.Text))}</description></item>\n");
        }
        return text.Append("</channel></rss>\n").ToString();
    }

    private static string Atom(DemoFeed feed, IReadOnlyList<DemoItem> items)
    {
        var updated = items.Count == 0 ? DateTimeOffset.UnixEpoch : items[0].AtUtc;
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
            .Append(Invariant, $"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{feed.Language}\">")
            .Append(Invariant, $"<id>tag:{feed.Id}.example,2019:feed</id><title>{Xml(feed.Name)}</title>")
            .Append(Invariant, $"<link href=\"https://{feed.Id}.example/\"/><updated>{Iso(updated)}</updated>\n");
        foreach (var item in items)
        {
            text.Append(Invariant, $"<entry><id>tag:{feed.Id}.example,2019:{item.Id}</id><title>{Xml(item.Title)}</title>")
                .Append(Invariant, $"<link rel=\"alternate\" href=\"{Link(feed, item)}\"/>")
                .Append(Invariant, $"<published>{Iso(item.AtUtc)}</published><updated>{Iso(item.AtUtc)}</updated>");
            if (item.Author is { } author) text.Append(Invariant, $"<author><name>{Xml(author)}</name></author>");
            text.Append(Invariant, $"<content type=\"html\">{Xml(Html(item.Text))}</content></entry>\n");
        }
        return text.Append("</feed>\n").ToString();
    }

    private static string Rdf(DemoFeed feed, IReadOnlyList<DemoItem> items)
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?>\n")
            .Append("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" ")
            .Append("xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n")
            .Append(Invariant, $"<channel rdf:about=\"https://{feed.Id}.example/\"><title>{Xml(feed.Name)}</title>")
            .Append(Invariant, $"<link>https://{feed.Id}.example/</link><description>{Xml(feed.Name)}</description>")
            .Append(Invariant, $"<dc:language>{feed.Language}</dc:language><items><rdf:Seq>");
        foreach (var item in items) text.Append(Invariant, $"<rdf:li rdf:resource=\"{Link(feed, item)}\"/>");
        text.Append("</rdf:Seq></items></channel>\n");
        foreach (var item in items)
        {
            text.Append(Invariant, $"<item rdf:about=\"{Link(feed, item)}\"><title>{Xml(item.Title)}</title>")
                .Append(Invariant, $"<link>{Link(feed, item)}</link><dc:date>{Iso(item.AtUtc)}</dc:date>")
                .Append(Invariant, $"<content:encoded><![CDATA[{Html(item.Text)}]]></content:encoded></item>\n");
        }
        return text.Append("</rdf:RDF>\n").ToString();
    }

    private static string Json(DemoFeed feed, IReadOnlyList<DemoItem> items)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Name);
            json.WriteString("home_page_url", $"https://{feed.Id}.example/");
            json.WriteString("language", feed.Language);
            json.WriteStartArray("items");
            foreach (var item in items)
            {
                json.WriteStartObject();
                json.WriteString("id", item.Id);
                json.WriteString("url", Link(feed, item));
                json.WriteString("title", item.Title);
                json.WriteString("content_text", item.Text);
                json.WriteString("date_published", Iso(item.AtUtc));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What a careless content system makes: junk first, bare ampersands, undeclared entities, tags left open.</summary>
    private static string Malformed(DemoFeed feed, IReadOnlyList<DemoItem> items)
    {
        var text = new StringBuilder("\n\n<!-- cache miss -->\n<?xml version='1.0' encoding='utf-8'?>\n")
            .Append(Invariant, $"<rss version=2.0><channel><title>{Loose(feed.Name)}</title>")
            .Append(Invariant, $"<link>https://{feed.Id}.example/?from=feed&lang={feed.Language}</link>\n");
        foreach (var item in items)
        {
            text.Append(Invariant, $"<item><title>{Loose(item.Title)}</title>")
                .Append(Invariant, $"<link>{Link(feed, item)}?utm_source=rss&utm_medium=feed</link>")
                .Append(Invariant, $"<guid isPermaLink=false>{item.Id}</guid><pubDate>{Rfc822(item.AtUtc)}</pubDate>")
                .Append(Invariant, $"<description>{Loose(item.Text).Replace("\n\n", "&nbsp;&lt;br&gt;", StringComparison.Ordinal)}<br></description>")
                .Append("<media:thumbnail url=x></item>\n");
        }
        return text.Append("</channel>").ToString();
    }

    private static string Xml(string text) => SecurityElement.Escape(text) ?? "";

    private static string Loose(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("’", "&rsquo;", StringComparison.Ordinal).Replace("—", "&mdash;", StringComparison.Ordinal);

    private static string Html(string text) => string.Concat(
        text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => $"<p>{Xml(p.Replace('\n', ' '))}</p>"));

    private static string Rfc822(DateTimeOffset at) =>
        at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);

    private static string Iso(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
