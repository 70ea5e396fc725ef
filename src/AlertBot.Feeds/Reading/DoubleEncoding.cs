using System.Buffers;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>Undoes what a program does that takes UTF-8 for Windows-1252 and encodes it once more: "Ã©" for
/// "é".</summary>
internal static class DoubleEncoding
{
    /// <summary>Mends the text in place. The new length; null when the text, or any part of it, is as it was
    /// meant.</summary>
    /// <remarks>Text that was meant so fails at its first letter with an accent, as that is followed by plain
    /// ones.</remarks>
    public static int? Undo(Span<char> text)
    {
        if (!Walk(text, writes: false, out _)) return null;
        Walk(text, writes: true, out var length);
        return length;
    }

    private static bool Walk(Span<char> text, bool writes, out int length)
    {
        var (from, to, found) = (0, 0, false);
        length = text.Length;
        while (from < text.Length)
        {
            var ascii = text[from..].IndexOfAnyExceptInRange('\0', '\x7F');
            if (ascii < 0) ascii = text.Length - from;
            if (writes && to != from) text.Slice(from, ascii).CopyTo(text[to..]);
            (from, to) = (from + ascii, to + ascii);
            if (from == text.Length) break;
            if (Meant(text[from..], out var used) is not { } rune) return false;
            found = true;
            to += writes ? rune.EncodeToUtf16(text[to..]) : rune.Utf16SequenceLength;
            from += used;
        }
        length = to;
        return found;
    }

    // The character whose bytes stand there as characters; null when there is none, or none that anyone writes.
    private static Rune? Meant(ReadOnlySpan<char> text, out int used)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < Math.Min(text.Length, bytes.Length) && ByteOf(text[count]) is { } b) bytes[count++] = b;
        var status = Rune.DecodeFromUtf8(bytes[..count], out var rune, out used);
        return status == OperationStatus.Done && used > 1 && IsWritten(rune.Value) ? rune : null;
    }

    private static byte? ByteOf(char c)
    {
        if (c is >= '\x80' and <= '\xFF') return (byte)c;
        return CharacterReference.ByteOfWindows(c);
    }

    // Letters and signs of the scripts that news are written in. "É" and a fixed blank would make a phonetic letter.
    private static bool IsWritten(int code) => code
        is >= 0xA0 and < 0x180 or >= 0x370 and < 0x530 or >= 0x590 and < 0x780 or >= 0xE00 and < 0xE80
        or >= 0x1E00 and < 0x2050 or >= 0x20A0 and < 0x2200 or >= 0x3000 and < 0xD800 or >= 0xF900;
}
