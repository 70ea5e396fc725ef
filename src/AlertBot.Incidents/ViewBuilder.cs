namespace AlertBot.Incidents;

/// <summary>Makes a view of an incident from some of its articles.</summary>
internal static class ViewBuilder
{
    public static IncidentView? Build(Incident incident, IReadOnlyList<IncidentMember> members)
    {
        if (members.Count == 0) return null;
        var ordered = members.OrderBy(m => m.EffectiveUtc).ThenBy(m => m.ArticleId, StringComparer.Ordinal).ToList();
        var reports = ordered.Select(m => m.Report).Distinct(StringComparer.Ordinal).ToList();
        return new IncidentView
        {
            Id = incident.Id,
            Number = incident.Number,
            State = incident.State,
            MergedInto = incident.MergedInto,
            RetractedWhy = incident.RetractedWhy,
            Title = ordered[0].Title,
            TitleSource = 1,
            Severity = new Severity(0, []),
            Sources = [.. ordered.Select((m, i) => new SourceView(
                i + 1, m.ArticleId, m.Outlet, m.Title, m.Link, m.Language, m.EffectiveUtc, reports.IndexOf(m.Report) + 1))],
            Reports = reports.Count,
            FirstUtc = ordered[0].EffectiveUtc,
            LatestUtc = ordered[^1].EffectiveUtc,
            RelatedTo = incident.RelatedTo,
        };
    }
}
