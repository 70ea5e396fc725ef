using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;

namespace AlertBot.Feeds;

/// <summary>Reads of a response's headers what polling needs, as they were sent. Pure but for the response it is
/// given.</summary>
internal static class ResponseHead
{
    private const int MaxETagChars = 1024;
    private const int MaxLastModifiedChars = 256;
    private const int MaxLinkChars = 16 * 1024;
    private static readonly TimeSpan LongestHint = TimeSpan.FromDays(366);

    /// <summary>Longest Retry-After that is obeyed; a server that asks for more is asked once a day.</summary>
    public static TimeSpan LongestRetryAfter { get; } = TimeSpan.FromDays(1);

    /// <summary>Validators and caching of a 200 or 304.</summary>
    public static FetchHead Of(HttpResponseMessage response, Uri finalUrl, Uri? movedTo, DateTimeOffset nowUtc) =>
        new(finalUrl, movedTo, Raw(response, "ETag", MaxETagChars),
            Raw(response, "Last-Modified", MaxLastModifiedChars), CacheOf(response, nowUtc))
        {
            Link = Raw(response, "Link", MaxLinkChars),
        };

    /// <summary>What reading needs to know of the response.</summary>
    public static FeedSource SourceOf(HttpResponseMessage response, Uri finalUrl) => new(
        finalUrl, Raw(response, "Content-Type", 1024), Raw(response, "Content-Location", 8192),
        Raw(response, "Content-Language", 256));

    /// <summary>Content-Encoding, in its order; empty when there is none.</summary>
    public static IReadOnlyList<string> CodingsOf(HttpResponseMessage response) =>
        Raw(response, "Content-Encoding", 256) is { } text ? text.Split(',') : [];

    /// <summary>Where a redirect leads; null when it does not say so in a form that can be read.</summary>
    public static Uri? LocationOf(HttpResponseMessage response, Uri from) =>
        Raw(response, "Location", 8192) is { } text && Uri.TryCreate(from, Utf8Of(text.Trim()), out var to) ? to : null;

    /// <summary>Retry-After as seconds or as a date, from 0 to a day; null when it is absent or unreadable.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage response, DateTimeOffset nowUtc)
    {
        if (Raw(response, "Retry-After", 256)?.Trim() is not { Length: > 0 } text) return null;
        // Digits alone: "NaN" and "Infinity" are numbers too, for whoever asks.
        TimeSpan? wait = char.IsAsciiDigit(text[0]) && double.TryParse(
            text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestHint.TotalSeconds))
            : DateOf(text) - ServerNow(response, nowUtc);
        if (wait is not { } known) return null;
        return known < TimeSpan.Zero ? TimeSpan.Zero : known > LongestRetryAfter ? LongestRetryAfter : known;
    }

    /// <summary>A challenge of a bot wall, which some serve as 503 or 200.</summary>
    public static bool IsChallenge(HttpResponseMessage response) =>
        response.Headers.NonValidated.Contains("cf-mitigated");

    /// <summary>How the server wants its answer to be kept.</summary>
    public static CacheHints CacheOf(HttpResponseMessage response, DateTimeOffset nowUtc)
    {
        var maxAge = Raw(response, "Cache-Control", 1024) is { } control ? MaxAgeOf(control) : null;
        if (maxAge is { } age && Seconds(Raw(response, "Age", 64)) is { } spent)
            maxAge = age > spent ? age - spent : TimeSpan.Zero;
        TimeSpan? expires = Raw(response, "Expires", 256) is { } text
            && DateOf(text) - ServerNow(response, nowUtc) is { } left && left > TimeSpan.Zero
            ? left < LongestHint ? left : LongestHint
            : null;
        return maxAge is null && expires is null ? CacheHints.None : new CacheHints(maxAge, expires);
    }

    private static TimeSpan? MaxAgeOf(string control)
    {
        TimeSpan? maxAge = null;
        foreach (var part in control.Split(','))
        {
            var text = part.AsSpan().Trim();
            if (text.Equals("no-cache", StringComparison.OrdinalIgnoreCase)
                || text.Equals("no-store", StringComparison.OrdinalIgnoreCase)) return null;
            if (text.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)) maxAge = Seconds(text[8..].Trim('"'));
        }

        return maxAge;
    }

    private static TimeSpan? Seconds(ReadOnlySpan<char> text) =>
        ulong.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, (ulong)LongestHint.TotalSeconds))
            : null;

    // The server's own clock, where it shows it: ours may differ, and in the demo ours jumps.
    private static DateTimeOffset ServerNow(HttpResponseMessage response, DateTimeOffset nowUtc) =>
        Raw(response, "Date", 256) is { } text && DateOf(text) is { } date ? date : nowUtc;

    private static DateTimeOffset? DateOf(string text) => DateTimeOffset.TryParseExact(
        text.Trim(),
        ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd, d MMM yyyy HH:mm:ss 'GMT'"],
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var date)
        ? date
        : null;

    // Headers come as Latin-1, so that they go back byte for byte; addresses of other scripts are sent unescaped, as UTF-8.
    private static string Utf8Of(string text)
    {
        if (Ascii.IsValid(text) || text.Any(static c => c > '\u00FF')) return text;
        var bytes = Encoding.Latin1.GetBytes(text);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;
    }

    private static string? Raw(HttpResponseMessage response, string name, int maxChars) =>
        First(response.Headers.NonValidated, name, maxChars)
        ?? First(response.Content.Headers.NonValidated, name, maxChars);

    private static string? First(HttpHeadersNonValidated headers, string name, int maxChars)
    {
        if (!headers.TryGetValues(name, out var values)) return null;
        // Several lines of these are one list; of anything else the first line counts.
        var text = values.Count > 1 && name is "Cache-Control" or "Content-Encoding" or "Link"
            ? values.ToString()
            : values.First();
        return text.Length > 0 && text.Length <= maxChars ? text : null;
    }
}
