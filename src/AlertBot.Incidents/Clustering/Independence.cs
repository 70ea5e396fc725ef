namespace AlertBot.Incidents.Clustering;

/// <summary>Counts independent tellings: articles no two of which share their telling or their owner.</summary>
internal static class Independence
{
    /// <summary>
    /// The greatest number of articles that differ pairwise in report and outlet group; 1 or more for one article or
    /// more.
    /// </summary>
    /// <remarks>A matching between reports and owners, grown by augmenting paths (Berge).</remarks>
    public static int Count(IReadOnlyCollection<IncidentMember> members)
    {
        var ownersOf = members
            .GroupBy(m => m.Report, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g =>
                g.Select(Owner).Distinct(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        var reportOf = new Dictionary<string, string>(StringComparer.Ordinal);
        return ownersOf.Keys.Count(report => Assign(report, ownersOf, reportOf, []));
    }

    // Text of unknown origin has no owner that it could share.
    private static string Owner(IncidentMember member) =>
        member.OutletGroup.Length > 0 ? member.OutletGroup : "report " + member.Report;

    private static bool Assign(
        string report, Dictionary<string, List<string>> ownersOf, Dictionary<string, string> reportOf,
            HashSet<string> tried)
    {
        foreach (var owner in ownersOf[report])
        {
            if (!tried.Add(owner)) continue;
            if (reportOf.TryGetValue(owner, out var holder) && !Assign(holder, ownersOf, reportOf, tried)) continue;
            reportOf[owner] = report;
            return true;
        }

        return false;
    }
}
