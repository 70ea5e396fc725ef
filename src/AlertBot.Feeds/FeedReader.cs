using AlertBot.Feeds.Reading;

namespace AlertBot.Feeds;

/// <summary>Reads a feed document of any dialect, well-formed or not. Pure; never throws for what the bytes
/// contain.</summary>
/// <remarks>No external entity, DTD or style sheet is ever fetched: nothing here can reach anything.</remarks>
public static class FeedReader
{
    /// <summary>Reads one document.</summary>
    /// <param name="body">The bytes after unpacking; what lies beyond <see cref="FeedReaderLimits.MaxBytes"/> is not
    /// read.</param>
    /// <param name="source">What is known of the response they came with.</param>
    /// <param name="limits">How much is read.</param>
    public static FeedRead Read(ReadOnlyMemory<byte> body, FeedSource source, FeedReaderLimits limits)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(limits);
        var repairs = Repairs.None;
        if (body.Length > limits.MaxBytes)
        {
            body = body[..limits.MaxBytes];
            repairs |= Repairs.Truncated;
        }
        if (body.IsEmpty) return new FeedRead.Failed("empty", Saying.Of("read.empty", "the document is empty"), []);
        if (IsBinary(body.Span)) return NoText();
        using var decoded = DocumentDecoder.Decode(body.Span, source.ContentType);
        repairs |= decoded.Repairs;
        return JsonFeedReader.StartsAsJson(decoded.Text)
            ? JsonFeedReader.Read(decoded, source, limits, repairs)
            : XmlFeedReader.Read(decoded.Memory, decoded.Encoding, source, limits, repairs);
    }

    /// <summary>Reads one document from a stream and unpacks it first, whether a header says that it is packed or only
    /// its bytes do.</summary>
    /// <param name="body">The bytes as they came; what lies beyond <see cref="FeedReaderLimits.MaxBytes"/> after unpacking
    /// is not read.</param>
    /// <param name="contentEncoding">The Content-Encoding header as sent; null when there was none.</param>
    /// <param name="source">What is known of the response they came with.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<FeedRead> ReadAsync(
        Stream body, string? contentEncoding, FeedSource source, FeedReaderLimits limits,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(limits);
        // One byte more than the limit tells that there was more.
        using var unpacked = await BodyReader.ReadAsync(
            body, contentEncoding?.Split(',') ?? [], limits.MaxBytes + 1, cancellationToken);
        return unpacked.Bytes.IsEmpty && unpacked.End is BodyEnd.CutShort
            ? NoText()
            : Read(unpacked.Bytes, source, limits);
    }

    private static FeedRead.Failed NoText() =>
        new("not-a-feed", Saying.Of("read.binary", "this is binary data, not a feed"), []);

    // One control character in twenty is no text in any encoding but the wide ones, whose zeros lie in step.
    private static bool IsBinary(ReadOnlySpan<byte> body)
    {
        const int LookAtBytes = 4096;
        var head = body[..Math.Min(body.Length, LookAtBytes)];
        if (IsPacked(head)) return true;
        if (StartsWide(head) || HasRoot(head)) return false;
        var controls = 0;
        foreach (var b in head)
            if (b is < 9 or (> 13 and < 32 and not 27)) controls++;
        return controls * 20 > head.Length;
    }

    // A feed may hold rubbish and is a feed still.
    private static bool HasRoot(ReadOnlySpan<byte> head) =>
        head.IndexOf("<?xml"u8) >= 0 || head.IndexOf("<rss"u8) >= 0 || head.IndexOf("<feed"u8) >= 0
            || head.IndexOf("RDF"u8) >= 0 || head.IndexOf("jsonfeed.org"u8) >= 0;

    // A byte-order mark, or a first character with zeros around it.
    private static bool StartsWide(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) return false;
        if (head[0] + head[1] == 0xFF + 0xFE || (head[0] == 0 && head[1] == 0 && head[2] == 0xFE)) return true;
        if (head[0] != 0 && head[1] == 0) return true;
        return head[0] == 0 && (IsFirst(head[1]) || (head[1] == 0 && head[2] == 0 && IsFirst(head[3])));
    }

    private static bool IsFirst(byte b) => b is (byte)'<' or (byte)'{' or (byte)' ' or (byte)'\n' or (byte)'\r';

    // What many a server sends as it lies on its disk: gzip, zip, PDF, pictures, sound.
    private static bool IsPacked(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]) || head.StartsWith("PK\u0003\u0004"u8)
            || head.StartsWith("%PDF-"u8)
            || head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
            || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8)
            || head.StartsWith("\u007FELF"u8) || head.StartsWith("OggS"u8) || head.StartsWith("ID3"u8);
}
