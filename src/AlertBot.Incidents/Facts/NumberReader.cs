using System.Globalization;

namespace AlertBot.Incidents.Facts;

/// <summary>Finds the numbers of a stretch of text: digits, words and duals, with what makes them more or less
/// firm.</summary>
internal static class NumberReader
{
    /// <summary>More than this is no count of people or weapons in one event.</summary>
    private const int MaxValue = 100_000;

    /// <summary>All numbers that count something, in order.</summary>
    public static List<Count> Read(TaggedText text, int first, int end)
    {
        var counts = new List<Count>();
        for (var i = first; i < end;)
        {
            var next = i + Math.Max(1, (int)text.Spans[i]);
            if (TryRead(text, i, first, end, out var count))
            {
                if (count.Head != Head.Measure) counts.Add(count);
                next = Math.Max(next, count.HeadAt >= 0 && text.Words[count.HeadAt].Is(Tag.Singular) ? count.NounEnd
                    : count.End);
            }

            i = next;
        }

        return counts;
    }

    private static bool TryRead(TaggedText text, int i, int first, int end, out Count count)
    {
        count = default;
        if (!ReadValue(text, i, end, out var value, out var after)) return false;
        var (min, max, qualifier) = Meaning(value);
        if (IsMeasure(text, i, after, first, end)) count = Measure(i, after);
        else
        {
            var (from, known) = Before(text, i, first, out var another, out var part, out var old);
            if (known is { } q) (min, max, qualifier) = Qualified(value, q);
            else if (RangeEnd(text, i, after, end, first) is var (upper, rangeAfter) && upper > value)
                (min, max, qualifier, after) = (value, upper, FigureQualifier.Range, rangeAfter);
            var (head, headAt, nounEnd) = HeadReader.Read(text, i, after, end);
            if (known is null && AfterNoun(text, nounEnd, end) is { } late) (min, max, qualifier) = Qualified(value,
                late);
            another |= nounEnd < end && headAt >= 0 && text.Words[headAt].Is(Tag.Another);
            if (headAt >= 0 && headAt == i && text.Words[i].Is(Tag.A)) return false;
            count = new Count(from, after, nounEnd, min, max, qualifier, head, headAt, another, part, old);
        }

        return count.Head != Head.None || !text.Words[i].Is(Tag.A);
    }

    private static Count Measure(int i, int after) =>
        new(i, after, after, null, null, FigureQualifier.Exact, Head.Measure, -1, false, false, false);

    /// <summary>The value at a token: digits, or number words that belong together.</summary>
    public static bool ReadValue(TaggedText text, int i, int end, out int value, out int after)
    {
        after = i + 1;
        value = 0;
        if (text.Spans[i] == 0 || text.HitAt[i] > 0) return false;
        if (Digits(text.Tokens[i].Folded, out value))
            return value <= MaxValue && !(after < end && IsGrouped(text, ref after, ref value));
        var word = text.Words[i];
        if (word.Is(Tag.Number)) return ReadWords(text, i, end, out value, out after);

        // صاروخ alone is one, الصاروخ is one that was told of before.
        if (word.Is(Tag.Singular) && word.Is(Tag.Munition))
        {
            (value, after) = (1, i + Math.Max(1, (int)text.Spans[i]));
            return !text.Tokens[i].Folded.StartsWith("ال", StringComparison.Ordinal);
        }

        // "A soldier was killed" counts as well as "one".
        if (!word.Is(Tag.A) || i + 1 >= end) return false;
        value = 1;
        if (Digits(text.Tokens[i + 1].Folded, out _)) return false;
        if (text.Words[i + 1].Is(Tag.Number) && text.Words[i + 1].Number is NumberWords.Dozen or 100 or 1000 or 2 or 1)
            return ReadWords(text, i + 1, end, out value, out after);
        return true;
    }

    private static bool ReadWords(TaggedText text, int i, int end, out int value, out int after)
    {
        var word = text.Words[i];
        value = word.Number;
        after = i + Math.Max(1, (int)text.Spans[i]);
        if (value < 0) return false;
        if (FigureWords.IsCode(value) || word.Is(Tag.Person | Tag.Munition | Tag.CasualtyNoun | Tag.Site)) return true;
        while (after < end && !text.Breaks(after))
        {
            var at = after;
            var isJoined = text.Words[at].Is(Tag.And) && at + 1 < end;
            if (isJoined) at++;
            var next = text.Words[at];
            if (!next.Is(Tag.Number) || next.Is(Tag.Person | Tag.Munition | Tag.CasualtyNoun) || next.Number < 0
                || FigureWords.IsCode(next.Number)) break;
            if (next.Number is NumberWords.Dozen or 100 or 1000 && value < next.Number
                && !isJoined) value *= next.Number;
            else if (value >= 20 && value % 10 == 0 && next.Number < 10
                && (!isJoined || value >= 100)) value += next.Number;
            else if (value >= 100 && next.Number < 100) value += next.Number;
            else if (IsArabicTens(text, at) && value < 10 && next.Number is >= 20 and < 100) value += next.Number;
            else break;
            after = at + Math.Max(1, (int)text.Spans[at]);
        }

        return value <= MaxValue;
    }

    private static bool IsArabicTens(TaggedText text, int at) => text.Tokens[at].Folded[0] == 'و';

    // 1 200 with a space; clock times and scores (19:35, 3-2) are no counts.
    private static bool IsGrouped(TaggedText text, ref int after, ref int value)
    {
        if (text.HasGap(after, Gap.Colon)) return true;
        if (text.Tokens[after].Folded is not { Length: 3 } group || !Digits(group, out var rest)) return false;
        if (text.Gaps[after] != Gap.None || text.Tokens[after - 1].Folded.Length > 3 || value == 0) return false;
        value = (value * 1000) + rest;
        after++;
        return value > MaxValue;
    }

    internal static bool Digits(string token, out int value)
    {
        value = 0;
        // Written on to the digits: and 5, with 33, for 7.
        var start = token.Length > 1 && token[0] is 'و' or 'ب' or 'ل' or 'ف' ? 1 : 0;
        if (!char.IsAsciiDigit(token[start])) return false;
        long sum = 0;
        for (var i = start; i < token.Length; i++)
        {
            if (token[i] == ',' && token.Length - i == 4) continue;
            if (!char.IsAsciiDigit(token[i]) || sum > MaxValue) return false;
            sum = (sum * 10) + (token[i] - '0');
        }

        value = (int)Math.Min(sum, int.MaxValue);
        return true;
    }

    private static (int? Min, int? Max, FigureQualifier Qualifier) Meaning(int value)
    {
        if (!FigureWords.IsCode(value)) return (value, value, FigureQualifier.Exact);
        var (min, qualifier) = FigureWords.Meaning(value);
        return (min, null, qualifier);
    }

    private static (int? Min, int? Max, FigureQualifier Qualifier) Qualified(int value, FigureQualifier qualifier)
    {
        if (FigureWords.IsCode(value)) return Meaning(value);
        return qualifier switch
        {
            FigureQualifier.AtLeast => (value, null, qualifier),
            FigureQualifier.MoreThan => (value, null, qualifier),
            FigureQualifier.UpTo => (0, value, qualifier),
            _ => (value, value, qualifier),
        };
    }

    // What stands before the number: "at least", "another", "including", "an earlier figure of".
    private static (int From, FigureQualifier? Qualifier) Before(
        TaggedText text, int i, int first, out bool another, out bool part, out bool old)
    {
        (another, part, old) = (false, false, false);
        var from = i;
        FigureQualifier? qualifier = IsDozen(text, i) ? FigureQualifier.About : null;
        for (var back = i - 1; back >= first && i - back <= 8; back--)
        {
            if (text.Spans[back] == 0) continue;
            if (text.Breaks(back + text.Spans[back])) break;
            var word = text.Words[back];
            if (word.Is(Tag.Qualifier)) (qualifier, from) = ((FigureQualifier)word.Number, back);
            else if (word.Is(Tag.Another)) (another, from) = (true, back);
            else if (word.Is(Tag.Including)) part = true;
            else if (word.Is(Tag.Earlier)) old = true;
            else if (!word.Is(Tag.A | Tag.The | Tag.Of | Tag.Toll) && !IsFigureNoun(text.Tokens[back].Folded)) break;
        }

        return (from, qualifier);
    }

    // A dozen is about twelve; twelve is twelve.
    private static bool IsDozen(TaggedText text, int i) => text.Tokens[i].Folded == "dozen"
        || text.Words[i].Is(Tag.A) && i + 1 < text.Count && text.Tokens[i + 1].Folded == "dozen";

    private static bool IsFigureNoun(string word) => word is "figure" or "count" or "estimate" or "tally" or "from"
        or "given" or "as" or "put" or "reported" or "at";

    private static FigureQualifier? AfterNoun(TaggedText text, int at, int end)
    {
        for (var i = at; i < end && i < at + 2; i++)
            if (text.Words[i].Is(Tag.Qualifier) && (FigureQualifier)text.Words[i].Number == FigureQualifier.AtLeast)
                return i + text.Spans[i] >= end || !IsNumber(text, i + text.Spans[i]) ? FigureQualifier.AtLeast : null;
        return null;
    }

    private static bool IsNumber(TaggedText text, int i) =>
        text.Words[i].Is(Tag.Number) || char.IsAsciiDigit(text.Tokens[i].Folded[0]);

    // "between 15 and 18", "15 to 18", "15-18", "two or three".
    private static (int Upper, int After) RangeEnd(TaggedText text, int i, int after, int end, int first)
    {
        if (after >= end) return (-1, after);
        if (text.HasGap(after, Gap.Hyphen | Gap.DigitDash))
            return ReadValue(text, after, end, out var upper, out var next) ? (upper, next) : (-1, after);
        if (text.Breaks(after) || after + 1 >= end) return (-1, after);
        var link = text.Tokens[after].Folded;
        var isBetween = i > first && text.Tokens[i - 1].Folded is "between" or "بين";
        var value = 0;
        var at = after + 1;
        if (i > first && text.Tokens[i - 1].Folded is "from" && link is "to") return (-1, after);
        if (link is "and" && isBetween || link is "to" or "or" or "الي" or "او")
            return ReadValue(text, at, end, out value, out var next) ? (value, next) : (-1, after);
        return isBetween && link[0] == 'و' && ReadValue(text, after, end, out value, out at) ? (value, at)
            : (-1, after);
    }

    private static bool IsMeasure(TaggedText text, int i, int after, int first, int end)
    {
        var folded = text.Tokens[i].Folded;
        if (text.HasGap(i, Gap.Money | Gap.Colon)) return true;
        if (after <= text.Count && text.HasGap(after, Gap.Percent | Gap.Colon)) return true;
        if (!char.IsAsciiDigit(folded[0])) return false;

        // K-1, F-16, Covid-19.
        if (text.HasGap(i, Gap.Hyphen) && i > first && !char.IsAsciiDigit(text.Tokens[i - 1].Folded[^1])) return true;
        if (IsYear(text, i, folded, after, end) || IsDayOfMonth(text, i, after, first, end)) return true;

        // ", 34," after a name is an age.
        var closes = after == end || text.HasGap(after, Gap.Comma);
        if (i > first && text.HasGap(i, Gap.Comma) && closes && after < end && text.HitAt[after] == 0
            && !text.Words[after].Is(Tag.Killed | Tag.Wounded | Tag.Number)
            && int.Parse(folded, CultureInfo.InvariantCulture) is > 9 and < 100)
            return true;
        return i > first && IsNaming(text.Tokens[i - 1].Folded);
    }

    private static bool IsYear(TaggedText text, int i, string folded, int after, int end)
    {
        if (folded.Length != 4 || !Digits(folded, out var year) || year is < 1900 or > 2100) return false;
        return after >= end || !text.Words[after].Is(Tag.Person | Tag.Munition | Tag.Killed | Tag.Wounded)
            || (i > 0 && text.Words[i - 1].Is(Tag.Month));
    }

    private static bool IsDayOfMonth(TaggedText text, int i, int after, int first, int end) =>
        (after < end && text.Words[after].Is(Tag.Month) && text.Gaps[after] == Gap.None
            && !text.Words[after].Is(Tag.Hedge))
        || (i > first && text.Words[i - 1].Is(Tag.Month) && text.Gaps[i] == Gap.None
            && !(after < end && text.Words[after].Is(Tag.Killed | Tag.Wounded | Tag.Person)));

    private static bool IsNaming(string before) => before is "no" or "nos" or "number" or "resolution" or "article"
        or "highway"
        or "route" or "street" or "brigade" or "division" or "regiment" or "unit" or "phase" or "chapter" or "version"
        or "flight" or "channel" or "aged" or "age" or "page" or "room" or "gate" or "apache" or "boeing" or "mi"
        or "su"
        or "رقم" or "اللواء" or "لواء" or "الفقره" or "الماده" or "قرار" or "الفوج";
}
