using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>What came of reading one rule.</summary>
public abstract record RuleParse
{
    /// <summary>The text was a rule.</summary>
    public sealed record Read(Rule Rule) : RuleParse;

    /// <summary>The text was none. <paramref name="Column"/> counts characters from 1.</summary>
    public sealed record Failed(int Column, Saying Expected, Saying Found) : RuleParse
    {
        /// <summary>What to do about it; nothing when what was expected says it all.</summary>
        public Saying Remedy { get; init; } = Saying.Nothing;

        /// <summary>For example "column 12: expected a term after AND, found the end of the rule".</summary>
        public override string ToString() =>
            $"column {Column}: expected {Expected}, found {Found}{(Remedy.IsNothing ? "" : $"; {Remedy}")}";
    }
}

/// <summary>The names that a rule may use.</summary>
/// <param name="Terms">Names of the term lists.</param>
/// <param name="Actors">Ids of the actors.</param>
/// <param name="Places">Ids of the places.</param>
public sealed record RuleNames(
    IReadOnlyCollection<string> Terms, IReadOnlyCollection<string> Actors, IReadOnlyCollection<string> Places)
{
    /// <summary>What a watchlist offers its rules.</summary>
    public static RuleNames Of(Watchlist watchlist) => new(
        watchlist.TermLists.Select(list => list.Name).ToHashSet(StringComparer.Ordinal),
        watchlist.Actors.Select(actor => actor.Id).ToHashSet(StringComparer.Ordinal),
        watchlist.Places.Select(place => place.Id).ToHashSet(StringComparer.Ordinal));
}
