namespace AlertBot.Feeds.Reading;

/// <summary>Dates that start with the year in digits: ISO 8601, RFC 3339, the W3C profile and their
/// corruptions.</summary>
internal static class IsoDate
{
    /// <summary>The parts; null when the text is not written this way.</summary>
    public static DateParts? Read(DateCursor cursor)
    {
        if (Date(ref cursor) is not { } parts) return null;
        if (cursor.Peek() is 'T' or 't' or ' ' or ',' || IsSeparatorOfTime(cursor)) cursor.At++;
        cursor.SkipSpaces();
        if (cursor.Peek() is 'T' or 't') cursor.At++;
        SkipWordBeforeTime(ref cursor);
        if (cursor.IsAtEnd) return parts;
        if (char.IsAsciiDigit(cursor.Peek()))
        {
            if (Time(ref cursor) is not { } time) return null;
            parts.Time = time;
        }
        return Zone(ref cursor, ref parts) ? parts : null;
    }

    // "2020-03-11 at 14:35".
    private static void SkipWordBeforeTime(ref DateCursor cursor)
    {
        if (!char.IsLetter(cursor.Peek())) return;
        var ahead = cursor;
        if (ahead.Word() is not ("at" or "à" or "um" or "om")) return;
        ahead.SkipSpaces();
        if (char.IsAsciiDigit(ahead.Peek())) cursor = ahead;
    }

    // "2020-03-11-19:35"; a lone number there would be a fourth part of the date.
    private static bool IsSeparatorOfTime(DateCursor cursor) =>
        cursor.Peek() is '-' or '.'
            && cursor.CountDigits(1) is (1 or 2) and var digits
            && cursor.Peek(1 + digits) == ':';

    private static DateParts? Date(ref DateCursor cursor)
    {
        // "-03-12" is March to December of a year that is not said in full: ISO 8601:1988, century left out.
        if (cursor.Peek() == '-' && cursor.CountDigits(1) is 2 or 4) return CenturyLess(ref cursor);
        return cursor.CountDigits() switch
        {
            14 => Packed(ref cursor, hasSeconds: true),
            12 => Packed(ref cursor, hasSeconds: false),
            8 => new DateParts { Year = cursor.Number(4), Month = cursor.Number(2), Day = cursor.Number(2) },
            7 => Ordinal(cursor.Number(4), cursor.Number(3)),
            6 => ShortDate(ref cursor),
            5 => Ordinal(DateParts.WholeYear(cursor.Number(2), 2), cursor.Number(3)),
            4 => AfterYear(ref cursor, cursor.Number(4), isShort: false),
            2 when cursor.Peek(2) == '-' =>
                AfterYear(ref cursor, DateParts.WholeYear(cursor.Number(2), 2), isShort: true),
            _ => null,
        };
    }

    // "20200311143500", as databases print it.
    private static DateParts? Packed(ref DateCursor cursor, bool hasSeconds)
    {
        var parts = new DateParts { Year = cursor.Number(4), Month = cursor.Number(2), Day = cursor.Number(2) };
        var time = DateCursor.TimeOf(cursor.Number(2), cursor.Number(2), hasSeconds ? cursor.Number(2) : 0);
        if (time is null) return null;
        parts.Time = time.Value;
        return parts;
    }

    private static DateParts ShortDate(ref DateCursor cursor)
    {
        var year = DateParts.WholeYear(cursor.Number(2), 2);
        return new DateParts { Year = year, Month = cursor.Number(2), Day = cursor.Number(2) };
    }

    private static DateParts? CenturyLess(ref DateCursor cursor)
    {
        cursor.At++;
        var isPacked = cursor.CountDigits() == 4;
        var year = DateParts.WholeYear(cursor.Number(2), 2);
        if (!isPacked && !(cursor.Skip('-') && cursor.CountDigits() == 2)) return null;
        var parts = new DateParts { Year = year, Month = cursor.Number(2), Day = 1 };
        return cursor.IsAtEnd && parts.Month is >= 1 and <= 12 ? parts : null;
    }

    private static DateParts? AfterYear(ref DateCursor cursor, int year, bool isShort)
    {
        // A year alone and a month alone stand for their first day (W3C note on date and time formats).
        if (cursor.IsAtEnd) return new DateParts { Year = year, Month = 1, Day = 1 };
        var separator = cursor.Peek();
        if (separator is not ('-' or '/' or '.')) return null;
        var digits = cursor.CountDigits(1);
        if (digits is 0 or > 4) return null;
        cursor.At++;
        // A third digit before a day is a zero too many: "2020-012-31".
        if (digits == 3 && (cursor.Peek(3) != separator || cursor.CountDigits(4) is not (1 or 2)))
            return Ordinal(year, cursor.Number(3));
        var isSolar = DateParts.IsSolarYear(year);
        if (digits == 4)
            return new DateParts { Year = year, Month = cursor.Number(2), Day = cursor.Number(2), IsSolar = isSolar };
        var month = cursor.Number(digits);
        if (cursor.Peek() != separator)
        {
            // "13-03" says neither which is the year nor whether there is one.
            if (isShort || !cursor.IsAtEnd) return null;
            return new DateParts { Year = year, Month = month, Day = 1 };
        }
        var dayDigits = cursor.CountDigits(1);
        // "13-03-2020" starts with its day.
        if (dayDigits is not (1 or 2)) return null;
        cursor.At++;
        return new DateParts { Year = year, Month = month, Day = cursor.Number(dayDigits), IsSolar = isSolar };
    }

    private static DateParts? Ordinal(int year, int dayOfYear)
    {
        if (year is < 1 or > 9998 || dayOfYear is < 1 or > 366) return null;
        var date = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(dayOfYear - 1);
        return date.Year != year ? null : new DateParts { Year = year, Month = date.Month, Day = date.Day };
    }

    private static TimeSpan? Time(ref DateCursor cursor)
    {
        var digits = cursor.CountDigits();
        if (digits is 1 or 2 && cursor.Peek(digits) == ':') return cursor.Time();
        if (digits is not (2 or 4 or 6)) return null;
        var hours = cursor.Number(2);
        var minutes = digits >= 4 ? cursor.Number(2) : 0;
        var seconds = digits == 6 ? cursor.Number(2) : 0;
        cursor.SkipFraction();
        return DateCursor.TimeOf(hours, minutes, seconds);
    }

    // False when what follows is neither zone nor end, so that the text may yet be a date of another kind.
    private static bool Zone(ref DateCursor cursor, ref DateParts parts)
    {
        cursor.SkipSpaces();
        if (cursor.IsAtEnd) return true;
        if (cursor.Peek() is '+' or '-')
        {
            parts.OffsetMinutes = cursor.Offset();
            return parts.OffsetMinutes is not null && cursor.Peek() != ':';
        }
        var word = cursor.Word();
        if (word.IsEmpty || word.Length > 6) return false;
        if (ZoneNames.Find(word.ToString().ToLowerInvariant()) is not { } minutes) return false;
        parts.OffsetMinutes = minutes;
        cursor.SkipSpaces();
        // "MST-07:00" says it twice, "GMT+3" once.
        if (cursor.Peek() is '+' or '-' && cursor.Offset() is { } offset) parts.OffsetMinutes = offset;
        return true;
    }
}
