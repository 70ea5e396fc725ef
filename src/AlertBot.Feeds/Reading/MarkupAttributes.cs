using System.Runtime.InteropServices;

namespace AlertBot.Feeds.Reading;

/// <summary>Where an attribute lies in the document.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MarkupAttribute(int NameStart, int NameLength, int ValueStart, int ValueLength);

/// <summary>The attributes of one start tag; valid until the scanner moves.</summary>
internal readonly ref struct MarkupAttributes(ReadOnlySpan<char> text, ReadOnlySpan<MarkupAttribute> slices)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly ReadOnlySpan<MarkupAttribute> _slices = slices;

    public int Count => _slices.Length;

    public int NameStart(int index) => _slices[index].NameStart;

    public ReadOnlySpan<char> Name(int index) => _text.Slice(_slices[index].NameStart, _slices[index].NameLength);

    /// <summary>The value as written, references not resolved.</summary>
    public ReadOnlySpan<char> RawValue(int index) =>
        _text.Slice(_slices[index].ValueStart, _slices[index].ValueLength);

    /// <summary>The value of the attribute with this name in any case, trimmed and resolved; null when it is
    /// absent.</summary>
    public string? Find(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < _slices.Length; i++)
            if (Name(i).Equals(name, StringComparison.OrdinalIgnoreCase)) return Resolve(RawValue(i));
        return null;
    }

    /// <summary>As <see cref="Find"/>, under any prefix or none: <c>rdf:about</c> is written with many.</summary>
    public string? FindLocal(ReadOnlySpan<char> localName)
    {
        for (var i = 0; i < _slices.Length; i++)
        {
            var name = Name(i);
            if (name[(name.LastIndexOf(':') + 1)..].Equals(localName, StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase)) return Resolve(RawValue(i));
        }
        return null;
    }

    /// <summary>The value with its references resolved and the white space at its ends gone.</summary>
    public static string Resolve(ReadOnlySpan<char> raw)
    {
        raw = raw.Trim();
        if (!raw.Contains('&')) return raw.ToString();
        using var buffer = new CharBuffer();
        CharacterReference.Resolve(raw, buffer);
        return buffer.Span.Trim().ToString();
    }
}
