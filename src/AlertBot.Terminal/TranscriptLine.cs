using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Terminal;

/// <summary>One message as the transcript keeps it.</summary>
/// <param name="Key">The delivery's key.</param>
/// <param name="Op">send, edit or delete.</param>
/// <param name="Id">The message that it made, changed or removed.</param>
/// <param name="ReplyTo">The message that it answers; null when it stands alone.</param>
/// <param name="At">When it was written, in UTC.</param>
/// <param name="Text">What it says, as plain lines.</param>
public sealed record TranscriptLine(
    string Key, string Op, string Id, string? ReplyTo, DateTimeOffset At, IReadOnlyList<string> Text);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TranscriptLine))]
internal sealed partial class TranscriptJson : JsonSerializerContext;

/// <summary>A line of the transcript as JSON and back.</summary>
internal static class TranscriptText
{
    // Every script as it is: people read this file, and no browser does.
    private static readonly TranscriptJson Json = new(new JsonSerializerOptions(TranscriptJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The line with its line feed, in UTF-8.</summary>
    public static byte[] Write(TranscriptLine line) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(line, Json.TranscriptLine), (byte)'\n'];

    /// <summary>
    /// What <see cref="Write"/> wrote; null for a line that somebody edited by hand until it was none.
    /// </summary>
    public static TranscriptLine? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Json.TranscriptLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
