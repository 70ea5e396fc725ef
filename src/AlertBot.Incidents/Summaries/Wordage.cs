using AlertBot.Incidents.Clustering;

namespace AlertBot.Incidents.Summaries;

/// <summary>Words of a headline or sentence as an incident keeps it: without the offsets that reading needs.</summary>
internal sealed class Wordage
{
    private Wordage(IReadOnlyList<string> words)
    {
        Words = words;
        Terms = TermVector.Count(
            [.. words.Select(w => TermOf(w)).OfType<ulong>()]);
    }

    /// <summary>In lower case, in order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Those that carry meaning.</summary>
    public TermVector Terms { get; }

    public static Wordage Of(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (!IsPart(text, i))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && IsPart(text, i)) i++;
            words.Add(text[start..i].ToLowerInvariant());
        }

        return new Wordage(words);
    }

    /// <summary>Runs of three words, by which repetition shows.</summary>
    public IEnumerable<ulong> Trigrams()
    {
        for (var i = 0; i + 3 <= Words.Count; i++)
        {
            yield return TermHash.Join(
                TermHash.Join(TermHash.Word(Words[i]), TermHash.Word(Words[i + 1])), TermHash.Word(Words[i + 2]));
        }
    }

    // Apostrophes stand within words: Kata'ib, Asa'ib.
    private static bool IsPart(string text, int i) =>
        char.IsLetterOrDigit(text[i])
        || (text[i] is '\'' or '’' && i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1])
            && char.IsLetter(text[i + 1]));

    private static ulong? TermOf(string word)
    {
        var stem = Stems.Of(word);
        return stem.IsEmpty ? null : TermHash.Word(stem);
    }
}
