using System.Globalization;
using System.Text;

namespace AlertBot.Testing;

/// <summary>RSS documents where a test cares only for ids, titles and dates.</summary>
public static class SomeRss
{
    /// <summary>A document with one item for each title; guid and link are made of the title, the date is
    /// given.</summary>
    public static string Of(DateTimeOffset? publishedUtc, params string[] titles) =>
        Of([.. titles.Select(title => (title, title, publishedUtc))]);

    /// <summary>A document with items of a guid, a title and a date.</summary>
    public static string Of(params (string Guid, string Title, DateTimeOffset? PublishedUtc)[] items)
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>");
        foreach (var (guid, title, publishedUtc) in items)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"<item><guid isPermaLink=\"false\">{guid}</guid><title>{title}</title>");
            text.Append(
                CultureInfo.InvariantCulture, $"<link>https://news.example/{Uri.EscapeDataString(guid)}</link>");
            if (publishedUtc is { } date) text.Append(CultureInfo.InvariantCulture, $"<pubDate>{date:r}</pubDate>");
            text.Append(CultureInfo.InvariantCulture, $"<description>What is known of {title}.</description></item>");
        }

        return text.Append("</channel></rss>").ToString();
    }
}
