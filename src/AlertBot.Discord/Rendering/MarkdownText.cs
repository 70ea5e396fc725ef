using System.Globalization;
using System.Text;

namespace AlertBot.Discord.Rendering;

/// <summary>
/// Makes any text harmless in Discord's Markdown: it can neither format, mention, link, hide direction nor pile up
/// marks. Pure.
/// </summary>
internal static class MarkdownText
{
    // Four marks on one letter is more than any language writes; a hundred of them would run over the lines above.
    private const int MaxMarks = 4;

    // A backslash takes the meaning from what follows it when that is neither letter, digit nor space. "<" begins
    // mentions, commands, times and emoji, ":" ends the scheme of an address and makes emoji, "#", "-", "+", ">" and
    // "." begin headings, small print, lists and quotes.
    private const string Special = "\\*_~`|<>[]()#-+.:@!=";

    private const char ZeroWidthSpace = '\u200B';

    /// <summary>The text on one line, escaped.</summary>
    public static string Escape(string text)
    {
        var plain = Plain(text);
        var escaped = new StringBuilder(plain.Length + 16);
        for (var i = 0; i < plain.Length; i++)
        {
            var c = plain[i];
            if (MustEscape(plain, i)) escaped.Append('\\');
            escaped.Append(c);
            // Discord looks for @everyone and names in the text itself, whatever stands before it.
            if (c == '@') escaped.Append(ZeroWidthSpace);
        }
        return escaped.ToString();
    }

    /// <summary>
    /// The text on one line, with white space folded and nothing in it that is invisible, turns the direction or piles
    /// up.
    /// </summary>
    public static string Plain(string text)
    {
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        // Half a surrogate pair is read as U+FFFD here.
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || category == UnicodeCategory.Control)
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
                continue;
            }
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks <= MaxMarks && !IsHidden(rune, category)) clean.Append(rune);
        }
        return clean.ToString().TrimEnd();
    }

    /// <summary>An address between the round brackets of a link; null when it is none that may be linked.</summary>
    public static string? Address(Uri? link)
    {
        if (link is null || !link.IsAbsoluteUri || link.Scheme is not ("http" or "https")) return null;
        var address = new StringBuilder(link.AbsoluteUri.Length);
        foreach (var c in link.AbsoluteUri)
        {
            if (c is '(' or ')' or '<' or '>' or '[' or ']' or '|' or '*' or '`' or '\\' || c <= ' ' || c > '~')
                address.Append(Uri.HexEscape(c is > '~' and < '\u0100' or <= '~' ? c : '_'));
            else address.Append(c);
        }
        return address.ToString();
    }

    // Between two letters or digits a dot, a dash or a colon means nothing, and escaping it is but noise in the limits.
    private static bool MustEscape(string text, int at) => text[at] switch
    {
        '.' => at > 0 && char.IsDigit(text[at - 1]) && IsSpaceOrEnd(text, at + 1) && IsLineNumber(text, at),
        '-' or '+' => IsSpaceOrEnd(text, at + 1) || at == 0,
        '#' => at == 0 || text[at - 1] is '#' or '-',
        ':' => at + 1 < text.Length && text[at + 1] is '/' or ':',
        '=' or '!' => false,
        var c => Special.Contains(c, StringComparison.Ordinal),
    };

    private static bool IsSpaceOrEnd(string text, int at) => at >= text.Length || text[at] == ' ';

    private static bool IsLineNumber(string text, int dot) => text.AsSpan(0, dot).IndexOfAnyExceptInRange('0', '9') < 0;

    // Direction overrides and unclosed isolates of a headline would turn the rest of the line around (Unicode Technical
    // Report 36); all other format characters are invisible. Persian and Kurdish need the joiners.
    private static bool IsHidden(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D)
        // Hangul fillers and the Braille blank show nothing and are no white space to anybody else.
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
