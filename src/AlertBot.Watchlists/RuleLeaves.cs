namespace AlertBot.Watchlists;

/// <summary>Numbers everything that rules ask for. The same question of two rules has one number.</summary>
internal sealed class RuleLeaves
{
    private const int Everywhere = -1;

    private readonly Dictionary<(int Watchlist, RuleExpression Expression), int> _numbers = [];
    private readonly List<int> _costs = [];

    /// <summary>The words and phrases among them.</summary>
    public TermIndex Terms { get; } = new();

    /// <summary>How many there are.</summary>
    public int Count => _costs.Count;

    /// <summary>The number of a question that a watchlist asks; -1 when no rule asks it.</summary>
    public int Find(int watchlist, RuleExpression expression) =>
        _numbers.GetValueOrDefault((watchlist, expression), -1);

    /// <summary>The number of an event kind; -1 when no rule asks for it.</summary>
    public int Find(EventKind kind) => Find(Everywhere, new RuleExpression.KindIs(kind));

    /// <summary>Compiles an expression of a watchlist.</summary>
    public RuleNode Compile(RuleExpression expression, int number, Watchlist watchlist) => expression switch
    {
        RuleExpression.And and => new RuleNode.And(
            Compile(and.Left, number, watchlist), Compile(and.Right, number, watchlist)),
        RuleExpression.Or or => new RuleNode.Or(
            Compile(or.Left, number, watchlist), Compile(or.Right, number, watchlist)),
        RuleExpression.Not not => new RuleNode.Not(Compile(not.Inner, number, watchlist)),
        RuleExpression.Near near => new RuleNode.Near(
            Compile(near.Left, number, watchlist), Compile(near.Right, number, watchlist), near.Words),
        _ => new RuleNode.Leaf(Number(expression, number, watchlist)),
    };

    /// <summary>Leaves of which at least one is present whenever the rule holds, as rare ones as can be had.</summary>
    public (int Cost, List<int> Leaves)? Anchors(RuleNode node)
    {
        switch (node)
        {
            case RuleNode.Leaf leaf:
                return (_costs[leaf.Number], [leaf.Number]);
            case RuleNode.Or or:
                if (Anchors(or.Left) is not { } left || Anchors(or.Right) is not { } right) return null;
                return (left.Cost + right.Cost, [.. left.Leaves, .. right.Leaves]);
            case RuleNode.And and:
                return Rarer(Anchors(and.Left), Anchors(and.Right));
            case RuleNode.Near near:
                return Rarer(Anchors(near.Left), Anchors(near.Right));
            default:
                return null;
        }
    }

    private static (int Cost, List<int> Leaves)? Rarer((int Cost, List<int>)? a, (int Cost, List<int>)? b) =>
        b is null || (a is not null && a.Value.Cost <= b.Value.Cost) ? a : b;

    private int Number(RuleExpression expression, int number, Watchlist watchlist)
    {
        var owner = expression is RuleExpression.Phrase or RuleExpression.Prefix or RuleExpression.KindIs
            ? Everywhere
            : number;
        if (_numbers.TryGetValue((owner, expression), out var known)) return known;
        var leaf = _costs.Count;
        _numbers.Add((owner, expression), leaf);
        _costs.Add(Cost(expression));
        AddTerms(expression, leaf, watchlist);
        return leaf;
    }

    // How many articles of a news feed have it, roughly and relative to each other.
    private static int Cost(RuleExpression expression) => expression switch
    {
        RuleExpression.Phrase phrase => phrase.Words.Contains(' ', StringComparison.Ordinal) ? 1 : 4,
        RuleExpression.ActorIs => 3,
        RuleExpression.Prefix => 8,
        RuleExpression.PlaceIs => 10,
        RuleExpression.Terms => 40,
        _ => 60,
    };

    private void AddTerms(RuleExpression expression, int leaf, Watchlist watchlist)
    {
        switch (expression)
        {
            case RuleExpression.Phrase phrase:
                Terms.AddPhrase(phrase.Words, leaf);
                break;
            case RuleExpression.Prefix prefix:
                Terms.AddPrefix(prefix.Beginning, leaf);
                break;
            case RuleExpression.Terms terms:
                foreach (var list in watchlist.TermLists.Where(list => list.Name == terms.List))
                    foreach (var term in list.Terms) AddTerm(term, leaf);
                break;
        }
    }

    private void AddTerm(string term, int leaf)
    {
        var words = RuleTermReader.Words(term);
        if (words.Length == 0) return;
        if (term.EndsWith('*') && words.Length >= RuleTermReader.MinPrefix
            && !words.Contains(' ', StringComparison.Ordinal))
            Terms.AddPrefix(words, leaf);
        else Terms.AddPhrase(words, leaf);
    }
}
