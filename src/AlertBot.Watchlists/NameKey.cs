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

    // What the letters a to z are in a key.
    private static ReadOnlySpan<byte> Letters => "abcdifkhijklmnupkrstuwwxiz"u8;

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
        var endsInE = length >= 4 && word[length - 1] == 'e';
        if (endsInE) length--;
        var letters = Letters;
        var written = 0;
        var last = '\0';
        for (var i = 0; i < length; i++)
        {
            var c = word[i];
            var letter = (uint)(c - 'a') < (uint)letters.Length ? (char)letters[c - 'a'] : '\0';
            if (letter == 0) return 0;
            if (letter == 'h' && i > 0 && word[i - 1] is 'k' or 'd' or 'g')
            {
                // kh and dh are letters of their own; gh is one with g.
                if (word[i - 1] != 'g') last = key[written - 1] = word[i - 1] == 'k' ? 'x' : 'z';
                continue;
            }

            if (letter != last) last = key[written++] = letter;
        }

        if (endsInE && last != 'a') key[written++] = 'a';
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
