namespace AlertBot.Watchlists;

/// <summary>Whether one rule holds for a text, and if not, what is missing.</summary>
/// <param name="Topic">Id of the topic.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Match">What satisfied it; null when it does not hold.</param>
/// <param name="Missing">What the text would need or have to lose, in words of the rule language; empty when it
/// holds.</param>
public sealed record RuleExplanation(string Topic, string Rule, Match? Match, IReadOnlyList<string> Missing)
{
    /// <summary>True when the rule holds.</summary>
    public bool IsSatisfied => Match is not null;

    /// <summary>Whose watchlist the rule is of.</summary>
    public Feeds.Scope Scope { get; init; }
}
