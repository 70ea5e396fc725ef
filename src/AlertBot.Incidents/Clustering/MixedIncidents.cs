namespace AlertBot.Incidents.Clustering;

/// <summary>Splits incidents into which articles about two events have run together.</summary>
internal static class MixedIncidents
{
    private const int LeastSources = 2;

    /// <summary>
    /// Splits when two groups of articles contradict each other and each has two sources; one split at a time.
    /// </summary>
    public static void Split(LiveIncident incident, WindowDraft draft, DateTimeOffset nowUtc, IncidentRules rules)
    {
        var members = incident.Incident.Members;
        var telling = Enumerable.Range(0, members.Count)
            .Where(i => members[i].Scope.IsShared && incident.Features[i] is { HasSignature: true }).ToList();
        if (telling.Count < 2 * LeastSources) return;
        var stay = telling.Where(i => !Contradict(members[telling[0]].Facts, members[i].Facts)).ToList();
        var leave = telling.Except(stay)
            .Where(i => stay.TrueForAll(s => Contradict(members[s].Facts, members[i].Facts))).ToList();
        if (Sources(stay, members) < LeastSources || Sources(leave, members) < LeastSources) return;

        var one = LiveIncident.Of(incident.Incident, stay.Select(i => incident.Features[i]));
        var two = LiveIncident.Of(incident.Incident, leave.Select(i => incident.Features[i]));
        var leaving = leave.Select(i => members[i].ArticleId).ToHashSet(StringComparer.Ordinal);
        foreach (var i in Enumerable.Range(0, members.Count).Except(stay).Except(leave))
            if (incident.Features[i] is { } article && IsNearer(article, two, one, draft, rules))
                leaving.Add(article.ArticleId);
        Regroup.Split(incident, leaving, draft, nowUtc, pin: false);
    }

    private static bool IsNearer(
        ArticleFeatures article, LiveIncident than, LiveIncident other, WindowDraft draft, IncidentRules rules)
    {
        var query = Query.Of(article, draft);
        return JoinScore.Of(Evidence.Of(query, than.For(article.Scope)!), rules)
            > JoinScore.Of(Evidence.Of(query, other.For(article.Scope)!), rules);
    }

    private static int Sources(List<int> group, IReadOnlyList<IncidentMember> members) =>
        Independence.Count([.. group.Select(i => members[i])]);

    /// <summary>Places apart, or another weapon together with another day or number.</summary>
    private static bool Contradict(ArticleFacts a, ArticleFacts b)
    {
        if (a.Places.Count > 0 && b.Places.Count > 0
            && a.Places.Max(p => b.Places.Max(q => PlaceFit.Between(p, q))) <= PlaceFit.Veto) return true;
        if (a is not { Kind: { } kindA, EventDay: { } dayA } || b is not { Kind: { } kindB, EventDay: { } dayB })
            return false;
        if (KindFamilies.IsReaction(kindA) || KindFamilies.IsReaction(kindB)) return false;
        var otherDay = Math.Abs(dayA.DayNumber - dayB.DayNumber) > 1;
        var otherCount = FigureFit.Fixed(a.Munitions?.Count, b.Munitions?.Count) <= -1;
        return (KindFamilies.Affinity(kindA, kindB) <= -0.7f && (otherDay || otherCount)) || (otherDay && otherCount);
    }
}
