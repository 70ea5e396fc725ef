namespace AlertBot.Incidents.Summaries;

/// <summary>The place and agency that a report opens with: "BAGHDAD (Agency) - ". Who reads an alert knows the source.</summary>
internal static class Dateline
{
    private const int MaxChars = 80;
    private const int LeastCapitals = 3;
    private static readonly string[] Ends = [" - ", " — ", " – ", " -- "];

    /// <summary>The sentence without it; as it is when it has none. What is left is a part of the sentence, unchanged.</summary>
    public static string Without(string sentence)
    {
        if (!StartsInCapitals(sentence)) return sentence;
        var (at, length) = Ends.Select(end => (At: sentence.IndexOf(end, StringComparison.Ordinal), end.Length))
            .Where(e => e.At is > 0 and < MaxChars).DefaultIfEmpty((At: 0, Length: 0)).MinBy(e => e.At);
        return at > 0 && IsNames(sentence.AsSpan(0, at)) ? sentence[(at + length)..] : sentence;
    }

    private static bool StartsInCapitals(string sentence)
    {
        var capitals = 0;
        while (capitals < sentence.Length && char.IsUpper(sentence[capitals])) capitals++;
        return capitals >= LeastCapitals;
    }

    // "WASHINGTON/BAGHDAD, Iraq, March 12 (Tigris Wire)": a clause has words in small letters.
    private static bool IsNames(ReadOnlySpan<char> before)
    {
        foreach (var range in before.SplitAny(" /,()"))
        {
            var word = before[range];
            if (word.Length > 0 && char.IsLower(word[0])) return false;
        }

        return true;
    }
}
