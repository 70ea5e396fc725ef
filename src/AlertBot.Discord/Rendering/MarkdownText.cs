using System.Text;
using AlertBot.Chat;

namespace AlertBot.Discord.Rendering;

/// <summary>
/// Makes any text harmless in Discord's Markdown: it can neither format, mention, link, hide direction nor pile up
/// marks. Pure.
/// </summary>
internal static class MarkdownText
{
    // A backslash takes the meaning from what follows it when that is neither letter, digit nor space. "<" begins
    // mentions, commands, times and emoji, ":" ends the scheme of an address and makes emoji, "#", "-", "+", ">" and
    // "." begin headings, small print, lists and quotes.
    private const string Special = "\\*_~`|<>[]()#-+.:@!=";

    // Hangul fillers and the Braille blank show nothing, and are white space to nobody else.
    private const string Blanks = "\u115F\u1160\u3164\uFFA0\u2800";

    // Longer ones are made to fill a message; 512 is what Discord itself takes as address of a button.
    private const int MaxAddress = 512;

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

    /// <summary>The text on one line, with nothing in it that is invisible, turns the direction or piles up.</summary>
    public static string Plain(string text) =>
        CleanText.Line(text.AsSpan().IndexOfAny(Blanks) < 0 ? text : string.Concat(text.Where(c => !Blanks.Contains(c))))
            .TrimStart();

    /// <summary>An address between the round brackets of a link; null when it is none that may be linked.</summary>
    public static string? Address(Uri? link)
    {
        if (link is null || !link.IsAbsoluteUri || link.Scheme is not ("http" or "https")) return null;
        if (link.AbsoluteUri.Length > MaxAddress) return null;
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
}
