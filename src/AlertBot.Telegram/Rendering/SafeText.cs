using System.Text;
using AlertBot.Chat;

namespace AlertBot.Telegram.Rendering;

/// <summary>
/// Texts that Telegram reads nothing into: the server makes mentions, commands and links of bare words on its own. Pure.
/// </summary>
internal static class SafeText
{
    // Invisible and of no width; it keeps what stands on its sides together and apart.
    private const char WordJoiner = '\u2060';

    /// <summary>Text of ours: commands in it stay such, so that they can be tapped.</summary>
    public static string Ours(string text) => Apart(CleanText.Line(text), commands: false);

    /// <summary>
    /// Text of a feed or a person: it mentions nobody, commands nothing, and does not turn its neighbours around.
    /// </summary>
    public static string Foreign(string text, ReadingDirection around) =>
        Isolates.AroundForeign(Apart(CleanText.Line(text), commands: true), around);

    private static string Apart(string text, bool commands)
    {
        if (text.AsSpan().IndexOfAny('@', '/') < 0) return text;
        var apart = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            apart.Append(text[i]);
            if (i + 1 == text.Length || !IsWord(text[i + 1])) continue;
            if (text[i] == '@' || (commands && text[i] == '/' && (i == 0 || !IsWord(text[i - 1]))))
                apart.Append(WordJoiner);
        }
        return apart.ToString();
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
