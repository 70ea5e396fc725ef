using System.Globalization;
using System.Text.Json;
using AlertBot.Feeds;

namespace AlertBot.Analyze;

/// <summary>What came of reading one line of the input of <c>analyze</c>.</summary>
internal abstract record ArticleLine
{
    /// <summary>The line was an article.</summary>
    public sealed record Read(Article Article) : ArticleLine;

    /// <summary>It was none; <paramref name="Id"/> is what it called itself, where that could be read.</summary>
    public sealed record Failed(string? Id, string Message) : ArticleLine;

    // More than any newspaper prints; the reader of feeds keeps no more either.
    private const int MaxText = 100_000;

    /// <summary>Reads <c>{id, title, text, url?, published?, language?, source?}</c>. <paramref name="fallbackUtc"/> stands for a missing time.</summary>
    public static ArticleLine Parse(string line, DateTimeOffset fallbackUtc)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException fault)
        {
            return new Failed(null, $"column {(fault.BytePositionInLine ?? 0) + 1}: this is no JSON; expected an object with id, title and text");
        }
        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Parse(document.RootElement, fallbackUtc)
                : new Failed(null, "expected an object with id, title and text");
        }
    }

    private static ArticleLine Parse(JsonElement item, DateTimeOffset fallbackUtc)
    {
        var id = item.TryGetProperty("id", out var number) && number.ValueKind == JsonValueKind.Number
            ? number.GetRawText()
            : Text(item, "id");
        if (string.IsNullOrEmpty(id)) return new Failed(null, "id is missing: expected a text");
        if (id.Length > 200) return new Failed(id[..200], "id is longer than 200 characters");
        foreach (var name in (string[])["title", "text"])
            if (item.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return new Failed(id, $"{name} must be a text, but is {value.ValueKind.ToString().ToLowerInvariant()}");
        var (title, text) = (Text(item, "title") ?? "", Text(item, "text") ?? "");
        if (title.Length + text.Length == 0) return new Failed(id, "title and text are both missing: expected at least one");
        if (text.Length > MaxText) text = text[..MaxText];
        DateTimeOffset? published = null;
        if (Text(item, "published") is { Length: > 0 } time)
        {
            if (!DateTimeOffset.TryParse(
                    time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
                return new Failed(id, $"published '{time[..Math.Min(time.Length, 40)]}' is no ISO 8601 time, such as 2020-03-11T19:35:00Z");
            published = at;
        }
        return new Read(Make(item, id, title, text, published, fallbackUtc));
    }

    private static Article Make(
        JsonElement item, string id, string title, string text, DateTimeOffset? published, DateTimeOffset fallbackUtc)
    {
        var source = Text(item, "source") ?? "";
        var link = Uri.TryCreate(Text(item, "url"), UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") ? url : null;
        return new Article(
            id, Scope.Shared, "", source, source, title, text, link, Text(item, "language")?.ToLowerInvariant(),
            published, published ?? fallbackUtc, ArticleMaker.ContentHashOf(title, text));
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
