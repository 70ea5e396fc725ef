using AlertBot.Incidents.Clustering;
using AlertBot.Incidents.Summaries;
using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>Makes a view of an incident from some of its articles, and from nothing else.</summary>
internal static class ViewBuilder
{
    public static IncidentView? Build(
        Incident incident, IReadOnlyList<IncidentMember> members, string? language)
    {
        if (members.Count == 0) return null;
        var telling = new Telling(members, language);
        var view = Untold(incident, telling);
        var titled = TitleOf.Choose(view, telling);
        view = view with
        {
            Title = titled.Title,
            TitleSource = telling.SourceOf(titled),
            TitleLanguage = titled.Language,
        };
        return view with { Summary = SummaryOf.Members(view, telling) };
    }

    /// <summary>All but the choice of a headline and the summary, which take most of the time.</summary>
    public static IncidentView? Untold(Incident incident, IReadOnlyList<IncidentMember> members) =>
        members.Count == 0 ? null : Untold(incident, new Telling(members, null));

    private static IncidentView Untold(Incident incident, Telling telling)
    {
        var view = WithFacts(Frame(incident, telling), telling);
        return view with { Severity = SeverityOf.Reckon(view, telling) };
    }

    private static IncidentView Frame(Incident incident, Telling telling)
    {
        var ordered = telling.Members;
        var reports = telling.Reports.Select((report, i) => (report, i))
            .ToDictionary(r => r.report, r => r.i + 1, StringComparer.Ordinal);
        return new IncidentView
        {
            Id = incident.Id,
            Number = incident.Number,
            State = incident.State,
            MergedInto = incident.MergedInto,
            RetractedWhy = incident.RetractedWhy,
            RetractedLanguage = ordered.LastOrDefault(m =>
                (m.Facts.CorrectionSentence ?? m.Title) == incident.RetractedWhy)?.Language,
            Title = ordered[0].Title,
            TitleSource = 1,
            Severity = new Severity(0, []),
            Sources = [.. ordered.Select((m, i) => new SourceView(
                i + 1, m.ArticleId, m.Outlet, m.Title, m.Link, m.Language, m.EffectiveUtc, reports[m.Report]))],
            Reports = Independence.Count([.. ordered]),
            Matches = [.. ordered.SelectMany(m => m.Matches).DistinctBy(m => (m.Topic, m.Rule))],
            FirstUtc = ordered[0].EffectiveUtc,
            LatestUtc = ordered[^1].EffectiveUtc,
            RelatedTo = incident.RelatedTo,
        };
    }

    // Below it two kinds name two weapons.
    private const float LeastAffinity = -0.4f;

    private static IncidentView WithFacts(IncidentView frame, Telling telling)
    {
        var main = Whereabouts.Main(telling);
        var killed = FusedFigures.Of(telling, f => f.Killed, grows: true);
        var ledger = LedgerOf.Members(telling);
        var corrected = telling.Members.LastOrDefault(m => m.Facts.CorrectionSentence is not null);
        var unknown = ledger.Any(e => e.Role is ActorRole.Claimed or ActorRole.Confirmed)
            ? null
            : telling.Standing.LastOrDefault(m => m.Facts.PerpetratorUnknownSentence is not null);
        var kind = telling.Kind();
        return frame with
        {
            Kind = kind,
            Status = telling.Status(),
            Place = main,
            Places = Whereabouts.All(telling, main),
            EventDay = telling.MostSaid(m => m.Facts.EventDay),
            Killed = killed?.Figure,
            KilledSource = killed is { } k ? telling.SourceOf(k.Member) : null,
            Wounded = FusedFigures.Of(telling, f => f.Wounded, grows: true)?.Figure,
            Captured = FusedFigures.Of(telling, f => f.Captured, grows: true)?.Figure,
            Munitions = Munitions(telling, kind),
            Ledger = ledger,
            PerpetratorUnknownSentence = unknown?.Facts.PerpetratorUnknownSentence,
            PerpetratorUnknownSource = unknown is null ? null : telling.SourceOf(unknown),
            CorrectionSentence = corrected?.Facts.CorrectionSentence,
            CorrectionSource = corrected is null ? null : telling.SourceOf(corrected),
        };
    }

    // First reports took a drone's missiles for rockets: once it is known for what it was, they no longer count.
    private static Munitions? Munitions(Telling telling, EventKind? kind)
    {
        bool Fits(ArticleFacts facts) => kind is not { } known || facts.Kind is not { } told
            || KindFamilies.Affinity(known, told) > LeastAffinity;
        var count = FusedFigures.Of(telling, f => Fits(f) ? f.Munitions?.Count : null, grows: true)?.Figure;
        var type = telling.Firsts.Where(m => Fits(m.Facts)).Select(m => m.Facts.Munitions?.Type).OfType<string>()
            .GroupBy(t => t, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => g.Key)
                .FirstOrDefault();
        return count is null && type is null ? null : new Munitions(count, type);
    }
}
