namespace AlertBot.Feeds;

/// <summary>Finds out who pushes a feed: by the answer's headers, else by the document. Pure.</summary>
/// <remarks>Source: W3C WebSub, 4. A publisher who names hubs and not itself is known to them by the address that
/// answered.</remarks>
public static class HubDiscovery
{
    private const int MaxHubs = 5;
    private const int MaxAddressChars = 2000;

    /// <summary>What is offered; null when nothing is that can be used.</summary>
    /// <param name="answered">The address that the document came from; null when that is not known.</param>
    /// <param name="linkHeader">The answer's Link headers, divided by commas; null when it had none.</param>
    /// <param name="hints">What the document says.</param>
    public static HubOffer? Of(Uri? answered, string? linkHeader, FeedHints hints)
    {
        ArgumentNullException.ThrowIfNull(hints);
        var links = LinkHeader.Parse(linkHeader);
        var named = Addresses(links.Where(static l => l.Relations.Contains("hub")).Select(static l => l.Target), answered);
        var self = Addresses(links.Where(static l => l.Relations.Contains("self")).Select(static l => l.Target), answered)
            .FirstOrDefault();
        var written = Address(hints.SelfLink, answered);
        var hubs = named.Count > 0 ? named : Addresses(hints.HubLinks, answered);
        if (hubs.Count == 0) return null;
        var known = (named.Count > 0 ? self ?? written : written ?? self) ?? answered;
        return known is null ? null : new HubOffer(known, hubs);
    }

    private static List<Uri> Addresses(IEnumerable<string> texts, Uri? answered) =>
        [.. texts.Select(text => Address(text, answered)).OfType<Uri>().DistinctBy(static u => u.AbsoluteUri).Take(MaxHubs)];

    private static Uri? Address(string? text, Uri? answered)
    {
        if (text is null || text.Length > MaxAddressChars) return null;
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var url) && !url.IsFile
            || (answered is not null && Uri.TryCreate(answered, text, out url));
        if (!isAddress || url!.Scheme is not ("http" or "https") || url.UserInfo.Length > 0) return null;
        return url.Fragment.Length == 0 ? url : new UriBuilder(url) { Fragment = "" }.Uri;
    }
}
