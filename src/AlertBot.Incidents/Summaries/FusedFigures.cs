namespace AlertBot.Incidents.Summaries;

/// <summary>Makes one figure of what the sources say: never a sum, never a mean.</summary>
internal static class FusedFigures
{
    // A toll that an older report gives is out of date once a newer one is higher, but not within the same half hour.
    private static readonly TimeSpan SameTime = TimeSpan.FromMinutes(30);

    // Two who are named and differ contradict each other, until the last word of one has grown old.
    private static readonly TimeSpan LastWord = TimeSpan.FromHours(2);

    /// <summary>
    /// The figure over all sources, and the article that sets its lower end; null when nobody gives one.
    /// </summary>
    /// <param name="telling">The articles.</param>
    /// <param name="of">Which figure.</param>
    /// <param name="grows">True for tolls: a newer, higher one makes an older one out of date.</param>
    public static (Figure Figure, IncidentMember Member)? Of(
        Telling telling, Func<ArticleFacts, Figure?> of, bool grows)
    {
        var said = telling.Standing
            .Where(m => m.Facts.Status is not (
                FactStatus.Hypothetical or FactStatus.Historical or FactStatus.Retracted))
            .Select(m => (Figure: of(m.Facts), Member: m))
            .Where(s => s.Figure is { } f && (f.Min ?? f.Max) is not null)
            .Select(s => (Figure: s.Figure!, s.Member))
            // A copy repeats the hour of its original, not its own.
            .GroupBy(s => (s.Member.Report, s.Figure.Min, s.Figure.Max)).Select(g => g.First())
            .GroupBy(s => s.Figure.By?.ToUpperInvariant() ?? Telling.OwnerOf(s.Member), StringComparer.Ordinal)
            .Select(g => g.Last()).OrderBy(s => s.Member.EffectiveUtc).ToList();
        if (grows) said = [.. said.Where(s => !said.Exists(other => Outdates(other, s) || EndsHope(other, s)))];
        if (said.Count == 0) return null;
        return Narrowest(said) ?? Widest(said);
    }

    // "None" is what is known until somebody is found: any toll after it ends it, whoever gives it.
    private static bool EndsHope((Figure Figure, IncidentMember Member) toll,
        (Figure Figure, IncidentMember Member) none) =>
        none.Figure.Max == 0 && toll.Figure.Min > 0 && toll.Member.Facts.Status == FactStatus.Reported
        && toll.Member.EffectiveUtc > none.Member.EffectiveUtc;

    private static bool Outdates((Figure Figure, IncidentMember Member) newer,
        (Figure Figure, IncidentMember Member) older)
    {
        var (high, low) = (newer.Figure.Min ?? 0, older.Figure.Max ?? older.Figure.Min ?? 0);
        // A leap is another matter: time does not settle that.
        var differ = newer.Figure.By is { } a && older.Figure.By is { } b
            && !a.Equals(b, StringComparison.OrdinalIgnoreCase);
        return high > low && high <= (3 * low) + 5 && newer.Member.Facts.Status == FactStatus.Reported
            && newer.Member.EffectiveUtc - older.Member.EffectiveUtc >= (differ ? LastWord : SameTime);
    }

    /// <summary>What all figures allow: "at least 3" and "5" give 5. Null when they contradict each other.</summary>
    private static (Figure Figure, IncidentMember Member)? Narrowest(List<(Figure Figure, IncidentMember Member)> said)
    {
        var min = said.Max(s => s.Figure.Min ?? 0);
        var max = said.Min(s => s.Figure.Max ?? int.MaxValue);
        if (min > max) return null;
        var floor = said.First(s => (s.Figure.Min ?? 0) == min);
        // "About 18" is 18 once somebody has counted.
        var exact = said.FindAll(s => (s.Figure.Min ?? 0) == min && (s.Figure.Max ?? int.MaxValue) == max);
        if (exact.Count > 0) return exact.Find(s =>
            s.Figure.Qualifier == FigureQualifier.Exact) is { Figure: not null } sure
            ? sure : exact[0];
        return (floor.Figure with { Max = max, Qualifier = FigureQualifier.Range, By = null }, floor.Member);
    }

    private static (Figure Figure, IncidentMember Member) Widest(List<(Figure Figure, IncidentMember Member)> said)
    {
        // "Several" and "at least ten" say nothing against 16 or 22, between which the sources differ.
        var least = said.Where(s => s.Figure.Max is not null).Select(s => s.Figure.Min ?? 0).DefaultIfEmpty(0).Min();
        if (least > 0) said = said.FindAll(s => s.Figure.Max is not null || (s.Figure.Min ?? 0) > least);
        var lowest = said.MinBy(s => s.Figure.Min ?? 0);
        int? max = said.Exists(s => s.Figure.Max is null) ? null : said.Max(s => s.Figure.Max);
        return (new Figure(lowest.Figure.Min ?? 0, max, FigureQualifier.Conflicting, null, lowest.Figure.Sentence),
            lowest.Member);
    }
}
