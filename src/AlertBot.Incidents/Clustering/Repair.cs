namespace AlertBot.Incidents.Clustering;

/// <summary>Looks again at what was decided article by article: merges twins and splits mixed incidents.</summary>
internal static class Repair
{
    public static void Run(WindowDraft draft, DateTimeOffset? sinceUtc, DateTimeOffset nowUtc, IncidentRules rules)
    {
        foreach (var number in Touched(draft, sinceUtc, nowUtc, rules))
            if (draft.Holds(number)) MixedIncidents.Split(draft[number], draft, nowUtc, rules);
        foreach (var number in Touched(draft, sinceUtc, nowUtc, rules))
            if (draft.Holds(number)) Twins.Merge(draft[number], draft, nowUtc, rules);
    }

    private static List<long> Touched(
        WindowDraft draft, DateTimeOffset? sinceUtc, DateTimeOffset nowUtc, IncidentRules rules) =>
        [.. draft.Live.Select(l => l.Incident)
            .Where(i => !i.IsPinned && nowUtc - i.UpdatedUtc <= rules.RepairWindow && !(i.UpdatedUtc < sinceUtc))
            .Select(i => i.Number)];
}
