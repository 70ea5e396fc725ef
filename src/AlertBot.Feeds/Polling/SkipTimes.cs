namespace AlertBot.Feeds;

/// <summary>The hours and days at which a document wants no poll, as bits. Pure.</summary>
internal static class SkipTimes
{
    private const int AllHours = (1 << 24) - 1;
    private const int AllDays = (1 << 7) - 1;

    /// <summary>Bit 0 is the hour from midnight to one, UTC; hours that are none are left out.</summary>
    public static int HoursOf(IEnumerable<int> hours) =>
        hours.Where(static hour => hour is >= 0 and < 24).Aggregate(0, static (bits, hour) => bits | (1 << hour));

    /// <summary>Bit 0 is Sunday.</summary>
    public static int DaysOf(IEnumerable<DayOfWeek> days) =>
        days.Aggregate(0, static (bits, day) => bits | (1 << (int)day));

    /// <summary>The instant itself where it is allowed, else the beginning of the next hour that is.</summary>
    /// <remarks>A document that allows no hour or no day is not obeyed: it would never be read again.</remarks>
    public static DateTimeOffset Next(DateTimeOffset atUtc, int hours, int days)
    {
        hours = (hours & AllHours) == AllHours ? 0 : hours;
        days = (days & AllDays) == AllDays ? 0 : days;
        while (((hours >> atUtc.Hour) & 1) == 1 || ((days >> (int)atUtc.DayOfWeek) & 1) == 1)
            atUtc = new DateTimeOffset(atUtc.Year, atUtc.Month, atUtc.Day, atUtc.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        return atUtc;
    }
}
