using System.IO.Compression;
using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>What servers send that no specification foresaw, byte by byte over a real socket.</summary>
public sealed class FeedFetcherOddityTests : FetcherTestBase
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Rss);

    [Theory]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("-Infinity", null)]
    [InlineData("∞", null)]
    [InlineData("1e300", null)]
    [InlineData("0x10", null)]
    [InlineData("1.5", 1.5)]
    [InlineData("Sat, 11 Mar 2023 12:00:00 GMT", 86400.0)] // in three years
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86400.0)]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT", 0.0)]
    [InlineData("Wed Mar 11 12:05:00 2020", 300.0)]
    [InlineData("2020-03-11T12:05:00Z", null)]
    public async Task Rubbish_in_retry_after_is_no_answer_and_no_fault_of_ours(string value, double? seconds)
    {
        var url = Server.Serve("/rss", FeedServerReply.Empty(503, $"Retry-After: {value}"));

        var failed = Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url)));

        Assert.Equal(seconds, failed.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("/أخبار/1", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", true)] // as PHP sends it, in bare UTF-8
    [InlineData("/caf\u00e9", "/caf%C3%A9", false)] // a single byte of Latin-1
    [InlineData("  /b  ", "/b", true)]
    [InlineData("/b c", "/b%20c", true)]
    [InlineData("?page=2", "/a?page=2", true)]
    [InlineData("b/../c", "/c", true)]
    [InlineData("/b#top", "/b", true)]
    public async Task A_redirect_is_followed_however_its_address_is_written(string location, string path, bool isUtf8)
    {
        var line = Encoding.Latin1.GetString((isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes($"Location: {location}"));
        var url = Server.Serve("/a", FeedServerReply.Empty(301, line));
        var target = Server.Serve(path, FeedServerReply.Document(Rss));

        var head = (await FetchedAsync(new FetchRequest(url))).Head;

        Assert.Equal((target, target), (head.FinalUrl, head.MovedTo));
        Assert.Equal(path, Server.Requests[^1].Path);
    }

    [Theory]
    [InlineData("http://", "redirect-nowhere")]
    [InlineData("http://:80/", "redirect-nowhere")]
    [InlineData("http://a b/", "redirect-nowhere")]
    [InlineData("http://[::1%25lo]:9/", "private-address")]
    [InlineData("http://[fe80::1%25eth0]/", "private-address")]
    [InlineData("//127.0.0.1:9/x", "private-address")]
    [InlineData("HTTP://LOCALHOST:9", "private-address")]
    [InlineData("https://127.0.0.1:9/", "private-address")]
    public async Task A_redirect_that_is_none_leads_nowhere(string location, string code)
    {
        var url = Server.Serve("/a", FeedServerReply.Empty(302, $"Location: {location}"));

        Assert.Equal(code, Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url))).Code);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip")]
    [InlineData("gzip, br")]
    [InlineData("utf-8")]
    public async Task A_coding_that_was_announced_and_not_done_is_passed_over(string coding)
    {
        var url = Server.Serve("/rss", new FeedServerReply(200, [$"Content-Encoding: {coding}"], Body));

        Assert.Equal(Rss, TextOf(await FetchedAsync(new FetchRequest(url))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_packed_twice_is_unpacked_twice_and_a_bomb_within_stops_at_the_limit(bool announced)
    {
        string[] headers = announced ? ["Content-Encoding: gzip"] : [];
        var twice = Server.Serve("/twice", new FeedServerReply(200, headers, Gzip(Gzip(Body))));
        var bomb = Server.Serve("/bomb", new FeedServerReply(200, headers, Gzip(Gzip(new byte[50_000_000]))));

        Assert.Equal(Rss, TextOf(await FetchedAsync(new FetchRequest(twice))));
        var fetched = await FetchedAsync(new FetchRequest(bomb), Options() with { MaxBodyBytes = 100_000 });
        Assert.Equal((BodyEnd.TooLong, 100_000), (fetched.Body.End, fetched.Body.Bytes.Length));
    }

    [Fact]
    public async Task Chunks_with_extensions_and_trailers_are_one_body()
    {
        var half = Body.Length / 2;
        var url = ServeBytes(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: ETag\r\n\r\n"
            + $"{half:x};name=value\r\n{Rss[..half]}\r\n{Body.Length - half:X}\r\n{Rss[half..]}\r\n0\r\nETag: \"late\"\r\nX-More: 1\r\n\r\n");

        var fetched = await FetchedAsync(new FetchRequest(url));

        Assert.Equal((Rss, BodyEnd.Complete, null), (TextOf(fetched), fetched.Body.End, fetched.Head.ETag));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\nzz\r\n", BodyEnd.CutShort)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n", BodyEnd.CutShort)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>", BodyEnd.CutShort)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss><channel>", BodyEnd.Complete)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n<rss>", BodyEnd.Complete)]
    public async Task A_length_that_is_not_true_harms_nobody(string answer, BodyEnd end)
    {
        var url = ServeBytes(answer);

        var fetched = await FetchedAsync(new FetchRequest(url));

        Assert.Equal(end, fetched.Body.End);
        // Of chunks that break off the last may be lost.
        if (end is BodyEnd.CutShort) Assert.StartsWith(TextOf(fetched), "<rss>", StringComparison.Ordinal);
        else Assert.Equal("<rss>", TextOf(fetched));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n<rss>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<rss>")]
    [InlineData("HTTP/1.1 999999 What\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("<rss version='2.0'/>")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task An_answer_that_is_no_http_is_a_failure_or_a_body_and_never_a_fault(string answer)
    {
        var url = ServeBytes(answer);

        var result = await FetchAsync(new FetchRequest(url));

        Assert.True(
            result is FetchResult.Failed { Code: "protocol" or "cut-short" } or FetchResult.Fetched, result.ToString());
    }

    [Fact]
    public async Task Interim_answers_are_passed_over_and_a_flood_of_them_ends_with_patience()
    {
        var few = ServeBytes(
            $"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: {Body.Length}\r\n\r\n{Rss}");
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var flood = Server.ServeRaw("/flood", async (stream, stop) =>
        {
            var interim = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"u8.ToArray();
            for (var i = 0; ; i++)
            {
                await stream.WriteAsync(interim, stop);
                if (i == 20_000) sent.TrySetResult();
            }
        });

        Assert.Equal(Rss, TextOf(await FetchedAsync(new FetchRequest(few))));
        var fetching = FetchAsync(new FetchRequest(flood));
        await Task.WhenAny(sent.Task, fetching);
        Network.Advance(TimeSpan.FromSeconds(20));

        Assert.Contains(
            Assert.IsType<FetchResult.Failed>(await fetching).Code, (string[])["timeout", "headers-too-long", "protocol"]);
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    [InlineData(20_000, false)]
    public async Task A_validator_that_is_too_long_to_keep_is_none(int length, bool isKept)
    {
        var etag = '"' + new string('x', length - 2) + '"';
        var url = Server.Serve("/rss", FeedServerReply.Document(Rss, $"ETag: {etag}"));

        Assert.Equal(isKept ? etag : null, (await FetchedAsync(new FetchRequest(url))).Head.ETag);
    }

    [Theory]
    [InlineData("Age: 601", 0)]
    [InlineData("Age: -1", 600)]
    [InlineData("Age: 99999999999999999999", 600)]
    [InlineData("Age: old", 600)]
    [InlineData("Cache-Control: no-store", null)]
    [InlineData("Cache-Control: s-maxage=9999", 600)]
    [InlineData("Cache-Control: x-max-age=1, private=\"a,b\"", 600)]
    public async Task What_weakens_max_age_is_heard_and_rubbish_is_not(string header, int? seconds)
    {
        var url = Server.Serve("/rss", FeedServerReply.Document(Rss, "Cache-Control: max-age=600", header));

        Assert.Equal(seconds, (await FetchedAsync(new FetchRequest(url))).Head.Cache.MaxAge?.TotalSeconds);
    }

    [Theory]
    [InlineData("Wed, 11 Mar 2020 11:59:59 GMT")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("never")]
    public async Task Expires_in_the_past_says_nothing(string expires)
    {
        var url = Server.Serve("/rss", FeedServerReply.Document(Rss, $"Expires: {expires}"));

        Assert.Null((await FetchedAsync(new FetchRequest(url))).Head.Cache.Expires);
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'><html><body>Wait</body></html>")]
    [InlineData("<!-- a --><!-- b --><html><head><title>Just a moment...</title></head></html>")]
    [InlineData("<head><title>One moment</title></head>")]
    [InlineData("<script>location.reload()</script>")]
    [InlineData("<body>Please stand by</body>")]
    public void Every_page_for_people_is_told_as_one(string page)
    {
        var isPage = HtmlPage.Is(Encoding.UTF8.GetBytes(page))
            || FeedReader.Read(Encoding.UTF8.GetBytes(page), FeedSource.Unknown, FeedReaderLimits.Default) is FeedRead.Failed { IsWebPage: true };

        Assert.True(isPage);
    }

    private Uri ServeBytes(string answer) => Server.ServeRaw(
        $"/raw-{answer.Length}", async (stream, stop) => await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop));

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) packer.Write(body);
        return packed.ToArray();
    }
}
