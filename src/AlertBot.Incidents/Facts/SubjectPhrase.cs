namespace AlertBot.Incidents.Facts;

/// <summary>Finds the words that are the subject of an English verb: what stands before it, as far as one noun and
/// what belongs to it reach.</summary>
internal static class SubjectPhrase
{
    private const int MaxWords = 12;

    // A relative clause or an office between commas is rarely longer.
    private const int MaxAside = 22;

    private const Tag Borders = Tag.Clause | Tag.And | Tag.Be | Tag.Have | Tag.Killed | Tag.Wounded | Tag.Hit | Tag.Fire
        | Tag.After | Tag.Weekday | Tag.DayWord | Tag.DayPart | Tag.Speech | Tag.Accuse | Tag.Deny | Tag.Claim
        | Tag.Deed | Tag.Munition;

    /// <summary>First and end token; the same twice when the verb has no subject of its own.</summary>
    public static (int Start, int End) Of(TaggedText text, int verb, int first)
    {
        var end = Trim(text, verb, first);
        var isParticiple = text.Tokens[verb].Folded.EndsWith("ing", StringComparison.Ordinal);
        if (isParticiple && text.HasGap(verb, Gap.Comma)) return (verb, verb);
        if (end > first && end < text.Count && text.HasGap(end, Gap.Comma)) end = BeforeAside(text, end, first);
        var start = end;
        while (start > first && end - start < MaxWords)
        {
            if (text.HasGap(start, Gap.Comma | Gap.Break | Gap.Quote) && start < end) break;
            if (IsBorder(text, start - 1) && !JoinsNouns(text, start - 1, first)) break;
            start--;
        }

        while (start < end && text.Words[start].Is(Tag.Clause | Tag.And | Tag.At) && !text.Words[start].Is(Tag.The))
            start++;
        return (start, end);
    }

    /// <summary>Whether the verb is of the kind "were told": what stands before it does not speak.</summary>
    public static bool IsPassive(TaggedText text, int verb, int first)
    {
        var at = verb - 1;
        while (at >= first && (text.Spans[at] == 0 || IsAdverb(text.Tokens[at].Folded))) at--;
        return at >= first && text.Words[at].Is(Tag.Be)
            && !text.Tokens[verb].Folded.EndsWith("ing", StringComparison.Ordinal);
    }

    /// <summary>Whether "and", "but" or a comma ties a verb without subject to the verb before.</summary>
    public static bool IsTied(TaggedText text, int verb, int first)
    {
        var end = Trim(text, verb, first);
        return end > first && (text.Words[end - 1].Is(Tag.And) || text.Tokens[end - 1].Folded is "but" or "yet"
            or "then");
    }

    // Within a name no word is a border, nor is one that only looks like a verb: "the report", "a raid".
    private static bool IsBorder(TaggedText text, int i)
    {
        if (text.HitAt[i] > 0 || text.Spans[i] == 0) return false;
        var word = text.Words[i];
        return word.Is(Borders) && !(word.Is(Tag.Clause) && word.Is(Tag.The) && text.Tokens[i].Folded != "that");
    }

    // "Militia and security sources said": the words before "and" are part of it when no verb is among them.
    private static bool JoinsNouns(TaggedText text, int and, int first)
    {
        if (text.HitAt[and] > 0 || !text.Words[and].Is(Tag.And)) return false;
        for (var i = and - 1; i >= first && and - i <= 5; i--)
        {
            if (text.Words[i].Is(Borders | Tag.Attack | Tag.Negation | Tag.Pronoun) && text.HitAt[i] == 0) return false;
            if (i == first || text.HasGap(i, Gap.Comma | Gap.Break | Gap.Quote)) return true;
        }

        return false;
    }

    // "X, which is backed by Iran, denied", "the minister, Y, told": an aside between commas is passed over, unless it
    // is a name, which then is the subject.
    private static int BeforeAside(TaggedText text, int end, int first)
    {
        for (var i = end - 1; i > first && end - i <= MaxAside; i--)
        {
            if (text.HasGap(i, Gap.Break)) return end;
            if (!text.HasGap(i, Gap.Comma)) continue;
            var isName = text.HitAt[i] > 0 && i + text.Spans[i] >= end;
            return isName ? end : i;
        }

        // One comma alone: what stands before it is an opening, not a subject.
        return end;
    }

    /// <summary>The token where the subject of <paramref name="verb"/> ends, without auxiliaries, adverbs and
    /// days.</summary>
    public static int Trim(TaggedText text, int verb, int first)
    {
        var end = verb;
        while (end > first)
        {
            var before = text.Tokens[end - 1].Folded;
            var word = text.Words[end - 1];
            if (text.HitAt[end - 1] > 0) break;
            if (end >= 2 + first && IsPhrase(text.Tokens[end - 2].Folded, before)
                && !text.HasGap(end, Gap.Comma)) end -= 2;
            else if (!text.HasGap(end, Gap.Comma | Gap.Break | Gap.Quote) && (IsAdverb(before)
                || word.Is(Tag.Be | Tag.Have | Tag.Weekday | Tag.DayWord | Tag.DayPart) || before is "on")) end--;
            else break;
        }

        return end;
    }

    private static bool IsPhrase(string first, string second) => (first, second) is ("at", "first") or ("at", "once")
        or ("in", "public") or ("in", "private") or ("in", "turn") or ("for", "now") or ("so", "far");

    private static bool IsAdverb(string word) => word is "also" or "later" or "earlier" or "again" or "soon" or "now"
        or "then" or "still" or "first" or "has" or "had" or "meanwhile" or "however" or "since" or "since" or "did"
        or "both" or "all" or "afterwards" or "today" or "yesterday" or "itself" or "himself" or "herself"
        || (word.Length > 4 && word.EndsWith("ly", StringComparison.Ordinal)
            && word is not ("family" or "ally" or "july" or "italy" or "assembly" or "rally"));
}
