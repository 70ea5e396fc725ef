using System.Globalization;

namespace AlertBot.Commands;

/// <summary>Instants as people write them. Pure.</summary>
public static class SinceText
{
    private static readonly string[] DayForms =
        ["yyyy-M-d", "d MMMM yyyy", "d MMM yyyy", "d MMMM", "d MMM", "MMMM d", "MMM d"];

    /// <summary>What to write, for a message to people.</summary>
    public const string Expected = "a time such as 3d, 12h, 2w, yesterday, monday, 12 march or 2020-03-11";

    /// <summary>The instant in UTC that the text means, seen from <paramref name="nowUtc"/>; null when it means none.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset nowUtc)
    {
        var words = text.Trim().ToLowerInvariant();
        var today = new DateTimeOffset(nowUtc.UtcDateTime.Date, TimeSpan.Zero);
        if (words is "today") return today;
        if (words is "yesterday") return today.AddDays(-1);
        return Span(words, nowUtc) ?? Weekday(words, today) ?? Day(words, today);
    }

    private static DateTimeOffset? Span(string words, DateTimeOffset nowUtc)
    {
        var digits = words.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is 0 or > 4) return null;
        var count = int.Parse(words.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return words[digits..].Trim() switch
        {
            "m" or "min" or "minutes" => nowUtc.AddMinutes(-count),
            "h" or "hour" or "hours" => nowUtc.AddHours(-count),
            "d" or "day" or "days" => nowUtc.AddDays(-count),
            "w" or "week" or "weeks" => nowUtc.AddDays(-7 * count),
            _ => null,
        };
    }

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
        if (!DateTime.TryParseExact(
                words, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day))
            return null;
        // A day without a year is the latest one that has been: "12 march" asked in January is last year's.
        var hasYear = words.Any(char.IsAsciiDigit) && words.Split(' ', '-').Any(part => part.Length == 4 && part.All(char.IsAsciiDigit));
        var year = hasYear ? day.Year : today.Year;
        if (!DateTime.IsLeapYear(year) && day is { Month: 2, Day: 29 }) return null;
        var at = new DateTimeOffset(year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero);
        return !hasYear && at > today ? at.AddYears(-1) : at;
    }
}
