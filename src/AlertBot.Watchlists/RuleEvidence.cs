namespace AlertBot.Watchlists;

/// <summary>What of all that rules ask for is present in one text, and where.</summary>
internal sealed class RuleEvidence(NamedText text)
{
    // A text may repeat one word ten thousand times; so many places of it are enough to judge by.
    private const int MaxSpots = 256;

    private const int MaxTerms = 100;

    private readonly Dictionary<int, List<Spot>> _spots = [];

    /// <summary>The leaves that are present.</summary>
    public IEnumerable<int> Leaves => _spots.Keys;

    /// <summary>Notes that a leaf is present. No words at all: it is so of the whole text.</summary>
    public void Add(int leaf, int first, int count, NameHit name)
    {
        if (!_spots.TryGetValue(leaf, out var spots)) _spots.Add(leaf, spots = []);
        if (spots.Count < MaxSpots) spots.Add(new Spot(first, count, name));
    }

    /// <summary>The match of a rule, null when it does not hold.</summary>
    public Match? Match(CompiledRule rule)
    {
        if (!Holds(rule.Node)) return null;
        var spots = new List<Spot>();
        Collect(rule.Node, spots);
        var tokens = text.Text.Tokens;
        var terms = new SortedDictionary<(int Start, int Length), MatchedTerm>();
        foreach (var spot in spots)
        {
            if (spot.Count == 0 || terms.Count == MaxTerms) continue;
            var start = tokens[spot.First].Start;
            var last = tokens[spot.First + spot.Count - 1];
            var length = last.Start + last.Length - start;
            terms.TryAdd((start, length), new MatchedTerm(text.Text.Original.Substring(start, length), start, length));
        }

        return new Match(
            rule.Topic.Id, rule.Rule.Id,
            [.. spots.Where(spot => spot.Name.Actor is not null).Select(spot => spot.Name.Actor!.Id).Distinct()],
            [.. spots.Where(spot => spot.Name.Place is not null).Select(spot => spot.Name.Place!.Id).Distinct()],
            [.. terms.Values])
        {
            Scope = rule.Topic.Scope,
            Except = rule.Except,
        };
    }

    /// <summary>What a rule that does not hold lacks: the fewest things that would make it hold.</summary>
    public IReadOnlyList<RuleLack> Missing(RuleExpression expression, RuleNode node)
    {
        if (Holds(node)) return [];
        switch (expression, node)
        {
            case (RuleExpression.And and, RuleNode.And both):
                return [.. Missing(and.Left, both.Left), .. Missing(and.Right, both.Right)];
            case (RuleExpression.Or or, RuleNode.Or either):
                return Fewer(Missing(or.Left, either.Left), Missing(or.Right, either.Right));
            case (RuleExpression.Near near, RuleNode.Near pair):
                List<RuleLack> lacking = [.. Missing(near.Left, pair.Left), .. Missing(near.Right, pair.Right)];
                return lacking.Count > 0 ? lacking : [new RuleLack([new RuleLackPart(near, IsFarApart: true)])];
            default:
                return [new RuleLack([new RuleLackPart(expression, IsFarApart: false)])];
        }
    }

    private static IReadOnlyList<RuleLack> Fewer(IReadOnlyList<RuleLack> a, IReadOnlyList<RuleLack> b)
    {
        if (a.Count == 1 && b.Count == 1) return [new RuleLack([.. a[0].AnyOf, .. b[0].AnyOf])];
        return a.Count <= b.Count ? a : b;
    }

    private bool Holds(RuleNode node) => node switch
    {
        RuleNode.Leaf leaf => _spots.ContainsKey(leaf.Number),
        RuleNode.And and => Holds(and.Left) && Holds(and.Right),
        RuleNode.Or or => Holds(or.Left) || Holds(or.Right),
        RuleNode.Not not => !Holds(not.Inner),
        RuleNode.Near near => Holds(near.Left) && Holds(near.Right) && Pairs(near).Count > 0,
        _ => false,
    };

    private void Collect(RuleNode node, List<Spot> into)
    {
        switch (node)
        {
            case RuleNode.Leaf or RuleNode.Near:
                into.AddRange(node is RuleNode.Near near ? Pairs(near).SelectMany(pair => pair.Parts) : Spots(node));
                break;
            case RuleNode.And and:
                Collect(and.Left, into);
                Collect(and.Right, into);
                break;
            case RuleNode.Or or:
                if (Holds(or.Left)) Collect(or.Left, into);
                if (Holds(or.Right)) Collect(or.Right, into);
                break;
        }
    }

    private List<Spot> Spots(RuleNode node) =>
        node is RuleNode.Leaf leaf && _spots.TryGetValue(leaf.Number, out var spots) ? spots : [];

    private List<Pair> Stretches(RuleNode node)
    {
        switch (node)
        {
            case RuleNode.Near near:
                return Pairs(near);
            case RuleNode.Or or:
                var both = Stretches(or.Left);
                both.AddRange(Stretches(or.Right));
                both.Sort((a, b) => a.First.CompareTo(b.First));
                return both;
            default:
                return Spots(node).ConvertAll(spot => new Pair(spot.First, spot.First + spot.Count, [spot]));
        }
    }

    private List<Pair> Pairs(RuleNode.Near near)
    {
        var pairs = new List<Pair>();
        var rights = Stretches(near.Right);
        foreach (var left in Stretches(near.Left))
        {
            foreach (var right in rights)
            {
                // Words between them; two that overlap are one thing said once, not two near each other.
                var between = right.First >= left.End ? right.First - left.End
                    : left.First >= right.End ? left.First - right.End
                    : -1;
                if (between < 0 || between >= near.Words) continue;
                pairs.Add(new Pair(
                    Math.Min(left.First, right.First), Math.Max(left.End, right.End), [.. left.Parts, .. right.Parts]));
                if (pairs.Count == MaxSpots) return pairs;
            }
        }

        pairs.Sort((a, b) => a.First.CompareTo(b.First));
        return pairs;
    }

    private readonly record struct Spot(int First, int Count, NameHit Name);

    private readonly record struct Pair(int First, int End, Spot[] Parts);
}
