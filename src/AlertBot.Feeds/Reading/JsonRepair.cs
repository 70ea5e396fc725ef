using System.Buffers;

namespace AlertBot.Feeds.Reading;

/// <summary>Mends what templates and scripts get wrong in JSON.</summary>
internal static class JsonRepair
{
    /// <summary>The document with bare line breaks in strings made blanks, escapes that mean nothing made plain, and
    /// words that only programs know made strings or what JSON calls them.</summary>
    public static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> json, ref Repairs repairs)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 64);
        while (!json.IsEmpty)
        {
            var length = json[0] switch
            {
                (byte)'"' => CopyString(json, output, ref repairs),
                var letter when IsLetter(letter) => CopyWord(json, output, ref repairs),
                (byte)'-' when json[1..].StartsWith("Infinity"u8) => CopyAs("\"-Infinity\""u8, 9, output, ref repairs),
                < (byte)' ' => CopyAs(" "u8, 1, output, ref repairs, isFault: false),
                _ => CopyAs(json[..1], 1, output, ref repairs, isFault: false),
            };
            json = json[length..];
        }
        return output.WrittenSpan;
    }

    private static int CopyAs(
        ReadOnlySpan<byte> text, int length, ArrayBufferWriter<byte> output, ref Repairs repairs, bool isFault = true)
    {
        output.Write(text);
        if (isFault) repairs |= Repairs.BadJson;
        return length;
    }

    private static int CopyWord(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output, ref Repairs repairs)
    {
        var length = 1;
        while (length < json.Length && IsLetter(json[length])) length++;
        var word = json[..length];
        if (word.SequenceEqual("NaN"u8)) return CopyAs("\"NaN\""u8, length, output, ref repairs);
        if (word.SequenceEqual("Infinity"u8)) return CopyAs("\"Infinity\""u8, length, output, ref repairs);
        if (word.SequenceEqual("undefined"u8) || word.SequenceEqual("None"u8))
            return CopyAs("null"u8, length, output, ref repairs);
        if (word.SequenceEqual("True"u8)) return CopyAs("true"u8, length, output, ref repairs);
        if (word.SequenceEqual("False"u8)) return CopyAs("false"u8, length, output, ref repairs);
        output.Write(word);
        return length;
    }

    private static bool IsLetter(byte b) => b is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');

    private static int CopyString(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output, ref Repairs repairs)
    {
        output.Write("\""u8);
        var at = 1;
        while (at < json.Length)
        {
            var b = json[at++];
            if (b == '"')
            {
                output.Write("\""u8);
                break;
            }
            if (b == '\\' && EscapeLength(json[at..]) is var length)
            {
                if (length > 0) output.Write(json.Slice(at - 1, length + 1));
                else repairs |= Repairs.BadJson;
                at += length;
            }
            else if (b < ' ')
            {
                repairs |= Repairs.ControlCharacter;
                output.Write(" "u8);
            }
            else
            {
                output.Write([b]);
            }
        }
        return at;
    }

    // Of what follows a backslash; 0 when that means nothing.
    private static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return 0;
        if (text[0] != 'u') return "\"\\/bfnrt"u8.Contains(text[0]) ? 1 : 0;
        if (text.Length < 5) return 0;
        foreach (var b in text[1..5])
            if (!char.IsAsciiHexDigit((char)b)) return 0;
        return 5;
    }
}
