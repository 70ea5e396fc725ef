namespace AlertBot.Incidents.Facts;

/// <summary>A day that a text names.</summary>
/// <param name="Token">Where.</param>
/// <param name="Day">The local day.</param>
/// <param name="IsOfSpeech">It tells when somebody spoke, not when it happened.</param>
internal readonly record struct NamedDay(int Token, DateOnly Day, bool IsOfSpeech);

/// <summary>Reads days out of a text: weekdays, dates, yesterday.</summary>
/// <param name="published">When the article came out, in local time; null when unknown.</param>
internal sealed class DayReader(DateTime? published)
{
    private const int LateHour = 20;

    // Verb, a speaker of up to five words, part of the day.
    private const int ArabicReach = 7;

    /// <summary>The day of publication, where the event was.</summary>
    public DateOnly? Today { get; } = published is { } at ? DateOnly.FromDateTime(at) : null;

    /// <summary>The first day in a segment that is not a day of speech; null when there is none.</summary>
    public DateOnly? First(TaggedText text, Segment segment)
    {
        for (var i = segment.First; i < segment.End; i++)
            if (Read(text, i, segment) is { IsOfSpeech: false } named) return named.Day;
        return null;
    }

    /// <summary>The day that is named at a token; null when none is.</summary>
    public NamedDay? Read(TaggedText text, int i, Segment segment)
    {
        var word = text.Words[i];
        if (!word.Is(Tag.Weekday | Tag.DayWord | Tag.Month)) return ReadIso(text, i, segment);
        var day = word.Is(Tag.Month) ? ReadDate(text, i, segment)
            : Today is not { } today ? null
            : word.Is(Tag.DayWord) ? today.AddDays(-word.Number)
            : Weekday(today, word.Number);
        return day is { } d ? new NamedDay(i, d, IsOfSpeech(text, i, segment)) : null;
    }

    // The latest such day up to publication. Late in the evening a report may be ahead of the clock we go by.
    private DateOnly Weekday(DateOnly today, int weekday)
    {
        var back = ((int)today.DayOfWeek - weekday + 7) % 7;
        return back == 6 && published!.Value.Hour >= LateHour ? today.AddDays(1) : today.AddDays(-back);
    }

    private DateOnly? ReadDate(TaggedText text, int i, Segment segment)
    {
        var month = text.Words[i].Number;
        var after = i + Math.Max(1, (int)text.Spans[i]);
        int? day = i > segment.First && DayNumber(text.Tokens[i - 1].Folded) is { } before ? before : null;
        if (day is null && i > segment.First + 1 && text.Tokens[i - 1].Folded is "of") day =
            DayNumber(text.Tokens[i - 2].Folded);
        if (day is null && after < segment.End && text.Gaps[after] == Gap.None) (day,
            after) = (DayNumber(text.Tokens[after].Folded), after + 1);

        // آذار/مارس: the second name of the month stands between it and the year.
        if (after < segment.End && text.Words[after].Is(Tag.Month)
            && text.Words[after].Number == month) after += text.Spans[after];
        if (day is not { } d) return null;
        int? year = after < segment.End && NumberReader.Digits(text.Tokens[after].Folded, out var y)
            && y is >= 1900 and < 2200 ? y : null;
        if ((year ?? Today?.Year) is not { } known || d > DateTime.DaysInMonth(known, month)) return null;
        var date = new DateOnly(known, month, d);
        return year is null && Today is { } today && date > today.AddDays(1) ? Earlier(date) : date;
    }

    private static DateOnly? Earlier(DateOnly date) => date is { Month: 2, Day: 29 } ? null : date.AddYears(-1);

    private static NamedDay? ReadIso(TaggedText text, int i, Segment segment)
    {
        if (i + 2 >= segment.End || text.Tokens[i].Folded.Length != 4 || !text.HasGap(i + 1, Gap.Hyphen)) return null;
        if (!NumberReader.Digits(text.Tokens[i].Folded, out var year) || year is < 1900 or > 2200) return null;
        if (!NumberReader.Digits(text.Tokens[i + 1].Folded, out var month) || month is < 1 or > 12) return null;
        if (!NumberReader.Digits(text.Tokens[i + 2].Folded, out var day) || day < 1) return null;
        return day > DateTime.DaysInMonth(year, month) ? null : new NamedDay(i, new DateOnly(year, month, day), false);
    }

    private static int? DayNumber(string token)
    {
        var digits = token.Length > 2 && char.IsAsciiDigit(token[0])
            && !char.IsAsciiDigit(token[^1]) ? token[..^2] : token;
        return NumberReader.Digits(digits, out var day) && day is >= 1 and <= 31 ? day : null;
    }

    // أعلنت هيئة الحشد صباح الاثنين: in Arabic the speaker stands between the verb and the day.
    private static bool IsOfArabicSpeech(TaggedText text, int i, Segment segment)
    {
        if (text.Tokens[i].Folded[0] < '\u0600') return false;
        for (var back = i - 1; back >= segment.First && i - back <= ArabicReach; back--)
        {
            if (text.Words[back].Is(Tag.Speech)) return true;
            if (text.Words[back].Is(Tag.Attack | Tag.Killed | Tag.Wounded | Tag.Clause)
                || text.HasGap(back + 1, Gap.Comma)) return false;
        }

        return false;
    }

    // "said on Friday", "on Friday condemned".
    private static bool IsOfSpeech(TaggedText text, int i, Segment segment)
    {
        const Tag Words = Tag.Speech | Tag.Accuse | Tag.Deny;
        if (IsOfArabicSpeech(text, i, segment)) return true;
        for (var back = i - 1; back >= segment.First && i - back <= 3; back--)
        {
            if (text.Spans[back] == 0) continue;
            if (text.Words[back].Is(Words)) return !text.HasGap(back + text.Spans[back], Gap.Comma)
                || text.Tokens[back].Folded[0] > 'z';
            if (!text.Words[back].Is(Tag.DayPart | Tag.At) && text.Tokens[back].Folded != "on") break;
        }

        var next = i + Math.Max(1, (int)text.Spans[i]);
        while (next < segment.End && text.Words[next].Is(Tag.DayPart)) next++;
        return next < segment.End && !text.HasGap(next, Gap.Comma)
            && ((text.Words[next].Is(Words | Tag.Reaction) && !text.Words[next].Is(Tag.Attack))
                || SpeaksOfKnown(text, next, segment));
    }

    // "On Friday mourned those killed in the attack", "on Friday dismissed the strike": what is known happened before.
    private static bool SpeaksOfKnown(TaggedText text, int verb, Segment segment)
    {
        const int AttackReach = 4;
        if (!text.Tokens[verb].Folded.EndsWith("ed", StringComparison.Ordinal) || text.Words[verb].Tags != Tag.None
            || verb + 1 >= segment.End || !text.Words[verb + 1].Is(Tag.The)) return false;
        for (var i = verb + 2; i < segment.End && i <= verb + AttackReach; i++)
            if (text.Words[i].Is(Tag.Attack)) return true;
        return false;
    }
}
