namespace AlertBot.Feeds.Reading;

/// <summary>Walks over the text of a date.</summary>
internal ref struct DateCursor(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    public int At { get; set; } = 0;

    public readonly bool IsAtEnd => At >= _text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public readonly char Peek(int ahead = 0) => At + ahead < _text.Length ? _text[At + ahead] : '\0';

    /// <summary>The character before; NUL at the start.</summary>
    public readonly char Before => At > 0 ? _text[At - 1] : '\0';

    public void SkipSpaces()
    {
        while (Peek() == ' ') At++;
    }

    public bool Skip(char c)
    {
        if (Peek() != c) return false;
        At++;
        return true;
    }

    /// <summary>How many digits follow.</summary>
    public readonly int CountDigits(int ahead = 0)
    {
        var count = 0;
        while (char.IsAsciiDigit(Peek(ahead + count))) count++;
        return count;
    }

    /// <summary>Takes this many digits; the caller has counted them, at most 9.</summary>
    public int Number(int digits)
    {
        var number = 0;
        for (var i = 0; i < digits; i++) number = (number * 10) + (_text[At + i] - '0');
        At += digits;
        return number;
    }

    /// <summary>Takes a word: letters and the marks upon them.</summary>
    public ReadOnlySpan<char> Word()
    {
        var start = At;
        while (!IsAtEnd && (char.IsLetter(_text[At]) || char.IsSurrogate(_text[At])
            || char.GetUnicodeCategory(_text[At]) == System.Globalization.UnicodeCategory.NonSpacingMark)) At++;
        return _text[start..At];
    }

    /// <summary>Takes the name of a region, such as <c>America/Los_Angeles</c>.</summary>
    public ReadOnlySpan<char> RegionName()
    {
        var start = At;
        while (char.IsAsciiLetter(Peek()) || Peek() is '/' or '_') At++;
        return _text[start..At];
    }

    /// <summary>Takes a time of day with minutes, from one or two digits and a colon on; null when it is
    /// none.</summary>
    public TimeSpan? Time()
    {
        var hours = Number(CountDigits());
        At++;
        if (CountDigits() is not (1 or 2)) return null;
        var minutes = Number(CountDigits());
        var seconds = 0;
        if (Peek() is ':' or '.' && CountDigits(1) is 1 or 2)
        {
            At++;
            seconds = Number(CountDigits());
        }
        SkipFraction();
        return TimeOf(hours, minutes, seconds);
    }

    /// <summary>Passes over a fraction of a second: instants are kept to the second.</summary>
    public void SkipFraction()
    {
        var digits = CountDigits(1);
        // Some write thousandths behind a colon; fewer digits there are a part that no time has.
        if ((Peek() is '.' or ',' && digits > 0) || (Peek() == ':' && digits == 3)) At += 1 + digits;
    }

    /// <summary>Takes an offset from its sign on, in minutes; null when there is none.</summary>
    public int? Offset()
    {
        var start = At;
        var sign = Peek() == '-' ? -1 : 1;
        At++;
        SkipSpaces();
        var digits = CountDigits();
        if (digits is 1 or 2)
        {
            var hours = Number(digits);
            var minutes = 0;
            if (Peek() is ':' or '.' && CountDigits(1) == 2)
            {
                At++;
                minutes = Number(2);
                if (Peek() == ':' && CountDigits(1) == 2) At += 3; // seconds, as zones had before they were zones
            }
            return sign * ((hours * 60) + minutes);
        }
        if (digits is 3 or 4)
        {
            var number = Number(digits);
            return sign * ((number / 100 * 60) + (number % 100));
        }
        At = start + 1;
        return null;
    }

    /// <summary>The time of day; null when there is no such time. The end of a day and a leap second are
    /// allowed.</summary>
    public static TimeSpan? TimeOf(int hours, int minutes, int seconds)
    {
        if (seconds == 60) seconds = 59;
        if (minutes > 59 || seconds > 59 || hours > 24 || (hours == 24 && minutes + seconds > 0)) return null;
        return new TimeSpan(hours, minutes, seconds);
    }
}
