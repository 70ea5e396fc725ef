using AlertBot.Incidents.Facts;
using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>Reads out of an article what happened, where, when, to how many, and who says so. Pure; never throws for
/// a text.</summary>
public static class FactReader
{
    private const int MaxOthers = 6;

    // Figures stand at the front of a report; what comes late is as a rule about something else.
    private const int FigureSentences = 12;

    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    /// <summary>The facts of one article.</summary>
    /// <param name="names">The text with its names.</param>
    /// <param name="publishedUtc">What weekdays and "yesterday" count from; without it, and before 1900 or after
    /// 2200, only full dates give a day.</param>
    public static ArticleFacts Read(NamedText names, DateTimeOffset? publishedUtc)
    {
        var text = TaggedText.Of(names);
        if (text.Count == 0) return ArticleFacts.None;
        // Software that lost the time writes the first or the last day that it knows.
        if (publishedUtc is { Year: < FirstYear or > LastYear }) publishedUtc = null;
        var segments = SegmentReader.Read(text, publishedUtc?.Month, publishedUtc?.Year);
        var verdict = KindReader.Read(text, segments);
        var days = new DayReader(publishedUtc is { } at ? LocalTime.At(at, Country(text)) : null);
        var day = EventDay(text, segments, days);
        var others = new OwnerReader(text, days, day, verdict.Deed).Assign(segments);
        var unknown = StatusReader.PerpetratorUnknown(text, segments);
        var correction = StatusReader.Correction(text, segments);
        var actors = RoleReader.Read(text, segments);
        if (verdict.Kind is null)
        {
            return new ArticleFacts
            {
                Actors = actors,
                PerpetratorUnknownSentence = unknown,
                CorrectionSentence = correction,
                BackgroundSentences = Background(text, segments, actors, unknown),
            };
        }

        var main = Figures(text, segments, 0);
        var places = PlaceReader.Read(text, segments, 0);
        return new ArticleFacts
        {
            Kind = verdict.Kind,
            IsKindVague = verdict.IsVague,
            ReactsTo = verdict.ReactsTo,
            Status = StatusReader.Read(text, segments, verdict, correction),
            Place = places.Count > 0 ? places[0] : null,
            Places = places,
            EventDay = day,
            Killed = Fuse(main, Tag.Killed),
            Wounded = Fuse(main, Tag.Wounded),
            Captured = Fuse(main, Tag.Captured),
            Munitions = MunitionReader.Munitions(text, main, verdict.Deed),
            Attackers = MunitionReader.Attackers(text, main),
            Sites = MunitionReader.Sites(text, main),
            Actors = actors,
            PerpetratorUnknownSentence = unknown,
            CorrectionSentence = correction,
            OtherEvents = Others(text, segments, others, days),
            BackgroundSentences = Background(text, segments, actors, unknown),
        };
    }

    private static Figure? Fuse(List<SegmentFigures> parts, Tag casualty) =>
        FigureFusion.Fuse(parts.SelectMany(p => p.Figures), casualty);

    private static List<SegmentFigures> Figures(TaggedText text, List<Segment> segments, int owner)
    {
        var parts = new List<SegmentFigures>();
        foreach (var segment in segments)
            if (segment.Owner == owner && parts.Count < FigureSentences) parts.Add(SegmentFigures.Of(text, segment));
        return parts;
    }

    private static string? Country(TaggedText text)
    {
        foreach (var hit in text.Names.Hits)
            if (hit.Place is { } place) return place.Country;
        foreach (var hit in text.Names.Hits)
            if (hit.Actor is { Kind: ActorKind.Militia, Country: { } country }) return country;
        return null;
    }

    // The first day in the report that does not tell when somebody spoke and does not look back.
    private static DateOnly? EventDay(TaggedText text, List<Segment> segments, DayReader days)
    {
        const int MaxDaysBack = 14;
        const int MaxSegments = 8;
        var seen = 0;
        foreach (var segment in segments)
        {
            if (segment.IsBack || seen++ >= MaxSegments) continue;
            if (days.First(text, segment) is not { } day) continue;
            if (days.Today is { } today && (day > today.AddDays(1) || day < today.AddDays(-MaxDaysBack))) continue;
            return day;
        }

        return null;
    }

    private static List<OtherEvent> Others(TaggedText text, List<Segment> segments, int count, DayReader days)
    {
        var others = new List<OtherEvent>();
        for (var owner = 1; owner <= count && others.Count < MaxOthers; owner++)
        {
            var own = segments.FindAll(s => s.Owner == owner);
            var parts = own.ConvertAll(s => SegmentFigures.Of(text, s));
            var scores = new KindScores();
            foreach (var segment in own) scores.Add(text, segment, 1);
            var kind = scores.BestDeed(1.2);
            var killed = Fuse(parts, Tag.Killed);
            var wounded = Fuse(parts, Tag.Wounded);
            var munitions = MunitionReader.Munitions(text, parts, kind);
            if (own.Count == 0 || (kind is null && killed is null && wounded is null
                && !HasAttack(text, own))) continue;
            var places = PlaceReader.Read(text, segments, owner);
            others.Add(new OtherEvent(
                kind, places.Count > 0 ? places[0] : null,
                own.Select(s => days.First(text, s)).FirstOrDefault(d => d is not null), killed, wounded, munitions,
                [.. own.Select(s => s.Sentence).Distinct().Select(text.Text.SentenceText)]));
        }

        return others;
    }

    private static bool HasAttack(TaggedText text, List<Segment> segments)
    {
        foreach (var segment in segments)
            for (var i = segment.First; i < segment.End; i++)
                if (text.Words[i].Is(Tag.Attack)) return true;
        return false;
    }

    // A sentence that says who claims, denies or is not known stays in sight, whatever event it is about.
    private static List<int> Background(
        TaggedText text, List<Segment> segments, IReadOnlyList<ActorFact> actors, string? unknown)
    {
        var background = new List<int>();
        foreach (var group in segments.GroupBy(s => s.Sentence))
        {
            if (group.Any(s => !s.IsBack && s.Owner == 0) || text.Text.Sentences[group.Key].IsTitle) continue;
            var sentence = text.Text.SentenceText(group.Key);
            if (sentence == unknown || actors.Any(a => a.Sentence == sentence
                && a.Role is ActorRole.Claimed or ActorRole.Denied
                or ActorRole.Accused or ActorRole.Accuser)) continue;
            background.Add(group.Key);
        }

        return background;
    }
}
