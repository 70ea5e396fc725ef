using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Chat;

namespace AlertBot.Telegram.Rendering;

/// <summary>A pressed button.</summary>
/// <param name="Line">The command line that it stands for.</param>
/// <param name="InPlace">Whether the answer takes the place of the message under which it was.</param>
internal sealed record PressedButton(string Line, bool InPlace);

/// <summary>
/// What buttons send back when they are pressed: the command line where it fits, else a short id of it that is kept in
/// the store. Safe to call from several threads.
/// </summary>
/// <remarks>Ids are made from the lines: the same line has the same id on every node and after every restart.</remarks>
internal sealed class ButtonLines(IPlatformState state)
{
    // core.telegram.org/bots/api, InlineKeyboardButton.
    private const int MaxDataBytes = 64;
    private const char NewMessage = '>';
    private const char SameMessage = '=';
    private const char Short = '#';

    // 64 shelves of 64 lines: the oldest line of a shelf goes when it is full. Most lines need no shelf.
    private const int Shelves = 64;
    private const int ShelfLines = 64;
    private const int Known = 4096;

    private readonly ConcurrentDictionary<string, bool> _kept = new(StringComparer.Ordinal);

    /// <summary>What a button sends back, 1 to 64 bytes. Pure.</summary>
    public static string DataOf(string line, bool inPlace)
    {
        var mark = inPlace ? SameMessage : NewMessage;
        return IsLong(line) ? $"{mark}{Short}{IdOf(line)}" : mark + line;
    }

    /// <summary>Keeps the lines that do not fit into their buttons.</summary>
    public async Task KeepAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        foreach (var line in lines.Where(line => IsLong(line) && !_kept.ContainsKey(line)))
        {
            await KeepAsync(line, cancellationToken);
            if (_kept.Count >= Known) _kept.Clear();
            _kept[line] = true;
        }
    }

    /// <summary>What was pressed; null when it is not known any more, or was never ours.</summary>
    public async Task<PressedButton?> FindAsync(string data, CancellationToken cancellationToken)
    {
        if (data.Length < 2 || data[0] is not (NewMessage or SameMessage)) return null;
        var inPlace = data[0] == SameMessage;
        if (data[1] != Short) return data[1] == '/' ? new PressedButton(data[1..], inPlace) : null;
        var id = data[2..];
        var shelf = await state.ReadAsync(TelegramPlatform.PlatformName, KeyOf(id), cancellationToken);
        return Lines(shelf).FirstOrDefault(line => IdOf(line) == id) is { } found
            ? new PressedButton(found, inPlace)
            : null;
    }

    private async Task KeepAsync(string line, CancellationToken cancellationToken)
    {
        var key = KeyOf(IdOf(line));
        while (true)
        {
            var shelf = await state.ReadAsync(TelegramPlatform.PlatformName, key, cancellationToken);
            var lines = Lines(shelf);
            if (lines.Contains(line, StringComparer.Ordinal)) return;
            var kept = string.Join('\n', lines.TakeLast(ShelfLines - 1).Append(line));
            // Another node may have put its line there meanwhile: then once more.
            if (await state.TryWriteAsync(
                TelegramPlatform.PlatformName, key, Encoding.UTF8.GetBytes(kept), shelf.Version, cancellationToken))
                return;
        }
    }

    private static bool IsLong(string line) =>
        Encoding.UTF8.GetByteCount(line) > MaxDataBytes - 1 || line.Contains('\n', StringComparison.Ordinal);

    private static string IdOf(string line) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(line.Replace('\n', ' ')))).Substring(0, 20);

    private static string KeyOf(string id) => $"buttons/{Convert.ToInt32(id[..2], 16) % Shelves}";

    private static string[] Lines(PlatformValue shelf) => shelf.Value is { } bytes
        ? Encoding.UTF8.GetString(bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : [];
}
