using System.Collections.Frozen;

namespace AlertBot.Feeds.Reading;

/// <summary>When the clocks of a region are an hour ahead.</summary>
internal enum SummerTime
{
    Never,

    /// <summary>Last Sunday of March to last Sunday of October, at 1:00 UTC.</summary>
    European,

    /// <summary>Second Sunday of March to first Sunday of November, at 2:00 on the clock.</summary>
    American,

    /// <summary>First Sunday of October to first Sunday of April.</summary>
    Australian,

    /// <summary>Last Sunday of September to first Sunday of April.</summary>
    NewZealand,

    /// <summary>Friday before the last Sunday of March to last Sunday of October.</summary>
    Israeli,
}

/// <summary>The clock of a region.</summary>
/// <param name="StandardMinutes">Minutes ahead of UTC in winter.</param>
/// <param name="Summer">When it is an hour more.</param>
internal sealed record ZoneRegion(int StandardMinutes, SummerTime Summer)
{
    /// <summary>Minutes ahead of UTC at an instant that the region's own clock shows.</summary>
    public int OffsetMinutesAt(DateTime local) => StandardMinutes + (IsSummer(local) ? 60 : 0);

    private bool IsSummer(DateTime local)
    {
        var year = local.Year;
        return Summer switch
        {
            SummerTime.European => IsWithin(
                local, Sunday(year, 3, last: true).AddMinutes(60 + StandardMinutes),
                Sunday(year, 10, last: true).AddMinutes(120 + StandardMinutes)),
            SummerTime.American => IsWithin(
                local, Sunday(year, 3, last: false).AddDays(7).AddHours(2),
                Sunday(year, 11, last: false).AddHours(2)),
            SummerTime.Israeli => IsWithin(
                local, Sunday(year, 3, last: true).AddDays(-2).AddHours(2),
                Sunday(year, 10, last: true).AddHours(2)),
            SummerTime.Australian => !IsWithin(
                local, Sunday(year, 4, last: false).AddHours(3), Sunday(year, 10, last: false).AddHours(2)),
            SummerTime.NewZealand => !IsWithin(
                local, Sunday(year, 4, last: false).AddHours(3), Sunday(year, 9, last: true).AddHours(2)),
            _ => false,
        };
    }

    private static bool IsWithin(DateTime local, DateTime from, DateTime to) => local >= from && local < to;

    private static DateTime Sunday(int year, int month, bool last)
    {
        var day = new DateTime(year, month, last ? DateTime.DaysInMonth(year, month) : 1, 0, 0, 0, DateTimeKind.Utc);
        return last ? day.AddDays(-(int)day.DayOfWeek) : day.AddDays((7 - (int)day.DayOfWeek) % 7);
    }
}

/// <summary>Regions by the names of the IANA time zone database, which some templates print. The same on every
/// host.</summary>
/// <remarks>The rules of our day hold for all years: news are dated in the year they are read in.</remarks>
internal static class ZoneRegions
{
    private static readonly FrozenDictionary<string, ZoneRegion> Regions =
        new (int Minutes, SummerTime Summer, string Names)[]
        {
            (-600, SummerTime.Never, "Pacific/Honolulu"),
            (-540, SummerTime.American, "America/Anchorage"),
            (-480, SummerTime.American, "America/Los_Angeles America/Vancouver America/Tijuana US/Pacific"),
            (-420, SummerTime.American, "America/Denver America/Edmonton America/Boise US/Mountain"),
            (-420, SummerTime.Never, "America/Phoenix"),
            (-360, SummerTime.American, "America/Chicago America/Winnipeg US/Central"),
            (-360, SummerTime.Never, "America/Mexico_City America/Costa_Rica America/Guatemala America/Regina"),
            (-300, SummerTime.American, "America/New_York America/Toronto America/Detroit US/Eastern"),
            (-300, SummerTime.Never, "America/Bogota America/Lima America/Panama America/Jamaica"),
            (-240, SummerTime.American, "America/Halifax"),
            (-240, SummerTime.Never, "America/Caracas America/La_Paz America/Puerto_Rico America/Santo_Domingo"),
            (-210, SummerTime.American, "America/St_Johns"),
            (-180, SummerTime.Never,
                "America/Sao_Paulo America/Buenos_Aires America/Argentina/Buenos_Aires America/Montevideo"),
            (0, SummerTime.Never,
                "Etc/UTC Etc/GMT Etc/Zulu Africa/Abidjan Africa/Accra Africa/Dakar Atlantic/Reykjavik"),
            (0, SummerTime.European, "Europe/London Europe/Dublin Europe/Lisbon"),
            (60, SummerTime.European,
                "Europe/Paris Europe/Berlin Europe/Brussels Europe/Madrid Europe/Rome Europe/Vienna Europe/Zurich " +
                "Europe/Amsterdam Europe/Copenhagen Europe/Oslo Europe/Stockholm Europe/Prague Europe/Warsaw " +
                "Europe/Budapest Europe/Belgrade Europe/Zagreb Europe/Ljubljana Europe/Bratislava Europe/Sarajevo " +
                "Europe/Skopje Europe/Luxembourg Europe/Malta Europe/Tirane Europe/Podgorica"),
            (60, SummerTime.Never, "Africa/Lagos Africa/Algiers Africa/Tunis Africa/Casablanca Africa/Kinshasa"),
            (120, SummerTime.European,
                "Europe/Athens Europe/Bucharest Europe/Sofia Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Riga " +
                "Europe/Tallinn Europe/Vilnius Europe/Chisinau Asia/Nicosia Asia/Beirut"),
            (120, SummerTime.Israeli, "Asia/Jerusalem Asia/Tel_Aviv"),
            (120, SummerTime.Never, "Africa/Johannesburg Africa/Tripoli Africa/Khartoum Africa/Harare"),
            (180, SummerTime.Never,
                "Europe/Istanbul Asia/Istanbul Europe/Moscow Europe/Minsk Asia/Baghdad Asia/Riyadh Asia/Kuwait " +
                "Asia/Qatar Asia/Bahrain Asia/Aden Asia/Amman Asia/Damascus Africa/Nairobi Africa/Addis_Ababa"),
            (210, SummerTime.Never, "Asia/Tehran"),
            (240, SummerTime.Never, "Asia/Dubai Asia/Muscat Asia/Baku Asia/Tbilisi Asia/Yerevan"),
            (270, SummerTime.Never, "Asia/Kabul"),
            (300, SummerTime.Never, "Asia/Karachi Asia/Tashkent Asia/Yekaterinburg Asia/Almaty"),
            (330, SummerTime.Never, "Asia/Kolkata Asia/Calcutta Asia/Colombo"),
            (345, SummerTime.Never, "Asia/Kathmandu Asia/Katmandu"),
            (360, SummerTime.Never, "Asia/Dhaka"),
            (390, SummerTime.Never, "Asia/Yangon Asia/Rangoon"),
            (420, SummerTime.Never, "Asia/Bangkok Asia/Jakarta Asia/Ho_Chi_Minh Asia/Saigon"),
            (480, SummerTime.Never,
                "Asia/Shanghai Asia/Hong_Kong Asia/Taipei Asia/Singapore Asia/Manila Asia/Kuala_Lumpur " +
                "Australia/Perth"),
            (540, SummerTime.Never, "Asia/Tokyo Asia/Seoul"),
            (570, SummerTime.Never, "Australia/Darwin"),
            (570, SummerTime.Australian, "Australia/Adelaide"),
            (600, SummerTime.Never, "Australia/Brisbane"),
            (600, SummerTime.Australian, "Australia/Sydney Australia/Melbourne Australia/Hobart Australia/Canberra"),
            (720, SummerTime.NewZealand, "Pacific/Auckland"),
        }
        .SelectMany(row => row.Names.Split(' ').Select(name => (name, new ZoneRegion(row.Minutes, row.Summer))))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The region of a name; null when it is not known.</summary>
    public static ZoneRegion? Find(ReadOnlySpan<char> name) =>
        Regions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var region) ? region : null;
}
