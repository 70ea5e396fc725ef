namespace AlertBot.Feeds.Reading;

/// <summary>Makes the document of what was gathered: addresses made whole, identities given, languages
/// inherited.</summary>
internal sealed class DocumentMaker(FeedSource source, Repairs repairs)
{
    private readonly string? _baseAddress = XmlFeedReader.BaseOf(source);
    // A base of 8,000 characters before each of 700,000 files would fill any memory.
    private const int MaxAddressChars = 16_000_000;

    private string? _feedLink;
    private string? _selfLink;
    private int _addressChars;

    /// <summary>What was repaired, the making included.</summary>
    public Repairs Repairs { get; private set; } = repairs;

    public FeedDocument Make(FeedFormat format, string encoding, FeedDraft feed, List<EntryDraft> drafts)
    {
        _feedLink = Resolve(feed.Link);
        _selfLink = Resolve(feed.SelfLink);
        var language = LanguageOf(feed);
        var entries = new Entry[drafts.Count];
        for (var i = 0; i < entries.Length; i++) entries[i] = Make(drafts[i], language);
        Repairs |= EntryIds.Assign(entries);
        return new FeedDocument
        {
            Format = format,
            Encoding = encoding,
            Title = feed.Title.Value,
            Link = _feedLink,
            Description = feed.Summary.Value,
            Language = language,
            Author = feed.Author.Value,
            Image = Resolve(feed.Image),
            Id = feed.Id.Value,
            UpdatedUtc = feed.Updated.Value,
            Categories = feed.Categories ?? [],
            Hints = HintsOf(feed),
            Entries = entries,
        };
    }

    private Entry Make(EntryDraft draft, string? feedLanguage)
    {
        var (summary, content, language) = TextsOf(draft);
        return new Entry
        {
            Id = draft.Id.Value ?? "",
            Title = draft.Title.Value,
            Link = Resolve(draft.Link),
            PublishedUtc = draft.Published.Value,
            UpdatedUtc = draft.Updated.Value,
            Summary = summary,
            Content = content,
            Author = draft.Author.Value,
            Language = TagOf(
                language ?? draft.Title.Language ?? draft.ScopeLanguage ?? draft.Language.Value ?? feedLanguage),
            Image = Resolve(draft.Image),
            SourceTitle = draft.SourceTitle.Value,
            Categories = draft.Categories ?? [],
            Enclosures = EnclosuresOf(draft),
        };
    }

    // Where two short texts stand and no long one, the one that is clearly longer serves as that, else the second.
    private static (string? Summary, string? Content, string? Language) TextsOf(EntryDraft draft)
    {
        var summary = draft.Summary.Value;
        var language = draft.Content.Language ?? draft.Summary.Language;
        if (draft.Content.Value is { } content) return (summary, content, language);
        if (draft.OtherSummary.Value is not { } other || summary is null || other == summary)
            return (summary, null, language);
        var isOtherShort = IsClearlyLonger(summary, other)
            || (draft.IsSummarySecond && !IsClearlyLonger(other, summary));
        return isOtherShort ? (other, summary, language) : (summary, other, language);
    }

    private static bool IsClearlyLonger(string text, string other) => text.Length > other.Length * 3 / 2;

    private string? LanguageOf(FeedDraft feed)
    {
        var own = feed.Language.Value ?? feed.ScopeLanguage;
        if (own is not null) return TagOf(own);
        // The header may name several, for readers of several languages; then it does not tell the language of the
        // text.
        var header = source.ContentLanguage?.Trim();
        return string.IsNullOrEmpty(header) || header.Contains(',', StringComparison.Ordinal) ? null : header;
    }

    private List<Enclosure> EnclosuresOf(EntryDraft draft)
    {
        if (draft.Enclosures is not { } drafts) return [];
        var made = new List<Enclosure>(drafts.Count);
        foreach (var file in drafts)
            if (Resolve(file.Url, file.Base) is { } url) made.Add(new Enclosure(url, file.Type, file.LengthBytes));
        return made;
    }

    private FeedHints HintsOf(FeedDraft feed)
    {
        var interval = feed.UpdatePeriod is { } period ? period / (feed.UpdateFrequency ?? 1) : (TimeSpan?)null;
        return new FeedHints
        {
            TtlMinutes = feed.TtlMinutes,
            SkipHours = [.. feed.SkipHours],
            SkipDays = [.. feed.SkipDays],
            UpdateInterval = interval,
            SelfLink = _selfLink,
            NextLink = Resolve(feed.NextLink),
            HubLinks = [.. feed.Hubs.Select(hub => Resolve(hub)).OfType<string>()],
        };
    }

    private string? Resolve(Ranked address) => Resolve(address.Value, address.Base);

    private string? Resolve(string? address, string? baseAddress)
    {
        if (address is null) return null;
        if (_addressChars > MaxAddressChars)
        {
            Repairs |= Repairs.TextCut;
            return null;
        }
        var resolved = Address.Resolve(baseAddress ?? _baseAddress ?? _feedLink ?? _selfLink, address);
        if (resolved is null) Repairs |= Repairs.UnsafeLink;
        else if (!ReferenceEquals(resolved, address)) _addressChars += resolved.Length;
        return resolved;
    }

    // Every entry shows it: what is longer than any tag (RFC 5646, 4.4.1, counts 35) is none.
    private static string? TagOf(string? language)
    {
        const int MaxChars = 100;
        return string.IsNullOrEmpty(language) || language.Length > MaxChars ? null : language;
    }
}
