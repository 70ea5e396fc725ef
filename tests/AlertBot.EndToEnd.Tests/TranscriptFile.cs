using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AlertBot.EndToEnd.Tests;

/// <summary>One line of the terminal's transcript.</summary>
internal sealed record Shown(string Key, string Op, string Id, string? ReplyTo, IReadOnlyList<string> Text)
{
    /// <summary>A new alert: neither an edit nor a reply.</summary>
    public bool IsAlert => Op == "send" && ReplyTo is null;
}

/// <summary>Reads what the terminal showed.</summary>
internal static partial class TranscriptFile
{
    public static IReadOnlyList<Shown> Read(string path) =>
        [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement).Select(item => new Shown(
            item.GetProperty("key").GetString()!, item.GetProperty("op").GetString()!, item.GetProperty("id").GetString()!,
            item.TryGetProperty("replyTo", out var reply) ? reply.GetString() : null,
            [.. item.GetProperty("text").EnumerateArray().Select(t => t.GetString()!)]))];

    /// <summary>The incident's number in the first line of an alert: <c>[HIGH] … (#3)</c>.</summary>
    public static int Number(Shown alert) => int.Parse(
        NumberAtEnd().Match(alert.Text[0]).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\(#(\d+)\)\s*$")]
    private static partial Regex NumberAtEnd();
}
