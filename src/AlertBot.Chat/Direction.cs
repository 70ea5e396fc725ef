using System.Text;

namespace AlertBot.Chat;

/// <summary>Where reading goes.</summary>
public enum ReadingDirection
{
    /// <summary>From left to right.</summary>
    LeftToRight,

    /// <summary>From right to left: Arabic, Hebrew, Persian, Kurdish in Arabic letters.</summary>
    RightToLeft,
}

/// <summary>Directions of letters and languages. Pure.</summary>
public static class Direction
{
    private static readonly string[] RightToLeftLanguages = ["ar", "fa", "he", "ckb", "ur", "ps", "yi", "syr"];

    /// <summary>The direction of a language by its BCP 47 tag; left to right where that is unknown.</summary>
    public static ReadingDirection OfLanguage(string? language) =>
        language is not null && RightToLeftLanguages.Contains(
            language.Split('-', '_')[0], StringComparer.OrdinalIgnoreCase)
            ? ReadingDirection.RightToLeft
            : ReadingDirection.LeftToRight;

    /// <summary>
    /// Whether a text has a letter of that direction; what is isolated already (Unicode Standard Annex 9) is not seen.
    /// </summary>
    public static bool Has(string text, ReadingDirection direction)
    {
        var depth = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0x2066 and <= 0x2068) depth++;
            else if (rune.Value == 0x2069) depth = Math.Max(0, depth - 1);
            else if (depth == 0 && Rune.IsLetter(rune)
                && IsRightToLeft(rune) == (direction == ReadingDirection.RightToLeft)) return true;
        }
        return false;
    }

    /// <summary>The direction of the first letter, isolated or not; null when there is none.</summary>
    public static ReadingDirection? OfFirstLetter(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetter(rune))
                return IsRightToLeft(rune) ? ReadingDirection.RightToLeft : ReadingDirection.LeftToRight;
        return null;
    }

    // The blocks of strong right-to-left letters: Hebrew to Arabic Extended-A, their presentation forms, and the
    // ancient and African scripts of the supplementary plane (Unicode Standard Annex 9, table 4: R and AL).
    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
            or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
