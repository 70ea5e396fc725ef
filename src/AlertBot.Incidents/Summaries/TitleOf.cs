using AlertBot.Incidents.Clustering;

namespace AlertBot.Incidents.Summaries;

/// <summary>The headline that stands for the incident: the one nearest to what all articles tell.</summary>
internal static class TitleOf
{
    private const int MaxMembers = 40;
    private const int MaxTerms = 200;

    /// <summary>The member whose headline is taken; one without a headline only when none has one.</summary>
    public static IncidentMember Choose(IncidentView view, Telling telling)
    {
        var titled = telling.Standing.Where(m => m.Title.Length > 0).ToList();
        if (titled.Count == 0) titled = [.. telling.Members.Where(m => m.Title.Length > 0)];
        if (titled.Count == 0) return telling.Members[0];
        var language = Array.Find([telling.Wanted, "en"], l => titled.Exists(m => SummaryOf.Primary(m) == l))
            ?? SummaryOf.LanguageOf(telling);
        var mine = titled.Where(m => SummaryOf.Primary(m) == language).Take(MaxMembers).ToList();
        if (mine.Count == 0) mine = titled;
        var events = mine.Where(m => m.Relation is not Relation.FollowUp).ToList();
        if (events.Count > 0) mine = events;

        var wordages = mine.ConvertAll(m => Wordage.Of(m.Title));
        // Each telling has one voice: ten outlets with one wire headline do not outvote the others.
        var sum = new TermSum(MaxTerms);
        foreach (var (_, wordage) in mine.Zip(wordages).DistinctBy(z => z.First.Report, StringComparer.Ordinal))
            sum.Add(wordage.Terms);
        var centroid = sum.ToVector();
        var norm = centroid.SquaredNorm();
        return mine.Zip(wordages)
            .MaxBy(z => Score(view, z.First, z.Second, z.Second.Terms.Cosine(centroid, norm))).First;
    }

    private static double Score(IncidentView view, IncidentMember member, Wordage wordage, double nearness)
    {
        var score = nearness;
        if (SummaryOf.IsOutdated(view, member, member.Title)) score *= 0.5;
        else if (SummaryOf.HoldsFact(view, member.Title)) score *= 1.2;
        if (member.Facts.Status is FactStatus.Retracted or FactStatus.Hypothetical) score *= 0.5;
        return NamesBlame(member) && !Hedges.IsAttributed(wordage) ? score * 0.6 : score;
    }

    private static bool NamesBlame(IncidentMember member) => member.Facts.Actors.Any(a =>
        a.Role is ActorRole.Accused or ActorRole.Suspected or ActorRole.Claimed
        && member.Title.Contains(a.Name, StringComparison.OrdinalIgnoreCase));
}
