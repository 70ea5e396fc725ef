using System.Buffers;
using System.Text;
using System.Text.Json;
using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

/// <summary>Short ways to read a document in a test.</summary>
internal static class Reads
{
    public static readonly Uri Home = new("https://news.example/feeds/all.xml");

    public static FeedRead Any(byte[] body, string? contentType = null, Uri? url = null, string? contentLocation = null,
        string? contentLanguage = null) =>
        FeedReader.Read(
            body, new FeedSource(url, contentType, contentLocation, contentLanguage), FeedReaderLimits.Default);

    public static FeedRead Any(string body, Uri? url = null) => Any(Encoding.UTF8.GetBytes(body), url: url);

    public static FeedDocument Document(string body, Uri? url = null) => Document(Any(body, url));

    public static FeedDocument Document(FeedRead read) => Assert.IsType<FeedRead.Read>(read).Document;

    public static FeedRead.Failed Failure(FeedRead read) => Assert.IsType<FeedRead.Failed>(read);

    /// <summary>Reads an RSS channel with this inside.</summary>
    public static FeedDocument Channel(string inner, Uri? url = null) => Document(
        $"""<rss version="2.0" {Modules}><channel>{inner}</channel></rss>""", url);

    /// <summary>Reads the first item of an RSS channel, with this inside.</summary>
    public static Entry Item(string inner, Uri? url = null) => Channel($"<item>{inner}</item>", url).Entries[0];

    /// <summary>Reads an Atom feed with this inside.</summary>
    public static FeedDocument Atom(string inner, Uri? url = null) => Document(
        $"""<feed xmlns="http://www.w3.org/2005/Atom">{inner}</feed>""", url);

    /// <summary>Reads the first entry of an Atom feed, with this inside.</summary>
    public static Entry AtomEntry(string inner, Uri? url = null) => Atom($"<entry>{inner}</entry>", url).Entries[0];

    public static JsonElement Json(FeedRead read, string source = "x")
    {
        var buffer = new ArrayBufferWriter<byte>();
        FeedReport.WriteJson(buffer, source, read);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    private const string Modules =
        """
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"
        xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dcterms="http://purl.org/dc/terms/"
        xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
        """;
}
