using System.Text;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>What came of asking for a file that somebody named by its address.</summary>
/// <param name="Text">What it holds; null when it did not come.</param>
/// <param name="Problem">Why, for people; null when it came.</param>
internal sealed record OpenedDocument(string? Text, string? Problem);

/// <summary>Reads files that people name by their address: over https alone, within limits, and never inside a private
/// network: by the fetcher that polls feeds.</summary>
internal sealed class DocumentDoor(FeedFetcher fetcher)
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxUrlLength = 2000;

    /// <summary>Whether what was typed is an address and nothing else.</summary>
    public static bool IsAddress(string typed) =>
        !typed.Any(char.IsWhiteSpace) && typed.Contains("://", StringComparison.Ordinal);

    /// <summary>Asks for the file.</summary>
    public async Task<OpenedDocument> OpenAsync(string address, Texts texts, CancellationToken cancellationToken)
    {
        if (address.Length > MaxUrlLength || !Uri.TryCreate(address, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttps || url.UserInfo.Length > 0)
            return new OpenedDocument(null, texts.Of("commands.address.https", ("address", address.Length > 100 ? address[..100] + "…" : address)));
        switch (await fetcher.FetchAsync(new FetchRequest(url), cancellationToken))
        {
            case FetchResult.Fetched fetched:
                using (fetched.Body)
                    return Opened(fetched, texts);
            case FetchResult.Failed failed:
                return NotOpened(texts.Say(failed.Message));
            case FetchResult.Blocked blocked:
                return NotOpened(texts.Say(blocked.Message));
            default:
                return NotOpened(texts["commands.address.gone"]);
        }

        OpenedDocument NotOpened(string why) =>
            new(null, texts.Of("commands.address.failed", ("host", url.Host), ("why", why)));
    }

    private static OpenedDocument Opened(FetchResult.Fetched fetched, Texts texts)
    {
        if (fetched.Head.FinalUrl.Scheme != Uri.UriSchemeHttps)
            return new OpenedDocument(null, texts.Of("commands.address.https", ("address", fetched.Head.FinalUrl.AbsoluteUri)));
        var bytes = fetched.Body.Bytes.Span;
        if (bytes.Length > MaxBytes || fetched.Body.End == BodyEnd.TooLong)
            return new OpenedDocument(null, texts.Of("commands.address.large", ("most", MaxBytes / 1024)));
        if (fetched.Body.End == BodyEnd.CutShort)
            return new OpenedDocument(null, texts["commands.address.cut"]);
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return new OpenedDocument(text.TrimStart('\uFEFF'), null);
        }
        catch (DecoderFallbackException)
        {
            return new OpenedDocument(null, texts["commands.address.encoding"]);
        }
    }
}
