using System.Globalization;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>What hubs say of themselves, made fit to be shown. Pure.</summary>
internal static class HubWords
{
    /// <summary>Most characters that are kept of it.</summary>
    public const int MaxChars = 120;

    /// <summary>One line without anything that is invisible or turns the direction of what stands beside it; empty for
    /// nothing.</summary>
    public static string Plain(string? text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text ?? "")
        {
            if (plain.Length == MaxChars) break;
            if (letter == '\uFFFD' || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Surrogate)
                continue;
            var isBlank = char.IsControl(letter) || char.IsWhiteSpace(letter);
            if (!isBlank) plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().Trim();
    }
}
