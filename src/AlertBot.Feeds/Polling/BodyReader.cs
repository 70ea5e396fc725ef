using System.Buffers;
using System.IO.Compression;

namespace AlertBot.Feeds;

/// <summary>Reads a body into a borrowed buffer, unpacks it, and stops at the limit however much would
/// follow.</summary>
internal static class BodyReader
{
    private const int FirstBufferBytes = 64 * 1024; // most feeds fit
    private const int MagicBytes = 5;
    private const int MaxCodings = 3; // "gzip, gzip" is seen; more is an attack

    /// <summary>Reads until the end or until <paramref name="maxBytes"/> bytes were unpacked.</summary>
    /// <param name="network">The body as it comes over the wire.</param>
    /// <param name="codings">Content-Encoding as sent, in its order; bytes that look packed are unpacked without it
    /// too.</param>
    /// <param name="maxBytes">The limit, in bytes after unpacking.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<FetchedBody> ReadAsync(
        Stream network, IReadOnlyList<string> codings, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBufferBytes, maxBytes + 1));
        var filled = new Filling(buffer, 0, BodyEnd.Complete);
        try
        {
            filled = await FillAsync(network, filled, MagicBytes, maxBytes, cancellationToken);
            if (filled.End is BodyEnd.Complete && CodingsOf(codings, filled.Bytes) is { Count: > 0 } packed)
                filled = await UnpackAsync(network, filled, packed, maxBytes, cancellationToken);
            else if (filled.End is BodyEnd.Complete && filled.Count >= MagicBytes)
                filled = await FillAsync(network, filled, int.MaxValue, maxBytes, cancellationToken);
            return new FetchedBody(filled.Buffer, Math.Min(filled.Count, maxBytes), filled.End);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(filled.Buffer);
            throw;
        }
    }

    /// <summary>Reads the same way and unpacks nothing.</summary>
    public static async Task<FetchedBody> ReadRawAsync(Stream network, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBufferBytes, maxBytes + 1));
        var filled = await FillAsync(
            network, new Filling(buffer, 0, BodyEnd.Complete), int.MaxValue, maxBytes, cancellationToken);
        return new FetchedBody(filled.Buffer, Math.Min(filled.Count, maxBytes), filled.End);
    }

    private static async Task<Filling> UnpackAsync(
        Stream network, Filling packed, List<string> codings, int maxBytes, CancellationToken cancellationToken)
    {
        Stream stream = new ResumedStream(packed.Buffer.AsSpan(0, packed.Count).ToArray(), network);
        for (var i = codings.Count - 1; i >= 0; i--)
            stream = codings[i] switch
            {
                "gzip" => new GZipStream(stream, CompressionMode.Decompress),
                "zlib" => new ZLibStream(stream, CompressionMode.Decompress),
                "deflate" => new DeflateStream(stream, CompressionMode.Decompress),
                _ => new BrotliStream(stream, CompressionMode.Decompress),
            };
        Filling unpacked;
        await using (stream)
            unpacked = await FillAsync(stream, packed with { Count = 0 }, int.MaxValue, maxBytes, cancellationToken);
        // Servers pack what was packed when it was put there, and announce it once.
        if (codings is not ["gzip"] || unpacked.End is not BodyEnd.Complete || !IsGzip(unpacked.Bytes)) return unpacked;
        await using var inner = new GZipStream(
            new MemoryStream(unpacked.Bytes.ToArray()), CompressionMode.Decompress);
        return await FillAsync(inner, unpacked with { Count = 0 }, int.MaxValue, maxBytes, cancellationToken);
    }

    private static async Task<Filling> FillAsync(
        Stream stream, Filling filling, int atLeast, int maxBytes, CancellationToken cancellationToken)
    {
        var (buffer, count, _) = filling;
        while (count < atLeast)
        {
            if (count > maxBytes) return new Filling(buffer, count, BodyEnd.TooLong);
            if (count == buffer.Length) buffer = Grow(buffer, maxBytes);
            int read;
            try
            {
                read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken);
            }
            // BrotliStream says InvalidOperation where the others say InvalidData.
            catch (Exception exception) when (
                exception is IOException or InvalidDataException or InvalidOperationException
                && !cancellationToken.IsCancellationRequested)
            {
                return new Filling(buffer, count, BodyEnd.CutShort);
            }

            if (read == 0) break;
            count += read;
        }

        return new Filling(buffer, count, count > maxBytes ? BodyEnd.TooLong : BodyEnd.Complete);
    }

    private static byte[] Grow(byte[] buffer, int maxBytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, maxBytes + 1L));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>What to undo, in the order in which it was done. Servers pack unasked, and announce what they did not
    /// do.</summary>
    private static List<string> CodingsOf(IReadOnlyList<string> announced, ReadOnlySpan<byte> start)
    {
        var codings = new List<string>();
        foreach (var name in announced.Take(MaxCodings))
            if (Known(name) is { } known) codings.Add(known);
        if (start.Length < MagicBytes) return [];
        var isGzip = IsGzip(start);
        if (codings.Count == 0 && isGzip) codings.Add("gzip");
        if ((codings is [.., "gzip"] && !isGzip) || LooksPlain(start)) return [];
        if (codings is [.., "deflate"] && LooksZlib(start)) codings[^1] = "zlib";
        return codings;
    }

    private static bool IsGzip(ReadOnlySpan<byte> start) => start.Length > 1 && start[0] == 0x1f && start[1] == 0x8b;

    // "br" is announced by proxies that pack nothing.
    private static bool LooksPlain(ReadOnlySpan<byte> start) => start.StartsWith("<?xml"u8) || start.StartsWith("<rss"u8)
        || start.StartsWith("<feed"u8) || start.StartsWith("<rdf:"u8) || start.StartsWith("\uFEFF<"u8) || start.StartsWith("{\""u8);

    private static string? Known(string coding) => coding.Trim().ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => "gzip",
        "deflate" => "deflate",
        "br" => "br",
        _ => null,
    };

    // RFC 1950, 2.2: compression method 8, and the two bytes are a multiple of 31.
    private static bool LooksZlib(ReadOnlySpan<byte> start) =>
        (start[0] & 0x0f) == 8 && ((start[0] << 8) | start[1]) % 31 == 0;

    private readonly record struct Filling(byte[] Buffer, int Count, BodyEnd End)
    {
        public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Count);
    }
}
