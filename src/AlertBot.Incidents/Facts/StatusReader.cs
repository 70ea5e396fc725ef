using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>How the article stands to what it tells, and the sentences that must not get lost.</summary>
internal static class StatusReader
{
    private const int LeadTokens = 14;

    /// <summary>The status of the main event.</summary>
    public static FactStatus Read(TaggedText text, IReadOnlyList<Segment> segments, KindVerdict verdict,
        string? correction)
    {
        if (verdict.Kind is EventKind.Commemoration) return FactStatus.Historical;
        if (correction is not null && IsRetraction(text, segments)) return FactStatus.Retracted;
        var hedged = 0;
        var told = 0;
        var unconfirmed = false;
        var order = 0;
        foreach (var segment in segments)
        {
            var isTitle = text.Text.Sentences[segment.Sentence].IsTitle;
            if (segment.Owner != 0 || (!isTitle && order++ >= 2)) continue;
            if (verdict.Kind is not EventKind.Threat and not EventKind.Statement) CountHedges(text, segment,
                ref hedged, ref told);
            unconfirmed |= HasUnconfirmed(text, segment);
        }

        if (verdict.Kind is not null && hedged > 0 && told == 0) return FactStatus.Hypothetical;
        if (verdict.Kind is EventKind.Threat) return FactStatus.Hypothetical;
        if (unconfirmed) return FactStatus.Unconfirmed;
        return IsOneSidedClaim(text, segments) ? FactStatus.Claimed : FactStatus.Reported;
    }

    /// <summary>The first sentence that says that the perpetrators are unknown or that nobody has claimed it.</summary>
    public static string? PerpetratorUnknown(TaggedText text, IReadOnlyList<Segment> segments)
    {
        string? elsewhere = null;
        foreach (var segment in segments)
        {
            if (segment.IsBack && !segment.IsCause || !SaysUnknown(text, segment)) continue;
            var sentence = text.Text.SentenceText(segment.Sentence);
            if (segment.Owner == 0) return sentence;
            elsewhere ??= sentence;
        }

        return elsewhere;
    }

    /// <summary>The first sentence that corrects or withdraws.</summary>
    public static string? Correction(TaggedText text, IReadOnlyList<Segment> segments)
    {
        foreach (var segment in segments)
            for (var i = segment.First; i < segment.End; i++)
                if (text.Words[i].Is(Tag.Correction)) return text.Text.SentenceText(segment.Sentence);
        return null;
    }

    private static bool SaysUnknown(TaggedText text, Segment segment)
    {
        for (var i = segment.First; i < segment.End; i++)
        {
            var word = text.Words[i];
            if (word.Is(Tag.Unknown)) return true;
            if (!word.Is(Tag.Negation) && !(word.Is(Tag.Earlier) && text.Tokens[i].Folded is "لم" or "ولم")) continue;
            if (text.Tokens[i].Folded[0] >= '\u0600')
            {
                for (var at = i + 1; at < segment.End && at <= i + 4; at++)
                    if (text.Words[at].Is(Tag.Claim)) return true;
                if (AsksWhichSide(text, i, segment.End)) return true;
                continue;
            }

            if (NobodyClaimed(text, i, segment.End) || AsksWho(text, i, segment.End)) return true;
        }

        return false;
    }

    // "It could not be established who had fired", "neither side has said who did it".
    private static bool AsksWho(TaggedText text, int i, int end)
    {
        for (var at = i + 1; at < end && at <= i + 9; at++)
        {
            if (text.HasGap(at, Gap.Break)) return false;
            if (text.Tokens[at].Folded is not ("who" or "whoever")) continue;
            for (var verb = at + 1; verb < end && verb <= at + 4 && !text.Breaks(verb); verb++)
                if (text.Words[verb].Is(Tag.Fire | Tag.Deed) || text.Tokens[verb].Folded is "behind" or "responsible"
                    or "did" or "ordered") return true;
            return false;
        }

        return false;
    }

    // "لم تتضح حتى الآن الجهة التي تقف وراء": which side it was.
    private static bool AsksWhichSide(TaggedText text, int i, int end)
    {
        if (text.Tokens[i].Folded is "دون" or "بدون") return false;
        for (var at = i + 1; at < end && at <= i + 6 && !text.Breaks(at); at++)
            if (text.Tokens[at].Folded is "الجهه" or "هويه" or "المسوول" or "المنفذ" or "المنفذين") return true;
        return false;
    }

    // "No group has claimed", "nobody said that they fired", "there was no claim of responsibility".
    private static bool NobodyClaimed(TaggedText text, int i, int end)
    {
        for (var at = i + Math.Max(1, (int)text.Spans[i]); at < end && at <= i + 9; at++)
        {
            if (text.HasGap(at, Gap.Break)) return false;
            var folded = text.Tokens[at].Folded;
            if (IsNot(text, i) && folded is "claim" or "claimed" && !text.Words[at - 1].Is(Tag.Be)) return false;
            if (folded is "said" or "admitted" && !IsNot(text, i) && SaysOwnDeed(text, at, end)) return true;
            if (folded is "claim" or "claims" or "claimed" or "claiming"
                || text.Words[at].Is(Tag.Claim)) return !text.Words[i].Is(Tag.Deny);
            if (folded is "responsibility" && at <= i + 4 && !text.Words[i].Is(Tag.Deny)) return true;
        }

        return false;
    }

    // "X has not claimed it" leaves others; "it has not been claimed" leaves none.
    private static bool IsNot(TaggedText text, int i) => text.Tokens[i].Folded is "not" or "hasnt" or "havent"
        or "didnt"
        or "never";

    // "Nobody has said that they fired the rockets."
    private static bool SaysOwnDeed(TaggedText text, int said, int end)
    {
        var at = said + 1;
        if (at < end && text.Tokens[at].Folded == "that") at++;
        if (at >= end || text.Tokens[at].Folded is not ("they" or "it" or "he")) return false;
        for (var i = at + 1; i < end && i <= at + 3; i++)
            if (text.Words[i].Is(Tag.Fire | Tag.Deed) || text.Tokens[i].Folded is "behind" or "responsible" or "did")
                return true;
        return false;
    }

    private static bool HasUnconfirmed(TaggedText text, Segment segment)
    {
        for (var i = segment.First; i < segment.End; i++)
            if (text.Words[i].Is(Tag.Unconfirmed) && !text.Words[i].Is(Tag.Correction)) return true;
        return false;
    }

    private static bool IsRetraction(TaggedText text, IReadOnlyList<Segment> segments)
    {
        var seen = 0;
        foreach (var segment in segments)
        {
            if (seen++ >= 3) break;
            for (var i = segment.First; i < segment.End; i++)
                if (text.Words[i].Is(Tag.Correction) && text.Words[i].Is(Tag.Unconfirmed)) return true;
        }

        return false;
    }

    // A deed is hedged when could, if or warns stands before it in its clause.
    private static void CountHedges(TaggedText text, Segment segment, ref int hedged, ref int told)
    {
        var hedgeAt = -LeadTokens;
        for (var i = segment.First; i < segment.End; i++)
        {
            if (text.HasGap(i, Gap.Break)) hedgeAt = -LeadTokens;
            var word = text.Words[i];
            if (word.Is(Tag.Hedge) && !(word.Is(Tag.Month) && HasNumberBeside(text, i, segment))) hedgeAt = i;
            if (word.Is(Tag.Killed | Tag.Wounded) && word.Is(Tag.Participle) && i - hedgeAt >= LeadTokens) told++;
            if (!word.Is(Tag.Attack | Tag.Munition | Tag.Hit)) continue;
            if (i - hedgeAt < LeadTokens) hedged++;
            else told++;
        }
    }

    private static bool HasNumberBeside(TaggedText text, int i, Segment segment) =>
        (i > segment.First && char.IsAsciiDigit(text.Tokens[i - 1].Folded[0]))
        || (i + 1 < segment.End && char.IsAsciiDigit(text.Tokens[i + 1].Folded[0]))
        || (i > segment.First && text.Tokens[i - 1].Folded is "in" or "since");

    // "Rebels claim to have shot down a jet": told by one side alone.
    private static bool IsOneSidedClaim(TaggedText text, IReadOnlyList<Segment> segments)
    {
        if (segments.Count == 0) return false;
        var head = segments[0];
        for (var i = head.First; i < head.End; i++)
        {
            var folded = text.Tokens[i].Folded;
            if (folded is not ("claim" or "claims" or "claimed" or "تزعم" or "زعمت" or "زعم" or "يزعم")) continue;
            var next = i + Math.Max(1, (int)text.Spans[i]);
            if (text.Words[i].Is(Tag.Claim) || i == head.First) continue;
            return next < head.End && !text.Words[next].Is(Tag.Of)
                && text.Tokens[next].Folded is not "responsibility" and not "lives" and not "life"
                && !(text.Words[i - 1].Is(Tag.Deny | Tag.Negation));
        }

        return false;
    }
}
