namespace AlertBot.Feeds.Reading;

/// <summary>Puts a feed together from the tags and texts of its document, in one pass and without a tree.</summary>
internal sealed partial class FeedAssembler : IDisposable
{
    private readonly ReadOnlyMemory<char> _document;
    private readonly FeedReaderLimits _limits;
    private readonly ElementStack _stack;
    private readonly Capture _capture;
    private readonly CharBuffer _scratch = new();
    private DocumentEntities? _entities;
    private EntryDraft? _entry;
    private Repairs _repairs;

    public FeedAssembler(ReadOnlyMemory<char> document, FeedReaderLimits limits, string? baseAddress)
    {
        _document = document;
        _limits = limits;
        _stack = new ElementStack(document, limits.MaxDepth, baseAddress);
        _capture = new Capture(limits.MaxTextChars);
    }

    public FeedDraft Feed { get; } = new();

    public List<EntryDraft> Entries { get; } = [];

    /// <summary>What was repaired so far.</summary>
    public Repairs Repairs => _repairs;

    /// <summary>The dialect; null until the root of a feed was seen.</summary>
    public FeedFormat? Format { get; private set; }

    /// <summary>The root could belong to something else: only what it holds can tell.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Name of the first element of the document; null when there is none.</summary>
    public string? FirstName { get; private set; }

    /// <summary>Nothing more needs to be read.</summary>
    public bool IsFull { get; private set; }

    private bool IsAtom => Format is FeedFormat.Atom03 or FeedFormat.Atom10;

    public void Doctype(ReadOnlySpan<char> text)
    {
        var open = text.IndexOf('[');
        if (open < 0 || Format is not null) return;
        _entities ??= new DocumentEntities();
        _entities.Declare(text[(open + 1)..], ref _repairs);
    }

    public void Text(ReadOnlySpan<char> text, bool isCData)
    {
        if (_capture.IsOpen) _capture.Text(text, isCData, _entities, ref _repairs);
        else if (FirstName is null && !text.Trim("\uFEFF \t\r\n\0").IsEmpty) _repairs |= Repairs.LeadingJunk;
    }

    public void Start(ref readonly MarkupScanner scanner)
    {
        if (_capture.IsOpen && !ClosesUnclosed(in scanner))
        {
            _capture.Start(scanner.Name, NameOf(_capture), scanner.IsEmptyElement, IsContainerName(scanner.Name));
            return;
        }
        if (Format is null) BeginRoot(in scanner);
        else BeginElement(in scanner);
    }

    public void End(ReadOnlySpan<char> name)
    {
        if (_capture.IsOpen)
        {
            var closesOuter = !name.Equals(NameOf(_capture), StringComparison.OrdinalIgnoreCase)
                && _stack.FindOpen(name, containersOnly: true) >= 0
                && !_capture.SpendContainer();
            if (!closesOuter)
            {
                if (_capture.End(name, NameOf(_capture))) CloseCapture();
                return;
            }
            _repairs |= Repairs.UnclosedElement;
            CloseCapture();
        }
        if (_stack.IsOverflowing && _stack.FindOpen(name, containersOnly: true) < 0)
        {
            _stack.PopOverflow();
            return;
        }
        var index = _stack.FindOpen(name, containersOnly: false);
        if (index >= 0) PopTo(index);
    }

    /// <summary>The document has ended: closes what is open.</summary>
    public void Finish()
    {
        if (_capture.IsOpen || _stack.Depth > 0) _repairs |= Repairs.UnclosedElement;
        if (_capture.IsOpen) CloseCapture();
        PopTo(0);
        if (_capture.WasCut) _repairs |= Repairs.TextCut;
    }

    public void Dispose()
    {
        _capture.Dispose();
        _scratch.Dispose();
    }

    private ReadOnlySpan<char> NameOf(Capture capture) =>
        _document.Span.Slice(capture.NameStart, capture.NameLength);

    private static ReadOnlySpan<char> LocalOf(ReadOnlySpan<char> name) => name[(name.LastIndexOf(':') + 1)..];

    private static bool IsContainerName(ReadOnlySpan<char> name)
    {
        var local = LocalOf(name);
        return local.Equals("item", StringComparison.OrdinalIgnoreCase)
            || local.Equals("entry", StringComparison.OrdinalIgnoreCase)
            || local.Equals("channel", StringComparison.OrdinalIgnoreCase)
            || local.Equals("feed", StringComparison.OrdinalIgnoreCase)
            || local.Equals("rss", StringComparison.OrdinalIgnoreCase)
            || local.Equals("rdf", StringComparison.OrdinalIgnoreCase);
    }

    // Whether the start of this element shows that the captured one was never closed; then it is closed now.
    private bool ClosesUnclosed(ref readonly MarkupScanner scanner)
    {
        if (_capture.IsOpaque) return false;
        var scratch = Repairs.None;
        var ns = _stack.Resolve(scanner.Name, out var local, ref scratch);
        if (!FieldTable.IsCore(ns)) return false;
        var isEntry = local.Equals("item", StringComparison.OrdinalIgnoreCase)
            || local.Equals("entry", StringComparison.OrdinalIgnoreCase);
        if (!isEntry && !StartsSibling(local, in scanner)) return false;
        _repairs |= Repairs.UnclosedElement;
        CloseCapture();
        return true;
    }

    // Inside of HTML only names that HTML has not; inside of a title or a date any name of a feed's own.
    private bool StartsSibling(ReadOnlySpan<char> local, ref readonly MarkupScanner scanner)
    {
        if (_capture.Use.Kind is TextKind.Inline) return false;
        // A value holds no elements: the same start once more is a start that was written twice.
        if (local.Equals(LocalOf(NameOf(_capture)), StringComparison.OrdinalIgnoreCase))
            return _capture.Use.Kind is TextKind.Value && !scanner.IsEmptyElement;
        if (FieldTable.OfEntry(Ns.Rss, local) is not { } use) return false;
        if (_capture.Use.Kind is TextKind.Parts)
            return _capture.Use.Field is Field.Author && IsNoPartOfPerson(use.Field);
        if (use.Field is Field.Guid or Field.Published or Field.AnyDate or Field.Created) return true;
        if (_capture.NestedDepth > 0) return false;
        if (local.Equals("description", StringComparison.OrdinalIgnoreCase)) return true;
        if (local.Equals("link", StringComparison.OrdinalIgnoreCase)) return scanner.Attributes.Count == 0;
        return _capture.Use.Kind is TextKind.Value;
    }

    private static bool IsNoPartOfPerson(Field field) =>
        field is Field.Guid or Field.Published or Field.Updated or Field.Created or Field.AnyDate
            or Field.Summary or Field.Content or Field.Category;

    private void PopTo(int index)
    {
        for (var i = _stack.Depth - 1; i >= index; i--)
            if (_stack.IsEntry(i)) _entry = null;
        _stack.PopTo(index);
    }

    private void BeginElement(ref readonly MarkupScanner scanner)
    {
        var bindings = _stack.Bindings;
        var attributes = scanner.Attributes;
        _stack.Bind(attributes);
        var ns = _stack.Resolve(scanner.Name, out var local, ref _repairs);
        if (FieldTable.IsCore(ns) && BeginContainer(in scanner, local, bindings)) return;
        if (!_stack.IsOverflowing && BeginField(in scanner, ns, local, bindings)) return;
        if (scanner.IsEmptyElement)
        {
            _stack.Unbind(bindings);
            return;
        }
        var isKnown = _stack.Area == Area.Entry ? IsTransparentInEntry(ns, local) : IsTransparentInFeed(local);
        Push(in scanner, bindings, IsSealed(local) ? Area.Nowhere : _stack.Area, isContainer: false, !isKnown);
    }

    private static bool IsTransparentInEntry(Ns ns, ReadOnlySpan<char> local) =>
        ns == Ns.Media || local.Equals("category", StringComparison.OrdinalIgnoreCase);

    private static bool IsTransparentInFeed(ReadOnlySpan<char> local) =>
        local.Equals("skipHours", StringComparison.OrdinalIgnoreCase)
            || local.Equals("skipDays", StringComparison.OrdinalIgnoreCase);

    // Elements with a title or a link of their own that is not the feed's.
    private static bool IsSealed(ReadOnlySpan<char> local) =>
        local.Equals("textinput", StringComparison.OrdinalIgnoreCase)
            || local.Equals("items", StringComparison.OrdinalIgnoreCase)
            || local.Equals("contributor", StringComparison.OrdinalIgnoreCase)
            || local.Equals("usertitle", StringComparison.OrdinalIgnoreCase);

    private bool BeginContainer(ref readonly MarkupScanner scanner, ReadOnlySpan<char> local, int bindings)
    {
        if (local.Equals("item", StringComparison.OrdinalIgnoreCase)
            || local.Equals("entry", StringComparison.OrdinalIgnoreCase))
        {
            BeginEntry(in scanner, bindings);
            return true;
        }
        if (_entry is not null || !local.Equals("channel", StringComparison.OrdinalIgnoreCase)) return false;
        TakeChannelAttributes(scanner.Attributes);
        if (scanner.IsEmptyElement) _stack.Unbind(bindings);
        else Push(in scanner, bindings, Area.Feed, isContainer: true, isWeak: false);
        return true;
    }

    private void BeginEntry(ref readonly MarkupScanner scanner, int bindings)
    {
        var open = _stack.FindEntry();
        if (open < 0 && _stack.IsOverflowing) open = _stack.FindFirstInner();
        if (open >= 0 && open < _stack.Depth)
        {
            // The one before was never closed. Its prefixes go with it, so those of this tag are bound anew.
            _repairs |= Repairs.UnclosedElement;
            PopTo(open);
            bindings = _stack.Bindings;
            _stack.Bind(scanner.Attributes);
        }
        _stack.ClearOverflow();
        if (Entries.Count >= _limits.MaxEntries)
        {
            _repairs |= Repairs.TooManyEntries;
            IsFull = true;
            return;
        }
        _entry = new EntryDraft { ScopeLanguage = _stack.LanguageOf(scanner.Attributes) };
        Entries.Add(_entry);
        TakeEntryAttributes(scanner.Attributes, _entry);
        if (!scanner.IsEmptyElement)
        {
            Push(in scanner, bindings, Area.Entry, isContainer: true, isWeak: false);
            return;
        }
        _entry = null;
        _stack.Unbind(bindings);
    }

    private void Push(ref readonly MarkupScanner scanner, int bindings, Area area, bool isContainer, bool isWeak)
    {
        var pushed = _stack.Push(new Frame
        {
            NameStart = scanner.NameStart,
            NameLength = scanner.Name.Length,
            Area = area,
            IsContainer = isContainer,
            IsWeak = _stack.IsWeak || isWeak,
            Base = _stack.BaseOf(scanner.Attributes),
            Language = _stack.LanguageOf(scanner.Attributes),
            Bindings = bindings,
        });
        if (!pushed) _repairs |= Repairs.TooDeep;
    }
}
