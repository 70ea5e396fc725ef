namespace AlertBot.Watchlists;

/// <summary>Sequences of numbered words, each ending in a list of entries. Built once, then only read.</summary>
/// <remarks>Node 0 is the root, which no word leads to; a first word leads to its node by plain indexing.</remarks>
internal sealed class WordTrie
{
    private readonly List<int> _firstEntry = [-1];
    private readonly List<int> _nextEntry = [];
    private readonly Dictionary<ulong, int> _edges = [];
    private readonly List<bool> _hasEdges = [false];
    private int[] _roots = new int[64];

    /// <summary>Adds the next entry (they are numbered from 0 in order) behind a sequence of at least one
    /// word.</summary>
    public void Add(ReadOnlySpan<int> words)
    {
        var node = Root(words[0]);
        foreach (var word in words[1..])
        {
            var edge = Edge(node, word);
            _hasEdges[node] = true;
            if (!_edges.TryGetValue(edge, out var next))
            {
                next = NewNode();
                _edges.Add(edge, next);
            }

            node = next;
        }

        _nextEntry.Add(_firstEntry[node]);
        _firstEntry[node] = _nextEntry.Count - 1;
    }

    /// <summary>The node of a sequence, 0 when none has been added that is as long.</summary>
    public int Find(ReadOnlySpan<int> words)
    {
        var node = First(words[0]);
        for (var i = 1; i < words.Length && node != 0; i++) node = Next(node, words[i]);
        return node;
    }

    /// <summary>The node of a first word, 0 when no sequence begins with it.</summary>
    public int First(int word) => (uint)word < (uint)_roots.Length ? _roots[word] : 0;

    /// <summary>Whether anything follows a node.</summary>
    public bool GoesOn(int node) => _hasEdges[node];

    /// <summary>The node after another by a word, 0 when there is none.</summary>
    public int Next(int node, int word) => _edges.GetValueOrDefault(Edge(node, word));

    /// <summary>The last entry that ends at a node, -1 when none does.</summary>
    public int EntryAt(int node) => _firstEntry[node];

    /// <summary>The entry before another one at the same node, -1 after the last.</summary>
    public int EntryBefore(int entry) => _nextEntry[entry];

    private static ulong Edge(int node, int word) => ((ulong)(uint)node << 32) | (uint)word;

    private int Root(int word)
    {
        if (word >= _roots.Length) Array.Resize(ref _roots, Math.Max(word + 1, _roots.Length * 2));
        return _roots[word] != 0 ? _roots[word] : _roots[word] = NewNode();
    }

    private int NewNode()
    {
        _firstEntry.Add(-1);
        _hasEdges.Add(false);
        return _firstEntry.Count - 1;
    }
}
