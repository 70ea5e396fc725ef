namespace AlertBot.Watchlists;

/// <summary>All spellings of all names in one trie over words. Filled once, then only read.</summary>
internal sealed class NameIndex
{
    private readonly List<NameEntry> _entries = [];

    public NameIndex()
    {
        foreach (var same in NameKey.SameWords) Words.AddSame(same);
    }

    /// <summary>The words of all spellings by their keys.</summary>
    public WordTable Words { get; } = new();

    /// <summary>The spellings as sequences of words.</summary>
    public WordTrie Trie { get; } = new();

    /// <summary>How many spellings there are.</summary>
    public int Count => _entries.Count;

    /// <summary>An entry by its number.</summary>
    public NameEntry Entry(int number) => _entries[number];

    /// <summary>Adds one spelling of an actor or a place; nothing happens when it has no word.</summary>
    public void Add(int scope, Alias alias, Actor? actor, Place? place)
    {
        var folded = TextFolder.Fold("", alias.Text);
        var tokens = folded.Tokens.ToArray();
        var numbers = new List<int>(tokens.Length);
        var plain = new List<string>(tokens.Length);
        var written = new List<string>(tokens.Length);
        Span<char> key = stackalloc char[NameKey.MaxLength];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (NameWords.IsArticle(folded.Original, tokens, i)) continue;
            var length = NameKey.Write(tokens[i].Folded, key);
            if (length == 0) return;
            numbers.Add(Words.Add(key[..length]));
            plain.Add(tokens[i].Folded);
            written.Add(folded.Original.Substring(tokens[i].Start, tokens[i].Length));
        }

        int[] words = [.. numbers];
        if (words.Length == 0 || (place is { IsWatched: false } && IsWatched(Trie.Find(words)))) return;
        _entries.Add(new NameEntry
        {
            Scope = scope,
            Actor = actor,
            Place = place,
            Plain = [.. plain],
            Written = alias.CaseSensitive ? [.. written] : [],
            HasArticle = NameWords.IsArticle(folded.Original, tokens, 0) || ArabicPrefix.HasArticle(plain[0]),
            HasPunctuation = NameCheck.HasPunctuation(folded.Original),
            Needs = ContextTerm.Of(alias.Needs),
            Unless = ContextTerm.Of(alias.Unless),
        });
        Trie.Add(words);
    }

    // Whoever watches a place has said when its name counts; the gazetteer must not count it all the same.
    private bool IsWatched(int node)
    {
        for (var entry = node == 0 ? -1 : Trie.EntryAt(node); entry >= 0; entry = Trie.EntryBefore(entry))
            if (_entries[entry] is { Scope: 0, Place.IsWatched: true }) return true;
        return false;
    }
}
