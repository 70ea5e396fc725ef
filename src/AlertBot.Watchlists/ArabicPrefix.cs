namespace AlertBot.Watchlists;

/// <summary>The Arabic words that are written on to the next one: and, so, in, for, like, the. Taken off for matching
/// only.</summary>
internal static class ArabicPrefix
{
    private const int MinLength = 3;

    /// <summary>Most readings that <see cref="Readings"/> gives.</summary>
    public const int MaxReadings = 4;

    /// <summary>Whether a word may begin with one of them at all.</summary>
    public static bool Possible(ReadOnlySpan<char> word) =>
        word.Length > MinLength && word[0] is 'و' or 'ف' or 'ب' or 'ك' or 'ل';

    /// <summary>The word without the article, as long as three letters stay.</summary>
    public static ReadOnlySpan<char> WithoutArticle(ReadOnlySpan<char> word) =>
        HasArticle(word) ? word[2..] : word;

    /// <summary>Whether the article stands at its front.</summary>
    public static bool HasArticle(ReadOnlySpan<char> word) =>
        word.Length >= MinLength + 2 && word[0] == 'ا' && word[1] == 'ل';

    /// <summary>Every way to take the prefixes off, the word as it stands first: where each rest begins.</summary>
    /// <param name="word">A plainly folded word.</param>
    /// <param name="starts">Takes <see cref="MaxReadings"/> offsets; a negative one means that "لل" hides an
    /// article.</param>
    public static int Readings(ReadOnlySpan<char> word, Span<int> starts)
    {
        starts[0] = 0;
        var count = 1;
        var at = 0;
        if (word.Length > MinLength && word[0] is 'و' or 'ف') starts[count++] = at = 1;
        var rest = word[at..];
        if (rest.Length > MinLength + 1 && rest[0] == 'ل' && rest[1] == 'ل') starts[count++] = -(at + 2);
        else if (rest.Length > MinLength && rest[0] is 'ب' or 'ك' or 'ل') starts[count++] = at + 1;
        return count;
    }
}
