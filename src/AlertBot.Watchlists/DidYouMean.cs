namespace AlertBot.Watchlists;

/// <summary>Guesses what a person meant to type.</summary>
public static class DidYouMean
{
    // Longer than any name that is checked; keeps the work small whatever was typed.
    private const int MaxLength = 100;

    /// <summary>The candidate with the fewest letters changed, added, lost or swapped; null when none is close.</summary>
    /// <remarks>Close is one letter in three, so that "actr" finds "actor" and "xyz" finds nothing. Ties go to the first.</remarks>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > MaxLength) return null;
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > MaxLength) continue;
            var limit = Math.Max(1, Math.Max(word.Length, candidate.Length) / 3);
            if (Math.Abs(candidate.Length - word.Length) > limit) continue;
            var distance = Distance(word, candidate);
            if (distance > limit || distance >= bestDistance) continue;
            best = candidate;
            bestDistance = distance;
        }

        return best;
    }

    /// <summary>A remedy: "did you mean X?" or, when nothing is close, the candidates themselves, at most ten.</summary>
    public static string Remedy(string word, IReadOnlyCollection<string> candidates)
    {
        if (Nearest(word, candidates) is { } nearest) return $"did you mean {nearest}?";
        if (candidates.Count == 0) return "there are none here";
        var some = string.Join(", ", candidates.Order(StringComparer.Ordinal).Take(10));
        return candidates.Count > 10 ? $"for example {some}" : $"use one of {some}";
    }

    // Optimal string alignment: two letters swapped are one mistake.
    private static int Distance(string a, string b)
    {
        var two = new int[b.Length + 1];
        var one = new int[b.Length + 1];
        var now = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) one[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = SameLetter(a[i - 1], b[j - 1]) ? 0 : 1;
                now[j] = Math.Min(Math.Min(one[j] + 1, now[j - 1] + 1), one[j - 1] + change);
                if (i > 1 && j > 1 && SameLetter(a[i - 1], b[j - 2]) && SameLetter(a[i - 2], b[j - 1]))
                    now[j] = Math.Min(now[j], two[j - 2] + 1);
            }

            (two, one, now) = (one, now, two);
        }

        return one[b.Length];
    }

    private static bool SameLetter(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
