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

    /// <summary>Asks for the file, which is UTF-8.</summary>
    public Task<OpenedDocument> OpenAsync(string address, Texts texts, CancellationToken cancellationToken) =>
        OpenAsync(address, Utf8, texts, cancellationToken);

    /// <summary>Asks for the file.</summary>
    /// <param name="address">Where it lies.</param>
    /// <param name="decode">Makes its text of its bytes and the server's Content-Type; null when it cannot.</param>
    /// <param name="texts">The language of the answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<OpenedDocument> OpenAsync(
        string address, Func<ReadOnlyMemory<byte>, string?, string?> decode, Texts texts,
        CancellationToken cancellationToken)
    {
        if (address.Length > MaxUrlLength || !Uri.TryCreate(address, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttps || url.UserInfo.Length > 0)
            return new OpenedDocument(null, texts.Of("commands.address.https", ("address", address.Length > 100 ? address[..100] + "…" : address)));
        switch (await fetcher.FetchAsync(new FetchRequest(url), cancellationToken))
        {
            case FetchResult.Fetched fetched:
                using (fetched.Body)
                    return Opened(fetched, decode, texts);
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

    private static OpenedDocument Opened(
        FetchResult.Fetched fetched, Func<ReadOnlyMemory<byte>, string?, string?> decode, Texts texts)
    {
        if (fetched.Head.FinalUrl.Scheme != Uri.UriSchemeHttps)
            return new OpenedDocument(null, texts.Of("commands.address.https", ("address", fetched.Head.FinalUrl.AbsoluteUri)));
        var bytes = fetched.Body.Bytes.Span;
        if (bytes.Length > MaxBytes || fetched.Body.End == BodyEnd.TooLong)
            return new OpenedDocument(null, texts.Of("commands.address.large", ("most", MaxBytes / 1024)));
        if (fetched.Body.End == BodyEnd.CutShort)
            return new OpenedDocument(null, texts["commands.address.cut"]);
        return decode(fetched.Body.Bytes, fetched.Source.ContentType) is { } text
            ? new OpenedDocument(text.TrimStart('\uFEFF'), null)
            : new OpenedDocument(null, texts["commands.address.encoding"]);
    }

    private static string? Utf8(ReadOnlyMemory<byte> bytes, string? contentType)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
