using System.Text.Json;

namespace AlertBot.Inspect;

/// <summary>What is known of where bytes came from.</summary>
/// <param name="Url">Their address; null when unknown.</param>
/// <param name="Headers">The response's headers.</param>
internal sealed record SourceOrigin(Uri? Url, IReadOnlyList<KeyValuePair<string, string>> Headers);

/// <summary>One feed to look at.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Path">A file, or an http or https address.</param>
/// <param name="Origin">What is known of it.</param>
internal sealed record InspectedSource(string Name, string Path, SourceOrigin Origin)
{
    /// <summary>Reads a line of the batch form: a path, or an object <c>{path, url, headers}</c>; null when it is neither.</summary>
    public static InspectedSource? Parse(string line, SourceOrigin origin)
    {
        var text = line.Trim();
        if (!text.StartsWith('{')) return new InspectedSource(text, text, origin);
        try
        {
            using var document = JsonDocument.Parse(text);
            var item = document.RootElement;
            if (!item.TryGetProperty("path", out var path) || path.ValueKind != JsonValueKind.String) return null;
            var url = item.TryGetProperty("url", out var given) && given.ValueKind == JsonValueKind.String &&
                Uri.TryCreate(given.GetString(), UriKind.Absolute, out var parsed)
                ? parsed
                : origin.Url;
            return new InspectedSource(path.GetString()!, path.GetString()!, new SourceOrigin(url, Headers(item, origin)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Headers(JsonElement item, SourceOrigin origin)
    {
        if (!item.TryGetProperty("headers", out var headers) || headers.ValueKind != JsonValueKind.Object) return origin.Headers;
        return
        [
            .. headers.EnumerateObject().SelectMany(
                h => TextsOf(h.Value).Select(value => KeyValuePair.Create(h.Name, value))),
        ];
    }

    // Libraries give a header that may come twice as a list.
    private static IEnumerable<string> TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String)
            .Select(v => v.GetString()!),
        _ => [],
    };
}
