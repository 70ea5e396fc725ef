namespace AlertBot.Incidents.Facts;

/// <summary>Reads that nobody was hurt. "No word of casualties" says nothing and gives nothing.</summary>
internal static class LossReader
{
    private const int Reach = 4;

    /// <summary>Adds 0 to 0 where a segment says so.</summary>
    public static void Read(TaggedText text, Segment segment, string sentence, List<RawFigure> found)
    {
        for (var i = segment.First; i < segment.End; i++)
        {
            if (!text.Words[i].Is(Tag.Negation) || text.Words[i].Is(Tag.Earlier)) continue;
            var classes = text.Tokens[i].Folded[0] >= '\u0600' ? Arabic(text, i, segment) : English(text, i, segment);
            foreach (var casualty in (ReadOnlySpan<Tag>)[Tag.Killed, Tag.Wounded])
            {
                if ((classes & casualty) == Tag.None) continue;
                var by = Attribution.Of(text, segment.First, segment.End, i);
                var figure = new Figure(0, 0, FigureQualifier.Exact, by, sentence);
                found.Add(new RawFigure(casualty, figure, i, false, false, false));
            }
        }
    }

    private static Tag English(TaggedText text, int i, Segment segment)
    {
        var negation = text.Tokens[i].Folded;
        var isPerson = negation is "nobody" or "none" || (negation == "no" && text.Spans[i] > 1)
            || (i + 1 < segment.End && text.Tokens[i + 1].Folded is "one" or "people" or "person" && negation == "no");
        for (var at = i + text.Spans[i]; at < segment.End && at <= i + Reach + (isPerson ? 3 : 0); at++)
        {
            if (text.HasGap(at, Gap.Break)) return Tag.None;
            var word = text.Words[at];
            if (isPerson && word.Is(Tag.Killed | Tag.Wounded)
                && word.Is(Tag.Participle)) return Both(text, at, word, segment);
            if (!isPerson && word.Is(Tag.Loss)) return IsLimited(text, at, segment) ? Tag.None
                : Lost(text, at, word, segment);
            if (isPerson && text.Tokens[at].Folded is "one" or "people" or "person") continue;
            if (!IsFiller(text, at, negation)) return Tag.None;
        }

        return Tag.None;
    }

    // "No casualties" and "no dead or wounded" are both, "no injuries" only that.
    private static Tag Lost(TaggedText text, int at, Word word, Segment segment)
    {
        if (!word.Is(Tag.Killed | Tag.Wounded)) return Tag.Killed | Tag.Wounded;
        return Both(text, at, word, segment);
    }

    private static Tag Both(TaggedText text, int at, Word word, Segment segment)
    {
        var classes = word.Tags & (Tag.Killed | Tag.Wounded);
        var next = at + 1;
        if (next + 1 < segment.End && text.Tokens[next].Folded is "or" or "nor" or "and")
            classes |= text.Words[next + 1].Tags & (Tag.Killed | Tag.Wounded);
        return text.Tokens[at].Folded is "hurt" or "harmed" ? Tag.Killed | Tag.Wounded : classes;
    }

    private static bool IsFiller(TaggedText text, int at, string negation)
    {
        var word = text.Words[at];
        if (word.Is(Tag.Be | Tag.Have | Tag.A) || text.Spans[at] == 0) return true;
        if (text.Tokens[at].Folded is "immediate" or "human" or "known" or "serious" or "any" or "or" or "material"
            or "damage" or "further" && negation != "further") return text.Tokens[at].Folded != "further";
        return negation is "not" or "didnt" or "without" && text.Tokens[at].Folded is "cause" or "causing" or "result"
            or "in" or "leave";
    }

    // "No casualties among American troops" says nothing of others.
    private static bool IsLimited(TaggedText text, int at, Segment segment) =>
        at + 1 < segment.End && text.Tokens[at + 1].Folded is "among" or "so" or "amongst"
        || at + 3 < segment.End && text.Tokens[at + 1].Folded is "in" or "on" or "to"
            && (text.HitAt[at + 2] > 0 && text.Hit(at + 2)?.Actor is not null
            || text.Tokens[at + 2].Folded is "our" or "its" or "their"
            || text.Tokens[at + 2].Folded is "the" && text.Tokens[at + 3].Folded is "ranks");

    // "في صفوف القوات العراقية", "بين قواتنا": others may have been hurt.
    private static bool IsOfSome(TaggedText text, int at, Segment segment)
    {
        for (var i = at + Math.Max(1, (int)text.Spans[at]); i < segment.End && i <= at + 4; i++)
        {
            if (text.Breaks(i)) return false;
            if (text.Tokens[i].Folded is "صفوف" or "بصفوف" or "بين" or "ضمن" or "لقواتنا" or "بقواتنا"
                or "قواتنا") return true;
        }

        return false;
    }

    private static Tag Arabic(TaggedText text, int i, Segment segment)
    {
        for (var at = i + Math.Max(1, (int)text.Spans[i]); at < segment.End && at <= i + Reach + 1; at++)
        {
            if (text.Breaks(at)) return Tag.None;
            var word = text.Words[at];
            if (!word.Is(Tag.Loss)) continue;
            if (IsOfSome(text, at, segment)) return Tag.None;
            if (word.Is(Tag.Wounded) && !word.Is(Tag.Killed)
                && text.Tokens[at].Folded.EndsWith("جرحي", StringComparison.Ordinal))
                return Tag.Wounded;
            return Tag.Killed | Tag.Wounded;
        }

        return Tag.None;
    }
}
