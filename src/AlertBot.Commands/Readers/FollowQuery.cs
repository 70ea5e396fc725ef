using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What a text that somebody wants to follow is taken for.</summary>
/// <param name="Query">The rule; empty when it cannot be followed.</param>
/// <param name="Meaning">
/// What it means, for people: "the actor Kata'ib Hezbollah"; or why it cannot be followed.
/// </param>
internal sealed record FollowQuery(string Query, string Meaning)
{
    // Shorter words stand in every second article.
    private const int LeastLetters = 3;

    /// <summary>Whether it can be followed.</summary>
    public bool IsRule => Query.Length > 0;

    /// <summary>
    /// An actor or place by any of its names, else a rule where it is written as one, else words that stand side by
    /// side. Pure.
    /// </summary>
    public static FollowQuery Of(string text, Lookup lookup, CommunityId community, Texts texts)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > Follow.MaxTextLength)
            return new FollowQuery("", texts.Count("commands.follow.long", Follow.MaxTextLength));
        if (Named(text, lookup, community, texts) is { } named) return named;
        return IsWrittenAsRule(text) ? Rule(text, lookup, community, texts) : Words(text, texts);
    }

    /// <summary>The actor or place that the whole text names; null when it names none.</summary>
    private static FollowQuery? Named(string text, Lookup lookup, CommunityId community, Texts texts)
    {
        var (index, scope) = (lookup.Index, Scope.Of(community));
        var id = text.ToLowerInvariant();
        var folded = TextFolder.Fold(text, "");
        var found = index.Names(folded);
        var whole = found.OwnHits.Where(own => own.Community == community).Select(own => own.Hit).Concat(found.Hits)
            .Where(hit => hit.TokenCount == folded.Tokens.Count).ToList();
        if ((index.ActorById(id, scope) ?? whole.Find(h => h.Actor is not null).Actor) is { } actor)
            return new FollowQuery($"actor:{actor.Id}", texts.Of("commands.follow.actor", ("name", texts.Name(actor))));
        return (index.PlaceById(id, scope) ?? whole.Find(h => h.Place is not null).Place) is { } place
            ? new FollowQuery($"place:{place.Id}", texts.Of("commands.follow.place", ("name", texts.Name(place))))
            : null;
    }

    private static bool IsWrittenAsRule(string text) =>
        text.Any(c => c is '"' or '“' or '«' or '(' or ')' or '*' or ':')
        || text.Split(' ').Any(word => word is "AND" or "OR" or "NOT" or "NEAR"
            || word.StartsWith("NEAR/", StringComparison.Ordinal));

    private static FollowQuery Rule(string text, Lookup lookup, CommunityId community, Texts texts)
    {
        var parsed = RuleParser.Parse(text);
        if (parsed is RuleParse.Failed fault)
            return new FollowQuery(
                "", texts.Of("commands.follow.rule", ("fault", RuleText.Problem(text, fault, texts))));
        var rule = ((RuleParse.Read)parsed).Rule;
        return Unknown(rule.Expression, lookup.Index, Scope.Of(community)) is { } unknown
            ? new FollowQuery("", texts.Of("commands.follow.unknown", ("part", unknown)))
            : new FollowQuery(rule.ToString(), texts.Of("commands.follow.query", ("rule", rule.ToString())));
    }

    private static FollowQuery Words(string text, Texts texts)
    {
        if (RuleParser.Parse($"\"{text}\"") is not RuleParse.Read { Rule: { } rule }
            || text.Count(char.IsLetterOrDigit) < LeastLetters)
            return new FollowQuery("", texts.Of("commands.follow.short", ("typed", text)));
        return new FollowQuery(rule.ToString(), texts.Of("commands.follow.words", ("words", text)));
    }

    /// <summary>
    /// A part that can never match here: a name that nobody knows, or a list that only a watchlist has.
    /// </summary>
    private static string? Unknown(RuleExpression part, WatchlistIndex index, Scope scope) => part switch
    {
        RuleExpression.And and => Unknown(and.Left, index, scope) ?? Unknown(and.Right, index, scope),
        RuleExpression.Or or => Unknown(or.Left, index, scope) ?? Unknown(or.Right, index, scope),
        RuleExpression.Near near => Unknown(near.Left, index, scope) ?? Unknown(near.Right, index, scope),
        RuleExpression.Not not => Unknown(not.Inner, index, scope),
        RuleExpression.ActorIs actor => index.ActorById(actor.Id, scope) is null ? actor.ToString() : null,
        RuleExpression.PlaceIs place => index.PlaceById(place.Id, scope) is null ? place.ToString() : null,
        RuleExpression.Phrase or RuleExpression.Prefix or RuleExpression.KindIs => null,
        _ => part.ToString(),
    };
}
