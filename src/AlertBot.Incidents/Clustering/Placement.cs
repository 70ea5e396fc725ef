using AlertBot.Feeds;

namespace AlertBot.Incidents.Clustering;

/// <summary>Where an article belongs.</summary>
/// <param name="Joins">The incident that it is about; null when it is about a new one.</param>
/// <param name="Related">Id of an incident that it came close to; null when none was near.</param>
internal readonly record struct Placement(LiveIncident? Joins, string? Related);

/// <summary>Finds the incident of an article among those of a window.</summary>
internal static class Placing
{
    // The heaviest words find the incident as surely as all of them, at a fraction of the cost.
    private const int MaxQueryTerms = 25;

    // In a window this small no term is too common to search by.
    private const int LeastCommon = 40;

    public static Placement Of(ArticleFeatures article, WindowDraft draft, IncidentRules rules)
    {
        var query = Query.Of(article, draft);
        var seen = Candidates(query, Audiences(article.Scope), draft, rules);
        var (best, related) = Best(query, seen, l => l.For(article.Scope), rules);
        if (best is not null || !article.Scope.IsShared) return new Placement(best, related);

        // Only what nobody else can see is left: joining it changes nothing for those who cannot see it.
        var hidden = Candidates(query, [Audience.Hidden], draft, rules);
        return new Placement(Best(query, hidden, l => l.Hidden, rules).Best, related);
    }

    /// <summary>Incidents that are near enough to be compared with this one, itself not among them.</summary>
    public static IEnumerable<LiveIncident> Near(LiveIncident incident, WindowDraft draft, IncidentRules rules)
    {
        var found = new SortedSet<long>();
        // Nothing is added meanwhile: what is known of rarity holds for all of them.
        var rarities = new Dictionary<string, Rarity>(StringComparer.Ordinal);
        foreach (var article in incident.Features)
        {
            if (article is null || (incident.HasShared && !article.Scope.IsShared)) continue;
            if (!rarities.TryGetValue(article.Tongue, out var rarity))
                rarities.Add(article.Tongue, rarity = draft.Index.RarityIn(article.Tongue));
            var near = Candidates(new Query(article, rarity), Audiences(article.Scope), draft, rules);
            found.UnionWith(near.Select(l => l.Incident.Number));
        }

        found.Remove(incident.Incident.Number);
        return found.Select(number => draft[number]);
    }

    private static ulong[] Audiences(Scope scope) =>
        scope.Community is { } community ? [Audience.Everyone, Audience.Of(community)] : [Audience.Everyone];

    private static (LiveIncident? Best, string? Related) Best(
        Query query, IEnumerable<LiveIncident> candidates, Func<LiveIncident, Profile?> profileOf, IncidentRules rules)
    {
        var ranked = candidates.Select(c => Score(query, c, profileOf(c), rules)).Where(s => s.Margin > JoinScore.Never)
            .OrderByDescending(s => s.IsCopy).ThenByDescending(s => s.Margin)
            .ThenBy(s => s.FirstUtc).ThenBy(s => s.Incident.Incident.Number).ToList();
        if (ranked.Count == 0) return (null, null);
        var best = ranked[0];
        if (best.IsCopy || best.Margin >= 0) return (best.Incident, null);
        return (null, best.Margin >= -rules.GreyBand ? best.Incident.Incident.Id : null);
    }

    private static Scored Score(Query query, LiveIncident candidate, Profile? profile, IncidentRules rules)
    {
        if (profile is null) return new Scored(candidate, JoinScore.Never, IsCopy: false, default);
        var evidence = Evidence.Of(query, profile);
        var margin = JoinScore.Of(evidence, rules) - JoinScore.Least(evidence, query.Article, rules);
        var isCopy = margin > JoinScore.Never && evidence.Day >= 0 && WireCopies.IsIn(candidate, query.Article);
        return new Scored(candidate, margin, isCopy, profile.FirstUtc);
    }

    private static IEnumerable<LiveIncident> Candidates(
        Query query, ulong[] audiences, WindowDraft draft, IncidentRules rules)
    {
        var (article, rarity) = (query.Article, query.Rarity);
        var points = new Dictionary<long, float>();
        var heaviest = article.Text.Terms
            .Select((term, i) => (Term: term, Weight: article.Text.Weights[i] * rarity.Of(term)))
            .OrderByDescending(t => t.Weight).ThenBy(t => t.Term).Take(MaxQueryTerms).Select(t => t.Term);
        var common = Math.Max(LeastCommon, draft.Count * rules.MaxTermShare);
        foreach (var term in heaviest.Concat(article.FactKeys.Distinct()))
            foreach (var audience in audiences)
                if (draft.Index.Find(term, audience) is var numbers && numbers.Length <= common)
                    foreach (var number in numbers)
                        points[number] = points.GetValueOrDefault(number) + (rarity.Of(term) * rarity.Of(term));
        return points.OrderByDescending(p => p.Value).ThenBy(p => p.Key).Select(p => draft[p.Key])
            .Where(live => live.IsWithin(rules.Window, article.EffectiveUtc)).Take(rules.MaxCandidates);
    }

    private readonly record struct Scored(LiveIncident Incident, float Margin, bool IsCopy, DateTimeOffset FirstUtc);
}
