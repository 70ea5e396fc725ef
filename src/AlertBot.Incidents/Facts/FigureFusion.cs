namespace AlertBot.Incidents.Facts;

/// <summary>Makes one figure of all that an article says of the same thing. Never adds up over sources.</summary>
internal static class FigureFusion
{
    // Two sentences apart at most, "others" still are others than the dead told of before.
    private const int BesideReach = 60;

    /// <summary>One figure for a class of casualties; null when nothing is said.</summary>
    public static Figure? Fuse(IEnumerable<RawFigure> raw, Tag casualty)
    {
        Figure? known = null;
        Figure? unproven = null;
        var knownIsOfAttackers = false;
        var all = raw.ToList();
        foreach (var next in all)
        {
            if (next.Class != casualty) continue;
            if (next.IsUnproven) unproven = Larger(unproven, next.Figure);
            else if (known is null)
            {
                known = next.IsAnother && !IsBesideOthers(next, all)
                    && next.Figure.Qualifier == FigureQualifier.Exact ? Open(next.Figure)
                    : next.Figure;
                knownIsOfAttackers = next.IsOfAttackers;
            }
            else if (next.IsTotal) known = next.Figure;
            else if (next.IsOfAttackers != knownIsOfAttackers && next.Figure.Min > 0 && known.Min > 0)
            {
                // The dead among the attackers are not those of the attack, whichever the text tells first.
                if (knownIsOfAttackers) (known, knownIsOfAttackers) = (next.Figure, false);
            }
            else if (next.IsAnother && !IsBesideSame(next, all)) known = Sum(known, next.Figure);
            else known = Merge(known, next.Figure);
        }

        return known ?? Doubtful(unproven);
    }

    // "Three killed and a dozen more wounded": more than the dead, not more wounded.
    private static bool IsBesideSame(RawFigure next, List<RawFigure> all) =>
        all.Exists(f => f.Class != next.Class && f.Token < next.Token && f.Figure.Sentence == next.Figure.Sentence);

    private static bool IsBesideOthers(RawFigure next, List<RawFigure> all) =>
        all.Exists(f => f.Class != next.Class && f.Token < next.Token && next.Token - f.Token < BesideReach);

    // What the text itself calls unproven may be none as well.
    private static Figure? Doubtful(Figure? unproven) => unproven is null ? null : unproven with
    {
        Min = 0,
        Max = unproven.Max ?? unproven.Min,
        Qualifier = FigureQualifier.Conflicting,
    };

    private static Figure Larger(Figure? known, Figure next) =>
        known is null || (next.Max ?? next.Min) > (known.Max ?? known.Min) ? next with { By = next.By ?? known?.By }
            : known with { By = known.By ?? next.By };

    /// <summary>Two tellings of one number: the same, one within the other, or in conflict.</summary>
    public static Figure Merge(Figure known, Figure next)
    {
        if (IsNone(next) && !IsNone(known)) return known;
        if (IsNone(known) && !IsNone(next)) return next;
        if (Overlaps(known, next)) return Narrower(known, next);
        var isOtherSource = known.By is not null && next.By is not null
            && !string.Equals(known.By, next.By, StringComparison.OrdinalIgnoreCase);
        if (!isOtherSource) return IsWhole(known, next) ? next : known;

        // A smaller number beside a larger one is as a rule a part of it: "two of them died in hospital".
        if ((next.Max ?? int.MaxValue) < (known.Min ?? 0) && next.Max <= 2) return known;
        return known with
        {
            Min = Least(known.Min, next.Min),
            Max = known.Max is null || next.Max is null ? null : Math.Max(known.Max.Value, next.Max.Value),
            Qualifier = FigureQualifier.Conflicting,
            By = known.By + "; " + next.By,
        };
    }

    /// <summary>Whether both may be true of one number.</summary>
    public static bool Overlaps(Figure a, Figure b) =>
        (a.Min ?? 0) <= (b.Max ?? int.MaxValue) && (b.Min ?? 0) <= (a.Max ?? int.MaxValue);

    // "Two Americans were killed", and further on "two Americans and a Briton": the larger number holds the smaller
    // one.
    // One that is many times larger is about something else.
    private static bool IsWhole(Figure known, Figure next) =>
        next.Min is { } whole && known.Min is { } part && whole > part && whole <= (part * 3) + 1;

    private static int? Least(int? a, int? b) => a is null || b is null ? a ?? b : Math.Min(a.Value, b.Value);

    private static bool IsNone(Figure figure) => figure is { Min: 0, Max: 0 };

    // Of two that agree, the tighter one; of two alike, the one that is not so sure, and who says so.
    private static Figure Narrower(Figure a, Figure b)
    {
        if (Width(b) != Width(a)) return Width(b) < Width(a) ? b : a;
        if (b.Qualifier == FigureQualifier.About && a.Qualifier == FigureQualifier.Exact)
            return b with { By = b.By ?? a.By };
        return a.By is null && b.By is not null
            ? b with { Qualifier = a.Qualifier == FigureQualifier.About ? a.Qualifier : b.Qualifier } : a;
    }

    private static long Width(Figure figure) => (figure.Max ?? int.MaxValue) - (long)(figure.Min ?? 0);

    private static Figure Open(Figure figure) => figure with { Max = null, Qualifier = FigureQualifier.AtLeast };

    private static Figure Sum(Figure known, Figure more)
    {
        if (known.Sentence == more.Sentence && known.Min is null) return known;
        return known with
        {
            Min = known.Min + more.Min,
            Max = known.Max + more.Max,
            Qualifier = known.Qualifier == FigureQualifier.Exact ? more.Qualifier : known.Qualifier,
        };
    }
}
