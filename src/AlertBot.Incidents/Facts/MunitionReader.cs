using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>What was used, by how many, and on how many sites.</summary>
internal static class MunitionReader
{
    /// <summary>The munitions of one event; null when the text names none.</summary>
    public static Munitions? Munitions(TaggedText text, IEnumerable<SegmentFigures> segments, EventKind? kind)
    {
        Figure? figure = null;
        string? countedType = null;
        string? type = null;
        var typeFits = false;
        foreach (var part in segments)
        {
            for (var k = 0; k < part.Counts.Count; k++)
            {
                var count = part.Counts[k];
                if (figure is not null && countedType is not null && IsLanded(text, part, k))
                {
                    figure = Figure(text, part.Segment, count, count.First);
                    continue;
                }

                if (count.Head != Head.Munition || count.IsOld || count.IsPart || part.Used[k]) continue;
                if (IsAside(text, part.Segment, count)) continue;
                var word = text.Words[count.HeadAt];
                if (word.Kind is not { } use || !Kinds.MayUse(kind, use)) continue;
                var next = Figure(text, part.Segment, count, count.First);
                (figure, countedType) = (Join(figure, next), countedType ?? word.Munition);
            }

            for (var i = part.Segment.First; i < part.Segment.End; i++)
            {
                var word = text.Words[i];
                if (!word.Is(Tag.Munition) || typeFits || IsSpecial(part, i) || !MayMean(kind, word)) continue;
                var fits = kind is null || word.Kind is { } use && Kinds.MayUse(kind, use);
                if (fits) (type, typeFits) = (word.Munition, true);
            }
        }

        type = countedType ?? type ?? Implied(kind);
        return type is null && figure is null ? null : new Munitions(figure, type);
    }

    // In a report of air strikes a rocket that nobody counts is that of the other side; crowds are met with stun
    // grenades.
    private static bool MayMean(EventKind? kind, Word word) => kind switch
    {
        EventKind.Airstrike => word.Munition is not "rocket",
        EventKind.ProtestViolence => false,
        _ => true,
    };

    // "A missile landed on the runway" tells of one among many.
    private static Figure Join(Figure? figure, Figure next)
    {
        if (figure is null) return next;
        if (next is { Min: 1, Max: 1 }) return figure;
        if (figure is { Min: 1, Max: 1 }) return next;

        // Another source's count may stand in the article, but it is not the one that it tells the event by.
        var isOther = figure.By is not null && next.By is not null
            && !string.Equals(figure.By, next.By, StringComparison.OrdinalIgnoreCase);
        return isOther && !FigureFusion.Overlaps(figure, next) ? figure : FigureFusion.Merge(figure, next);
    }

    // "30 rockets were launched and 18 landed on the base": those that came down are those of the attack.
    private static bool IsLanded(TaggedText text, SegmentFigures part, int k)
    {
        var count = part.Counts[k];
        if (k == 0 || part.Used[k] || count.Head is not (Head.None or Head.Other) || count.IsOld) return false;
        var fired = part.Counts[k - 1];
        if (fired.Head != Head.Munition || count.Min > fired.Min) return false;
        var isFired = false;
        for (var i = Math.Max(part.Segment.First, fired.First - 3); i < count.First; i++)
            isFired |= text.Words[i].Is(Tag.Fire);
        return isFired && Lands(text, part.Segment, count);
    }

    private static bool Lands(TaggedText text, Segment segment, Count count)
    {
        if (count.First > segment.First && text.Tokens[count.First - 1].Folded is "سقط" or "وسقط" or "سقطت"
            or "وسقطت" or "اصاب"
            or "اصابت") return true;
        for (var i = count.End; i < segment.End && i < count.End + 4 && !text.Breaks(i); i++)
            if (text.Tokens[i].Folded is "landed" or "hit" or "struck" or "fell" or "impacted") return true;
        return false;
    }

    /// <summary>How many attackers came; null when nothing is said.</summary>
    public static Figure? Attackers(TaggedText text, IEnumerable<SegmentFigures> segments)
    {
        foreach (var part in segments)
            for (var k = 0; k < part.Counts.Count; k++)
                if (part.Counts[k] is { Head: Head.Attacker, IsOld: false, IsPart: false } count && !part.Used[k])
                    return Figure(text, part.Segment, count, count.First);
        return null;
    }

    /// <summary>How many sites were hit; null when nothing is said.</summary>
    public static Figure? Sites(TaggedText text, IEnumerable<SegmentFigures> segments)
    {
        foreach (var part in segments)
        {
            if (!HasDeed(text, part.Segment)) continue;
            for (var k = 0; k < part.Counts.Count; k++)
                if (part.Counts[k] is { Head: Head.Site, IsOld: false, IsPart: false } count && !part.Used[k]
                    && !(count is { Min: 1, Qualifier: FigureQualifier.Exact }))
                    return Figure(text, part.Segment, count, count.First);
        }

        return null;
    }

    // The word for what is flown into a target says by itself what was used.
    private static string? Implied(EventKind? kind) => kind switch
    {
        EventKind.DroneAttack => "drone",
        EventKind.RocketAttack => "rocket",
        EventKind.MortarAttack => "mortar shell",
        EventKind.IedAttack or EventKind.Bombing => "bomb",
        _ => null,
    };

    // Found, defused, not gone off: no part of what struck.
    private static bool IsAside(TaggedText text, Segment segment, Count count)
    {
        for (var i = Math.Max(segment.First, count.First - 3); i < count.First; i++)
        {
            var folded = text.Tokens[i].Folded;
            if (folded is "العثور" or "عثر" or "عثرت" or "ضبط" or "ضبطت" or "found" or "discovered" or "seized"
                or "defused" or "dismantled" or "unexploded") return true;
            if (folded == "of" && i > segment.First && text.Tokens[i - 1].Folded is "one" or "most" or "some")
                return true;
        }

        for (var i = count.NounEnd; i < segment.End && i < count.NounEnd + 4 && !text.Breaks(i); i++)
            if (text.Tokens[i].Folded is "left" or "unexploded" or "unfired" or "ready" or "primed" or "set" or "جاهز"
                or "جاهزا" or "جاهزه" or "معدا" or "معده") return true;
        return false;
    }

    private static bool IsSpecial(SegmentFigures part, int token) =>
        part.Counts.Exists(c => c.HeadAt == token && (c.IsOld || c.IsPart));

    private static bool HasDeed(TaggedText text, Segment segment)
    {
        for (var i = segment.First; i < segment.End; i++)
            if (text.Words[i].Is(Tag.Attack | Tag.Hit)) return true;
        return false;
    }

    private static Figure Figure(TaggedText text, Segment segment, Count count, int at)
    {
        var (first, end) = text.Bounds(segment.Sentence);
        return new Figure(
            count.Min, count.Max, count.Qualifier, Attribution.Of(text, first, end, at),
                text.Text.SentenceText(segment.Sentence));
    }
}

/// <summary>A segment with its numbers and what was made of them.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Counts">Its numbers.</param>
/// <param name="Used">Which of them count casualties.</param>
/// <param name="Figures">The casualties.</param>
internal sealed record SegmentFigures(Segment Segment, List<Count> Counts, bool[] Used, List<RawFigure> Figures)
{
    /// <summary>Reads a segment.</summary>
    public static SegmentFigures Of(TaggedText text, Segment segment)
    {
        var counts = NumberReader.Read(text, segment.First, segment.End);
        var used = new bool[counts.Count];
        return new SegmentFigures(segment, counts, used, FigureReader.Read(text, segment, counts, used));
    }
}
