namespace AlertBot.Incidents.Facts;

/// <summary>Who says what a sentence says, as the sentence names them.</summary>
internal static class Attribution
{
    private const int MaxWords = 12;

    /// <summary>The source of what stands at <paramref name="at"/>, for example "the Pentagon"; null when none is
    /// named.</summary>
    public static string? Of(TaggedText text, int first, int end, int at)
    {
        // The nearest verb of saying speaks for it, a verb before it rather than one behind.
        var best = -1;
        for (var i = first; i < end; i++)
        {
            if (!text.Words[i].Is(Tag.Speech)) continue;
            if (best < 0 || i < at || best > at && i < best) best = i;
        }

        if (best < 0) return null;
        if (text.Tokens[best].Folded[0] >= '\u0600') return After(text, best, end);
        if (text.Tokens[best].Folded is "according") return After(text, best, end);
        return Before(text, best, first, end);
    }

    /// <summary>The subject of a verb as the text names it; null when it is a pronoun or missing.</summary>
    public static string? Before(TaggedText text, int verb, int first, int sentenceEnd)
    {
        var end = verb;
        while (end > first && text.Words[end - 1].Is(Tag.Be | Tag.Have)) end--;
        end = WithoutTime(text, end, first);
        var start = end;
        while (start > first && end - start < MaxWords)
        {
            if (text.HasGap(start, Gap.Comma | Gap.Break | Gap.Quote)) break;
            if (IsBorder(text.Words[start - 1])) break;
            start--;
        }

        return Source(text, start, end) ?? Inverted(text, verb, sentenceEnd);
    }

    // "said a spokesman for the coalition"
    private static string? Inverted(TaggedText text, int verb, int end)
    {
        var start = verb + Math.Max(1, (int)text.Spans[verb]);
        return start < end && text.Words[start].Is(Tag.A | Tag.The) && text.Gaps[start] == Gap.None
            ? After(text, verb, end) : null;
    }

    private static string? After(TaggedText text, int verb, int end)
    {
        var start = verb + Math.Max(1, (int)text.Spans[verb]);
        if (start + 1 < end && text.Tokens[start].Folded == "ما" && text.Words[start + 1].Is(Tag.Speech)) start += 2;
        var stop = start;
        while (stop < end && stop - start < MaxWords)
        {
            if (text.HasGap(stop, Gap.Comma | Gap.Break | Gap.Quote)) break;
            var word = text.Words[stop];
            if (word.Is(Tag.Clause | Tag.Be | Tag.Weekday | Tag.DayWord | Tag.DayPart | Tag.Speech | Tag.Killed
                | Tag.Hit)) break;
            if (stop > start && word.Is(Tag.At | Tag.Munition) && text.Tokens[stop].Folded[0] >= '\u0600') break;
            stop++;
        }

        return Source(text, start, stop);
    }

    private static int WithoutTime(TaggedText text, int end, int first)
    {
        while (end > first && text.Words[end - 1].Is(Tag.Weekday | Tag.DayWord | Tag.DayPart)) end--;
        while (end > first && text.Tokens[end - 1].Folded is "on" or "late" or "early" or "also" or "later"
            or "earlier" or "again"
            or "has" or "had" or "repeatedly" or "strongly" or "flatly" or "quickly" or "immediately" or "promptly"
            or "meanwhile"
            or "however" or "swiftly" or "categorically" or "initially" or "then" or "still" or "firmly") end--;
        return end;
    }

    private static bool IsBorder(Word word) => word.Is(
        Tag.Clause | Tag.And | Tag.Be | Tag.Killed | Tag.Wounded | Tag.Hit | Tag.Fire | Tag.After | Tag.Weekday
            | Tag.DayWord
        | Tag.Speech | Tag.Accuse | Tag.Deny | Tag.DayPart);

    private static string? Source(TaggedText text, int start, int end)
    {
        while (start < end && text.Words[start].Is(Tag.Clause | Tag.And)) start++;
        if (start >= end) return null;
        var isPronoun = end - start == 1 && text.Words[start].Is(Tag.Pronoun | Tag.Clause | Tag.A | Tag.The);
        if (isPronoun || text.Words[start].Is(Tag.Pronoun)) return null;
        var name = text.Slice(start, end).Trim();
        return name.Length is > 1 and <= 80 ? name : null;
    }
}
