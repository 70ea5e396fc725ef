namespace AlertBot.Watchlists;

/// <summary>Whether one rule holds for a text, and if not, what is missing.</summary>
/// <param name="Topic">Id of the topic.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Match">What satisfied it; null when it does not hold.</param>
/// <param name="Missing">What the text would need or have to lose; empty when it holds.</param>
public sealed record RuleExplanation(string Topic, string Rule, Match? Match, IReadOnlyList<RuleLack> Missing)
{
    /// <summary>True when the rule holds.</summary>
    public bool IsSatisfied => Match is not null;

    /// <summary>Whose watchlist the rule is of.</summary>
    public Feeds.Scope Scope { get; init; }
}

/// <summary>One thing that a text lacks for a rule: any of some parts of it would do.</summary>
/// <param name="AnyOf">The parts, one at least.</param>
public sealed record RuleLack(IReadOnlyList<RuleLackPart> AnyOf)
{
    /// <summary>For example <c>"rocket" or mortar*</c>.</summary>
    public override string ToString() => string.Join(" or ", AnyOf);
}

/// <summary>A part of a rule that does not hold.</summary>
/// <param name="Part">What the text would need; a NOT is what it would have to lose.</param>
/// <param name="IsFarApart">Both sides of a NEAR are there, but farther apart.</param>
public sealed record RuleLackPart(RuleExpression Part, bool IsFarApart)
{
    /// <summary>In words of the rule language.</summary>
    public override string ToString() => Part + (IsFarApart ? " (both are there, but farther apart)" : "");
}
