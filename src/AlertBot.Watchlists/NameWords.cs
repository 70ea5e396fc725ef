namespace AlertBot.Watchlists;

/// <summary>The words of a text, or of an alias, as the name index numbers them.</summary>
internal static class NameWords
{
    /// <summary>The number of an article that belongs to the next word: it may stand or be missing.</summary>
    public const int Article = -1;

    /// <summary>Numbers every word: 0 when no name has it.</summary>
    public static void Number(
        ReadOnlySpan<char> original, ReadOnlySpan<Token> tokens, WordTable words, Span<int> numbers)
    {
        Span<char> key = stackalloc char[NameKey.MaxLength];
        for (var i = 0; i < tokens.Length; i++)
        {
            var folded = tokens[i].Folded;
            if (folded.Length is 2 or 3 && folded[0] is 'a' or 'e' or 'i' or 'u' && IsArticle(original, tokens, i))
            {
                numbers[i] = Article;
                continue;
            }

            var length = NameKey.Write(folded, key);
            numbers[i] = length == 0 ? 0 : words.Find(key[..length]);
        }
    }

    /// <summary>Whether a word is the Arabic article in Latin letters, in front of the word that it belongs
    /// to.</summary>
    public static bool IsArticle(ReadOnlySpan<char> original, ReadOnlySpan<Token> tokens, int i)
    {
        var folded = tokens[i].Folded;
        if (folded[0] is not ('a' or 'e' or 'i' or 'u') || i + 1 == tokens.Length) return false;
        var next = tokens[i + 1];
        if (next.Sentence != tokens[i].Sentence) return false;
        var end = tokens[i].Start + tokens[i].Length;
        if (next.Start - end != 1) return false;
        var gap = original[end];
        if (folded is "al" or "el" or "ul" or "il") return IsHyphen(gap) || gap == ' ';

        // Before these letters the article's l turns into the letter: an-Nasiriyah, ash-Sharqat, ad-Dawr.
        return IsHyphen(gap) && folded[0] is 'a' or 'e'
            && folded.AsSpan(1) is "n" or "s" or "sh" or "d" or "dh" or "r" or "t" or "th" or "z"
            && next.Folded.AsSpan().StartsWith(folded.AsSpan(1));
    }

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or '\u2013';
}
