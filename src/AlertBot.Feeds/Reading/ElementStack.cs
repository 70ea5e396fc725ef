using System.Runtime.InteropServices;

namespace AlertBot.Feeds.Reading;

/// <summary>What the children of an element speak of.</summary>
internal enum Area : byte
{
    Outside,
    Feed,
    Entry,
    Nowhere,
}

/// <summary>An open element.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Frame
{
    public int NameStart;
    public int NameLength;
    public Area Area;

    /// <summary>Inside of something unknown: what stands here counts only where nothing better is said.</summary>
    public bool IsWeak;

    /// <summary>A root, channel, item or entry: its end tag closes whatever was left open inside.</summary>
    public bool IsContainer;

    public string? Base;
    public string? Language;

    /// <summary>How many prefixes were bound before it.</summary>
    public int Bindings;
}

/// <summary>The open elements with their bases, languages and prefixes. Never deeper than its limit.</summary>
internal sealed class ElementStack(ReadOnlyMemory<char> document, int maxDepth, string? baseAddress)
{
    private const int MaxBindings = 128; // the most that was met is 30; each name is looked for among all

    private readonly List<Frame> _frames = new(16);
    private readonly List<(int Start, int Length, Ns Ns)> _bindings = new(16);
    private int _overflow;

    public int Depth => _frames.Count;

    public bool IsOverflowing => _overflow > 0;

    public Area Area => _frames.Count == 0 ? Area.Outside : _frames[^1].Area;

    public bool IsWeak => _frames.Count > 0 && _frames[^1].IsWeak;

    /// <summary>How many prefixes are bound; <see cref="Unbind"/> goes back to that many.</summary>
    public int Bindings => _bindings.Count;

    /// <summary>Binds the prefixes that a start tag declares.</summary>
    public void Bind(in MarkupAttributes attributes)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            var name = attributes.Name(i);
            if (!name.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase)) continue;
            var prefixLength = name.Length > 6 && name[5] == ':' ? name.Length - 6 : 0;
            if ((prefixLength == 0 && name.Length != 5) || _bindings.Count >= MaxBindings) continue;
            var prefix = name[(name.Length - prefixLength)..];
            var ns = Namespaces.OfAddress(attributes.RawValue(i));
            // A wrong address under a prefix that everyone uses for one thing is a slip, not another vocabulary.
            if (ns == Ns.Other && prefixLength > 0) ns = Namespaces.OfPrefix(prefix);
            _bindings.Add((attributes.NameStart(i) + name.Length - prefixLength, prefixLength, ns));
        }
    }

    public void Unbind(int bindings) => _bindings.RemoveRange(bindings, _bindings.Count - bindings);

    /// <summary>The vocabulary and local name of an element; an unknown default namespace counts as none.</summary>
    public Ns Resolve(ReadOnlySpan<char> name, out ReadOnlySpan<char> localName, ref Repairs repairs)
    {
        var colon = name.LastIndexOf(':');
        localName = name[(colon + 1)..];
        var prefix = colon < 0 ? default : name[..colon];
        var text = document.Span;
        var bindings = CollectionsMarshal.AsSpan(_bindings);
        for (var i = bindings.Length - 1; i >= 0; i--)
        {
            var (start, length, ns) = bindings[i];
            if (length != prefix.Length || !text.Slice(start, length).SequenceEqual(prefix)) continue;
            return ns == Ns.Other && prefix.IsEmpty ? Ns.Rss : ns;
        }
        if (prefix.IsEmpty) return Ns.Rss;
        if (!prefix.Equals("xml", StringComparison.OrdinalIgnoreCase)) repairs |= Repairs.UndeclaredPrefix;
        return Namespaces.OfPrefix(prefix);
    }

    /// <summary>Takes the prefix of this name for the feed's own: nobody knows the vocabulary, but the root bears
    /// it.</summary>
    public void Adopt(ReadOnlySpan<char> name, int nameStart)
    {
        if (_bindings.Count < MaxBindings) _bindings.Add((nameStart, Math.Max(0, name.LastIndexOf(':')), Ns.Rss));
    }

    /// <summary>The document writes <c>base</c> without a prefix, as CDF does.</summary>
    public bool HasBareBase { get; set; }

    /// <summary>The base address inside an element with these attributes; null when none is known.</summary>
    public string? BaseOf(in MarkupAttributes attributes)
    {
        var outer = _frames.Count == 0 ? baseAddress : _frames[^1].Base;
        var own = attributes.Find("xml:base") ?? (HasBareBase ? attributes.Find("base") : null);
        if (own is null) return outer;
        return Address.Resolve(outer, own) ?? outer;
    }

    /// <summary>The language inside an element with these attributes; empty when expressly none, null when
    /// unsaid.</summary>
    public string? LanguageOf(in MarkupAttributes attributes)
    {
        var own = attributes.Find("xml:lang") ?? attributes.Find("lang");
        return own is not null ? own.Replace('_', '-') : _frames.Count == 0 ? null : _frames[^1].Language;
    }

    /// <summary>Opens an element; beyond the limit it is only counted.</summary>
    public bool Push(Frame frame)
    {
        if (_overflow > 0 || _frames.Count >= maxDepth)
        {
            _overflow++;
            Unbind(frame.Bindings);
            return false;
        }
        _frames.Add(frame);
        return true;
    }

    /// <summary>Index of the innermost open element that an end tag of this name closes; -1 when there is
    /// none.</summary>
    public int FindOpen(ReadOnlySpan<char> name, bool containersOnly)
    {
        var text = document.Span;
        var frames = CollectionsMarshal.AsSpan(_frames);
        for (var i = frames.Length - 1; i >= 0; i--)
        {
            ref readonly var frame = ref frames[i];
            if (containersOnly && !frame.IsContainer) continue;
            if (frame.NameLength == name.Length
                && text.Slice(frame.NameStart, frame.NameLength).Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    /// <summary>Index of the innermost open entry; -1 when none is open.</summary>
    public int FindEntry()
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
            if (_frames[i].Area == Area.Entry && _frames[i].IsContainer) return i;
        return -1;
    }

    /// <summary>Index of the outermost element that is no container; the depth when all are.</summary>
    public int FindFirstInner()
    {
        var index = _frames.FindIndex(frame => !frame.IsContainer);
        return index < 0 ? _frames.Count : index;
    }

    public bool IsEntry(int index) => _frames[index].Area == Area.Entry && _frames[index].IsContainer;

    /// <summary>Closes the element at this index and all within.</summary>
    public void PopTo(int index)
    {
        if (index >= _frames.Count) return;
        Unbind(_frames[index].Bindings);
        _frames.RemoveRange(index, _frames.Count - index);
        _overflow = 0;
    }

    /// <summary>Closes one of the elements that were only counted; false when there is none.</summary>
    public bool PopOverflow()
    {
        if (_overflow == 0) return false;
        _overflow--;
        return true;
    }

    /// <summary>Forgets the elements that were only counted.</summary>
    public void ClearOverflow() => _overflow = 0;
}
