using System.Runtime.InteropServices;

namespace AlertBot.Watchlists;

/// <summary>A term that stands in a text.</summary>
/// <param name="Term">Its number.</param>
/// <param name="First">Its first word.</param>
/// <param name="Count">How many words.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TermHit(int Term, int First, int Count);

/// <summary>All words, phrases and beginnings of all rules. Filled once, then only read.</summary>
internal sealed class TermIndex
{
    private const int PrefixKeyLength = 3;

    private readonly WordTable _words = new();
    private readonly WordTrie _trie = new();
    private readonly List<int> _termOfEntry = [];
    private readonly WordTable _beginnings = new();
    private readonly List<List<(string Beginning, int Term)>> _byBeginning = [[]];

    /// <summary>Adds words in their plain fold, divided by spaces, as a term.</summary>
    public void AddPhrase(string words, int term)
    {
        var numbers = new List<int>();
        foreach (var word in words.Split(' ')) numbers.Add(_words.Add(ArabicPrefix.WithoutArticle(word)));
        _trie.Add([.. numbers]);
        _termOfEntry.Add(term);
    }

    /// <summary>Adds the beginning of a word, at least three letters in their plain fold, as a term.</summary>
    public void AddPrefix(string beginning, int term)
    {
        var number = _beginnings.Add(beginning.AsSpan(0, PrefixKeyLength));
        while (_byBeginning.Count <= number) _byBeginning.Add([]);
        _byBeginning[number].Add((beginning, term));
    }

    /// <summary>Every term of a text, longer and shorter ones alike.</summary>
    public List<TermHit> Find(ReadOnlySpan<Token> tokens)
    {
        var hits = new List<TermHit>(32);
        Span<int> starts = stackalloc int[ArabicPrefix.MaxReadings];
        for (var i = 0; i < tokens.Length; i++)
        {
            var word = tokens[i].Folded;
            var readings = 1;
            if (word[0] is >= '\u0600' and <= '\u06FF') readings = ArabicPrefix.Readings(word, starts);
            for (var reading = 0; reading < readings; reading++)
            {
                var rest = reading == 0 ? word : word.AsSpan(Math.Abs(starts[reading]));
                FindPhrases(tokens, i, rest, hits);
                FindBeginnings(i, rest, hits);
            }
        }

        return hits;
    }

    private void FindPhrases(ReadOnlySpan<Token> tokens, int first, ReadOnlySpan<char> word, List<TermHit> hits)
    {
        var number = _words.Find(ArabicPrefix.WithoutArticle(word));
        var node = number == 0 ? 0 : _trie.First(number);
        for (var next = first + 1; node != 0; next++)
        {
            for (var entry = _trie.EntryAt(node); entry >= 0; entry = _trie.EntryBefore(entry))
                hits.Add(new TermHit(_termOfEntry[entry], first, next - first));
            if (!_trie.GoesOn(node) || next == tokens.Length || tokens[next].Sentence != tokens[first].Sentence) return;
            number = _words.Find(ArabicPrefix.WithoutArticle(tokens[next].Folded));
            node = number == 0 ? 0 : _trie.Next(node, number);
        }
    }

    private void FindBeginnings(int at, ReadOnlySpan<char> word, List<TermHit> hits)
    {
        if (word.Length < PrefixKeyLength || _byBeginning.Count == 1) return;
        AddBeginnings(at, word, hits);
        if (ArabicPrefix.HasArticle(word)) AddBeginnings(at, word[2..], hits);
    }

    private void AddBeginnings(int at, ReadOnlySpan<char> word, List<TermHit> hits)
    {
        var number = _beginnings.Find(word[..PrefixKeyLength]);
        if (number == 0) return;
        foreach (var (beginning, term) in _byBeginning[number])
            if (word.StartsWith(beginning)) hits.Add(new TermHit(term, at, 1));
    }
}
