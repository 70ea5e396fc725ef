namespace AlertBot.Incidents.Facts;

/// <summary>Who says what a sentence says, as the sentence names them.</summary>
internal static class Attribution
{
    // A source is named in a few words; more is another clause.
    private const int MaxWords = 12;

    private const Tag NoSource = Tag.Hit | Tag.Fire | Tag.Killed | Tag.Wounded | Tag.Negation | Tag.Be | Tag.Munition
        | Tag.Hedge | Tag.Qualifier;

    /// <summary>The source of what stands at <paramref name="at"/>, for example "the Pentagon"; null when none is
    /// named.</summary>
    public static string? Of(TaggedText text, int first, int end, int at)
    {
        var before = -1;
        for (var i = at - 1; i >= first && before < 0; i--)
        {
            if (IsSemicolon(text, i + 1)) break;
            if (Informs(text, i, first)) before = i;
        }

        if (before >= 0 && Named(text, before, first, end, at) is { } name) return name;
        if (Headed(text, first, at) is { } head) return head;
        if (before >= 0) return null;
        for (var i = at + 1; i < end; i++)
        {
            if (IsSemicolon(text, i)) return null;
            if (Informs(text, i, first) && Follows(text, i, first, end) && Named(text, i, first, end, at) is { } after)
                return after;
        }

        return null;
    }

    /// <summary>The subject of a verb as the text names it; null when it is a pronoun or missing.</summary>
    public static string? Before(TaggedText text, int verb, int first, int sentenceEnd)
    {
        var (start, end) = SubjectPhrase.Of(text, verb, first);
        return Source(text, start, end) ?? Inverted(text, verb, sentenceEnd);
    }

    private static string? Named(TaggedText text, int verb, int first, int end, int at)
    {
        if (IsArabic(text, verb)) return ArabicSource.Of(text, verb, first, end);
        if (text.Tokens[verb].Folded is "according") return After(text, verb, end);
        var name = Before(text, verb, first, end);

        // "…, adding that 12 were hurt": whoever spoke before goes on.
        if (name is not null || !text.Tokens[verb].Folded.EndsWith("ing", StringComparison.Ordinal)) return name;
        for (var i = verb - 1; i >= first; i--)
            if (Speaks(text, i, first)) return i < at ? Before(text, i, first, end) : null;
        return null;
    }

    // Who condemns or praises an attack speaks of it, but does not tell how many it killed.
    private static bool Informs(TaggedText text, int i, int first) => !text.Words[i].Is(Tag.Reaction)
        && text.Tokens[i].Folded is not ("praised" or "praises" or "hailed" or "lauded"
            or "blessed" or "applauded" or "welcomed") && Speaks(text, i, first);

    /// <summary>Whether a token is a verb of saying that has a speaker: not "were told", not "would not say".</summary>
    public static bool Speaks(TaggedText text, int i, int first)
    {
        var word = text.Words[i];
        var folded = text.Tokens[i].Folded;
        if (IsArabic(text, i)) return word.Is(Tag.Speech) && !folded.StartsWith("ال", StringComparison.Ordinal);
        if (!word.Is(Tag.Speech) && !PutsNumber(text, i)) return false;
        if (folded is "report" or "estimates" or "reports" && i > first
            && text.Words[i - 1].Is(Tag.A | Tag.The | Tag.Of))
            return false;
        if (folded is "counted" && i > first && text.Words[i - 1].Is(Tag.Have)) return true;
        return !SubjectPhrase.IsPassive(text, i, first) && !IsNegated(text, i, first);
    }

    // "The ministry put the number of wounded at 62", "the army counts six dead".
    private static bool PutsNumber(TaggedText text, int i)
    {
        var folded = text.Tokens[i].Folded;
        if (i + 2 >= text.Count) return false;
        if (folded is "put" or "puts") return text.Words[i + 1].Is(Tag.The) && (text.Words[i + 2].Is(Tag.Toll)
            || text.Tokens[i + 2].Folded is "number" or "count" or "total" or "figure" or "death")
            || text.Tokens[i + 1].Folded is "count";
        return folded is "counts" && (text.Words[i + 1].Is(Tag.Number | Tag.Qualifier)
            || char.IsAsciiDigit(text.Tokens[i + 1].Folded[0]));
    }

    private static bool IsNegated(TaggedText text, int verb, int first)
    {
        for (var i = verb - 1; i >= first && verb - i <= 3; i--)
        {
            if (text.Breaks(i + 1)) return false;
            if (text.Words[i].Is(Tag.Negation)) return text.HitAt[i] == 0;
        }

        return false;
    }

    // "Three were killed, the army said": a comma, the speaker, the verb, and no "that" behind it.
    private static bool Follows(TaggedText text, int verb, int first, int end)
    {
        var after = verb + Math.Max(1, (int)text.Spans[verb]);
        if (text.Tokens[verb].Folded is "according" || IsArabic(text, verb)) return true;
        if (after < end && text.Tokens[after].Folded is "that" && !text.Breaks(after)) return false;
        var (start, stop) = SubjectPhrase.Of(text, verb, first);
        if (start == stop) return after < end && text.HasGap(verb, Gap.Comma | Gap.Quote) && !text.Breaks(after);
        return start == first || text.HasGap(start, Gap.Comma | Gap.Break | Gap.Quote);
    }

    // "Hospital: 12 dead": who stands before the colon says what follows it.
    private static string? Headed(TaggedText text, int first, int at)
    {
        for (var i = at; i > first && at - i <= MaxWords; i--)
        {
            if (!text.HasGap(i, Gap.Break)) continue;
            if (!IsMark(text, i, ':')) return null;
            var start = i - 1;
            while (start > first && !text.HasGap(start, Gap.Break | Gap.Comma)) start--;
            for (var k = start; k < i && i - start <= 6; k++)
                if (text.Hit(k)?.Actor is not null || text.Words[k].Is(Tag.Person)) return Source(text, start, i);
            return null;
        }

        return null;
    }

    private static bool IsSemicolon(TaggedText text, int i) =>
        i < text.Count && text.HasGap(i, Gap.Break) && (IsMark(text, i, ';') || IsMark(text, i, '؛'));

    private static bool IsMark(TaggedText text, int i, char mark)
    {
        if (i <= 0 || i >= text.Count) return false;
        var from = text.Tokens[i - 1].Start + text.Tokens[i - 1].Length;
        return text.Text.Original.AsSpan(from, text.Tokens[i].Start - from).Contains(mark);
    }

    // "said a spokesman for the coalition"
    private static string? Inverted(TaggedText text, int verb, int end)
    {
        var start = verb + Math.Max(1, (int)text.Spans[verb]);
        return start < end && text.Words[start].Is(Tag.A | Tag.The) && text.Gaps[start] == Gap.None
            && verb > 0 && text.HasGap(verb, Gap.Comma | Gap.Quote) ? After(text, verb, end) : null;
    }

    private static string? After(TaggedText text, int verb, int end)
    {
        var start = verb + Math.Max(1, (int)text.Spans[verb]);
        var stop = start;
        while (stop < end && stop - start < MaxWords)
        {
            if (text.HasGap(stop, Gap.Comma | Gap.Break | Gap.Quote)) break;
            var word = text.Words[stop];
            if (text.HitAt[stop] == 0 && !word.Is(Tag.The) && word.Is(Tag.Clause | Tag.Be | Tag.Weekday | Tag.DayWord
                | Tag.DayPart | Tag.Speech | Tag.Killed | Tag.Hit)) break;
            stop++;
        }

        return Source(text, start, stop);
    }

    private static bool IsArabic(TaggedText text, int i) => text.Tokens[i].Folded[0] >= '\u0600';

    private static string? Source(TaggedText text, int start, int end)
    {
        while (start < end && text.Words[start].Is(Tag.Clause | Tag.And) && !text.Words[start].Is(Tag.The)) start++;
        if (start >= end || end - start > MaxWords) return null;
        if (text.Words[start].Is(Tag.Pronoun) || end - start == 1 && text.Words[start].Is(Tag.A | Tag.The)) return null;
        if (end - start == 1 && (text.Words[start].Is(Tag.Number | Tag.Clause | Tag.Speech)
            || text.Tokens[start].Folded is "who" or "others" or "some" or "many" or "i" or "we" or "you" or "there"))
            return null;
        for (var i = start; i < end; i++)
            if (text.HitAt[i] == 0 && text.Words[i].Is(NoSource) && !text.Words[i].Is(Tag.Person)) return null;
        var name = text.Slice(start, end).Trim();
        return name.Length is > 1 and <= 80 ? name : null;
    }
}
