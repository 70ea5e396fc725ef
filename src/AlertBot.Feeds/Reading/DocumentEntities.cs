namespace AlertBot.Feeds.Reading;

/// <summary>Entities that a document declares for itself. They may do little: a declaration is how entity bombs are
/// built.</summary>
internal sealed class DocumentEntities
{
    private const int MaxEntities = 256;
    private const int MaxValueChars = 1_000;
    private const int MaxNesting = 3;
    private const int MaxExpandedChars = 20_000; // of one document, all references taken together

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private int _expandedChars;

    /// <summary>Reads the declarations of an internal subset, the text between the brackets of a DOCTYPE.</summary>
    public void Declare(ReadOnlySpan<char> subset, ref Repairs repairs)
    {
        while (_values.Count < MaxEntities)
        {
            var at = subset.IndexOf("<!ENTITY", StringComparison.OrdinalIgnoreCase);
            if (at < 0) return;
            subset = subset[(at + "<!ENTITY".Length)..];
            DeclareOne(subset.TrimStart(), ref repairs);
        }
        repairs |= Repairs.EntityLimit;
    }

    /// <summary>Appends what the name stands for; false when the document does not declare it.</summary>
    public bool Append(ReadOnlySpan<char> name, CharBuffer output, ref Repairs repairs)
    {
        if (!_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value)) return false;
        Expand(value, output, MaxNesting, ref repairs);
        return true;
    }

    private void DeclareOne(ReadOnlySpan<char> text, ref Repairs repairs)
    {
        if (text.IsEmpty || text[0] == '%') return;
        var nameEnd = text.IndexOfAny(" \t\r\n>");
        if (nameEnd <= 0) return;
        var name = text[..nameEnd].ToString();
        text = text[nameEnd..].TrimStart();
        if (text.IsEmpty) return;
        if (text[0] is not ('"' or '\''))
        {
            // SYSTEM or PUBLIC: lies outside the document, is never fetched and stands for nothing.
            repairs |= Repairs.ExternalEntity;
            _values.TryAdd(name, "");
            return;
        }
        var valueEnd = text[1..].IndexOf(text[0]);
        if (valueEnd < 0) return;
        if (valueEnd > MaxValueChars) repairs |= Repairs.EntityLimit;
        _values.TryAdd(name, text.Slice(1, Math.Min(valueEnd, MaxValueChars)).ToString());
    }

    private void Expand(ReadOnlySpan<char> value, CharBuffer output, int nesting, ref Repairs repairs)
    {
        while (!value.IsEmpty)
        {
            var at = value.IndexOf('&');
            var plain = at < 0 ? value : value[..at];
            if (_expandedChars + plain.Length > MaxExpandedChars || nesting == 0)
            {
                repairs |= Repairs.EntityLimit;
                return;
            }
            _expandedChars += plain.Length;
            output.Append(plain);
            if (at < 0) return;
            value = value[at..];
            var length = CharacterReference.Measure(value, out var name);
            if (length == 0 || !AppendInner(name, output, nesting, ref repairs))
            {
                length = 1;
                output.Append('&');
            }
            _expandedChars++;
            value = value[length..];
        }
    }

    private bool AppendInner(ReadOnlySpan<char> name, CharBuffer output, int nesting, ref Repairs repairs)
    {
        if (name[0] == '#') return CharacterReference.AppendNumber(name, output);
        if (_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value))
        {
            Expand(value, output, nesting - 1, ref repairs);
            return true;
        }
        if (CharacterReference.Named(name) is not { } symbol) return false;
        output.Append(symbol);
        return true;
    }
}
