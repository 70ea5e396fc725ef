namespace AlertBot.Alerts;

/// <summary>Quiet hours and digest times, meant in a channel's own zone. Pure.</summary>
public static class LocalTimes
{
    private static readonly TimeSpan ShortestDigest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// The end of the quiet hours in which <paramref name="nowUtc"/> lies, always later; null when it lies in none.
    /// </summary>
    /// <remarks>An hour that a change of clocks skips ends quiet hours at the first instant after the gap; of one that
    /// comes twice
    /// the first that is still to come ends them. A zone that this machine does not know is taken as UTC.</remarks>
    public static DateTimeOffset? QuietUntil(QuietHours? quiet, string timeZone, DateTimeOffset nowUtc)
    {
        if (quiet is null || quiet.From == quiet.To) return null;
        var zone = Zone(timeZone);
        var local = TimeZoneInfo.ConvertTime(nowUtc, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (!time.IsBetween(quiet.From, quiet.To)) return null;
        var day = DateOnly.FromDateTime(local.DateTime);
        return ToUtc((time < quiet.To ? day : day.AddDays(1)).ToDateTime(quiet.To), zone, nowUtc);
    }

    /// <summary>
    /// The first digest time after <paramref name="nowUtc"/>: <paramref name="at"/>, and whole steps of <paramref
    /// name="every"/> from
    /// there until it comes again. Steps outside 15 minutes to 1 day are taken as the nearest of these.
    /// </summary>
    /// <remarks>A time that a change of clocks skips comes at the first instant after the gap; one that comes twice
    /// comes twice
    /// for steps shorter than a day, and the first time alone for a daily digest.</remarks>
    public static DateTimeOffset NextDigest(TimeSpan every, TimeOnly at, string timeZone, DateTimeOffset nowUtc)
    {
        every = every < ShortestDigest ? ShortestDigest : every > Day ? Day : every;
        var zone = Zone(timeZone);
        var start = TimeZoneInfo.ConvertTime(nowUtc, zone).Date.AddDays(-1) + at.ToTimeSpan();
        // A day has at most 96 steps: looking at each is right also where days are 23 or 25 hours long.
        while (true)
        {
            for (var step = TimeSpan.Zero; step < Day; step += every)
            {
                // The second of two hours of one name is a new hour, but not a new day.
                var dueUtc = ToUtc(start + step, zone, every == Day ? DateTimeOffset.MinValue : nowUtc);
                if (dueUtc > nowUtc) return dueUtc;
            }
            start = start.AddDays(1);
        }
    }

    private static TimeZoneInfo Zone(string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    private static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone, DateTimeOffset afterUtc)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // Gaps begin and end at whole minutes.
        while (zone.IsInvalidTime(local))
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        if (!zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        var both = zone.GetAmbiguousTimeOffsets(local).OrderDescending()
            .Select(offset => new DateTimeOffset(local, offset).ToUniversalTime()).ToList();
        return both.Find(at => at > afterUtc) is var next && next != default ? next : both[^1];
    }
}
