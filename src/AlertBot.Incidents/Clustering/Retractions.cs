namespace AlertBot.Incidents.Clustering;

/// <summary>
/// Withdraws an incident once its own sources have, and opens it again when one of them tells it anew.
/// </summary>
internal static class Retractions
{
    public static Incident Applied(Incident incident)
    {
        if (incident.IsPinned) return incident;
        var newest = incident.Members.Where(m => m.Scope.IsShared)
            .GroupBy(m => m.OutletGroup.Length == 0 ? m.ArticleId : m.OutletGroup, StringComparer.Ordinal)
            .Select(g => g.MaxBy(m => m.EffectiveUtc)!).ToList();
        var isWithdrawn = newest.Count > 0 && newest.TrueForAll(m => m.Facts.Status == FactStatus.Retracted);
        if (isWithdrawn == (incident.State == IncidentState.Retracted)) return incident;
        var last = newest.MaxBy(m => m.EffectiveUtc);
        if (!isWithdrawn) return incident with { State = IncidentState.Open, RetractedWhy = null };
        var why = last!.Facts.CorrectionSentence ?? last.Title;
        return incident with { State = IncidentState.Retracted, RetractedWhy = why };
    }
}
