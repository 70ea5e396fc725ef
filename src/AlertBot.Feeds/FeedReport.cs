using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AlertBot.Feeds;

/// <summary>What the reader saw in a document, for programs and for people: the answers of <c>feeds
/// inspect</c>.</summary>
public static class FeedReport
{
    private const int Schema = 1;

    // The answer goes to a terminal or a program, never into a web page, so Arabic stays legible.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one JSON object in UTF-8 on one line, without a line feed behind it.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="source">The file or address as it was asked for.</param>
    /// <param name="read">What came of reading it.</param>
    /// <param name="nextPoll">When it would be polled next; null when that is not known.</param>
    /// <param name="offer">Who would push it; null when nobody does.</param>
    public static void WriteJson(
        IBufferWriter<byte> output, string source, FeedRead read, PollPreview? nextPoll = null, HubOffer? offer = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("source", source);
        json.WriteBoolean("ok", read is FeedRead.Read);
        WriteError(json, read as FeedRead.Failed);
        WriteList(json, "warnings", read.Warnings);
        if (read is FeedRead.Read(var document, _)) WriteDocument(json, document);
        if (nextPoll is not null) WriteNextPoll(json, nextPoll);
        if (offer is not null) WriteOffer(json, offer);
        json.WriteEndObject();
    }

    /// <summary>The same for people: what it is, what was repaired, when it is polled next, and the entries as a
    /// table.</summary>
    /// <param name="source">The file or address as it was asked for.</param>
    /// <param name="read">What came of reading it.</param>
    /// <param name="layout">How much is shown, and how wide.</param>
    public static string ToText(string source, FeedRead read, ReportLayout layout) =>
        Reading.FeedReportText.Write(source, read, layout);

    /// <summary>The name of a dialect in reports, for example <c>rss20</c>.</summary>
    public static string NameOf(FeedFormat format) => format switch
    {
        FeedFormat.Rss090 => "rss090",
        FeedFormat.Rss091 => "rss091",
        FeedFormat.Rss092 => "rss092",
        FeedFormat.Rss093 => "rss093",
        FeedFormat.Rss094 => "rss094",
        FeedFormat.Rss10 => "rss10",
        FeedFormat.Rss20 => "rss20",
        FeedFormat.Atom03 => "atom03",
        FeedFormat.Atom10 => "atom10",
        FeedFormat.Json1 => "json1",
        FeedFormat.Json11 => "json11",
        _ => "cdf",
    };

    private static void WriteNextPoll(Utf8JsonWriter json, PollPreview nextPoll)
    {
        json.WriteStartObject("nextPoll");
        json.WriteNumber("afterSeconds", (long)nextPoll.After.TotalSeconds);
        json.WriteString("rule", PollPreview.NameOf(nextPoll.Rule));
        json.WriteEndObject();
    }

    private static void WriteOffer(Utf8JsonWriter json, HubOffer offer)
    {
        json.WriteStartObject("webSub");
        json.WriteString("topic", offer.Self.OriginalString);
        WriteList(json, "hubs", [.. offer.Hubs.Select(static hub => hub.OriginalString)]);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, FeedRead.Failed? failed)
    {
        if (failed is null)
        {
            json.WriteNull("error");
            return;
        }
        json.WriteStartObject("error");
        json.WriteString("code", failed.Code);
        json.WriteString("message", failed.Message.English);
        json.WriteEndObject();
    }

    private static void WriteDocument(Utf8JsonWriter json, FeedDocument document)
    {
        json.WriteString("format", NameOf(document.Format));
        json.WriteString("encoding", document.Encoding);
        json.WriteStartObject("feed");
        WriteText(json, "title", document.Title);
        json.WriteString("link", document.Link);
        WriteText(json, "description", document.Description);
        json.WriteString("language", document.Language);
        WriteText(json, "author", document.Author);
        json.WriteString("image", document.Image);
        json.WriteString("id", document.Id);
        WriteInstant(json, "updated", document.UpdatedUtc);
        if (document.Hints.TtlMinutes is { } ttl) json.WriteNumber("ttlMinutes", ttl);
        else json.WriteNull("ttlMinutes");
        WriteList(json, "categories", document.Categories);
        json.WriteEndObject();
        json.WriteStartArray("entries");
        foreach (var entry in document.Entries) WriteEntry(json, entry);
        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteBoolean("idDerived", entry.IdDerived);
        WriteText(json, "title", entry.Title);
        json.WriteString("link", entry.Link);
        WriteInstant(json, "published", entry.PublishedUtc ?? entry.UpdatedUtc);
        WriteInstant(json, "updated", entry.UpdatedUtc ?? entry.PublishedUtc);
        WriteText(json, "summary", entry.Summary);
        WriteText(json, "content", entry.Content);
        WriteText(json, "author", entry.Author);
        json.WriteString("language", entry.Language);
        json.WriteString("image", entry.Image);
        WriteList(json, "categories", entry.Categories);
        json.WriteStartArray("enclosures");
        foreach (var file in entry.Enclosures)
        {
            json.WriteStartObject();
            json.WriteString("url", file.Url);
            json.WriteString("type", file.Type);
            if (file.LengthBytes is { } length) json.WriteNumber("length", length);
            else json.WriteNull("length");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    // Line feeds part the paragraphs of what we keep; the contract collapses all white space.
    private static void WriteText(Utf8JsonWriter json, string name, string? text) =>
        json.WriteString(name, text?.Replace('\n', ' '));

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is not { } known)
        {
            json.WriteNull(name);
            return;
        }
        Span<char> text = stackalloc char[20];
        known.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}
