namespace AlertBot.Watchlists;

/// <summary>Prepares a text once for everything that reads it. Pure; never throws for what the text contains.</summary>
public static class TextFolder
{
    /// <summary>Longest title and longest text that are read, in UTF-16 code units; the rest is left out.</summary>
    public const int MaxChars = 100_000;

    /// <summary>Divides title and text into sentences and folded words.</summary>
    /// <param name="title">The headline, empty when there is none: always one sentence.</param>
    /// <param name="text">The body; a line feed ends a sentence, unless the line is one of a text wrapped by hand.</param>
    public static FoldedText Fold(string title, string text)
    {
        title = Cut(title);
        text = Cut(text);
        var original = title.Length == 0 ? text : text.Length == 0 ? title : string.Concat(title, "\n", text);
        return new FoldingRun(original, title.Length).Run();
    }

    /// <summary>Folds one word: case, accents, apostrophes, Arabic letter forms, digits. Empty when it has no letter or
    /// digit.</summary>
    public static string FoldWord(ReadOnlySpan<char> word)
    {
        var start = 0;
        while (start < word.Length && CharTable.Classes[word[start]] is not (CharClass.Letter or CharClass.Digit))
        {
            if (WordFolder.WordRuneLength(word, start) > 0) break;
            start++;
        }

        if (start == word.Length) return "";
        var end = WordFolder.End(word, start);

        // What follows the first word is folded too: FoldWord("al-Asad") is alasad, never half of it.
        var isEnding = end < word.Length && CharTable.Classes[word[end]] is CharClass.Apostrophe;
        if (!isEnding && HasWord(word[end..])) end = word.Length;
        var slice = word[start..end];
        var size = WordFolder.MaxFolded(slice.Length);
        var buffer = size <= 1024 ? stackalloc char[size] : new char[size];
        return CommonWords.Intern(buffer[..WordFolder.Fold(slice, buffer)]);
    }

    private static bool HasWord(ReadOnlySpan<char> rest)
    {
        foreach (var c in rest)
            if (CharTable.Classes[c] is CharClass.Letter or CharClass.Digit) return true;
        return false;
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxChars) return text;
        return char.IsHighSurrogate(text[MaxChars - 1]) ? text[..(MaxChars - 1)] : text[..MaxChars];
    }
}
