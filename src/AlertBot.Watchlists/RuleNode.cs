using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>A rule with numbers for names: what can be present in a text is a leaf.</summary>
internal abstract record RuleNode
{
    public sealed record Leaf(int Number) : RuleNode;

    public sealed record Near(RuleNode Left, RuleNode Right, int Words) : RuleNode;

    public sealed record Not(RuleNode Inner) : RuleNode;

    public sealed record And(RuleNode Left, RuleNode Right) : RuleNode;

    public sealed record Or(RuleNode Left, RuleNode Right) : RuleNode;
}

/// <summary>One rule, ready to be held against a text.</summary>
/// <param name="Watchlist">Number of its watchlist.</param>
/// <param name="Topic">Id of the topic.</param>
/// <param name="Rule">As it was read.</param>
/// <param name="Node">The same with leaf numbers.</param>
/// <param name="Except">Communities that have a watchlist of their own in its place; null when there are none.</param>
internal sealed record CompiledRule(
    int Watchlist, Topic Topic, Rule Rule, RuleNode Node, IReadOnlyList<CommunityId>? Except);
