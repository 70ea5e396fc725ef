using System.Text;
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
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TranscriptLine))]
internal sealed partial class TranscriptJson : JsonSerializerContext;

/// <summary>The memory of the terminal: what was shown, in a file that survives a crash. Not safe for several threads.</summary>
internal sealed class Transcript : IDisposable
{
    // A key is asked for again only shortly after a crash; older ones are looked up in the file.
    private const int Remembered = 10_000;

    private readonly FileStream _file;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    private Transcript(FileStream file) => _file = file;

    /// <summary>Opens or makes the file. A last line that a crash cut off is dropped: it was never shown.</summary>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static Transcript Open(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var transcript = new Transcript(file);
            transcript.DropTornLine();
            foreach (var line in transcript.ReadAll()) transcript.Remember(line.Key, line.Id);
            return transcript;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The id of the message that the key left, or null.</summary>
    public string? Find(string key) =>
        _ids.TryGetValue(key, out var id) ? id : ReadAll().FirstOrDefault(l => l.Key == key)?.Id;

    /// <summary>The id if the key was used lately: a cheap look before each message.</summary>
    public string? FindRecent(string key) => _ids.GetValueOrDefault(key);

    /// <summary>Adds a line and brings it to the disk before returning.</summary>
    public void Add(TranscriptLine line)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, TranscriptJson.Default.TranscriptLine);
        _file.Seek(0, SeekOrigin.End);
        // One write for text and line feed: a crash leaves a whole line or a torn one, never two in one.
        _file.Write([.. bytes, (byte)'\n']);
        _file.Flush(flushToDisk: true);
        Remember(line.Key, line.Id);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Remember(string key, string id)
    {
        if (_ids.TryAdd(key, id)) _order.Enqueue(key);
        if (_order.Count > Remembered) _ids.Remove(_order.Dequeue());
    }

    private IEnumerable<TranscriptLine> ReadAll()
    {
        _file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(_file, Encoding.UTF8, false, 65_536, leaveOpen: true);
        while (reader.ReadLine() is { } text)
            if (Parse(text) is { } line) yield return line;
    }

    private static TranscriptLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, TranscriptJson.Default.TranscriptLine);
        }
        catch (JsonException)
        {
            // A line that somebody edited by hand is no reason to forget the others.
            return null;
        }
    }

    private void DropTornLine()
    {
        var end = _file.Length;
        var tail = new byte[1];
        while (end > 0)
        {
            _file.Seek(end - 1, SeekOrigin.Begin);
            _file.ReadExactly(tail);
            if (tail[0] == (byte)'\n') break;
            end--;
        }
        if (end < _file.Length) _file.SetLength(end);
    }
}
