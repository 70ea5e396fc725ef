namespace AlertBot.Feeds.Reading;

/// <summary>What the attributes of a link say of it.</summary>
/// <param name="Ns">Vocabulary of the element.</param>
/// <param name="Relation">In lower case; null when none is given.</param>
/// <param name="Type">Media type as written.</param>
/// <param name="Length">Bytes as written.</param>
internal sealed record LinkKind(Ns Ns, string? Relation, string? Type, string? Length);

/// <summary>The element whose text is being gathered, with all that stands inside.</summary>
internal sealed class Capture(int maxChars) : IDisposable
{
    private readonly CharBuffer _buffer = new();
    private bool _escapes;
    private int _sameNameDepth;
    private int _containers;

    public bool IsOpen { get; private set; }

    public FieldUse Use { get; private set; }

    /// <summary>Of the start tag; what is asked of its attributes later must be taken before the scanner
    /// moves.</summary>
    public string? Base { get; private set; }

    public string? Language { get; private set; }

    /// <summary>What stands inside is a document of its own: nothing in it speaks of this feed.</summary>
    public bool IsOpaque { get; set; }

    /// <summary>The text is base64.</summary>
    public bool IsBase64 { get; set; }

    /// <summary>A guid that says it is an address; null when it says nothing.</summary>
    public bool? IsPermaLink { get; set; }

    /// <summary>What a link whose address is its text leads to; null when nothing is said of it.</summary>
    public LinkKind? Link { get; set; }

    /// <summary>How many prefixes were bound before the element.</summary>
    public int Bindings { get; private set; }

    public int NameStart { get; private set; }

    public int NameLength { get; private set; }

    /// <summary>How many elements are open inside.</summary>
    public int NestedDepth { get; private set; }

    /// <summary>Mark-up was found inside.</summary>
    public bool HasMarkup { get; private set; }

    public bool WasCut { get; private set; }

    /// <summary>What was gathered; inline mark-up is in it as tags without attributes.</summary>
    public CharBuffer Buffer => _buffer;

    public void Open(FieldUse use, int nameStart, int nameLength, int bindings, string? baseAddress, string? language)
    {
        _buffer.Clear();
        (_escapes, _sameNameDepth, _containers) = (false, 0, 0);
        (IsOpen, IsOpaque, IsBase64, IsPermaLink, HasMarkup, NestedDepth) = (true, false, false, null, false, 0);
        (Use, NameStart, NameLength, Bindings) = (use, nameStart, nameLength, bindings);
        (Base, Language, Link) = (baseAddress, language, null);
    }

    public void Close() => IsOpen = false;

    /// <summary>Understands the text otherwise than the name of the element alone would say.</summary>
    public void Retype(TextKind kind) => Use = Use with { Kind = kind };

    /// <summary>Adds text, references resolved.</summary>
    public void Text(ReadOnlySpan<char> text, bool isCData, DocumentEntities? entities, ref Repairs repairs)
    {
        if (_buffer.Length + text.Length > maxChars)
        {
            WasCut = true;
            text = text[..Math.Max(0, maxChars - _buffer.Length)];
        }
        var start = _buffer.Length;
        if (isCData) _buffer.Append(text);
        else MarkupText.Append(text, _buffer, entities, ref repairs);
        if (_escapes) EscapeFrom(start);
    }

    /// <summary>Adds the start of an element inside.</summary>
    public void Start(ReadOnlySpan<char> name, ReadOnlySpan<char> ownName, bool isEmpty, bool isContainer)
    {
        var local = name[(name.LastIndexOf(':') + 1)..];
        if (!HasMarkup && Use.Kind is TextKind.Inline or TextKind.Parts)
        {
            _escapes = true;
            EscapeFrom(0);
        }
        HasMarkup = true;
        Tag(local, isEnd: false);
        if (isEmpty)
        {
            if (Use.Kind is TextKind.Parts || HtmlTags.Find(local) == HtmlTag.Hidden) Tag(local, isEnd: true);
            return;
        }
        if (!IsVoid(local)) NestedDepth++;
        if (isContainer) _containers++;
        if (name.Equals(ownName, StringComparison.OrdinalIgnoreCase)) _sameNameDepth++;
    }

    /// <summary>Takes an end tag. True when it closes the captured element itself.</summary>
    public bool End(ReadOnlySpan<char> name, ReadOnlySpan<char> ownName)
    {
        if (name.Equals(ownName, StringComparison.OrdinalIgnoreCase) && _sameNameDepth-- == 0) return true;
        if (NestedDepth > 0) NestedDepth--;
        HasMarkup = true;
        Tag(name[(name.LastIndexOf(':') + 1)..], isEnd: true);
        return false;
    }

    /// <summary>Whether an end tag of a feed's own container belongs to a container inside; then it is spent.</summary>
    public bool SpendContainer()
    {
        if (_containers == 0) return false;
        _containers--;
        return true;
    }

    public void Dispose() => _buffer.Dispose();

    private static bool IsVoid(ReadOnlySpan<char> name) =>
        name.Length <= 5
            && name.ToString().ToLowerInvariant() is "br" or "hr" or "img" or "wbr" or "input" or "meta" or "link";

    private void Tag(ReadOnlySpan<char> local, bool isEnd)
    {
        if (Use.Kind == TextKind.Value || _buffer.Length + local.Length + 3 > maxChars) return;
        _buffer.Append('<');
        if (isEnd) _buffer.Append('/');
        foreach (var c in local) _buffer.Append(char.ToLowerInvariant(c));
        _buffer.Append('>');
    }

    // Text beside inline mark-up is text: its brackets must not become tags when the tags are taken out.
    private void EscapeFrom(int start)
    {
        if (_buffer.Span[start..].IndexOfAny('<', '&') < 0) return;
        var text = _buffer.Span[start..].ToString();
        _buffer.CutTo(start);
        foreach (var c in text)
        {
            if (c == '<') _buffer.Append("&lt;");
            else if (c == '&') _buffer.Append("&amp;");
            else _buffer.Append(c);
        }
    }
}
