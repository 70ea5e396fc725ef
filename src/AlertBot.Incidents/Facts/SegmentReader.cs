namespace AlertBot.Incidents.Facts;

/// <summary>Divides sentences where they turn from the event that is told of to another one.</summary>
internal static class SegmentReader
{
    /// <summary>Later sentences of long articles are left out.</summary>
    public const int MaxSentences = 60;

    private const int MaxLookAhead = 10;

    /// <summary>The segments of a text, in order; each sentence gives one or two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="publishedMonth">1 to 12; null when unknown.</param>
    /// <param name="publishedYear">Null when unknown.</param>
    public static List<Segment> Read(TaggedText text, int? publishedMonth, int? publishedYear)
    {
        var segments = new List<Segment>();
        var leads = 0;
        for (var s = 0; s < text.Text.Sentences.Count && s < MaxSentences; s++)
        {
            var (first, end) = text.Bounds(s);
            if (first >= end) continue;
            var isLead = text.Text.Sentences[s].IsTitle || leads++ == 0;
            Divide(text, s, first, end, isLead, publishedMonth, publishedYear, segments);
        }

        return segments;
    }

    private static void Divide(
        TaggedText text, int sentence, int first, int end, bool isLead, int? month, int? year, List<Segment> segments)
    {
        var (at, isCause) = Turn(text, first, end, isLead, month, year);
        if (at < 0)
        {
            segments.Add(new Segment(first, end, sentence, false, false));
            return;
        }

        if (at > first) segments.Add(new Segment(first, at, sentence, false, false));
        var back = BackEnd(text, at, first, end);
        segments.Add(new Segment(at, back, sentence, true, isCause));
        if (back < end) segments.Add(new Segment(back, end, sentence, false, false));
    }

    // Where the sentence turns back; -1 when it does not.
    private static (int At, bool IsCause) Turn(
        TaggedText text, int first, int end, bool isLead, int? month, int? year)
    {
        for (var i = first; i < end; i++)
        {
            var word = text.Words[i];
            if (IsBlamedOnAnother(text, i, first, end)) return (i + 1, true);
            if (word.Is(Tag.After | Tag.StrongAfter) && IsTurn(text, i, first, end, isLead))
                return (Gap(text, i, first), true);
            if (!IsBackCue(text, i, first, end, month, year, isLead)) continue;
            var clause = ClauseStart(text, i, first);
            if (clause > first && HasEvent(text, first, clause)) return (clause, IsPrior(text, i));
            if (!isLead) return (first, false);
        }

        return (-1, false);
    }

    // "Air strikes hit ..., holding the militia responsible for a rocket attack that killed three": not this one.
    private static bool IsBlamedOnAnother(TaggedText text, int i, int first, int end) =>
        text.Tokens[i].Folded == "responsible" && i + 2 < end && text.Tokens[i + 1].Folded == "for"
        && text.Words[i + 2].Is(Tag.A) && HasDeed(text, first, i) && EventAfter(text, i + 2, end).IsNoun;

    private static bool IsTurn(TaggedText text, int i, int first, int end, bool isLead)
    {
        var word = text.Words[i];
        var strong = word.Is(Tag.StrongAfter);
        if (strong && word.Is(Tag.Back)) return !isLead || i == first;
        var from = i + Math.Max(1, (int)text.Spans[i]);
        var (behind, isNoun) = EventAfter(text, from, end);
        if (behind < 0) return false;
        var gap = Gap(text, i, first) < i;
        if (i == first || Gap(text, i, first) == first)
        {
            // "After the attack, the army ..." turns back only when something else happens after the comma.
            var comma = BackEnd(text, i, first, end);
            return comma < end && HasDeed(text, comma, end);
        }

        if (!HasDeed(text, first, i)) return false;
        if (strong || gap) return true;
        return isNoun && HasOutrightDeed(text, first, i);
    }

    // "Two days after" begins at "two".
    private static int Gap(TaggedText text, int i, int first)
    {
        var at = i;
        while (at > first && at > i - 4 && (text.Words[at - 1].Is(Tag.TimeUnit | Tag.Number | Tag.A)
            || char.IsAsciiDigit(text.Tokens[at - 1].Folded[0])
            || text.Tokens[at - 1].Folded is "just" or "barely" or "only" or "less" or "than")) at--;
        return at;
    }

    // "After the attack, ..." ends at its comma, everything else with the sentence.
    private static int BackEnd(TaggedText text, int at, int first, int end)
    {
        if (at != first) return end;
        if (text.Words[at].Is(Tag.Back) || !StartsWithAfter(text, at, end)) return end;
        for (var i = at + 2; i < end; i++)
            if (text.HasGap(i, Facts.Gap.Comma)) return i;
        return end;
    }

    private static bool StartsWithAfter(TaggedText text, int at, int end)
    {
        for (var i = at; i < end && i < at + 5; i++)
            if (text.Words[i].Is(Tag.After | Tag.StrongAfter)) return !text.Words[i].Is(Tag.Back);
        return false;
    }

    private static bool IsBackCue(
        TaggedText text, int i, int first, int end, int? month, int? year, bool isLead)
    {
        var word = text.Words[i];
        if (word.Is(Tag.Back) && !word.Is(Tag.StrongAfter)) return true;
        if (word.Is(Tag.Month) && IsOtherMonth(text, i, first, end, month)) return true;
        if (isLead || year is null || i == first) return false;
        return text.Tokens[i - 1].Folded is "in" or "since" or "عام" or "سنه"
            && NumberReader.Digits(text.Tokens[i].Folded, out var number)
            && number is >= 1900 and < 2100 && number != year;
    }

    // "In January", "January's strike": a month without a day, and not the month of the report.
    private static bool IsOtherMonth(TaggedText text, int i, int first, int end, int? month)
    {
        if (month is null || text.Words[i].Number == month || i == first && end - first == 1) return false;
        var isPossessive = i + 1 < end
            && text.Tokens[i + 1].Start - (text.Tokens[i].Start + text.Tokens[i].Length) > 2;
        if (text.Words[i].Is(Tag.Hedge) && !isPossessive) return false;
        if (isPossessive && text.Gaps[i + 1] == Facts.Gap.None) return true;
        return i > first && text.Tokens[i - 1].Folded is "in" or "since" or "في" or "منذ" or "خلال"
            && !(i + 1 < end && NumberReader.Digits(text.Tokens[i + 1].Folded, out var day) && day <= 31);
    }

    private static bool IsPrior(TaggedText text, int i) => text.Words[i].Is(Tag.Back)
        && text.Tokens[i].Folded is "previous" or "earlier" or "prior";

    private static int ClauseStart(TaggedText text, int i, int first)
    {
        for (var at = i; at > first; at--)
        {
            if (text.Breaks(at)) return at;
            if (at < i && text.Words[at].Is(Tag.Clause) && !text.Words[at].Is(Tag.The)) return at;
        }

        return first;
    }

    private static (int At, bool IsNoun) EventAfter(TaggedText text, int from, int end)
    {
        for (var i = from; i < end && i < from + MaxLookAhead; i++)
        {
            if (i > from && text.HasGap(i, Facts.Gap.Break)) break;
            var word = text.Words[i];
            if (word.Is(Tag.Attack)) return (i, true);
            if (word.Is(Tag.Killed) && !word.Is(Tag.Participle)) return (i, true);
            if (word.Is(Tag.Hit | Tag.Munition | Tag.Attacker | Tag.Killed | Tag.Wounded)) return (i, false);
        }

        return (-1, false);
    }

    private static bool HasEvent(TaggedText text, int first, int end) => HasDeed(text, first, end)
        || Any(text, first, end, Tag.Killed | Tag.Wounded | Tag.Reaction | Tag.Accuse | Tag.Deny | Tag.Claim);

    private static bool HasDeed(TaggedText text, int first, int end) =>
        Any(text, first, end, Tag.Attack | Tag.Hit | Tag.Munition);

    // Named outright: an attack of its own, not only a verb that the next words explain.
    private static bool HasOutrightDeed(TaggedText text, int first, int end) =>
        Any(text, first, end, Tag.Attack | Tag.Munition);

    private static bool Any(TaggedText text, int first, int end, Tag tags)
    {
        for (var i = first; i < end; i++)
            if (text.Words[i].Is(tags)) return true;
        return false;
    }
}
