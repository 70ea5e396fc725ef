using AlertBot.Feeds;
using AlertBot.Testing;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class BodyReaderTests
{
    // Below the largest bodies that are made, so that some are cut.
    private const int LimitBytes = 60;

    private static readonly string[] Codings = ["gzip", "deflate", "br", "identity", "compress", "x-gzip"];

    [Fact]
    public async Task Whatever_bytes_come_under_whatever_coding_reading_ends_within_the_limit()
    {
        var bodies =
            from start in Gen.Elements<byte[]>(
                [], [0x1f, 0x8b], [0x1f, 0x8b, 8, 0], [0x78, 0x9c], [0x0b], [0xef, 0xbb, 0xbf])
            from rest in ArbMap.Default.GeneratorFor<byte[]>()
            from codings in Gen.ListOf(Gen.Elements(Codings))
            select (Bytes: (byte[])[.. start, .. rest], Codings: codings.ToArray());

        await AsyncProperty.HoldsAsync(bodies.ToArbitrary(), static async one =>
        {
            using var body = await ReadAsync(one.Bytes, one.Codings, 64);
            Assert.InRange(body.Bytes.Length, 0, 64);
        });
    }

    [Fact]
    public async Task What_is_not_packed_comes_back_as_it_was_sent()
    {
        var bodies = ArbMap.Default.GeneratorFor<byte[]>().Where(static bytes => bytes is not [0x1f, 0x8b, ..]);

        await AsyncProperty.HoldsAsync(bodies.ToArbitrary(), static async bytes =>
        {
            using var body = await ReadAsync(bytes, [], LimitBytes);
            Assert.Equal(bytes.Take(LimitBytes), body.Bytes.ToArray());
            Assert.Equal(bytes.Length > LimitBytes ? BodyEnd.TooLong : BodyEnd.Complete, body.End);
        });
    }

    [Fact]
    public async Task A_body_that_comes_byte_by_byte_is_the_same_body()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Testing.SomeRss.Of(null, "One", "Two"));

        using var body = await BodyReader.ReadAsync(new DrippingStream(bytes), [], 1_000_000, CancellationToken.None);

        Assert.Equal(bytes, body.Bytes.ToArray());
    }

    private static Task<FetchedBody> ReadAsync(byte[] bytes, string[] codings, int maxBytes) =>
        BodyReader.ReadAsync(new MemoryStream(bytes), codings, maxBytes, CancellationToken.None);

    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > 1 ? buffer[..1] : buffer, cancellationToken);
    }
}
