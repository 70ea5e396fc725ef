using System.Collections.Frozen;
using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>The speaker of an Arabic sentence: as a rule the words that follow the verb.</summary>
internal static class ArabicSource
{
    private const int MaxWords = 8;

    // What is said to have happened, where a verb without a named speaker goes straight on: "أعلنت العثور على".
    private static readonly FrozenSet<string> Deeds = TextSet(
        "عثور العثور وقوع سقوط تعرض عدم تسجيل مقتل إصابة استشهاد ارتفاع استهداف انفجار تنفيذ إحباط اعتقال ضبط إطلاق "
        + "تفكيك وصول انطلاق مسؤولية مسؤوليتها مسؤوليته حصيلة عدد نتائج حالة بدء انتهاء تعليق إغلاق رفض أي كل ما هذا "
            + "هذه ذلك");

    // "في بيان": how it was said, not who said it.
    private static readonly FrozenSet<string> Manners = TextSet(
        "بيان تصريح تصريحات حديث وقت مؤتمر تقرير اتصال مقابلة تغريدة كلمة رسالة برقية ختام معرض حصيلة");

    /// <summary>The speaker of <paramref name="verb"/>; null when the sentence names none.</summary>
    public static string? Of(TaggedText text, int verb, int first, int end)
    {
        var start = verb + Math.Max(1, (int)text.Spans[verb]);
        if (start + 1 < end && text.Tokens[start].Folded == "ما" && text.Words[start + 1].Is(Tag.Speech)) start += 2;
        var stop = start;
        var isWithin = false;
        while (stop < end && stop - start < MaxWords && !(stop > start && Ends(text, stop, ref isWithin)))
        {
            if (stop == start && (IsNoSpeaker(text, stop) || text.HasGap(stop, Gap.Comma | Gap.Break))) break;
            stop++;
        }

        if (stop > start) return text.Slice(start, stop).Trim();

        // Headlines put the speaker first.
        if (verb <= first || text.Hit(verb - 1)?.Actor is null || text.Breaks(verb)) return null;
        var from = verb - 1;
        while (from > first && text.HitAt[from - 1] == text.HitAt[verb - 1]) from--;
        return text.Slice(from, verb);
    }

    private static bool IsNoSpeaker(TaggedText text, int i)
    {
        var folded = text.Tokens[i].Folded;
        if (text.HitAt[i] > 0) return false;
        if (text.Words[i].Is(Tag.Clause | Tag.Pronoun | Tag.Number | Tag.Weekday | Tag.DayWord | Tag.DayPart
            | Tag.Negation | Tag.At | Tag.Killed | Tag.Wounded | Tag.Munition | Tag.Attack)) return true;
        return Deeds.Contains(folded) || char.IsAsciiDigit(folded[0]) || folded is "عن" or "من" or "الي" or "مع" or "ان"
            || folded[0] == 'ب' && Deeds.Contains(folded[1..]);
    }

    private static bool Ends(TaggedText text, int i, ref bool isWithin)
    {
        if (text.HasGap(i, Gap.Comma | Gap.Break | Gap.Quote)) return true;
        if (text.HitAt[i] > 0) return false;
        var folded = text.Tokens[i].Folded;
        var word = text.Words[i];
        if (folded == "في")
        {
            // One "in": a policeman in Kirkuk.
            if (isWithin || i + 1 >= text.Count || text.Tokens[i].Sentence != text.Tokens[i + 1].Sentence
                || Manners.Contains(text.Tokens[i + 1].Folded)) return true;
            isWithin = true;
            return false;
        }

        if (word.Is(Tag.Clause | Tag.Weekday | Tag.DayWord | Tag.DayPart | Tag.Speech | Tag.Killed | Tag.Wounded
            | Tag.Hit | Tag.Attack | Tag.Munition | Tag.At | Tag.Negation | Tag.Accuse | Tag.Deny | Tag.Claim
            | Tag.Number | Tag.Pronoun)) return true;
        return Deeds.Contains(folded) || folded is "عن" or "من" or "الي" or "مع" or "لدي" or "خلال" or "بعد"
            or "قبل" or "قد"
            || char.IsAsciiDigit(folded[0]) || folded[0] == 'ب' && Deeds.Contains(folded[1..])
            || folded.StartsWith("لوكال", StringComparison.Ordinal)
                || folded.StartsWith("لقنا", StringComparison.Ordinal)
            || folded.StartsWith("لصحيف", StringComparison.Ordinal)
                || folded.StartsWith("لل", StringComparison.Ordinal);
    }

    private static FrozenSet<string> TextSet(string words) =>
        words.Split(' ').Select(w => TextFolder.FoldWord(w)).ToFrozenSet(StringComparer.Ordinal);
}
