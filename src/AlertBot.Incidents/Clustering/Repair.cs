namespace AlertBot.Incidents.Clustering;

/// <summary>Looks again at what was decided article by article: merges twins and splits mixed incidents.</summary>
internal static class Repair
{
    public static void Run(WindowDraft draft, DateTimeOffset? sinceUtc, DateTimeOffset nowUtc, IncidentRules rules)
    {
        var from = nowUtc - rules.RepairWindow is var horizon && sinceUtc > horizon ? sinceUtc.Value : horizon;
        foreach (var number in Touched(draft, from))
            if (draft.Holds(number)) MixedIncidents.Split(draft[number], draft, nowUtc, rules);
        foreach (var number in Touched(draft, from))
            if (draft.Holds(number)) Twins.Merge(draft[number], draft, nowUtc, rules);
    }

    private static List<long> Touched(WindowDraft draft, DateTimeOffset fromUtc) =>
        [.. draft.Live.Where(l => !l.Incident.IsPinned && l.Incident.UpdatedUtc >= fromUtc)
            .Select(l => l.Incident.Number)];
}
