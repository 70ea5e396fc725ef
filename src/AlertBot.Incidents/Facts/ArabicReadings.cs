namespace AlertBot.Incidents.Facts;

/// <summary>Ways to read a folded Arabic word without what is written on to it: and, so, in, for, like, the,
/// -an.</summary>
internal static class ArabicReadings
{
    /// <summary>Most readings that <see cref="Of"/> gives.</summary>
    public const int Max = 12;

    private const int MinLength = 2;

    /// <summary>Fills <paramref name="readings"/>, the likeliest first, and answers how many there are.</summary>
    public static int Of(ReadOnlySpan<char> word, Span<Range> readings)
    {
        var count = 0;
        count = AddForms(word, 0, readings, count);
        if (word.Length > 2 && word[0] is 'و' or 'ف') count = AddForms(word, 1, readings, count);
        return count;
    }

    private static int AddForms(ReadOnlySpan<char> word, int start, Span<Range> readings, int count)
    {
        var rest = word[start..];
        if (start > 0) count = Add(word, start, readings, count);
        if (rest.StartsWith("ال")) count = Add(word, start + 2, readings, count);
        if (rest.Length > 3 && rest[0] is 'ب' or 'ل' or 'ك')
        {
            if (rest[1..].StartsWith("ال")) count = Add(word, start + 3, readings, count);
            else if (rest[0] == 'ل' && rest[1] == 'ل') count = Add(word, start + 2, readings, count);
            count = Add(word, start + 1, readings, count);
        }

        return start == 0 || count == 0 ? AddWithoutEnding(word, start, readings, count) : count;
    }

    // The accusative ending of counted and indefinite nouns: صاروخا, شخصا.
    private static int AddWithoutEnding(ReadOnlySpan<char> word, int start, Span<Range> readings, int count)
    {
        if (word[^1] != 'ا' || word.Length - start < MinLength + 2 || count == readings.Length) return count;
        readings[count++] = start..^1;
        return count;
    }

    private static int Add(ReadOnlySpan<char> word, int start, Span<Range> readings, int count)
    {
        if (word.Length - start < MinLength || count == readings.Length) return count;
        readings[count++] = start..;
        return count;
    }
}
