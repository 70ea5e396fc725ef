using System.Collections.Frozen;
using System.Globalization;
using AngleSharp.Html;

namespace AlertBot.Feeds.Reading;

/// <summary>Character references as XML and HTML write them: <c>&amp;amp;</c>, <c>&amp;#8217;</c>,
/// <c>&amp;#x2019;</c>.</summary>
internal static class CharacterReference
{
    /// <summary>Longest reference that is looked at, from ampersand to semicolon; HTML's longest name has 31
    /// characters.</summary>
    public const int MaxChars = 64;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OpenNames =
        new[] { "amp", "lt", "gt", "quot", "nbsp", "copy", "reg", "laquo", "raquo", "middot", "deg", "pound", "euro" }
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Numbers 128 to 159 mean what Windows-1252 has there: so says HTML, and so writes everyone who writes them.
    private const string Windows1252 =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>The length of the well-formed reference that <paramref name="text"/> starts with; 0 when there is
    /// none.</summary>
    /// <param name="text">Text whose first character is an ampersand.</param>
    /// <param name="name">What stands between ampersand and semicolon.</param>
    public static int Measure(ReadOnlySpan<char> text, out ReadOnlySpan<char> name)
    {
        name = default;
        var window = text.Length > MaxChars ? text[..MaxChars] : text;
        var end = window.IndexOf(';');
        if (end < 2) return 0;
        var inner = window[1..end];
        if (inner[0] == '#' ? !IsNumber(inner) : !IsName(inner)) return 0;
        name = inner;
        return end + 1;
    }

    /// <summary>Appends what a numeric reference stands for; false when no document may contain that
    /// character.</summary>
    public static bool AppendNumber(ReadOnlySpan<char> name, CharBuffer output)
    {
        var hex = name[1] is 'x' or 'X';
        var digits = name[(hex ? 2 : 1)..].TrimStart('0');
        // Seven digits hold every code point in either notation; longer numbers would overflow.
        if (digits.Length is 0 or > 7) return false;
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code)) return false;
        if (code is >= 0x80 and <= 0x9F)
        {
            output.Append(OfWindows((char)code));
            return true;
        }
        if (!IsAllowed(code)) return false;
        Span<char> pair = stackalloc char[2];
        output.Append(pair[..new System.Text.Rune(code).EncodeToUtf16(pair)]);
        return true;
    }

    /// <summary>What a character from 0x80 to 0x9F means; itself where Windows-1252 has none either.</summary>
    public static char OfWindows(char c) => Windows1252[c - 0x80];

    /// <summary>The byte of 0x80 to 0x9F that stands for the character in Windows-1252; null when none does.</summary>
    public static byte? ByteOfWindows(char c) =>
        Windows1252.IndexOf(c, StringComparison.Ordinal) is >= 0 and var index ? (byte)(0x80 + index) : null;

    /// <summary>What a name of the HTML table stands for, the five of XML among them; null when it is not in the
    /// table.</summary>
    public static string? Named(ReadOnlySpan<char> name) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u00A0",
        // HTML 4 and XHTML, whose names XML documents use, have the angle brackets elsewhere than HTML 5.
        "lang" => "\u2329",
        "rang" => "\u232A",
        _ => HtmlEntityProvider.Resolver.GetSymbol(string.Concat(name, ";")),
    };

    /// <summary>Whether one of the five names that XML itself declares.</summary>
    public static bool IsXmlName(ReadOnlySpan<char> name) => name is "amp" or "lt" or "gt" or "quot" or "apos";

    /// <summary>Appends text with every well-formed reference resolved once. True when there was one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="output">Where it is appended.</param>
    /// <param name="isProse">Whether a reference may lack its semicolon, as HTML allows; in an address what looks like
    /// one is a parameter.</param>
    public static bool Resolve(ReadOnlySpan<char> text, CharBuffer output, bool isProse = false)
    {
        var found = false;
        while (true)
        {
            var at = text.IndexOf('&');
            if (at < 0) break;
            output.Append(text[..at]);
            text = text[at..];
            var length = Measure(text, out var name);
            if (length == 0 && isProse) length = MeasureOpen(text, out name);
            if (length > 0 && AppendAny(name, output))
            {
                found = true;
                text = text[length..];
                continue;
            }
            output.Append('&');
            text = text[1..];
        }
        output.Append(text);
        return found;
    }

    // The names that HTML took without a semicolon from its first day on, and numbers.
    private static int MeasureOpen(ReadOnlySpan<char> text, out ReadOnlySpan<char> name)
    {
        name = default;
        var end = 1;
        while (end < text.Length && end < MaxChars && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '#')) end++;
        if (end < 3 || end == MaxChars || (end < text.Length && text[end] is '=' or '&' or '_' or '-')) return 0;
        var inner = text[1..end];
        if (inner[0] == '#' ? !IsNumber(inner) : !OpenNames.Contains(inner)) return 0;
        name = inner;
        return end;
    }

    private static bool AppendAny(ReadOnlySpan<char> name, CharBuffer output)
    {
        if (name[0] == '#') return AppendNumber(name, output);
        if (Named(name) is not { } symbol) return false;
        output.Append(symbol);
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> inner)
    {
        var hex = inner.Length > 1 && inner[1] is 'x' or 'X';
        var digits = inner[(hex ? 2 : 1)..];
        if (digits.IsEmpty) return false;
        foreach (var c in digits)
            if (hex ? !char.IsAsciiHexDigit(c) : !char.IsAsciiDigit(c)) return false;
        return true;
    }

    private static bool IsName(ReadOnlySpan<char> inner)
    {
        if (!char.IsLetter(inner[0]) && inner[0] != '_') return false;
        foreach (var c in inner)
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_' or ':')) return false;
        return true;
    }

    private static bool IsAllowed(int code) => code switch
    {
        '\t' or '\n' or '\r' => true,
        < 0x20 => false,
        >= 0xD800 and <= 0xDFFF => false,
        0xFFFE or 0xFFFF => false,
        _ => code <= 0x10FFFF,
    };
}
