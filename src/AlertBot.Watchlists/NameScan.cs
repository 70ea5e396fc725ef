using System.Buffers;

namespace AlertBot.Watchlists;

/// <summary>One pass over one text that finds every name: the longest at each place, each scope for itself.</summary>
internal ref struct NameScan
{
    private const int MaxEnds = 16;

    private readonly NameIndex _index;
    private readonly ReadOnlySpan<char> _original;
    private readonly ReadOnlySpan<Token> _tokens;
    private readonly ReadOnlySpan<int> _numbers;
    private readonly NameCheck _check;
    private readonly Span<int> _free;
    private readonly List<FoundName> _found;

    public NameScan(
        NameIndex index, ReadOnlySpan<char> original, ReadOnlySpan<Token> tokens, ReadOnlySpan<int> numbers,
        Span<int> free, List<FoundName> found)
    {
        _index = index;
        _original = original;
        _tokens = tokens;
        _numbers = numbers;
        _check = new NameCheck(original, tokens, numbers);
        _free = free;
        _found = found;
    }

    /// <summary>Finds all names of a text.</summary>
    /// <param name="index">The spellings.</param>
    /// <param name="original">The text as it was given.</param>
    /// <param name="tokens">Its words.</param>
    /// <param name="scopes">How many scopes there are.</param>
    public static List<FoundName> Find(NameIndex index, string original, Token[] tokens, int scopes)
    {
        var found = new List<FoundName>(16);
        if (index.Count == 0 || tokens.Length == 0) return found;
        var numbers = ArrayPool<int>.Shared.Rent(tokens.Length);
        NameWords.Number(original, tokens, index.Words, numbers.AsSpan(0, tokens.Length));
        var free = scopes <= 64 ? stackalloc int[scopes] : new int[scopes];
        new NameScan(index, original, tokens, numbers.AsSpan(0, tokens.Length), free, found).Run();
        ArrayPool<int>.Shared.Return(numbers);
        return found;
    }

    private void Run()
    {
        Span<int> starts = stackalloc int[ArabicPrefix.MaxReadings];
        Span<char> key = stackalloc char[NameKey.MaxLength];
        for (var i = 0; i < _tokens.Length; i++)
        {
            var number = _numbers[i];
            if (number > 0) From(i, number, 0, ArabicPrefix.HasArticle(_tokens[i].Folded) || ArticleBefore(i));
            var folded = _tokens[i].Folded;
            if (folded[0] < '\u0600' || folded.Length > NameKey.MaxLength || !ArabicPrefix.Possible(folded)) continue;
            var count = ArabicPrefix.Readings(folded, starts);
            for (var reading = 1; reading < count; reading++)
            {
                var skip = Math.Abs(starts[reading]);
                var rest = folded.AsSpan(skip);
                var length = NameKey.Write(rest, key);
                number = _index.Words.Find(key[..length]);
                if (number > 0) From(i, number, skip, starts[reading] < 0 || ArabicPrefix.HasArticle(rest));
            }
        }
    }

    private readonly bool ArticleBefore(int i) => i > 0 && _numbers[i - 1] == NameWords.Article;

    private readonly void From(int first, int number, int skip, bool hasArticle)
    {
        var node = _index.Trie.First(number);
        if (node == 0) return;
        Span<int> ends = stackalloc int[MaxEnds];
        Span<int> nodes = stackalloc int[MaxEnds];
        var count = 0;
        var sentence = _tokens[first].Sentence;
        for (var next = first + 1; ;)
        {
            if (_index.Trie.EntryAt(node) >= 0 && count < MaxEnds)
            {
                ends[count] = next;
                nodes[count++] = node;
            }

            if (!_index.Trie.GoesOn(node)) break;
            if (next < _tokens.Length && _numbers[next] == NameWords.Article) next++;
            if (next >= _tokens.Length || _tokens[next].Sentence != sentence || _numbers[next] <= 0) break;
            node = _index.Trie.Next(node, _numbers[next++]);
            if (node == 0) break;
        }

        for (var i = count - 1; i >= 0; i--) Take(nodes[i], new NameSpot(first, ends[i], skip, hasArticle));
    }

    private readonly void Take(int node, NameSpot spot)
    {
        var before = _found.Count;
        for (var number = _index.Trie.EntryAt(node); number >= 0; number = _index.Trie.EntryBefore(number))
        {
            var entry = _index.Entry(number);
            if (_free[entry.Scope] > spot.First || !_check.Holds(entry, spot)) continue;

            // The article in front belongs to the name that people are shown: al-Qaim.
            var first = ArticleBefore(spot.First) ? spot.First - 1 : spot.First;
            _found.Add(new FoundName(entry.Scope, first, spot.End - first, entry.Actor, entry.Place));
        }

        for (var i = before; i < _found.Count; i++) _free[_found[i].Scope] = spot.End;
    }
}

/// <summary>A name that stands in a text; a place here may be one of several of that name.</summary>
internal readonly record struct FoundName(int Scope, int First, int Count, Actor? Actor, Place? Place);
