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
            if (!word.Is(Tag.Negation)) continue;
            if (text.Tokens[i].Folded[0] >= '\u0600')
            {
                for (var at = i + 1; at < segment.End && at <= i + 4; at++)
                    if (text.Words[at].Is(Tag.Claim)) return true;
                continue;
            }

            if (NobodyClaimed(text, i, segment.End)) return true;
        }

        return false;
    }

    // "No group has claimed", "nobody said that they fired", "there was no claim of responsibility".
    private static bool NobodyClaimed(TaggedText text, int i, int end)
    {
        for (var at = i + Math.Max(1, (int)text.Spans[i]); at < end && at <= i + 9; at++)
        {
            if (text.HasGap(at, Gap.Break)) return false;
            var folded = text.Tokens[at].Folded;
            if (folded is "claim" or "claims" or "claimed" or "claiming"
                || text.Words[at].Is(Tag.Claim)) return !text.Words[i].Is(Tag.Deny);
            if (folded is "responsibility" && at <= i + 4 && !text.Words[i].Is(Tag.Deny)) return true;
        }

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
