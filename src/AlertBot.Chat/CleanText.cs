using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AlertBot.Chat;

/// <summary>
/// Takes from a text what could play tricks on who reads it: control characters, escape sequences, direction overrides.
/// Pure; for all platforms.
/// </summary>
public static partial class CleanText
{
    // Four marks on one letter is more than any language writes; a hundred of them would run over the lines above.
    private const int MaxMarks = 4;

    /// <summary>
    /// The text on one line, with white space folded and nothing in it that a screen would obey but isolates that are
    /// closed where they are opened.
    /// </summary>
    public static string Line(string text)
    {
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        // Half a surrogate pair is read as U+FFFD here.
        foreach (var rune in Isolates.Balanced(Escapes().Replace(text, "")).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || category == UnicodeCategory.Control)
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
                continue;
            }
            marks = IsMark(category) ? marks + 1 : 0;
            if (marks <= MaxMarks && !IsHidden(rune, category)) clean.Append(rune);
        }
        return clean.ToString().TrimEnd();
    }

    // Whole sequences (ECMA-48, 5.4 and 5.6), so that no "[31m" is left of them; a lone escape goes as a control
    // character.
    [GeneratedRegex(
        @"\u001B\[[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(\u0007|\u001B\\)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escapes();

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // Direction overrides of a headline would turn the rest of the line around (Unicode Technical Report 36); all other
    // format characters are invisible. Persian and Kurdish need the joiners, mixed lines the isolates.
    private static bool IsHidden(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D or (>= 0x2066 and <= 0x2069));
}
