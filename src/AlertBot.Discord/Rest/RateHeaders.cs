using System.Globalization;
using System.Net.Http.Headers;

namespace AlertBot.Discord.Rest;

/// <summary>What an answer says of the bucket it was counted in.</summary>
/// <param name="Bucket">Discord's own name of it, without the channel, server or webhook.</param>
/// <param name="Limit">What it holds.</param>
/// <param name="Remaining">What is left of it.</param>
/// <param name="ResetAfter">How long until it is full again.</param>
internal sealed record RateHeaders(string Bucket, int Limit, int Remaining, TimeSpan ResetAfter)
{
    /// <summary>Reads the headers of an answer; null when it was counted in no bucket.</summary>
    public static RateHeaders? Of(HttpResponseHeaders headers) =>
        Text(headers, "X-RateLimit-Bucket") is { Length: > 0 } bucket
        && Number(headers, "X-RateLimit-Limit") is { } limit and >= 1
        && Number(headers, "X-RateLimit-Remaining") is { } remaining
        && Number(headers, "X-RateLimit-Reset-After") is { } seconds
            ? new RateHeaders(bucket, (int)limit, (int)remaining, Seconds(seconds))
            : null;

    /// <summary>The text of a header; null when there is none.</summary>
    public static string? Text(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The number in a header; null when there is none.</summary>
    public static double? Number(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && number >= 0 ? number : null;

    /// <summary>A span of seconds, whatever number was given: at most a day.</summary>
    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));
}
