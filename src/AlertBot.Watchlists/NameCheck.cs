using System.Buffers;

namespace AlertBot.Watchlists;

/// <summary>Where a spelling was found: words from <see cref="First"/> up to <see cref="End"/>.</summary>
/// <param name="First">Its first word, an article not counted.</param>
/// <param name="End">The word after its last.</param>
/// <param name="Skip">Letters of Arabic prefixes in front of the first word.</param>
/// <param name="HasArticle">An article, Latin or Arabic, stands in front.</param>
internal readonly record struct NameSpot(int First, int End, int Skip, bool HasArticle);

/// <summary>Whether a spelling whose words were found really stands there: spelling, case, capitals, context.</summary>
internal readonly ref struct NameCheck(
    ReadOnlySpan<char> original, ReadOnlySpan<Token> tokens, ReadOnlySpan<int> numbers)
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:()[]{}!?\n\r،؛؟/|•·—");

    private const long MinShouted = 200_000;

    private readonly ReadOnlySpan<char> _original = original;
    private readonly ReadOnlySpan<Token> _tokens = tokens;
    private readonly ReadOnlySpan<int> _numbers = numbers;

    /// <summary>Whether something divides the words of a spelling.</summary>
    public static bool HasPunctuation(ReadOnlySpan<char> text) => text.ContainsAny(Breaks);

    public bool Holds(NameEntry entry, NameSpot spot)
    {
        if (!SpellingHolds(entry, spot)) return false;
        if (entry.IsListedOnly && !ListedHolds(entry, spot)) return false;
        var first = _tokens[spot.First];
        var last = _tokens[spot.End - 1];
        if (!entry.HasPunctuation && spot.End - spot.First > 1
            && HasPunctuation(_original[first.Start..last.Start])) return false;
        if (entry.Needs.Length > 0 && !StandsNear(entry.Needs, spot)) return false;
        return entry.Unless.Length == 0 || !StandsNear(entry.Unless, spot);
    }

    private bool SpellingHolds(NameEntry entry, NameSpot spot)
    {
        var isLatin = entry.Plain[0][0] < '\u0250';
        if (entry.Written.Length > 0) return IsWrittenSo(entry, spot) && !MayBeShoutedWord(entry, spot);
        if (entry.NeedsSameArticle && spot.HasArticle != entry.HasArticle) return false;
        if (!isLatin || entry.Plain.Length > 1) return true;
        if (entry.IsExact && entry.HasArticle && !spot.HasArticle) return false;
        var word = _tokens[spot.First].Folded;
        if (word == entry.Plain[0]) return true;

        // Another spelling than ours: taken for the name only where it is written as one, and not for "Serie" as Syria.
        return !entry.IsExact && !entry.IsListedOnly && HasCapital(spot.First)
            && EditDistance.Of(word, entry.Plain[0]) <= Math.Max(1, word.Length / 4);
    }

    private bool IsWrittenSo(NameEntry entry, NameSpot spot)
    {
        var word = 0;
        for (var i = spot.First; i < spot.End; i++)
        {
            if (_numbers[i] == NameWords.Article) continue;
            var written = _original.Slice(_tokens[i].Start, _tokens[i].Length);
            if (i == spot.First && spot.Skip > 0) written = _tokens[i].Folded.AsSpan(spot.Skip);
            if (!SameLetters(written, entry.Written[word++])) return false;
        }

        return true;
    }

    // U.S. and US, Ba'ath and Ba’ath are written the same: only letters and their case count.
    private static bool SameLetters(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var j = 0;
        foreach (var c in a)
        {
            if (!IsLetter(c)) continue;
            while (j < b.Length && !IsLetter(b[j])) j++;
            if (j == b.Length || b[j++] != c) return false;
        }

        while (j < b.Length && !IsLetter(b[j])) j++;
        return j == b.Length;
    }

    private static bool IsLetter(char c) =>
        CharTable.Classes[c] is CharClass.Letter or CharClass.Digit or CharClass.Surrogate;

    private bool HasCapital(int token)
    {
        var c = _original[_tokens[token].Start];
        return !char.IsLower(c);
    }

    // The gazetteer has thousands of names, some of them surnames or words: they need a capital letter, and a single
    // word must not stand in the middle of a longer name ("Qassem Soleimani", "President Hassan").
    private bool ListedHolds(NameEntry entry, NameSpot spot)
    {
        if (!HasCapital(spot.First)) return false;
        if (entry.Place!.Population < MinShouted && IsShouted(spot)) return false;
        if (entry.Plain.Length > 1 || entry.Plain[0][0] >= '\u0250') return true;
        var before = spot.First - 1;
        if (before >= 0 && _numbers[before] == NameWords.Article) before--;
        return before < 0 || !IsPartOfName(before, spot.First);
    }

    // "HE INSTRUCTED US": where all is in capitals, a name that is told from a word by its capitals is not told at all.
    private bool MayBeShoutedWord(NameEntry entry, NameSpot spot) =>
        entry.Plain.Length == 1 && entry.Plain[0].Length <= 3
        && !_original.Slice(_tokens[spot.First].Start, _tokens[spot.First].Length).Contains('.') && IsShouted(spot);

    // Where all is in capitals a capital says nothing, so that only what is well known counts. Arabic has no capitals.
    private bool IsShouted(NameSpot spot)
    {
        if (!char.IsUpper(_original[_tokens[spot.First].Start])) return false;
        var hasWord = false;
        for (var i = Math.Max(0, spot.First - 4); i < Math.Min(_tokens.Length, spot.End + 4); i++)
        {
            if (_tokens[i].Sentence != _tokens[spot.First].Sentence) continue;
            var word = _original.Slice(_tokens[i].Start, _tokens[i].Length);
            if (word.ContainsAnyInRange('a', 'z')) return false;
            hasWord |= word.Length > 4;
        }

        return hasWord;
    }

    private bool IsPartOfName(int before, int at)
    {
        var word = _tokens[before];
        if (word.Sentence != _tokens[at].Sentence || !char.IsUpper(_original[word.Start])) return false;
        if (ListedNames.MayStandBefore(word.Folded)) return false;
        var gap = _original[(word.Start + word.Length).._tokens[at].Start];
        if (gap.Trim(" .").Length > 0) return false;
        return !IsHeadline(word.Sentence, before);
    }

    // Where every word has a capital, capitals say nothing about names.
    private bool IsHeadline(int sentence, int around)
    {
        var small = 0;
        var large = 0;
        for (var i = Math.Max(0, around - 8); i < Math.Min(_tokens.Length, around + 9); i++)
        {
            if (_tokens[i].Sentence != sentence || _tokens[i].Length < 4) continue;
            if (char.IsLower(_original[_tokens[i].Start])) small++;
            else if (char.IsUpper(_original[_tokens[i].Start])) large++;
        }

        return small == 0 && large >= 3;
    }

    private bool StandsNear(ContextTerm[] terms, NameSpot spot)
    {
        var from = Math.Max(0, spot.First - Alias.NeedsWithin);
        var to = Math.Min(_tokens.Length, spot.End + Alias.NeedsWithin);
        for (var i = from; i < to; i++)
        {
            if (i >= spot.First && i < spot.End) continue;
            foreach (var term in terms)
                if (term.StandsAt(_tokens, i)) return true;
        }

        return false;
    }
}
