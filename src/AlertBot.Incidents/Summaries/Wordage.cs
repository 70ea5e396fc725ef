using AlertBot.Incidents.Clustering;

namespace AlertBot.Incidents.Summaries;

/// <summary>Words of a headline or sentence as an incident keeps it: without the offsets that reading needs.</summary>
internal sealed class Wordage
{
    private readonly string _text;
    private readonly List<(int Start, int Length)> _spans;
    private IReadOnlyList<string>? _words;

    private Wordage(string text, List<(int Start, int Length)> spans)
    {
        _text = text;
        _spans = spans;
        Terms = TermsOf(text, spans);
    }

    /// <summary>How many words there are.</summary>
    public int Count => _spans.Count;

    /// <summary>In lower case, in order.</summary>
    public IReadOnlyList<string> Words => _words ??= [.. Enumerable.Range(0, Count).Select(Word)];

    /// <summary>Those that carry meaning.</summary>
    public TermVector Terms { get; }

    public static Wordage Of(string text)
    {
        var spans = new List<(int Start, int Length)>();
        for (var i = 0; i < text.Length;)
        {
            if (!IsPart(text, i))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && IsPart(text, i)) i++;
            spans.Add((start, i - start));
        }

        return new Wordage(text, spans);
    }

    /// <summary>One word in lower case.</summary>
    public string Word(int index) => _text.Substring(_spans[index].Start, _spans[index].Length).ToLowerInvariant();

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

    private static TermVector TermsOf(string text, List<(int Start, int Length)> spans)
    {
        var terms = spans.Count <= 256 ? stackalloc ulong[spans.Count] : new ulong[spans.Count];
        var longest = 0;
        foreach (var (_, length) in spans) longest = Math.Max(longest, length);
        var lower = longest <= 256 ? stackalloc char[longest] : new char[longest];
        var count = 0;
        foreach (var (start, length) in spans)
        {
            text.AsSpan(start, length).ToLowerInvariant(lower);
            var stem = Stems.Of(lower[..length]);
            if (!stem.IsEmpty) terms[count++] = TermHash.Word(stem);
        }

        return TermVector.Count(terms[..count]);
    }
}
