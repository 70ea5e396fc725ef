using System.Globalization;
using System.Runtime.InteropServices;

namespace AlertBot.Feeds.Reading;

/// <summary>Reads the dates of feeds: RFC 822 and ISO 8601 with all that people make of them, in many
/// languages.</summary>
/// <remarks>Depends on nothing but the text: not on the host's zone, not on its culture and not on the present
/// day.</remarks>
internal static class DateReader
{
    private const int MaxChars = 120;

    /// <summary>The instant to the second; null when the text is no date, or names a day that never was.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is 0 or > MaxChars) return null;
        Span<char> clean = stackalloc char[MaxChars];
        var length = Normalize(text, clean);
        var cursor = new DateCursor(clean[..length]);
        if (IsoDate.Read(cursor) is { } iso) return iso.ToInstant();
        return Epoch(clean[..length]) ?? WordDate.Read(cursor)?.ToInstant();
    }

    // Digits of any script become ASCII; direction marks go; white space and dashes become one kind.
    private static int Normalize(ReadOnlySpan<char> text, Span<char> clean)
    {
        var length = 0;
        foreach (var c in text)
        {
            var category = char.GetUnicodeCategory(c);
            if (category is UnicodeCategory.Format or UnicodeCategory.Control && c is not ('\t' or '\n')) continue;
            clean[length++] = c switch
            {
                _ when c < 0x80 => c is '\t' or '\n' ? ' ' : c,
                '\u2212' or '\u2010' or '\u2011' or '\u2013' => '-',
                '\uFF0F' => '/',
                '\uFF1A' => ':',
                _ when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)),
                _ when char.IsWhiteSpace(c) => ' ',
                _ => c,
            };
        }
        return length;
    }

    // Seconds or milliseconds since 1970, as JavaScript templates print them; Python adds a fraction.
    private static DateTimeOffset? Epoch(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        if (point > 0 && !text[(point + 1)..].ContainsAnyExceptInRange('0', '9')) text = text[..point];
        if (text.Length is not (10 or 13) || text.ContainsAnyExceptInRange('0', '9')) return null;
        var number = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return DateTimeOffset.FromUnixTimeSeconds(text.Length == 13 ? number / 1000 : number);
    }
}

/// <summary>The parts of a date as they were found.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct DateParts
{
    private const int MinYear = 1900;
    private const int MaxYear = 2199;

    // 1921 to 2041. The years above are those of the lunar calendar of our time, which depends on who saw the moon.
    private const int MinSolarYear = 1300;
    private const int MaxSolarYear = 1420;
    private const int MaxOffsetMinutes = 15 * 60;

    public int? Year;
    public int? Month;
    public int? Day;
    public TimeSpan Time;

    /// <summary>The calendar is the Iranian one.</summary>
    public bool IsSolar;

    /// <summary>Minutes ahead of UTC; null when no zone was given.</summary>
    public int? OffsetMinutes;

    /// <summary>The instant; null when a part is missing or there is no such day.</summary>
    public readonly DateTimeOffset? ToInstant()
    {
        if (Year is not { } year || Month is not { } month || Day is not { } day) return null;
        if (month is < 1 or > 12 || day < 1) return null;
        if (DayOf(year, month, day) is not { } date) return null;
        // A zone beyond all zones is a slip of the pen: the day is right at least.
        var offset = OffsetMinutes is { } minutes && Math.Abs(minutes) <= MaxOffsetMinutes ? minutes : 0;
        return new DateTimeOffset(date + Time - TimeSpan.FromMinutes(offset), TimeSpan.Zero);
    }

    private readonly DateTime? DayOf(int year, int month, int day)
    {
        if (!IsSolar)
            return year is < MinYear or > MaxYear || day > DateTime.DaysInMonth(year, month)
                ? null
                : new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        var calendar = new PersianCalendar();
        return year is < MinSolarYear or > MaxSolarYear || day > calendar.GetDaysInMonth(year, month)
            ? null
            : calendar.ToDateTime(year, month, day, 0, 0, 0, 0);
    }

    /// <summary>Whether a year is of the Iranian or the Islamic calendar and of none other that news are dated
    /// by.</summary>
    public static bool IsSolarYear(int year) => year is >= MinSolarYear and <= 1499;

    /// <summary>A year of two or three digits made whole; RFC 2822, 4.3.</summary>
    public static int WholeYear(int year, int digits) => digits switch
    {
        1 or 2 => year < 90 ? 2000 + year : 1900 + year,
        3 => 1900 + year,
        _ => year,
    };
}
