using System.Globalization;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>Text in the columns of a terminal: wide characters take two, marks and joiners none.</summary>
internal static class TextColumns
{
    private const char Isolate = '\u2068';
    private const char EndOfIsolate = '\u2069';

    /// <summary>How many columns a text takes.</summary>
    public static int Of(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes()) columns += Of(rune);
        return columns;
    }

    /// <summary>The text in at most so many columns, with an ellipsis where it was cut, never within a character and
    /// what belongs to it; one line, and unable to turn the line around.</summary>
    public static string Fit(string text, int most)
    {
        var line = OneLine(text);
        if (Of(line) > most) line = Cut(line, Math.Max(0, most - 1)) + "…";
        // Right-to-left text would draw the columns beside it into its own order.
        return line.Any(IsRightToLeft) ? $"{Isolate}{line}{EndOfIsolate}" : line;
    }

    private static string Cut(string line, int most)
    {
        var kept = new StringBuilder();
        var columns = 0;
        var elements = StringInfo.GetTextElementEnumerator(line);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            columns += Of(element);
            if (columns > most) break;
            kept.Append(element);
        }
        return kept.ToString().TrimEnd();
    }

    // Controls would move the cursor, and marks of direction would reach beyond the title.
    private static string OneLine(string text) => string.Concat(text.Where(c =>
        !char.IsControl(c) && c is not ('\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E')
            or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029')));

    private static bool IsRightToLeft(char c) =>
        c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    private static int Of(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.Control) return 0;
        return IsWide(rune.Value) ? 2 : 1;
    }

    // East Asian Width W and F (UAX 11), the blocks of scripts and emoji.
    private static bool IsWide(int c) =>
        c is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x33FF) or (>= 0x3400 and <= 0x4DBF)
            or (>= 0x4E00 and <= 0x9FFF) or (>= 0xA000 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F)
            or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD);
}
