namespace AlertBot.Feeds.Reading;

/// <summary>Finds the picture that an HTML text shows first.</summary>
internal static class InnerImage
{
    // The pictures that count visits come last or alone; whoever looks at more finds no better one.
    private const int MaxLooks = 5;
    private const int MaxTagChars = 4_000;

    /// <summary>The address of the first picture that is one to look at, as written; null when there is
    /// none.</summary>
    public static string? Find(ReadOnlySpan<char> html)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            var at = html.IndexOf("<img", StringComparison.OrdinalIgnoreCase);
            if (at < 0) return null;
            html = html[at..];
            var window = html.Length > MaxTagChars ? html[..MaxTagChars] : html;
            if (AddressOf(window) is { } address) return address;
            html = html[4..];
        }
        return null;
    }

    private static string? AddressOf(ReadOnlySpan<char> text)
    {
        const int MaxAttributes = 32;
        var scanner = new MarkupScanner(text, new MarkupAttribute[MaxAttributes]);
        if (!scanner.Read() || scanner.Kind != MarkupKind.StartTag) return null;
        if (!scanner.Name.Equals("img", StringComparison.OrdinalIgnoreCase)) return null;
        var attributes = scanner.Attributes;
        var isDot = attributes.Find("width") is "0" or "1" or "0px" or "1px"
            || attributes.Find("height") is "0" or "1" or "0px" or "1px";
        return !isDot && attributes.Find("src") is { Length: > 0 } address && !Address.LeadsNowhere(address)
            ? address
            : null;
    }
}
