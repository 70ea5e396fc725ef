using System.Globalization;

namespace AlertBot.Commands;

/// <summary>Instants as people write them. Pure.</summary>
public static class SinceText
{
    // The 29th of February may be that long ago, as 1900 and 2100 are no leap years.
    private const int LeapYearsApart = 9;

    private static readonly string[] DayForms =
    [
        "yyyy-M-d", "yyyy/M/d", "d MMMM yyyy", "d MMM yyyy", "MMMM d yyyy", "MMM d yyyy",
        "MMMM yyyy", "MMM yyyy",
        // The day first, as in Iraq and most of the world.
        "d/M/yyyy", "d.M.yyyy", "d-M-yyyy",
    ];

    /// <summary>What to write, for the verbs of the command line, which speak English alone.</summary>
    public const string Expected = "a time such as 3d, 12h, 2w, yesterday, monday, 12 march or 2020-03-11";

    /// <summary>
    /// The instant in UTC that the text means, seen from <paramref name="nowUtc"/>; null when it means none.
    /// </summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset nowUtc)
    {
        var words = ArabicTimes.InEnglish(string.Join(
            ' ', text.ToLowerInvariant().Split([' ', ',', '،'], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word != "of").Select(Plain)));
        foreach (var before in (string[])["since ", "from ", "last ", "the last ", "past "])
            if (words.StartsWith(before, StringComparison.Ordinal)) words = words[before.Length..];
        if (words.EndsWith(" ago", StringComparison.Ordinal)) words = words[..^4];
        if (AtClock(words, nowUtc) is { } at) return at;
        var today = new DateTimeOffset(nowUtc.UtcDateTime.Date, TimeSpan.Zero);
        return words switch
        {
            "today" or "midnight" => today,
            "night" => today.AddHours(-6),
            "yesterday" => today.AddDays(-1),
            "day before yesterday" or "the day before yesterday" => today.AddDays(-2),
            "this week" => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)),
            "this month" => today.AddDays(1 - today.Day),
            "this year" => today.AddDays(1 - today.DayOfYear),
            _ => Span(words, nowUtc) ?? Weekday(words, today) ?? Day(words, today),
        };
    }

    // "Yesterday 18:00", "12 march at 6 pm": a day and a time of it.
    private static DateTimeOffset? AtClock(string words, DateTimeOffset nowUtc)
    {
        for (var cut = words.IndexOf(' ', StringComparison.Ordinal); cut > 0; cut = words.IndexOf(' ', cut + 1))
        {
            var clock = words[(cut + 1)..];
            foreach (var before in (string[])["at ", "hour "])
                if (clock.StartsWith(before, StringComparison.Ordinal)) clock = clock[before.Length..];
            // A bare number is a day, a month or a year.
            if (clock.All(char.IsAsciiDigit) || ClockText.Time(clock) is not { } time) continue;
            var day = words[..cut];
            if (day.EndsWith(" at", StringComparison.Ordinal)) day = day[..^3];
            if (Parse(day, nowUtc) is { } midnight && midnight.TimeOfDay == TimeSpan.Zero
                && midnight + time.ToTimeSpan() is var at && at <= nowUtc) return at;
        }
        return null;
    }

    /// <summary>Whether the text is a time as it is, so that no further word need belong to it.</summary>
    internal static bool IsWhole(string text) => Parse(text, DateTimeOffset.UnixEpoch.AddYears(50)) is not null;

    // "12th" is 12, and "noon," was divided already.
    private static string Plain(string word) =>
        word.Length is 3 or 4 && char.IsAsciiDigit(word[0]) && word[^2..] is "st" or "nd" or "rd" or "th"
            ? word[..^2]
            : word;

    private static DateTimeOffset? Span(string words, DateTimeOffset nowUtc)
    {
        var digits = words.TakeWhile(char.IsAsciiDigit).Count();
        if (digits > 4) return null;
        // "an hour" and "week" are one of them.
        var unit = digits > 0 ? words[digits..].Trim() : words.StartsWith("an ", StringComparison.Ordinal) ? words[3..]
            : words.StartsWith("a ", StringComparison.Ordinal) ? words[2..] : words;
        var count = digits == 0 ? 1 : int.Parse(words.AsSpan(0, digits), CultureInfo.InvariantCulture);
        if (digits == 0 && unit.Length == 1) return null;
        return unit switch
        {
            "m" or "min" or "mins" or "minute" or "minutes" => nowUtc.AddMinutes(-count),
            "h" or "hr" or "hrs" or "hour" or "hours" => nowUtc.AddHours(-count),
            "d" or "day" or "days" => nowUtc.AddDays(-count),
            "w" or "wk" or "week" or "weeks" => nowUtc.AddDays(-7 * count),
            "mo" or "month" or "months" => MonthsBefore(nowUtc, count),
            "y" or "yr" or "year" or "years" => MonthsBefore(nowUtc, 12 * count),
            _ => null,
        };
    }

    private static DateTimeOffset? MonthsBefore(DateTimeOffset nowUtc, int months) =>
        months < (nowUtc.Year - 1) * 12 ? nowUtc.AddMonths(-months) : null;

    // Asked on a Monday, "monday" is the one a week ago: today has a word of its own.
    private static DateTimeOffset? Weekday(string words, DateTimeOffset today)
    {
        for (var back = 1; back <= 7; back++)
        {
            var day = today.AddDays(-back);
            var name = day.DayOfWeek.ToString().ToLowerInvariant();
            if (words == name || (words.Length == 3 && name.StartsWith(words, StringComparison.Ordinal))) return day;
        }
        return null;
    }

    private static DateTimeOffset? Day(string words, DateTimeOffset today)
    {
        if (Read(words) is { } day) return day;
        // A day without a year is the latest one that has been: "12 march" asked in January is last year's.
        for (var year = today.Year; year > today.Year - LeapYearsApart && year > 0; year--)
            if (Read(string.Create(CultureInfo.InvariantCulture, $"{words} {year:0000}")) is { } at && at <= today)
                return at;
        return null;
    }

    private static DateTimeOffset? Read(string words) => DateTime.TryParseExact(
        words, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var day)
        ? new DateTimeOffset(day, TimeSpan.Zero)
        : null;
}
