using AlertBot.Chat;
using Spectre.Console.Rendering;

namespace AlertBot.Terminal;

/// <summary>
/// How many columns a text takes on a terminal: two for a Chinese sign, none for a mark above a letter.
/// </summary>
internal static class Columns
{
    /// <summary>The columns of a clean text.</summary>
    public static int Of(string text) => new Segment(Isolates.Without(text)).CellCount();

    /// <summary>The text with blanks behind it until it takes so many columns.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Of(text)));

    /// <summary>The beginning of the text that takes at most so many columns.</summary>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns) return text;
        var (end, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += Of(rune.ToString());
            if (used > columns) break;
            end += rune.Utf16SequenceLength;
        }
        return text[..end];
    }

    /// <summary>The text in lines of at most so many columns, broken between words where that can be.</summary>
    public static IEnumerable<string> Wrap(string text, int columns)
    {
        while (Of(text) > columns)
        {
            var line = Cut(text, columns);
            var space = text[line.Length] == ' ' ? line.Length : line.LastIndexOf(' ');
            if (space > 0) line = line[..space];
            // A sign wider than the screen is let through: a loop without end would be worse.
            if (line.Length == 0) break;
            yield return line.TrimEnd();
            text = text[line.Length..].TrimStart();
        }
        yield return text;
    }

    /// <summary>As above, with the pieces between <paramref name="joint"/> kept whole where they have room.</summary>
    public static IEnumerable<string> Wrap(string text, int columns, string joint)
    {
        if (joint.Length == 0) return Wrap(text, columns);
        var lines = new List<string>();
        foreach (var piece in text.Split(joint))
        {
            if (lines.Count > 0 && Of(lines[^1]) + Of(joint) + Of(piece) <= columns) lines[^1] += joint + piece;
            else lines.AddRange(Wrap(piece, columns));
        }
        return lines;
    }
}
