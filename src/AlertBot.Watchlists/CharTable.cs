using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AlertBot.Watchlists;

/// <summary>What a UTF-16 code unit is to the word scanner.</summary>
internal enum CharClass : byte
{
    /// <summary>White space, punctuation, symbols: stands between words.</summary>
    Other,

    /// <summary>A letter, or a mark that its script cannot do without.</summary>
    Letter,

    /// <summary>A decimal digit of any script.</summary>
    Digit,

    /// <summary>Accents, harakat, tatweel, zero-width and bidi marks: part of a word, and folded away.</summary>
    Dropped,

    /// <summary>Apostrophes and ayn marks: part of a word when letters stand on both sides.</summary>
    Apostrophe,

    /// <summary>Full stop or comma: part of a number when digits stand on both sides.</summary>
    Point,

    /// <summary>Half of a character beyond U+FFFF.</summary>
    Surrogate,
}

/// <summary>Class and plain fold of every UTF-16 code unit, worked out once. Never changes afterwards.</summary>
internal static class CharTable
{
    /// <summary>In <see cref="Folds"/>: look into <see cref="Expansions"/>.</summary>
    public const char Expands = '\uFFFF';

    /// <summary>In <see cref="Folds"/>: nothing is left of it.</summary>
    public const char Nothing = '\0';

    private const string Apostrophes = "'`´‘’‛ʼʾʿʻʽʹˈ′＇";

    private static readonly CharClass[] ClassOf = new CharClass[65536];
    private static readonly char[] FoldOf = new char[65536];

    /// <summary>Class by code unit.</summary>
    public static ReadOnlySpan<CharClass> Classes => ClassOf;

    /// <summary>Folded code unit by code unit; see <see cref="Expands"/> and <see cref="Nothing"/>.</summary>
    public static ReadOnlySpan<char> Folds => FoldOf;

    /// <summary>Folds of more than one code unit: ß, ligatures, Arabic presentation forms.</summary>
    public static FrozenDictionary<char, string> Expansions { get; } = Fill();

    /// <summary>Folds a character beyond U+FFFF, for example a mathematical letter.</summary>
    public static string FoldRune(Rune rune) => FoldSlowly(rune.ToString());

    /// <summary>Whether a character beyond U+FFFF is part of a word.</summary>
    public static bool IsWordRune(Rune rune) => Rune.IsLetterOrDigit(rune);

    private static FrozenDictionary<char, string> Fill()
    {
        var expansions = new Dictionary<char, string>();
        for (var code = 0; code < 65536; code++)
        {
            if (EndOfIdeographs(code) is > 0 and var end)
            {
                for (; code < end; code++) (ClassOf[code], FoldOf[code]) = (CharClass.Letter, (char)code);
            }

            var c = (char)code;
            ClassOf[code] = Classify(c);
            if (ClassOf[code] == CharClass.Digit) FoldOf[code] = (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c));
            else if (ClassOf[code] == CharClass.Letter) FoldOf[code] = FoldLetter(c, expansions);
        }

        return expansions.ToFrozenDictionary();
    }

    private static char FoldLetter(char c, Dictionary<char, string> expansions)
    {
        if (char.IsAscii(c)) return (char)(c | 0x20);
        if (IsUncased(c)) return c;
        var folded = FoldSlowly(c.ToString());
        if (folded.Length > 1) expansions.Add(c, folded);
        return folded.Length switch { 0 => Nothing, 1 => folded[0], _ => Expands };
    }

    // Forty thousand letters that fold to themselves: passed over to keep the start short.
    private static int EndOfIdeographs(int code) => code switch
    {
        0x3400 => 0x4DC0,
        0x4E00 => 0xA000,
        0xAC00 => 0xD7A4,
        _ => 0,
    };

    // Scripts of India and Indochina, Ethiopic, Canadian and others without capitals.
    private static bool IsUncased(char c) => c is (>= '\u0904' and <= '\u0FFF') or (>= '\u1100' and <= '\u139F')
        or (>= '\u1400' and <= '\u1C7F') or (>= '\u3000' and <= '\uA63F');

    private static CharClass Classify(char c)
    {
        if (char.IsSurrogate(c)) return CharClass.Surrogate;
        if (Apostrophes.Contains(c)) return CharClass.Apostrophe;
        if (c is '.' or ',' or '٫' or '٬') return CharClass.Point;
        if (c is 'ـ' or '\u00AD' or '\u034F' or '\u115F' or '\u1160' or '\u3164' or '\uFFA0') return CharClass.Dropped;
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter => CharClass.Letter,
            UnicodeCategory.DecimalDigitNumber => CharClass.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                IsAccent(c) ? CharClass.Dropped : CharClass.Letter,
            UnicodeCategory.Format => CharClass.Dropped,
            _ => CharClass.Other,
        };
    }

    // Marks of the scripts whose words are read without them; in others, Devanagari for one, a mark is a vowel.
    private static bool IsAccent(char c) => c is (>= '\u0300' and <= '\u036F') or (>= '\u0483' and <= '\u0489')
        or (>= '\u0591' and <= '\u05C7') or (>= '\u0610' and <= '\u061A') or (>= '\u064B' and <= '\u065F')
        or '\u0670' or (>= '\u06D6' and <= '\u06ED') or (>= '\u08CA' and <= '\u08FF')
        or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF') or (>= '\u20D0' and <= '\u20FF')
        or (>= '\uFE00' and <= '\uFE0F') or (>= '\uFE20' and <= '\uFE2F');

    private static string FoldSlowly(string text)
    {
        var folded = new StringBuilder(4);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            foreach (var lower in Rune.ToLowerInvariant(rune).ToString().Normalize(NormalizationForm.FormKD))
            {
                Append(folded, lower);
            }
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder folded, char c)
    {
        if (Classify(c) is CharClass.Dropped or CharClass.Apostrophe or CharClass.Point or CharClass.Other) return;
        var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
        if (digit >= 0)
        {
            folded.Append((char)('0' + digit));
            return;
        }

        _ = c switch
        {
            'ß' => folded.Append("ss"),
            'æ' => folded.Append("ae"),
            'œ' => folded.Append("oe"),
            'þ' => folded.Append("th"),
            'ø' => folded.Append('o'),
            'đ' or 'ð' or 'ɖ' => folded.Append('d'),
            'ħ' => folded.Append('h'),
            'ı' => folded.Append('i'),
            'ł' => folded.Append('l'),
            'ŋ' => folded.Append('n'),
            'ŧ' => folded.Append('t'),
            'ə' or 'ǝ' => folded.Append('e'),
            'ς' => folded.Append('σ'),
            'ى' or 'ی' or 'ے' => folded.Append('ي'),
            'ک' or 'ڪ' => folded.Append('ك'),
            'ة' or 'ہ' or 'ھ' or 'ە' or 'ۃ' => folded.Append('ه'),
            'ٱ' => folded.Append('ا'),
            _ => folded.Append(c),
        };
    }
}
