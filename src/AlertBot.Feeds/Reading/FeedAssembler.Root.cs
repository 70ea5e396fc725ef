namespace AlertBot.Feeds.Reading;

// Finding the root of the feed, and telling its dialect.
internal sealed partial class FeedAssembler
{
    private void BeginRoot(ref readonly MarkupScanner scanner)
    {
        var bindings = _stack.Bindings;
        var attributes = scanner.Attributes;
        _stack.Bind(attributes);
        var ns = _stack.Resolve(scanner.Name, out var local, ref _repairs);
        FirstName ??= scanner.Name.Length > 40 ? scanner.Name[..40].ToString() : scanner.Name.ToString();
        Format = FormatOf(ns, local, attributes);
        _stack.HasBareBase = Format == FeedFormat.Cdf;
        if (Format is null)
        {
            _stack.Unbind(bindings);
            if (local.Equals("html", StringComparison.OrdinalIgnoreCase)) IsFull = true;
            else _repairs |= Repairs.LeadingJunk;
            return;
        }
        if (ns == Ns.Other) _stack.Adopt(scanner.Name, scanner.NameStart);
        Feed.ScopeLanguage = _stack.LanguageOf(attributes);
        if (local.Equals("entry", StringComparison.OrdinalIgnoreCase))
        {
            BeginEntry(in scanner, bindings);
            return;
        }
        if (local.Equals("channel", StringComparison.OrdinalIgnoreCase)) TakeChannelAttributes(attributes);
        if (scanner.IsEmptyElement) _stack.Unbind(bindings);
        else Push(in scanner, bindings, Area.Feed, isContainer: true, isWeak: false);
    }

    private FeedFormat? FormatOf(Ns ns, ReadOnlySpan<char> local, in MarkupAttributes attributes)
    {
        if (local.Equals("rss", StringComparison.OrdinalIgnoreCase)) return RssOf(attributes.Find("version"));
        if (local.Equals("rdf", StringComparison.OrdinalIgnoreCase)) return RdfOf(attributes);
        if (local.Equals("feed", StringComparison.OrdinalIgnoreCase)) return AtomOf(ns, attributes.Find("version"));
        if (local.Equals("entry", StringComparison.OrdinalIgnoreCase))
            return ns == Ns.Atom10 ? FeedFormat.Atom10 : ns == Ns.Atom03 ? FeedFormat.Atom03 : null;
        if (!local.Equals("channel", StringComparison.OrdinalIgnoreCase)) return null;
        var isCdf = attributes.Find("href") is not null || attributes.Find("lastmod") is not null
            || attributes.Find("base") is not null;
        // In capitals the word is CDF's alone.
        IsDoubtful = !local.SequenceEqual("CHANNEL");
        return isCdf || !IsDoubtful ? FeedFormat.Cdf : FeedFormat.Rss20;
    }

    private FeedFormat RssOf(string? version)
    {
        switch (version)
        {
            case "0.90": return FeedFormat.Rss090;
            case "0.92": return FeedFormat.Rss092;
            case "0.93": return FeedFormat.Rss093;
            case "0.94": return FeedFormat.Rss094;
        }
        if (version?.StartsWith("0.91", StringComparison.Ordinal) == true) return FeedFormat.Rss091;
        if (version?.StartsWith('2') != true) _repairs |= Repairs.UnknownVersion;
        return FeedFormat.Rss20;
    }

    private FeedFormat RdfOf(in MarkupAttributes attributes)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            var ns = Namespaces.OfAddress(attributes.RawValue(i));
            if (ns == Ns.Rss090) return FeedFormat.Rss090;
            if (ns == Ns.Rss10) return FeedFormat.Rss10;
        }
        // RDF tells of anything in the world.
        IsDoubtful = true;
        return FeedFormat.Rss10;
    }

    private FeedFormat AtomOf(Ns ns, string? version)
    {
        if (ns == Ns.Atom10) return FeedFormat.Atom10;
        if (ns == Ns.Atom03) return FeedFormat.Atom03;
        IsDoubtful = true;
        return version?.StartsWith("0.", StringComparison.Ordinal) == true ? FeedFormat.Atom03 : FeedFormat.Atom10;
    }

    private void TakeChannelAttributes(in MarkupAttributes attributes)
    {
        var baseAddress = _stack.BaseOf(attributes);
        if (Format != FeedFormat.Cdf)
        {
            Feed.Id.Offer(attributes.FindLocal("about"), 5);
            Feed.ScopeLanguage = _stack.LanguageOf(attributes) ?? Feed.ScopeLanguage;
            return;
        }
        Feed.Link.OfferAddress(attributes.Find("href"), 30, baseAddress);
        Feed.Updated.Offer(DateOf(attributes.Find("lastmod")), 30);
    }

    private void TakeEntryAttributes(in MarkupAttributes attributes, EntryDraft entry)
    {
        entry.Id.Offer(attributes.FindLocal("about"), 10);
        if (Format != FeedFormat.Cdf) return;
        entry.Link.OfferAddress(attributes.Find("href"), 30, _stack.BaseOf(attributes));
        entry.Updated.Offer(DateOf(attributes.Find("lastmod")), 30);
    }
}
