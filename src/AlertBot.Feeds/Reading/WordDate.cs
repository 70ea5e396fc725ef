namespace AlertBot.Feeds.Reading;

/// <summary>Dates in words and numbers, in any order: RFC 822, ctime, and what is written for readers.</summary>
/// <remarks>Words that say nothing, such as names of days, are passed over: wrong weekdays are common.</remarks>
internal ref struct WordDate(DateCursor cursor)
{
    private DateCursor _cursor = cursor;
    private DateParts _parts = default;
    private bool _hasTime = false;
    private bool _isBad = false;
    private ZoneRegion? _region = null;
    private int _halfDay = 0;
    private int _yearsBefore = 0;

    /// <summary>The parts; null when the text is no date.</summary>
    public static DateParts? Read(DateCursor cursor)
    {
        var reader = new WordDate(cursor);
        while (!reader._cursor.IsAtEnd && !reader._isBad) reader.Step();
        return reader._isBad ? null : reader.Finish();
    }

    private void Step()
    {
        var c = _cursor.Peek();
        if (char.IsAsciiDigit(c)) Digits();
        else if (char.IsLetter(c)) Word();
        else if (IsBrokenPart(c)) _isBad = true;
        // "MST-07:00" says it twice, "GMT+3" once: the number counts.
        else if (c is '+' or '-' && IsOffsetNext()) _parts.OffsetMinutes = _cursor.Offset() ?? _parts.OffsetMinutes;
        // A year before the first is what databases print for "never".
        else if (c == '-' && _cursor.CountDigits(1) == 4 && _cursor.Peek(1) == '0') _isBad = true;
        else _cursor.At++;
    }

    private readonly bool IsOffsetNext()
    {
        var digits = _cursor.CountDigits(1);
        if (!_hasTime) return digits == 4 && IsDayKnown;
        if (char.IsAsciiDigit(_cursor.Before)) return _parts.Year is not null;
        if (digits == 0) return false;
        // Of two numbers of four digits the second is the year: "14:35:00 +0000 2020".
        return _parts.Year is not null || digits != 4 || (_cursor.Peek(5) == ' ' && _cursor.CountDigits(6) == 4);
    }

    private readonly bool IsDayKnown => _parts is { Year: not null, Month: not null, Day: not null };

    // "+zz:00", "10:15:xx", "1:2:3:4": a part of the time or of the zone that nobody can read.
    private readonly bool IsBrokenPart(char c) => c switch
    {
        '+' => _hasTime && char.IsAsciiLetter(_cursor.Peek(1)),
        ':' => char.IsAsciiDigit(_cursor.Before)
            && (char.IsAsciiLetter(_cursor.Peek(1)) || (_hasTime && char.IsAsciiDigit(_cursor.Peek(1)))),
        _ => false,
    };

    private void Digits()
    {
        var digits = _cursor.CountDigits();
        var next = _cursor.Peek(digits);
        if (digits <= 2 && next is ':' or 'h' && char.IsAsciiDigit(_cursor.Peek(digits + 1)) && !_hasTime)
        {
            if (_cursor.Time() is { } time) _parts.Time = time;
            else _isBad = true;
            _hasTime = true;
            return;
        }
        if (IsDottedTime(digits))
        {
            if (_cursor.Time() is { } dotted) _parts.Time = dotted;
            else _isBad = true;
            _hasTime = true;
            return;
        }
        if (digits > 8) _isBad = true;
        else if (HourBeforeWord(digits)) return;
        else if (next is '/' or '.' or '-' && (Group(digits, next) || SpacedGroup(digits))) return;
        else Number(_cursor.Number(digits), digits);
    }

    // "19.48.21" and "19.48", once the day is known.
    private readonly bool IsDottedTime(int digits) =>
        !_hasTime && digits <= 2 && IsDayKnown
            && _cursor.Peek(digits) == '.' && _cursor.CountDigits(digits + 1) == 2;

    // "9h", "9 h 05", "21 Uhr".
    private bool HourBeforeWord(int digits)
    {
        if (_hasTime || digits > 2) return false;
        var ahead = _cursor;
        var hours = ahead.Number(digits);
        ahead.SkipSpaces();
        if (ahead.Word() is not ("h" or "H" or "hs" or "Uhr" or "uhr")) return false;
        ahead.SkipSpaces();
        // Before the day is known, the next number is the day.
        var minutes = IsDayKnown && ahead.CountDigits() == 2 ? ahead.Number(2) : 0;
        if (DateCursor.TimeOf(hours, minutes, 0) is { } time) _parts.Time = time;
        else _isBad = true;
        _hasTime = true;
        _cursor = ahead;
        return true;
    }

    // "2020. 3. 11.", as Koreans and Hungarians write it.
    private bool SpacedGroup(int yearDigits)
    {
        if (yearDigits != 4) return false;
        var ahead = _cursor;
        var year = ahead.Number(4);
        if (!ahead.Skip('.') || !ahead.Skip(' ') || ahead.CountDigits() is not (1 or 2)) return false;
        var month = ahead.Number(ahead.CountDigits());
        if (!ahead.Skip('.') || !ahead.Skip(' ') || ahead.CountDigits() is not (1 or 2)) return false;
        (_parts.Year, _parts.Month, _parts.Day) = (year, month, ahead.Number(ahead.CountDigits()));
        _cursor = ahead;
        return true;
    }

    // Three numbers with the same sign between.
    private bool Group(int firstDigits, char separator)
    {
        var secondDigits = _cursor.CountDigits(firstDigits + 1);
        var thirdStart = firstDigits + 1 + secondDigits + 1;
        if (secondDigits is not (1 or 2) || _cursor.Peek(thirdStart - 1) != separator) return false;
        var thirdDigits = _cursor.CountDigits(thirdStart);
        if (thirdDigits is 0 or 3 or > 4 || (firstDigits is not (1 or 2) && firstDigits != 4)) return false;
        var first = _cursor.Number(firstDigits);
        _cursor.At++;
        var second = _cursor.Number(secondDigits);
        _cursor.At++;
        var third = _cursor.Number(thirdDigits);
        if (firstDigits == 4)
        {
            (_parts.Year, _parts.Month, _parts.Day) = (first, second, third);
            _parts.IsSolar = DateParts.IsSolarYear(first);
            return true;
        }
        // With strokes the month comes first, as Americans write it, unless it cannot be a month.
        var monthFirst = separator == '/' ? first <= 12 : second > 12;
        _parts.Year = DateParts.WholeYear(third, thirdDigits);
        (_parts.Month, _parts.Day) = monthFirst ? (first, second) : (second, first);
        _parts.IsSolar = DateParts.IsSolarYear(_parts.Year.Value);
        return true;
    }

    private void Number(int value, int digits)
    {
        switch (_cursor.Peek())
        {
            case '年' or '년':
                _parts.Year = _yearsBefore > 0 ? _yearsBefore + value : DateParts.WholeYear(value, digits);
                return;
            case '月' or '월':
                _parts.Month = value;
                return;
            case '日' or '일':
                _parts.Day = value;
                return;
        }
        if (IsLoneMonth(value, digits)) _parts.Month = value;
        else if (IsLoneHour(value, digits)) (_parts.Time, _hasTime) = (TimeSpan.FromHours(value), true);
        else if (digits >= 3 || value > 31) _parts.Year ??= DateParts.WholeYear(value, digits);
        else if (_parts.Day is null) _parts.Day = value;
        else _parts.Year ??= DateParts.WholeYear(value, digits);
        if (digits == 4 && DateParts.IsSolarYear(value)) _parts.IsSolar = true;
    }

    // "11 04 2020", and "11. 4. 2020" as Czechs write it.
    private readonly bool IsLoneMonth(int value, int digits)
    {
        if (digits > 2 || value is < 1 or > 12 || _parts is not { Day: not null, Month: null, Year: null }) return false;
        var dot = _cursor.Peek() == '.' ? 1 : 0;
        return _cursor.Peek(dot) == ' ' && _cursor.CountDigits(dot + 1) == 4;
    }

    // "11 Mar 2020 14 +0100".
    private readonly bool IsLoneHour(int value, int digits) =>
        digits <= 2 && value <= 24 && !_hasTime && IsDayKnown
            && _cursor.Peek() == ' ' && _cursor.Peek(1) is '+' or '-' && _cursor.CountDigits(2) == 4;

    private void Word()
    {
        var start = _cursor.At;
        var followsDigit = char.IsAsciiDigit(_cursor.Before);
        var raw = _cursor.Word();
        if (_cursor.Peek() == '/' && Region(start)) return;
        var word = MonthNames.Fold(raw);
        if (HalfDay(word) || Era(word)) return;
        var month = PairedMonth(word);
        if (month == 0) month = MonthNames.Find(word);
        // "3 hours ago" behind a whole date is not of August.
        if (month > 0 && !(IsDayKnown && _hasTime))
        {
            // The last one counts: "mar" is a Tuesday too, and Tuesdays come first.
            _parts.IsSolar |= month > MonthNames.SolarBase;
            _parts.Month = month % MonthNames.SolarBase;
            return;
        }
        // "14:35h" and "14:35u" say that it is a time; only Z stands at its end as a zone.
        var isMark = followsDigit && word.Length == 1 && word != "z";
        if (_hasTime && !isMark && ZoneNames.Find(word) is { } minutes && (word.Length > 1 || IsLastWord()))
            _parts.OffsetMinutes ??= minutes;
    }

    private readonly bool IsLastWord() => _cursor.IsAtEnd;

    // "Europe/Brussels".
    private bool Region(int start)
    {
        var ahead = _cursor;
        ahead.At = start;
        if (ZoneRegions.Find(ahead.RegionName()) is not { } region) return false;
        _cursor = ahead;
        _region ??= region;
        return true;
    }

    // "كانون الثاني": the second word tells which of the two.
    private int PairedMonth(string first)
    {
        if (first is not ("کانون" or "تشرین")) return 0;
        var ahead = _cursor;
        ahead.SkipSpaces();
        var second = MonthNames.Fold(ahead.Word());
        var month = MonthNames.FindPair(first, second);
        if (month > 0) _cursor.At = ahead.At;
        return month;
    }

    // Years of a Japanese reign.
    private bool Era(string word)
    {
        var before = word switch
        {
            "令和" => 2018,
            "平成" => 1988,
            "昭和" => 1925,
            _ => 0,
        };
        if (before == 0) return false;
        _yearsBefore = before;
        return true;
    }

    private bool HalfDay(string word)
    {
        var half = word switch
        {
            "am" or "오전" or "上午" or "午前" or "ص" or "صباحا" => 1,
            "pm" or "오후" or "下午" or "午後" or "م" or "مساء" => 2,
            "a" when _hasTime && IsDottedM() => 1,
            "p" when _hasTime && IsDottedM() => 2,
            _ => 0,
        };
        if (half == 0) return false;
        _halfDay = half;
        return true;
    }

    private bool IsDottedM()
    {
        if (_cursor.Peek() != '.' || _cursor.Peek(1) is not ('m' or 'M')) return false;
        _cursor.At += 2;
        return true;
    }

    private readonly DateParts Finish()
    {
        var parts = _parts;
        if (_halfDay == 2 && parts.Time.TotalHours is < 12) parts.Time += TimeSpan.FromHours(12);
        else if (_halfDay == 1 && parts.Time.Hours == 12) parts.Time -= TimeSpan.FromHours(12);
        if (parts.OffsetMinutes is null && _region is { } region && parts.ToInstant() is { } local)
            parts.OffsetMinutes = region.OffsetMinutesAt(local.UtcDateTime);
        return parts;
    }
}
