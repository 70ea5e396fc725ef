namespace AlertBot.Watchlists;

/// <summary>All rules by what must be present for them to hold: only rules with a chance are looked at.</summary>
internal sealed class RuleIndex
{
    private readonly List<CompiledRule> _rules = [];
    private readonly RuleLeaves _leaves = new();
    private readonly List<int>[] _anchored;
    private readonly NameLeaves _names;

    private RuleIndex(IReadOnlyList<Watchlist> watchlists, IReadOnlyList<Watchlist> all, NameBook book)
    {
        for (var number = 0; number < watchlists.Count; number++)
        {
            var watchlist = watchlists[number];
            var except = Replacement.Takers(watchlist, all);
            foreach (var rule in watchlist.Rules)
                _rules.Add(new CompiledRule(
                    number, watchlist.Topic, rule, _leaves.Compile(rule.Expression, number, watchlist), except));
        }

        _anchored = new List<int>[_leaves.Count];
        for (var rule = 0; rule < _rules.Count; rule++)
            foreach (var leaf in _leaves.Anchors(_rules[rule].Node)?.Leaves ?? [])
                (_anchored[leaf] ??= []).Add(rule);
        _names = new NameLeaves(watchlists, all, book, _leaves);
    }

    /// <summary>The rules of some watchlists.</summary>
    /// <param name="watchlists">Whose rules.</param>
    /// <param name="all">Those that the names are of.</param>
    /// <param name="book">The names.</param>
    public static RuleIndex Of(
        IReadOnlyList<Watchlist> watchlists, IReadOnlyList<Watchlist> all, NameBook book) => new(watchlists, all, book);

    public List<Match> Match(NamedText text, IReadOnlySet<EventKind> kinds)
    {
        var evidence = Gather(text, kinds);
        var candidates = new SortedSet<int>();
        foreach (var leaf in evidence.Leaves)
            if (_anchored[leaf] is { } rules) candidates.UnionWith(rules);
        var matches = new List<Match>();
        foreach (var rule in candidates)
            if (evidence.Match(_rules[rule]) is { } match) matches.Add(match);
        return matches;
    }

    public List<RuleExplanation> Explain(NamedText text, IReadOnlySet<EventKind> kinds)
    {
        var evidence = Gather(text, kinds);
        return _rules.ConvertAll(rule => evidence.Match(rule) is { } match
            ? Of(rule, match, [])
            : Of(rule, null, evidence.Missing(rule.Rule.Expression, rule.Node)));
    }

    private static RuleExplanation Of(CompiledRule rule, Match? match, IReadOnlyList<RuleLack> missing) =>
        new(rule.Topic.Id, rule.Rule.Id, match, missing) { Scope = rule.Topic.Scope };

    private RuleEvidence Gather(NamedText text, IReadOnlySet<EventKind> kinds)
    {
        var evidence = new RuleEvidence(text);
        if (_rules.Count == 0) return evidence;
        var tokens = text.Text.Tokens as Token[] ?? [.. text.Text.Tokens];
        foreach (var hit in _leaves.Terms.Find(tokens)) evidence.Add(hit.Term, hit.First, hit.Count, default);
        foreach (var hit in text.Hits)
            foreach (var leaf in _names.Of(hit)) evidence.Add(leaf, hit.FirstToken, hit.TokenCount, hit);
        foreach (var own in text.OwnHits)
            foreach (var leaf in _names.Of(own.Hit))
                evidence.Add(leaf, own.Hit.FirstToken, own.Hit.TokenCount, own.Hit);
        foreach (var kind in kinds)
            if (_leaves.Find(kind) is >= 0 and var leaf) evidence.Add(leaf, 0, 0, default);
        return evidence;
    }
}
