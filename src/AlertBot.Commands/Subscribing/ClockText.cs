using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Hours, spans and zones as people write them, and instants as they read them. Pure.</summary>
internal static class ClockText
{
    private static readonly string[] Forms =
        ["H:mm", "HH:mm", "H.mm", "HH.mm", "%H", "HH", "h:mm tt", "h:mmtt", "h.mm tt", "h tt", "htt"];

    // People write them as words or as letters, with the mark of the ending or without.
    private static readonly (string Word, string Half)[] Halves =
    [
        ("صباحًا", "am"), ("صباحا", "am"), ("صباحاً", "am"), ("مساءً", "pm"), ("مساء", "pm"), ("ظهرًا", "pm"), ("ظهرا", "pm"),
        (" ص", " am"), (" م", " pm"), ("a.m.", "am"), ("p.m.", "pm"),
    ];

    private static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
    [
        "UTC",
        .. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId && z.Id.Contains('/', StringComparison.Ordinal))
            .Select(z => z.Id).Order(StringComparer.Ordinal),
    ]);

    private static readonly string[] Between = ["-", "–", "—", " to ", " إلى ", " الى "];

    /// <summary>The zones of this machine by their IANA names, UTC first.</summary>
    public static IReadOnlyList<string> Zones => Known.Value;

    /// <summary>A time of day such as 8:00, 20.30, 7 or 8 pm; null when the text means none.</summary>
    public static TimeOnly? Time(string text)
    {
        var typed = Digits.InAscii(text.Trim());
        foreach (var (word, half) in Halves)
            if (typed.EndsWith(word, StringComparison.OrdinalIgnoreCase)) typed = typed[..^word.Length] + half;
        return TimeOnly.TryParseExact(typed, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
    }

    /// <summary>
    /// A span of hours such as 22:00-06:00; null when the text means none, or one that has no length.
    /// </summary>
    public static (TimeOnly From, TimeOnly To)? Span(string text)
    {
        var parts = text.Split(Between, StringSplitOptions.TrimEntries);
        return parts.Length == 2 && Time(parts[0]) is { } from && Time(parts[1]) is { } to && from != to
            ? (from, to)
            : null;
    }

    /// <summary>A length of time such as 30m, 2 h or 3d; null when the text means none.</summary>
    public static TimeSpan? Length(string text, DateTimeOffset nowUtc) =>
        // "3d" is as long ahead as "since 3d" is back. "monday" is back too, but no length.
        text.Any(char.IsDigit) && SinceText.Parse(text, nowUtc) is { } back && back < nowUtc && IsSpan(text)
            ? nowUtc - back
            : null;

    /// <summary>
    /// A zone by its IANA name in any case, or by its city alone; else the name nearest to what was typed, which is
    /// null when none is near.
    /// </summary>
    public static (string? Found, string? Near) Zone(string text)
    {
        var typed = text.Trim().Replace(' ', '_');
        var all = Zones;
        if (all.FirstOrDefault(id => Same(id, typed)) is { } whole) return (whole, null);
        var cities = all.Where(id => Same(City(id), typed)).ToList();
        if (cities is [var city]) return (city, null);
        var near = DidYouMeanZone(typed, all);
        return (null, cities.Count > 0 ? cities[0] : near);
    }

    /// <summary>An instant on the clocks of a zone, as in "12 Mar 2020 08:00 (Asia/Baghdad)".</summary>
    public static string Of(DateTimeOffset instantUtc, string zone, Texts texts)
    {
        var known = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(instantUtc, known);
        return known.BaseUtcOffset == TimeSpan.Zero && !known.SupportsDaylightSavingTime
            ? texts.Of(instantUtc)
            : texts.Of(
                "commands.instant.local", ("date", texts.Of(DateOnly.FromDateTime(local.DateTime))),
                ("time", Of(TimeOnly.FromDateTime(local.DateTime))), ("zone", known.Id));
    }

    /// <summary>For example "08:00".</summary>
    public static string Of(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A length in words: "30 minutes", "2 hours", "1 day".</summary>
    public static string Of(TimeSpan length, Texts texts) => length switch
    {
        _ when length.Ticks % TimeSpan.TicksPerDay == 0 => texts.Count("commands.counted.days", length.Days),
        _ when length.Ticks % TimeSpan.TicksPerHour == 0 =>
            texts.Count("commands.counted.hours", (long)length.TotalHours),
        _ => texts.Count("commands.counted.minutes", (long)length.TotalMinutes),
    };

    /// <summary>A length as it can be typed back: "30m", "2h", "1d".</summary>
    public static string Of(TimeSpan length) => length switch
    {
        _ when length.Ticks % TimeSpan.TicksPerDay == 0 => Text(length.Days, "d"),
        _ when length.Ticks % TimeSpan.TicksPerHour == 0 => Text((int)length.TotalHours, "h"),
        _ => Text((int)length.TotalMinutes, "m"),
    };

    private static string Text(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");

    // A date is as many days back as it happens to be.
    private static bool IsSpan(string text)
    {
        var (now, later) = (DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(50).AddHours(7));
        return SinceText.Parse(text, now) is { } a && SinceText.Parse(text, later) is { } b && b - a == later - now;
    }

    private static string? DidYouMeanZone(string typed, IReadOnlyList<string> all) =>
        Watchlists.DidYouMean.Nearest(typed, all) ?? (Watchlists.DidYouMean.Nearest(typed, all.Select(City)) is { } city
            ? all.First(id => City(id) == city)
            : null);

    private static string City(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
