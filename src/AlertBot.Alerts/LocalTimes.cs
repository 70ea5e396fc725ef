namespace AlertBot.Alerts;

/// <summary>Quiet hours and digest times, meant in a channel's own zone. Pure.</summary>
public static class LocalTimes
{
    /// <summary>The end of the quiet hours in which <paramref name="nowUtc"/> lies; null when it lies in none.</summary>
    /// <remarks>An hour that a change of clocks skips ends quiet hours at the first instant after the gap.</remarks>
    public static DateTimeOffset? QuietUntil(QuietHours? quiet, string timeZone, DateTimeOffset nowUtc)
    {
        if (quiet is null || quiet.From == quiet.To) return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var local = TimeZoneInfo.ConvertTime(nowUtc, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (!time.IsBetween(quiet.From, quiet.To)) return null;
        var day = DateOnly.FromDateTime(local.DateTime);
        return ToUtc((time < quiet.To ? day : day.AddDays(1)).ToDateTime(quiet.To), zone);
    }

    /// <summary>The first digest time after <paramref name="nowUtc"/>: whole steps of <paramref name="every"/> since local midnight.</summary>
    public static DateTimeOffset NextDigest(TimeSpan every, string timeZone, DateTimeOffset nowUtc)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var local = TimeZoneInfo.ConvertTime(nowUtc, zone);
        var midnight = local.DateTime.Date;
        var next = midnight;
        // A day has 96 steps at the least allowed interval: a loop is short, and right where days are 23 or 25 hours long.
        while (next < midnight.AddDays(1))
        {
            next += every;
            if (next > midnight.AddDays(1)) next = midnight.AddDays(1);
            if (ToUtc(next, zone) is var at && at > nowUtc) return at;
        }
        return ToUtc(midnight.AddDays(1) + every, zone);
    }

    private static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(unspecified)) unspecified = unspecified.AddMinutes(15);
        return new DateTimeOffset(unspecified, zone.GetUtcOffset(unspecified)).ToUniversalTime();
    }
}
