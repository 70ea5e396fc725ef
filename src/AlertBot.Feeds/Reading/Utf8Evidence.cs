using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>How much of a document is UTF-8.</summary>
/// <param name="TotalBytes">All bytes looked at.</param>
/// <param name="Sequences">Proper sequences of more than one byte.</param>
/// <param name="InvalidBytes">Bytes that belong to no proper sequence.</param>
/// <param name="HasC1Bytes">A byte from 0x80 to 0x9F occurs.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Utf8Evidence(int TotalBytes, int Sequences, int InvalidBytes, bool HasC1Bytes)
{
    public bool HasHighBytes => Sequences > 0 || InvalidBytes > 0;

    public static Utf8Evidence Of(ReadOnlySpan<byte> bytes)
    {
        var total = bytes.Length;
        var (sequences, invalid, c1) = (0, 0, false);
        while (true)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0) break;
            bytes = bytes[ascii..];
            c1 |= bytes[0] <= 0x9F;
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status == OperationStatus.Done) sequences++;
            // A document cut in the middle of a character is not wrong for that.
            else if (status == OperationStatus.InvalidData) invalid += used;
            bytes = bytes[used..];
        }
        return new Utf8Evidence(total, sequences, invalid, c1);
    }

    /// <summary>Whether to take it for UTF-8. One bad byte must not send a whole document to another
    /// encoding.</summary>
    public bool IsUtf8(bool declared)
    {
        if (InvalidBytes == 0) return true;
        var ofAll = (long)InvalidBytes * 100 <= TotalBytes;
        return declared
            ? (ofAll && (Sequences == 0 || Sequences >= InvalidBytes)) || Sequences >= 2L * InvalidBytes
            : Sequences >= 4L * InvalidBytes;
    }
}
