using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>Makes the watchlists of what readers follow. Pure.</summary>
public static class FollowRules
{
    /// <summary>
    /// One watchlist a community. A rule that cannot be read any more, because a name in it is gone, is left out.
    /// </summary>
    /// <param name="follows">What all readers follow.</param>
    /// <param name="places">
    /// Every place that is known: a rule for a country holds every place of it only where the watchlist has the
    /// country.
    /// </param>
    public static IReadOnlyList<Watchlist> Watchlists(IEnumerable<Follow> follows, IEnumerable<Place> places)
    {
        var byCommunity = follows.GroupBy(f => f.Community).OrderBy(g => g.Key.Value, StringComparer.Ordinal).ToList();
        if (byCommunity.Count == 0) return [];
        var countries = places.Where(p => p.Precision == PlacePrecision.Country)
            .DistinctBy(p => p.Id, StringComparer.Ordinal).ToDictionary(p => p.Id, StringComparer.Ordinal);
        return [.. byCommunity.Select(g => Watchlist(g.Key, g, countries))];
    }

    private static Watchlist Watchlist(
        CommunityId community, IEnumerable<Follow> follows, Dictionary<string, Place> countries)
    {
        var rules = follows.Select(f => RuleParser.Parse(f.Query) is RuleParse.Read read
            ? read.Rule with { Id = f.Id, Name = f.Text } : null).OfType<Rule>().ToList();
        var named = rules.SelectMany(r => PlacesOf(r.Expression)).Distinct(StringComparer.Ordinal)
            .Select(countries.GetValueOrDefault).OfType<Place>();
        return new Watchlist(
            new Topic(Follow.TopicId, Scope.Of(community), Follow.TopicId, ""), [], [.. named], [], rules, 0);
    }

    private static IEnumerable<string> PlacesOf(RuleExpression expression) => expression switch
    {
        RuleExpression.PlaceIs place => [place.Id],
        RuleExpression.And and => PlacesOf(and.Left).Concat(PlacesOf(and.Right)),
        RuleExpression.Or or => PlacesOf(or.Left).Concat(PlacesOf(or.Right)),
        RuleExpression.Near near => PlacesOf(near.Left).Concat(PlacesOf(near.Right)),
        RuleExpression.Not not => PlacesOf(not.Inner),
        _ => [],
    };
}
