namespace AlertBot.Incidents.Facts;

/// <summary>Whether a text itself says that what a sentence gives is not proven. "Could not be verified" is a hedge, no
/// doubt: most first reports say it.</summary>
internal static class Doubts
{
    // The sentence that takes a figure back begins with it: "It offered no evidence".
    private const int LeadTokens = 9;

    /// <summary>Whether the sentence or the one that goes on from it says so.</summary>
    public static bool Cast(TaggedText text, int sentence)
    {
        var (first, end) = text.Bounds(sentence);
        if (Has(text, first, end)) return true;
        if (sentence + 1 >= text.Text.Sentences.Count || text.Text.Sentences[sentence].IsTitle) return false;
        var (next, stop) = text.Bounds(sentence + 1);
        return next < stop && GoesOn(text, next) && Has(text, next, Math.Min(stop, next + LeadTokens));
    }

    private static bool GoesOn(TaggedText text, int first)
    {
        if (text.Words[first].Is(Tag.Pronoun) || text.Words[first].Is(Tag.Negation)) return true;
        if (text.Tokens[first].Folded is "لم" or "ولم" or "دون" or "بدون" or "there") return true;
        return first + 1 < text.Count && text.Words[first].Is(Tag.The)
            && text.Tokens[first + 1].Folded is "claim" or "claims" or "figure" or "number" or "report" or "broadcaster"
                or "assertion" or "toll";
    }

    private static bool Has(TaggedText text, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            var folded = text.Tokens[i].Folded;
            if (folded is "unproven" or "unsubstantiated" or "unfounded" or "baseless" or "evidenceless") return true;
            if (folded is not ("evidence" or "proof" or "دليل" or "دليلا" or "ادله" or "اثبات"
                or "substantiation")) continue;
            for (var back = i - 1; back >= first && i - back <= 4; back--)
            {
                if (text.Breaks(back + 1)) break;
                if (text.Words[back].Is(Tag.Negation)
                    || text.Tokens[back].Folded is "without" or "no" or "not" or "دون" or "بدون" or "بلا" or "لم"
                        or "ولم"
                        or "any" && back > first && text.Tokens[back - 1].Folded is "without" or "not") return true;
            }
        }

        return false;
    }
}
