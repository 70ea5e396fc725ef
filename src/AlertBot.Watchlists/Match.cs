using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>One stretch of the text that helped to satisfy a rule.</summary>
/// <param name="Text">As it stands in the article.</param>
/// <param name="Start">UTF-16 code units from the start of title, line feed and text.</param>
/// <param name="Length">In UTF-16 code units.</param>
public sealed record MatchedTerm(string Text, int Start, int Length);

/// <summary>One rule that one article satisfies, with the spans that satisfied it.</summary>
/// <param name="Topic">Id of the topic whose rule it is.</param>
/// <param name="Rule">Id of the rule, unique in its topic.</param>
/// <param name="Actors">Ids of the actors that satisfied it, each once.</param>
/// <param name="Places">Ids of the places that satisfied it, each once.</param>
/// <param name="Terms">The stretches that satisfied it, in order.</param>
public sealed record Match(
    string Topic, string Rule, IReadOnlyList<string> Actors, IReadOnlyList<string> Places,
    IReadOnlyList<MatchedTerm> Terms)
{
    /// <summary>Whose watchlist the rule is of: nobody else is told of the match.</summary>
    public Scope Scope { get; init; }

    /// <summary>Communities whose own watchlist takes the place of this shared one: they are not told either. Null when
    /// there are none.</summary>
    public IReadOnlyList<CommunityId>? Except { get; init; }

    /// <summary>Whether somebody may be told of the match.</summary>
    /// <param name="community">Who; null for those who belong to none and see what is shared.</param>
    public bool IsFor(CommunityId? community) => Scope.Community is { } own
        ? own == community
        : community is not { } asking || Except?.Contains(asking) is not true;
}
