namespace AlertBot.Watchlists;

/// <summary>
/// The fold of names on top of the plain one, used on both sides of matching and never shown: the ways in which Arabic
/// and Persian names are spelt in Latin letters fall together, and Arabic letters that are often confused.
/// </summary>
internal static class NameKey
{
    /// <summary>Longer words have no key of their own: no name needs one, and buffers stay on the stack.</summary>
    public const int MaxLength = 48;

    // Shorter than this a word of a name is as likely an English one, so it stays as it is.
    private const int MinLength = 3;

    /// <summary>Common nouns of names whose spellings differ more than letter rules can bear, by their keys.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> SameWords { get; } =
    [
        ["hizbula", "hizbala", "hizbalah", "hizbulah"],
        ["muhamad", "muhamid", "mahamad", "muhamat"],
        ["husain", "husin", "hasain"],
        ["sulaimani", "sulimani", "sulaymani", "sulimani"],
        ["kataib", "katib", "kitaib"],
        ["harakat", "haraka", "hirakat"],
        ["jaish", "jish"],
        ["liwa", "luwa"],
        ["ahmad", "ahmid"],
        ["kais", "kis"],
    ];

    /// <summary>Writes the key of a plainly folded word; answers its length, 0 when it has none.</summary>
    /// <param name="folded">What <see cref="TextFolder"/> made of the word.</param>
    /// <param name="key">Takes at least <see cref="MaxLength"/> code units.</param>
    public static int Write(ReadOnlySpan<char> folded, Span<char> key)
    {
        if (folded.Length is 0 or > MaxLength) return 0;
        var written = folded[0] switch
        {
            < '\u0080' => WriteLatin(folded, key),
            >= '\u0600' and <= '\u06FF' => WriteArabic(folded, key),
            _ => 0,
        };
        if (written >= MinLength) return written;
        folded.CopyTo(key);
        return folded.Length;
    }

    private static int WriteLatin(ReadOnlySpan<char> word, Span<char> key)
    {
        var length = word.Length;
        if (length >= 4 && word[^1] == 'h' && word[^2] is 'a' or 'e') length--;
        var written = 0;
        for (var i = 0; i < length; i++)
        {
            var c = word[i];
            if (!char.IsAsciiLetterLower(c)) return 0;
            var hasH = i + 1 < length && word[i + 1] == 'h';
            var letter = c switch
            {
                'q' => 'k',
                'g' => 'k',
                'k' => hasH ? 'x' : 'k',
                'd' => hasH ? 'z' : 'd',
                'o' => 'u',
                'v' => 'w',
                'y' => 'i',
                'e' => i == length - 1 && length >= 4 ? 'a' : 'i',
                _ => c,
            };
            if (hasH && c is 'k' or 'd' or 'g') i++;
            if (written == 0 || key[written - 1] != letter) key[written++] = letter;
        }

        return written;
    }

    private static int WriteArabic(ReadOnlySpan<char> word, Span<char> key)
    {
        word = ArabicPrefix.WithoutArticle(word);
        var written = 0;
        foreach (var c in word)
        {
            if (c == 'ء') continue;
            key[written++] = c switch
            {
                'گ' => 'ك',
                'پ' => 'ب',
                'چ' => 'ج',
                'ڤ' => 'ف',
                'ڕ' => 'ر',
                'ڵ' => 'ل',
                'ۆ' => 'و',
                'ێ' => 'ي',
                _ => c,
            };
        }

        return written;
    }
}
