namespace AlertBot.Feeds;

/// <summary>What is known of a document besides its bytes: where it came from and what the server said of it.</summary>
/// <param name="Url">The address that finally answered; null when the bytes came from elsewhere.</param>
/// <param name="ContentType">The header as sent, for example <c>text/xml; charset=utf-8</c>; null when there was
/// none.</param>
/// <param name="ContentLocation">The Content-Location header as sent, possibly relative; null when there was
/// none.</param>
/// <param name="ContentLanguage">The Content-Language header as sent; null when there was none.</param>
public sealed record FeedSource(
    Uri? Url, string? ContentType = null, string? ContentLocation = null, string? ContentLanguage = null)
{
    /// <summary>Nothing is known.</summary>
    public static FeedSource Unknown { get; } = new((Uri?)null);

    /// <summary>Takes from a response's headers what reading needs; names are compared without case.</summary>
    public static FeedSource From(Uri? url, IEnumerable<KeyValuePair<string, string>> headers)
    {
        string? type = null, location = null, language = null;
        foreach (var (name, value) in headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) type = value;
            else if (name.Equals("Content-Location", StringComparison.OrdinalIgnoreCase)) location = value;
            else if (name.Equals("Content-Language", StringComparison.OrdinalIgnoreCase)) language = value;
        }
        return new FeedSource(url, type, location, language);
    }
}
