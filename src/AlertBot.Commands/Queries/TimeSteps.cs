using System.Globalization;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>A stretch of time in equal steps that people can read: hours, days, weeks. Pure.</summary>
/// <param name="FromUtc">Where the first begins.</param>
/// <param name="Step">How long each is.</param>
/// <param name="Count">How many there are, 1 or more.</param>
internal sealed record TimeSteps(DateTimeOffset FromUtc, TimeSpan Step, int Count)
{
    // A Monday: weeks begin there.
    private static readonly DateTimeOffset Origin = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Each with the longest time that it is used for: more than some thirty lines nobody reads, and few messages hold.
    private static readonly (TimeSpan Step, TimeSpan Longest)[] Steps =
    [
        (TimeSpan.FromHours(1), TimeSpan.FromDays(1)), (TimeSpan.FromHours(3), TimeSpan.FromDays(3)),
        (TimeSpan.FromDays(1), TimeSpan.FromDays(31)), (TimeSpan.FromDays(7), TimeSpan.FromDays(31 * 7)),
        (TimeSpan.FromDays(28), TimeSpan.MaxValue),
    ];

    /// <summary>The finest steps that cover the time from one instant to another in few lines.</summary>
    public static TimeSteps Of(DateTimeOffset sinceUtc, DateTimeOffset nowUtc)
    {
        var step = Steps.First(s => nowUtc - sinceUtc <= s.Longest).Step;
        var from = Floor(sinceUtc, step);
        return new TimeSteps(from, step, Math.Max(1, (int)Math.Ceiling((nowUtc - from) / step)));
    }

    /// <summary>What a step is called: its first day, with the hour where it is shorter than a day.</summary>
    public string Label(int index, Texts texts)
    {
        var at = (FromUtc + (Step * index)).UtcDateTime;
        var day = texts.Of("commands.trend.day",
            ("day", at.ToString("dd", CultureInfo.InvariantCulture)), ("month", texts[$"alerts.month.{at.Month}"]));
        return Step < TimeSpan.FromDays(1) ? $"{day} {at.ToString("HH:mm", CultureInfo.InvariantCulture)}"
            : Count * Step > TimeSpan.FromDays(300) ? $"{day} {at.Year}"
            : $"{texts[$"commands.weekday.{(int)at.DayOfWeek}"]} {day}";
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan step) =>
        Origin + (step * Math.Floor((at - Origin) / step));
}
