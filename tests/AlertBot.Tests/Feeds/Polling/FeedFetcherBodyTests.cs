using System.IO.Compression;
using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedFetcherBodyTests : FetcherTestBase
{
    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "x-gzip")]
    [InlineData("gzip", null)]
    [InlineData("br", "br")]
    [InlineData("zlib", "deflate")]
    [InlineData("deflate", "Deflate")]
    [InlineData("none", "gzip")] // announced and not done
    [InlineData("none", "identity")]
    [InlineData("gzip,br", "gzip, br")]
    public async Task Packed_bodies_are_unpacked_whatever_the_server_announces(string packing, string? announced)
    {
        var body = Encoding.UTF8.GetBytes(Rss + new string(' ', 200_000) + "<!-- end -->");
        var packed = packing.Split(',').Aggregate(body, Pack);
        string[] headers = announced is null ? [] : [$"Content-Encoding: {announced}"];
        var url = Server.Serve("/rss", new FeedServerReply(200, headers, packed));

        var fetched = await FetchedAsync(new FetchRequest(url));

        Assert.Equal(body, fetched.Body.Bytes.ToArray());
        Assert.Equal(BodyEnd.Complete, fetched.Body.End);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_unpacked_no_further_than_the_limit(string packing)
    {
        var bomb = Pack(new byte[50_000_000], packing);
        var url = Server.Serve("/rss", new FeedServerReply(200, [$"Content-Encoding: {packing}"], bomb));

        var fetched = await FetchedAsync(new FetchRequest(url), Options() with { MaxBodyBytes = 100_000 });

        Assert.True(bomb.Length < 60_000, $"{bomb.Length} bytes are no bomb.");
        Assert.Equal((BodyEnd.TooLong, 100_000), (fetched.Body.End, fetched.Body.Bytes.Length));
    }

    [Theory]
    [InlineData(100_000, BodyEnd.Complete)]
    [InlineData(100_001, BodyEnd.TooLong)]
    [InlineData(3_000_000, BodyEnd.TooLong)]
    public async Task A_body_is_read_up_to_the_limit(int length, BodyEnd end)
    {
        var body = Encoding.UTF8.GetBytes(Rss.PadRight(length));
        var url = Server.Serve("/rss", new FeedServerReply(200, [], body));

        var fetched = await FetchedAsync(new FetchRequest(url), Options() with { MaxBodyBytes = 100_000 });

        Assert.Equal(end, fetched.Body.End);
        Assert.Equal(body.AsSpan(0, Math.Min(length, 100_000)), fetched.Body.Bytes.Span);
    }

    [Fact]
    public async Task A_body_without_end_is_read_up_to_the_limit()
    {
        var reply = new FeedServerReply(200, [], Encoding.UTF8.GetBytes(Rss), FeedServerEnding.Endless);
        var url = Server.Serve("/rss", reply);

        var fetched = await FetchedAsync(new FetchRequest(url), Options() with { MaxBodyBytes = 100_000 });

        Assert.Equal((BodyEnd.TooLong, 100_000), (fetched.Body.End, fetched.Body.Bytes.Length));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_cut_is_kept_as_far_as_it_came(bool packed)
    {
        var body = Encoding.UTF8.GetBytes(Rss);
        var wire = packed ? Pack(body, "gzip")[..^12] : body;
        string[] headers = packed ? ["Content-Encoding: gzip"] : [];
        var url = Server.Serve("/rss", new FeedServerReply(200, headers, wire, FeedServerEnding.Cut));

        var fetched = await FetchedAsync(new FetchRequest(url));

        Assert.Equal(BodyEnd.CutShort, fetched.Body.End);
        Assert.StartsWith(TextOf(fetched), Rss, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_passes_through_and_is_no_failure()
    {
        using var cancel = new CancellationTokenSource();
        var url = Server.Serve("/rss", _ =>
        {
            cancel.Cancel();
            return new FeedServerReply(200, [], [], FeedServerEnding.Silent);
        });
        using var fetcher = Fetcher();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => fetcher.FetchAsync(new FetchRequest(url), cancel.Token));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>One moment, please</body></html>")]
    [InlineData("\ufeff \r\n<!-- cached -->\n<HTML lang=en>")]
    public async Task A_page_for_people_in_place_of_the_feed_is_a_wall(string page)
    {
        var url = Server.Serve("/rss", FeedServerReply.Document(page, "Content-Type: application/rss+xml"));

        Assert.Equal("html", Assert.IsType<FetchResult.Blocked>(await FetchAsync(new FetchRequest(url))).Code);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        var url = Server.Serve("/rss", FeedServerReply.Document(Rss, $"X-Long: {new string('x', 70_000)}"));

        Assert.Equal(
            "headers-too-long", Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url))).Code);
    }

    [Fact]
    public async Task A_connection_that_ends_before_the_answer_is_a_failure()
    {
        var url = Server.Serve("/rss", new FeedServerReply(200, [], [], FeedServerEnding.Hangup));

        Assert.Equal("cut-short", Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url))).Code);
    }

    private static byte[] Pack(byte[] body, string packing)
    {
        if (packing == "none") return body;
        using var packed = new MemoryStream();
        using (Stream packer = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
        })
            packer.Write(body);
        return packed.ToArray();
    }
}
