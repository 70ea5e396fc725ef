using System.Runtime.InteropServices;
using System.Text;

namespace AlertBot.Commands;

/// <summary>One word of a typed line.</summary>
/// <param name="Text">Without its quotation marks.</param>
/// <param name="IsQuoted">Whether it stood in them: then it names no option.</param>
/// <param name="Start">Where it begins in the line, with its marks.</param>
/// <param name="End">Where it ends.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineWord(string Text, bool IsQuoted, int Start, int End);

/// <summary>Divides a typed line into words. Pure.</summary>
internal static class LineWords
{
    /// <summary>The words of a line; what is quoted is one of them.</summary>
    public static List<LineWord> Of(string line)
    {
        var words = new List<LineWord>();
        var word = new StringBuilder();
        var (quote, isQuoted, start) = ('\0', false, -1);
        for (var at = 0; at < line.Length; at++)
        {
            var c = line[at];
            if (IsDirection(c)) continue;
            if (start < 0 && !char.IsWhiteSpace(c)) start = at;
            if (quote != '\0' && c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && ClosedBy(c) is { } close)
            {
                quote = close;
                isQuoted |= word.Length == 0;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                End(at);
            }
            else
            {
                word.Append(c);
            }
        }
        End(line.Length);
        return words;

        void End(int end)
        {
            if (word.Length > 0) words.Add(new LineWord(word.ToString(), isQuoted, start, end));
            word.Clear();
            (isQuoted, start) = (false, -1);
        }
    }

    // Keyboards put these in by themselves; « » are the marks of Arabic text.
    private static char? ClosedBy(char c) => c switch
    {
        '"' or '”' => c,
        '“' => '”',
        '«' => '»',
        _ => null,
    };

    // A line that was copied out of an Arabic answer stands between marks of direction.
    private static bool IsDirection(char c) =>
        c is '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
