namespace AlertBot.Commands;

/// <summary>Digits of every script. Pure.</summary>
internal static class Digits
{
    /// <summary>The text with decimal digits of any script as 0 to 9: "٣" is "3".</summary>
    public static string InAscii(string text) => text.Any(IsForeign)
        ? string.Concat(text.Select(c => IsForeign(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c))
        : text;

    private static bool IsForeign(char c) => char.IsDigit(c) && !char.IsAsciiDigit(c);
}
