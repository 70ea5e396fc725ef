using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Guesses what a person meant to type.</summary>
public static class DidYouMean
{
    /// <summary>The candidate with the fewest letters changed, added, lost or swapped; null when none is
    /// close.</summary>
    /// <remarks>Close is one letter in three, so that "actr" finds "actor" and "xyz" finds nothing. Ties go to the
    /// first.</remarks>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > EditDistance.MaxLength) return null;
        var lower = word.ToLowerInvariant();
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var limit = Math.Max(1, Math.Max(word.Length, candidate.Length) / 3);
            if (Math.Abs(candidate.Length - word.Length) > limit) continue;
            var distance = EditDistance.Of(lower, candidate.ToLowerInvariant());
            if (distance > limit || distance >= bestDistance) continue;
            best = candidate;
            bestDistance = distance;
        }

        return best;
    }

    /// <summary>A remedy: "did you mean X?" or, when nothing is close, the candidates themselves, at most
    /// ten.</summary>
    public static Saying Remedy(string word, IReadOnlyCollection<string> candidates)
    {
        if (Nearest(word, candidates) is { } nearest) return Near(nearest);
        if (candidates.Count == 0) return Saying.Of("do.none", "there are none here");
        IReadOnlyList<string> some = [.. candidates.Order(StringComparer.Ordinal).Take(10)];
        return candidates.Count > 10
            ? Saying.Of("do.example", $"for example {some:some}")
            : Saying.Of("do.one-of", $"use one of {some:some}");
    }

    /// <summary>"did you mean X?".</summary>
    internal static Saying Near(string nearest) => Saying.Of("do.near", $"did you mean {nearest:near}?");
}
