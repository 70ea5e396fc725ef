using System.Text;

namespace AlertBot.Terminal;

/// <summary>
/// The memory of the terminal: what was shown, in a file that survives a crash. Not safe for several threads.
/// </summary>
internal sealed class Transcript : IDisposable
{
    private readonly FileStream _file;
    private readonly FileStream? _held;
    private readonly KeyMemory _recent = new();

    // Where the last whole line ends. What stands behind it is the rest of a write that failed.
    private long _end;

    /// <summary>Goes on with a file. A last line that a crash cut off is dropped: it was never shown.</summary>
    /// <param name="file">The file, open for reading and writing without a buffer.</param>
    /// <param name="held">What keeps other processes from writing it; null when nothing does.</param>
    internal Transcript(FileStream file, FileStream? held = null)
    {
        (_file, _held) = (file, held);
        _end = EndOfLastLine();
        DropRest();
        foreach (var line in ReadAll()) _recent.Add(line.Key, line.Id);
    }

    /// <summary>Opens or makes the file.</summary>
    /// <exception cref="IOException">The file cannot be opened or written, or another process holds it.</exception>
    public static Transcript Open(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var held = Hold(path);
        FileStream? file = null;
        try
        {
            // No buffer: what could not be written must not come after all with the next line.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            return new Transcript(file, held);
        }
        catch
        {
            file?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>The id of the message that the key left, or null.</summary>
    public string? Find(string key) => _recent.Find(key) ?? ReadAll().FirstOrDefault(l => l.Key == key)?.Id;

    /// <summary>The id if the key was used lately: a cheap look before each message.</summary>
    public string? FindRecent(string key) => _recent.Find(key);

    /// <summary>Adds a line and brings it to the disk before returning.</summary>
    /// <exception cref="IOException">It could not be written, and is not there.</exception>
    public void Add(TranscriptLine line)
    {
        var bytes = TranscriptText.Write(line);
        DropRest();
        _file.Seek(_end, SeekOrigin.Begin);
        try
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // When not even this succeeds, the next line begins with it.
            TryDropRest();
            throw;
        }
        _end += bytes.Length;
        _recent.Add(line.Key, line.Id);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _held?.Dispose();
    }

    // A file of its own, as people and tests read the transcript while it is written.
    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(
                path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException fault)
        {
            throw new IOException(
                $"The transcript '{path}' cannot be written, perhaps because another process does: {fault.Message}",
                fault);
        }
    }

    private IEnumerable<TranscriptLine> ReadAll()
    {
        _file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(_file, Encoding.UTF8, false, 65_536, leaveOpen: true);
        while (reader.ReadLine() is { } text)
            if (TranscriptText.Read(text) is { } line) yield return line;
    }

    private void DropRest()
    {
        if (_file.Length > _end) _file.SetLength(_end);
    }

    private void TryDropRest()
    {
        try
        {
            DropRest();
        }
        catch (IOException)
        {
            // Told by the exception that brought us here.
        }
    }

    private long EndOfLastLine()
    {
        var piece = new byte[4096];
        for (var end = _file.Length; end > 0;)
        {
            var start = Math.Max(0, end - piece.Length);
            _file.Seek(start, SeekOrigin.Begin);
            var tail = piece.AsSpan(0, (int)(end - start));
            _file.ReadExactly(tail);
            var last = tail.LastIndexOf((byte)'\n');
            if (last >= 0) return start + last + 1;
            end = start;
        }
        return 0;
    }
}
