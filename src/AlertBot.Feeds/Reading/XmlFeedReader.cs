namespace AlertBot.Feeds.Reading;

/// <summary>Reads RSS, RDF, Atom and CDF, well-formed or not.</summary>
internal static class XmlFeedReader
{
    private const int MaxAttributes = 128; // of one tag; more is no feed
    private const int MostNameChars = 60; // of a name that is shown to people

    public static FeedRead Read(
        ReadOnlyMemory<char> document, string encoding, FeedSource source, FeedReaderLimits limits, Repairs repairs)
    {
        var baseAddress = BaseOf(source);
        using var assembler = new FeedAssembler(document, limits, baseAddress);
        var scanner = new MarkupScanner(document.Span, new MarkupAttribute[MaxAttributes]);
        while (!assembler.IsFull && scanner.Read())
        {
            switch (scanner.Kind)
            {
                case MarkupKind.Text:
                    assembler.Text(scanner.Value, isCData: false);
                    break;
                case MarkupKind.CData:
                    assembler.Text(scanner.Value, isCData: true);
                    break;
                case MarkupKind.StartTag:
                    assembler.Start(in scanner);
                    break;
                case MarkupKind.EndTag:
                    assembler.End(scanner.Name);
                    break;
                case MarkupKind.Doctype:
                    assembler.Doctype(scanner.Value);
                    break;
            }
        }
        assembler.Finish();
        repairs |= assembler.Repairs | scanner.Repairs;
        if (assembler.Format is not { } format) return NoFeed(assembler.FirstName, document.Span, repairs);
        if (assembler.IsDoubtful && IsBare(assembler)) return NoFeed(assembler.FirstName, document.Span, repairs);
        var maker = new DocumentMaker(source, repairs);
        var made = maker.Make(format, encoding, assembler.Feed, assembler.Entries);
        return new FeedRead.Read(made, RepairCodes.Of(maker.Repairs));
    }

    /// <summary>The address that relative references start from (RFC 3986, 5.1): Content-Location, else where it came
    /// from.</summary>
    public static string? BaseOf(FeedSource source)
    {
        var url = source.Url is { IsAbsoluteUri: true } absolute ? absolute.OriginalString : null;
        return (source.ContentLocation is { Length: > 0 } location ? Address.Resolve(url, location) : null)
            ?? Address.Resolve(null, url);
    }

    private static bool IsBare(FeedAssembler assembler) =>
        assembler.Entries.Count == 0
            && assembler.Feed is { Title.Value: null, Link.Value: null, Summary.Value: null, Updated.Value: null };

    private static FeedRead.Failed NoFeed(string? firstName, ReadOnlySpan<char> text, Repairs repairs)
    {
        var codes = RepairCodes.Of(repairs & ~Repairs.LeadingJunk);
        if (firstName is null)
            return text.Trim("\uFEFF \t\r\n\0").IsEmpty
                ? new FeedRead.Failed("empty", Saying.Of("read.empty", "the document is empty"), codes)
                : new FeedRead.Failed(
                    "not-a-feed", Saying.Of("read.text", "this is text without any mark-up, not a feed"), codes);
        if (firstName.Equals("html", StringComparison.OrdinalIgnoreCase) || HtmlTags.Find(firstName) != HtmlTag.Unknown)
            return new FeedRead.Failed("not-a-feed", Saying.Of("read.page", "this is a web page, not a feed"), codes)
            {
                IsWebPage = true,
            };
        if (firstName.Length > MostNameChars) firstName = firstName[..MostNameChars] + "…";
        return new FeedRead.Failed(
            "not-a-feed", Saying.Of("read.root", $"the document starts with <{firstName:name}>, which is no feed"), codes);
    }
}
