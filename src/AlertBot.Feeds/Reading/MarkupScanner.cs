namespace AlertBot.Feeds.Reading;

internal enum MarkupKind
{
    End,
    Text,
    CData,
    StartTag,
    EndTag,
    Doctype,
}

/// <summary>Cuts a document into tags and text, front to back, without ever giving up: what is no mark-up is
/// text.</summary>
/// <remarks>Comments and processing instructions are passed over. Every character is looked at a bounded number of
/// times.</remarks>
internal ref struct MarkupScanner(ReadOnlySpan<char> text, MarkupAttribute[] attributes)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at = 0;
    private bool _noCommentEnd = false;
    private bool _noCDataEnd = false;
    private bool _isCDataMarkup = false;
    private bool _hasDoctype = false;

    /// <summary>What was found last.</summary>
    public MarkupKind Kind { get; private set; } = MarkupKind.End;

    /// <summary>Name of the tag with its prefix, as written.</summary>
    public ReadOnlySpan<char> Name { get; private set; } = default;

    /// <summary>The text, references not resolved; of a DOCTYPE what stands after the word.</summary>
    public ReadOnlySpan<char> Value { get; private set; } = default;

    /// <summary>Where the token starts.</summary>
    public int Start { get; private set; } = 0;

    /// <summary>Where <see cref="Name"/> starts.</summary>
    public int NameStart { get; private set; } = 0;

    /// <summary>The start tag closes itself.</summary>
    public bool IsEmptyElement { get; private set; } = false;

    /// <summary>Attributes of the start tag.</summary>
    public readonly MarkupAttributes Attributes => new(_text, attributes.AsSpan(0, AttributeCount));

    /// <summary>What was repaired so far.</summary>
    public Repairs Repairs { get; private set; } = Repairs.None;

    private int AttributeCount { get; set; } = 0;

    /// <summary>Moves to the next token; false at the end of the document.</summary>
    public bool Read()
    {
        while (_at < _text.Length)
        {
            Start = _at;
            if (_text[_at] != '<') return ReadText();
            var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
            switch (next)
            {
                case '!':
                    if (ReadDeclaration()) return true;
                    continue;
                case '?':
                    SkipInstruction();
                    continue;
                case '/' when _at + 2 < _text.Length && IsNameStart(_text[_at + 2]):
                    return ReadEndTag();
                case '/' when _at + 2 < _text.Length && _text[_at + 2] == '>':
                    _at += 3;
                    Repairs |= Repairs.BadMarkup;
                    continue;
                case '/' when _at + 3 < _text.Length && _text[_at + 2] == ' ' && IsNameStart(_text[_at + 3]):
                    Repairs |= Repairs.BadMarkup;
                    _at++;
                    return ReadEndTag();
                default:
                    return IsNameStart(next) ? ReadStartTag() : ReadStrayBracket();
            }
        }
        Kind = MarkupKind.End;
        return false;
    }

    private bool ReadText()
    {
        var length = _text[_at..].IndexOf('<');
        if (length < 0) length = _text.Length - _at;
        Kind = MarkupKind.Text;
        Value = _text.Slice(_at, length);
        _at += length;
        return true;
    }

    private bool ReadStrayBracket()
    {
        Repairs |= Repairs.BadMarkup;
        Kind = MarkupKind.Text;
        Value = _text.Slice(_at, 1);
        _at++;
        return true;
    }

    private bool ReadDeclaration()
    {
        var rest = _text[_at..];
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            SkipComment(rest);
            return false;
        }
        if (rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase)) return ReadCData(rest);
        if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)) return ReadDoctype(rest);
        if (rest.StartsWith("<![", StringComparison.Ordinal) && SkipSectionStart(rest)) return false;
        var end = rest.IndexOf('>');
        _at = end < 0 ? _text.Length : _at + end + 1;
        return false;
    }

    // A marked section of SGML: what is to be ignored goes whole, of another only its start goes. False when it is
    // none.
    private bool SkipSectionStart(ReadOnlySpan<char> rest)
    {
        const int LongestKeyword = 24;
        var window = rest[3..Math.Min(rest.Length, LongestKeyword)];
        var bracket = window.IndexOfAny("[>");
        if (bracket < 0 || window[bracket] == '>') return false;
        _at += 3 + bracket + 1;
        if (!window[..bracket].Contains("IGNORE", StringComparison.OrdinalIgnoreCase)) return true;
        var end = _noCDataEnd ? -1 : _text[_at..].IndexOf("]]>", StringComparison.Ordinal);
        if (end >= 0) _at += end + 3;
        else _noCDataEnd = true;
        return true;
    }

    private void SkipComment(ReadOnlySpan<char> rest)
    {
        var end = _noCommentEnd ? -1 : rest[4..].IndexOf("-->", StringComparison.Ordinal);
        if (end >= 0)
        {
            _at += end + 7;
            return;
        }
        // Never closed: what follows its text may be the feed.
        _noCommentEnd = true;
        Repairs |= Repairs.BadMarkup;
        end = rest[4..].IndexOf('<');
        _at = end < 0 ? _text.Length : _at + end + 4;
    }

    private bool ReadCData(ReadOnlySpan<char> rest)
    {
        const int Opening = 9;
        var end = _noCDataEnd ? -1 : rest[Opening..].IndexOf("]]>", StringComparison.Ordinal);
        Kind = MarkupKind.CData;
        if (end >= 0)
        {
            Value = rest.Slice(Opening, end);
            _at += Opening + end + 3;
            return true;
        }
        if (!_noCDataEnd) _isCDataMarkup = ClosesEntry(rest);
        _noCDataEnd = true;
        if (_isCDataMarkup)
        {
            // Only its end was forgotten: other entries follow.
            Repairs |= Repairs.BadMarkup;
            _at += Opening;
            return false;
        }
        Repairs |= Repairs.Truncated;
        Value = rest[Opening..];
        _at = _text.Length;
        return true;
    }

    private static bool ClosesEntry(ReadOnlySpan<char> text) =>
        text.IndexOf("</item>", StringComparison.OrdinalIgnoreCase) >= 0
            || text.IndexOf("</entry>", StringComparison.OrdinalIgnoreCase) >= 0;

    private bool ReadDoctype(ReadOnlySpan<char> rest)
    {
        const int Opening = 9;
        // There is one at most; looking for the end of each would make a heap of them costly.
        var end = _hasDoctype ? FirstTagEnd(rest) : FindDoctypeEnd(rest);
        _hasDoctype = true;
        Kind = MarkupKind.Doctype;
        Value = rest[Opening..end];
        _at += Math.Min(rest.Length, end + 1);
        return true;
    }

    // The end is the first '>' outside of brackets and quotes; where quotes do not match, the first '>' of all.
    private static int FindDoctypeEnd(ReadOnlySpan<char> rest)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = 9; i < rest.Length; i++)
        {
            var c = rest[i];
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                continue;
            }
            if (c is '"' or '\'') quote = c;
            else if (c == '[') depth++;
            else if (c == ']') depth--;
            else if (c == '>' && depth <= 0) return i;
        }
        return FirstTagEnd(rest);
    }

    private static int FirstTagEnd(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('>');
        return end < 0 ? rest.Length : Math.Max(end, 9);
    }

    private void SkipInstruction()
    {
        // The end of an instruction is "?>", but in SGML and on many hand-made pages it is ">".
        var end = _text[_at..].IndexOf('>');
        _at = end < 0 ? _text.Length : _at + end + 1;
    }

    private bool ReadEndTag()
    {
        NameStart = _at + 2;
        var end = NameStart;
        while (end < _text.Length && !IsNameEnd(_text[end])) end++;
        Name = _text[NameStart..end];
        Kind = MarkupKind.EndTag;
        while (end < _text.Length && _text[end] is not ('>' or '<')) end++;
        if (end < _text.Length && _text[end] == '>') end++;
        else Repairs |= end < _text.Length ? Repairs.BadMarkup : Repairs.Truncated;
        _at = end;
        return true;
    }

    private bool ReadStartTag()
    {
        NameStart = _at + 1;
        var end = NameStart;
        while (end < _text.Length && !IsNameEnd(_text[end])) end++;
        Name = _text[NameStart..end];
        Kind = MarkupKind.StartTag;
        IsEmptyElement = false;
        AttributeCount = 0;
        _at = end;
        while (ReadAttribute())
        {
        }
        return true;
    }

    // Moves over one attribute; false when the tag has ended.
    private bool ReadAttribute()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || char.IsControl(_text[_at]))) _at++;
        if (_at >= _text.Length)
        {
            Repairs |= Repairs.Truncated;
            return false;
        }
        switch (_text[_at])
        {
            case '>':
                _at++;
                return false;
            case '<':
                Repairs |= Repairs.BadMarkup;
                return false;
            case '/':
                IsEmptyElement = _at + 1 < _text.Length && _text[_at + 1] == '>';
                _at++;
                return true;
            default:
                ReadNamedAttribute();
                return true;
        }
    }

    private void ReadNamedAttribute()
    {
        var start = _at;
        while (_at < _text.Length && !IsNameEnd(_text[_at]) && _text[_at] != '=') _at++;
        var name = (start, _at - start);
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        if (_at >= _text.Length || _text[_at] != '=')
        {
            // A name alone, or a character that starts none: pass over it, so that the scan always moves on.
            if (_at == start) _at++;
            return;
        }
        _at++;
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        var value = ReadAttributeValue();
        if (AttributeCount < attributes.Length && name.Item2 > 0)
            attributes[AttributeCount++] = new MarkupAttribute(name.start, name.Item2, value.Start, value.Length);
    }

    private (int Start, int Length) ReadAttributeValue()
    {
        if (_at >= _text.Length) return (_at, 0);
        var quote = _text[_at];
        if (quote is not ('"' or '\'')) return ReadBareValue();
        var start = _at + 1;
        var length = _text[start..].IndexOf(quote);
        if (length < 0)
        {
            _at = start;
            return ReadBareValue();
        }
        // A tag that ends and another that starts inside a value: the closing quote was forgotten.
        var bracket = _text.Slice(start, length).IndexOf('<');
        if (bracket > 0 && _text.Slice(start, bracket).IndexOf('>') is >= 0 and var end)
        {
            Repairs |= Repairs.BadMarkup;
            // A stroke before the end is the tag's own: it closes itself.
            if (end > 0 && _text[start + end - 1] == '/') end--;
            _at = start + end;
            return (start, end);
        }
        _at = start + length + 1;
        return (start, length);
    }

    private (int Start, int Length) ReadBareValue()
    {
        Repairs |= Repairs.BadMarkup;
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('>' or '<')) _at++;
        var length = _at - start;
        if (length > 0 && _text[_at - 1] == '/' && _at < _text.Length && _text[_at] == '>')
        {
            length--;
            _at--;
        }
        // The opening quote was forgotten.
        if (length > 0 && _text[start + length - 1] is '"' or '\'') length--;
        return (start, length);
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or ':';

    private static bool IsNameEnd(char c) => c is '>' or '/' or '<' or '\0' || char.IsWhiteSpace(c);
}
