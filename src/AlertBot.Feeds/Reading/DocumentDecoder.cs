using System.Buffers;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>Finds the encoding of a document and decodes it.</summary>
/// <remarks>
/// Order: byte-order mark, shape of the first bytes, charset of Content-Type (RFC 7303, 3), XML declaration, valid
/// UTF-8,
/// then what the script looks like. What the bytes contradict is passed over.
/// </remarks>
internal static class DocumentDecoder
{
    private const int DeclarationBytes = 1024;

    private static readonly SearchValues<char> LabelChars = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:()");

    public static DecodedDocument Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        var choice = Choose(body, contentType);
        var bytes = body[choice.SkipBytes..];
        var encoding = choice.Encoding;
        if (choice.LatinRepair)
            encoding = Encoding.GetEncoding(65001, EncoderFallback.ReplacementFallback, new LatinRepairFallback());
        var chars = ArrayPool<char>.Shared.Rent(Math.Max(16, encoding.GetMaxCharCount(bytes.Length)));
        var length = encoding.GetChars(bytes, chars);
        var repairs = choice.Repairs;
        if (choice.Encoding.CodePage == Encoding.UTF8.CodePage
            && DoubleEncoding.Undo(chars.AsSpan(0, length)) is { } mended)
            (length, repairs) = (mended, repairs | Repairs.DoubleEncoded);
        return new DecodedDocument(chars, length, choice.Name, repairs);
    }

    private static EncodingChoice Choose(ReadOnlySpan<byte> body, string? contentType)
    {
        if (ByMark(body) is { } marked) return marked;
        var shape = ShapeOf(body);
        var repairs = Repairs.None;
        var headerLabel = CharsetOf(contentType);
        var declaredLabel = shape is null ? DeclaredIn(body) : null;
        if (shape is not null && shape.CodePage == 37)
            return new EncodingChoice(EbcdicOf(body, shape), 0, repairs);
        if (shape is not null)
        {
            if (headerLabel is not null && !SameWidth(headerLabel, shape)) repairs |= Repairs.CharsetOverruled;
            return new EncodingChoice(shape, 0, repairs);
        }
        var evidence = Utf8Evidence.Of(body);
        foreach (var label in (ReadOnlySpan<string?>)[headerLabel, declaredLabel])
        {
            if (label is null) continue;
            if (EncodingLabels.Find(label) is not { } encoding) repairs |= Repairs.UnknownCharset;
            else if (Judge(encoding, label, evidence, declaredLabel) is { } choice
                && !(evidence is { InvalidBytes: 0, Sequences: > 0 } && Breaks(choice.Encoding, body)))
                return choice with { Repairs = choice.Repairs | repairs };
            else repairs |= Repairs.CharsetOverruled;
        }
        return Undeclared(body, evidence, repairs);
    }

    private static EncodingChoice? ByMark(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            var bad = Utf8Evidence.Of(body[3..]).InvalidBytes > 0;
            return new EncodingChoice(Encoding.UTF8, 3, bad ? Repairs.BadBytes : Repairs.None);
        }
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return new EncodingChoice(Encoding.UTF32, 4);
        if (body.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return new EncodingChoice(new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new EncodingChoice(Encoding.Unicode, 2);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new EncodingChoice(Encoding.BigEndianUnicode, 2);
        return null;
    }

    // Where the zeros lie among the first four bytes tells UTF-16 and UTF-32; "<?xm" in EBCDIC tells itself.
    private static Encoding? ShapeOf(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4) return null;
        if (body.StartsWith((ReadOnlySpan<byte>)[0x4C, 0x6F, 0xA7, 0x94])) return EncodingLabels.Get("ibm037");
        return (body[0] != 0, body[1] != 0, body[2] != 0, body[3] != 0) switch
        {
            (true, false, false, false) => Encoding.UTF32,
            (false, false, false, true) => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            (true, false, true, _) when IsMarkup(body[0]) => Encoding.Unicode,
            (false, true, false, true) when IsMarkup(body[1]) => Encoding.BigEndianUnicode,
            (true, false, false, true) when IsMarkup(body[0]) => Encoding.Unicode,
            _ => null,
        };
    }

    private static bool IsMarkup(byte b) => b is (byte)'<' or (byte)'{' or (byte)' ' or (byte)'\n' or (byte)'\r';

    private static bool SameWidth(string label, Encoding shape) =>
        EncodingLabels.Find(label) is { } named && named.GetByteCount("<") == shape.GetByteCount("<");

    private static Encoding EbcdicOf(ReadOnlySpan<byte> body, Encoding fallback)
    {
        var head = fallback.GetString(body[..Math.Min(body.Length, DeclarationBytes)]);
        return LabelIn(head, isAscii: false) is { } label && EncodingLabels.Find(label) is { } named && named.GetBytes("<")[0] == 0x4C
            ? named
            : fallback;
    }

    // Null when the bytes contradict the label.
    private static EncodingChoice? Judge(Encoding encoding, string label, Utf8Evidence evidence, string? declaredLabel)
    {
        if (encoding.GetBytes("<") is not [(byte)'<']) return null;
        if (encoding.CodePage == Encoding.UTF8.CodePage) return evidence.IsUtf8(declared: true)
            ? new EncodingChoice(Encoding.UTF8, 0, evidence.InvalidBytes > 0 ? Repairs.BadBytes : Repairs.None)
            {
                LatinRepair = evidence.InvalidBytes > 0 && evidence.Sequences == 0,
            }
            : null;
        if (encoding.CodePage == Encoding.ASCII.CodePage && evidence.HasHighBytes) return null;
        // Servers say Latin-1 by default, and so do templates: text that is UTF-8 through and through is UTF-8.
        var saysUtf8 = declaredLabel is not null && EncodingLabels.Find(declaredLabel)?.CodePage == 65001;
        if (evidence.InvalidBytes == 0 && evidence.Sequences >= (saysUtf8 ? 1 : 4)) return null;
        var name = encoding.CodePage == 54936 ? "gb18030" : label.Trim().Trim('"', '\'').ToLowerInvariant();
        if (encoding.CodePage == 28591 && evidence.HasC1Bytes)
            return new EncodingChoice(EncodingLabels.Get("windows-1252") ?? encoding, 0);
        return new EncodingChoice(encoding, 0) { Label = name };
    }

    // Few characters of UTF-8 may be pairs of an East Asian encoding by chance, but seldom all of them.
    private static bool Breaks(Encoding encoding, ReadOnlySpan<byte> body)
    {
        if (encoding.IsSingleByte || encoding.CodePage == Encoding.UTF8.CodePage) return false;
        try
        {
            var strict = CodePagesEncodingProvider.Instance.GetEncoding(
                encoding.CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
            return strict?.GetCharCount(body) < 0;
        }
        catch (DecoderFallbackException)
        {
            return true;
        }
    }

    private static EncodingChoice Undeclared(ReadOnlySpan<byte> body, Utf8Evidence evidence, Repairs repairs)
    {
        if (!evidence.HasHighBytes && EscapedIn(body) is { } escaped)
            return new EncodingChoice(escaped, 0, repairs | Repairs.GuessedEncoding);
        if (evidence.IsUtf8(declared: false))
            return new EncodingChoice(
                Encoding.UTF8, 0, evidence.InvalidBytes > 0 ? repairs | Repairs.BadBytes : repairs);
        return new EncodingChoice(ScriptDetector.Detect(body), 0, repairs | Repairs.GuessedEncoding);
    }

    // Encodings of seven bits announce each change of alphabet by an escape sequence (ISO 2022).
    private static Encoding? EscapedIn(ReadOnlySpan<byte> body)
    {
        if (!body.Contains((byte)0x1B)) return null;
        if (body.IndexOf("\u001B$)C"u8) >= 0) return EncodingLabels.Get("iso-2022-kr");
        return body.IndexOf("\u001B$B"u8) >= 0 || body.IndexOf("\u001B$@"u8) >= 0 || body.IndexOf("\u001B(J"u8) >= 0
            ? EncodingLabels.Get("iso-2022-jp")
            : null;
    }

    private static string? CharsetOf(string? contentType)
    {
        const string Name = "charset";
        if (contentType is null) return null;
        var at = contentType.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var rest = contentType.AsSpan(at + Name.Length).TrimStart();
        if (rest.IsEmpty || rest[0] != '=') return null;
        rest = rest[1..].TrimStart();
        var end = rest.IndexOfAny(";, ");
        var label = (end < 0 ? rest : rest[..end]).Trim("\"' ").ToString();
        return label.Length == 0 ? null : label;
    }

    private static string? DeclaredIn(ReadOnlySpan<byte> body)
    {
        var head = body[..Math.Min(body.Length, DeclarationBytes)];
        var at = head.IndexOf("<?xml"u8);
        return at < 0 ? null : LabelIn(Encoding.Latin1.GetString(head[at..]), isAscii: true);
    }

    private static string? LabelIn(string declaration, bool isAscii)
    {
        const string Name = "encoding";
        var end = declaration.IndexOf('>', StringComparison.Ordinal);
        var text = end < 0 ? declaration.AsSpan() : declaration.AsSpan(0, end);
        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        text = text[(at + Name.Length)..].TrimStart();
        if (text.IsEmpty || text[0] != '=') return null;
        text = text[1..].TrimStart();
        if (text.IsEmpty) return null;
        var quoted = text[0] is '"' or '\'';
        // Quotes lie elsewhere in some EBCDIC pages, so whatever stands in their place is passed over there.
        var label = quoted || (!isAscii && !char.IsAsciiLetterOrDigit(text[0])) ? text[1..] : text;
        var close = quoted ? label.IndexOf(text[0]) : label.IndexOfAnyExcept(LabelChars);
        return close <= 0 ? null : label[..close].Trim().ToString();
    }
}
