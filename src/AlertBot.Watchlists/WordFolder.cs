using System.Text;

namespace AlertBot.Watchlists;

/// <summary>Finds where a word ends and folds it. Works on spans alone and keeps nothing.</summary>
internal static class WordFolder
{
    /// <summary>Code units that a folded word of <paramref name="length"/> may take at most: ﷺ alone gives
    /// eighteen.</summary>
    public static int MaxFolded(int length) => (length * 18) + 8;

    /// <summary>The end of the word that begins at <paramref name="start"/>, a letter or digit.</summary>
    /// <remarks>An English possessive or contraction does not belong to the word: Iran's is Iran, she'll is
    /// she.</remarks>
    public static int End(ReadOnlySpan<char> text, int start) => End(text, start, out _);

    /// <summary>The same; <paramref name="next"/> is where reading goes on, past such an ending.</summary>
    public static int End(ReadOnlySpan<char> text, int start, out int next)
    {
        var classes = CharTable.Classes;
        var end = start;
        var segment = start;
        var apostrophe = -1;
        for (var i = start; i < text.Length;)
        {
            switch (classes[text[i]])
            {
                case CharClass.Letter or CharClass.Digit:
                    end = ++i;
                    continue;
                case CharClass.Dropped:
                    i++;
                    continue;
                case CharClass.Surrogate when WordRuneLength(text, i) is > 0 and var width:
                    end = i += width;
                    continue;
                case CharClass.Apostrophe when end == i && LetterAt(text, i + 1):
                    apostrophe = i;
                    segment = ++i;
                    continue;
                case CharClass.Point when end == i && JoinsDigits(text, i):
                    i++;
                    continue;
                case CharClass.Point when end == i && text[i] == '.' && JoinsInitials(text, segment, i):
                    segment = ++i;
                    continue;
            }

            break;
        }

        next = end;
        while (apostrophe > start && IsEnglishEnding(text[start..apostrophe], text[(apostrophe + 1)..end]))
        {
            end = apostrophe;
            apostrophe = LastApostrophe(text, start, end);
        }

        return end;
    }

    /// <summary>Folds a word into <paramref name="folded"/>, which holds <see cref="MaxFolded"/>; answers how much was
    /// written.</summary>
    public static int Fold(ReadOnlySpan<char> word, Span<char> folded)
    {
        var classes = CharTable.Classes;
        var folds = CharTable.Folds;
        var written = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            switch (classes[c])
            {
                case CharClass.Letter or CharClass.Digit:
                    var fold = folds[c];
                    if (fold == CharTable.Expands) written += Copy(CharTable.Expansions[c], folded[written..]);
                    else if (fold != CharTable.Nothing) folded[written++] = fold;
                    break;
                case CharClass.Point when JoinsDigits(word, i):
                    folded[written++] = c is '.' or '٫' ? '.' : ',';
                    break;
                case CharClass.Surrogate when WordRuneLength(word, i) is > 0 and var width:
                    Rune.DecodeFromUtf16(word[i..], out var rune, out _);
                    written += Copy(CharTable.FoldRune(rune), folded[written..]);
                    i += width - 1;
                    break;
            }
        }

        return written;
    }

    /// <summary>2 when a character beyond U+FFFF that belongs to words stands here, else 0.</summary>
    public static int WordRuneLength(ReadOnlySpan<char> text, int i) =>
        Rune.DecodeFromUtf16(text[i..], out var rune, out var width) == System.Buffers.OperationStatus.Done
        && width == 2 && CharTable.IsWordRune(rune) ? 2 : 0;

    private static int Copy(string from, Span<char> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    private static int LastApostrophe(ReadOnlySpan<char> text, int start, int end)
    {
        for (var i = end - 1; i > start; i--)
            if (CharTable.Classes[text[i]] is CharClass.Apostrophe) return i;
        return -1;
    }

    private static bool LetterAt(ReadOnlySpan<char> text, int i) =>
        i < text.Length && CharTable.Classes[text[i]] is CharClass.Letter;

    private static bool DigitAt(ReadOnlySpan<char> text, int i) =>
        (uint)i < (uint)text.Length && CharTable.Classes[text[i]] is CharClass.Digit;

    private static bool JoinsDigits(ReadOnlySpan<char> text, int i) => DigitAt(text, i - 1) && DigitAt(text, i + 1);

    // U.S., a.m.: single letters between full stops are one word, us and am.
    private static bool JoinsInitials(ReadOnlySpan<char> text, int segment, int i) =>
        i - segment == 1 && LetterAt(text, segment) && LetterAt(text, i + 1)
        && (i + 2 >= text.Length || CharTable.Classes[text[i + 2]] is not (CharClass.Letter or CharClass.Digit));

    private static bool IsEnglishEnding(ReadOnlySpan<char> stem, ReadOnlySpan<char> ending)
    {
        if (!char.IsAsciiLetterOrDigit(ending[0]) || stem[^1] > '\u024F') return false;
        if (ending is "s" or "S") return true;

        // Arabic names end so too (Sa'd, Ra'd), hence only after the words that English contracts.
        Span<char> lower = stackalloc char[8];
        if (stem.Length > lower.Length || ending.Length > 2) return false;
        var stemLower = lower[..Math.Max(0, stem.ToLowerInvariant(lower))];
        if (stemLower is not ("i" or "you" or "he" or "she" or "it" or "we" or "they" or "who" or "that" or "there"
            or "what" or "would" or "could" or "should" or "might" or "must")) return false;
        Span<char> tail = stackalloc char[2];
        return tail[..Math.Max(0, ending.ToLowerInvariant(tail))] is "ll" or "re" or "ve" or "d" or "m";
    }
}
