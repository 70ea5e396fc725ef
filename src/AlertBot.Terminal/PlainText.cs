using System.Text;

namespace AlertBot.Terminal;

/// <summary>Takes from a text what could play tricks on a terminal: control characters, escape sequences, direction overrides.</summary>
public static class PlainText
{
    // Unclosed isolates and embeddings of a headline would turn the rest of the line around (Unicode Technical Report 36).
    private static bool IsDirectionControl(char c) => c is
        '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text on one line, with white space folded and nothing in it that a terminal would obey.</summary>
    public static string Line(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (!IsDirectionControl(c) && c != '\uFEFF')
            {
                clean.Append(c);
            }
        }
        return clean.ToString().TrimEnd();
    }
}
