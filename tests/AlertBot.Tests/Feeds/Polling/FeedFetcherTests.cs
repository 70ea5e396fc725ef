using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedFetcherTests : FetcherTestBase
{
    [Fact]
    public async Task A_document_comes_with_what_was_said_about_it()
    {
        var url = Server.Serve("/rss", FeedServerReply.Document(
            Rss, "Content-Type: text/xml; charset=utf-8", "Content-Language: ar", "Content-Location: /other",
            "ETag: \"1\"", "Last-Modified: Wed, 11 Mar 2020 10:00:00 GMT", "Cache-Control: public, max-age=600",
            "Age: 60"));

        var fetched = await FetchedAsync(new FetchRequest(url));

        Assert.Equal(Rss, TextOf(fetched));
        Assert.Equal(BodyEnd.Complete, fetched.Body.End);
        Assert.Equal(
            new FetchHead(
                url, null, "\"1\"", "Wed, 11 Mar 2020 10:00:00 GMT", new CacheHints(TimeSpan.FromMinutes(9), null)),
            fetched.Head);
        Assert.Equal(new FeedSource(url, "text/xml; charset=utf-8", "/other", "ar"), fetched.Source);
    }

    [Fact]
    public async Task Every_request_names_the_bot_its_version_and_whom_to_write_to()
    {
        var url = Server.Serve("/rss", FeedServerReply.Document(Rss));
        var options = Options() with { Contact = "https://example.org/bot" };

        await FetchAsync(new FetchRequest(url), options);

        var request = Assert.Single(Server.Requests);
        Assert.Matches(@"^AlertBot/\d+\.\d+\.\d+ \(\+https://example\.org/bot\)$", request["User-Agent"]!);
        Assert.Equal(Server.Origin, request["Host"]);
        Assert.StartsWith("application/rss+xml", request["Accept"], StringComparison.Ordinal);
        Assert.EndsWith("*/*;q=0.1", request["Accept"], StringComparison.Ordinal);
        Assert.Equal("gzip, deflate, br", request["Accept-Encoding"]);
        Assert.Null(request["Cookie"]);
        Assert.Null(request["If-None-Match"]);
        Assert.Null(request["If-Modified-Since"]);
    }

    [Theory]
    [InlineData("W/\"abc\"", "Wed, 11 Mar 2020 10:00:00 GMT")]
    [InlineData("abc with no quotes; and,commas", "Mittwoch, 11. März 2020")]
    [InlineData("\"ü\u00ff\"", "0")]
    public async Task Validators_go_back_byte_for_byte_even_when_they_are_wrong(string etag, string lastModified)
    {
        var url = Server.Serve("/rss", request => request["If-None-Match"] == etag
            ? FeedServerReply.Empty(304, $"ETag: {etag}-2")
            : FeedServerReply.Document(Rss, $"ETag: {etag}", $"Last-Modified: {lastModified}"));
        using var fetcher = Fetcher();
        using var first = Assert.IsType<FetchResult.Fetched>(
            await fetcher.FetchAsync(new FetchRequest(url), default)).Body;
        var head = await HeadAsync(fetcher, new FetchRequest(url));

        var second = await fetcher.FetchAsync(
            new FetchRequest(url) { ETag = head.ETag, LastModified = head.LastModified, ValidatorsUrl = url }, default);

        var same = Assert.IsType<FetchResult.NotModified>(second);
        Assert.Equal((etag + "-2", null), (same.Head.ETag, same.Head.LastModified));
        Assert.Equal(
            (etag, lastModified), (Server.Requests[^1]["If-None-Match"], Server.Requests[^1]["If-Modified-Since"]));
    }

    [Fact]
    public async Task Not_modified_that_nobody_asked_for_is_asked_again_and_then_is_a_failure()
    {
        var url = Server.Serve("/rss", FeedServerReply.Empty(304));

        var failed = Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url)));

        Assert.Equal("http-304", failed.Code);
        Assert.Equal(2, Server.Requests.Count);
    }

    [Theory]
    [InlineData(429, "Retry-After: 120", 120)]
    [InlineData(503, "Retry-After: 0", 0)]
    [InlineData(503, "Retry-After: Wed, 11 Mar 2020 12:05:00 GMT", 300)]
    [InlineData(429, "Retry-After: Wednesday, 11-Mar-20 12:05:00 GMT", 300)]
    [InlineData(503, "Retry-After: Wed, 11 Mar 2020 11:00:00 GMT", 0)]
    [InlineData(429, "Retry-After: 99999999999999999999", 86400)]
    [InlineData(503, "Retry-After: soon", null)]
    [InlineData(503, "Retry-After: -5", null)]
    [InlineData(503, "X-Nothing: 1", null)]
    [InlineData(500, "Retry-After: 120", null)]
    public async Task A_server_that_wants_rest_says_for_how_long(int status, string header, int? seconds)
    {
        var url = Server.Serve("/rss", FeedServerReply.Empty(status, header));

        var failed = Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(url)));

        Assert.Equal(($"http-{status}", (int?)status), (failed.Code, failed.Status));
        Assert.Equal(seconds, failed.RetryAfter?.TotalSeconds);
        Assert.Equal(url, failed.At);
    }

    [Fact]
    public async Task A_date_is_measured_by_the_clock_of_the_server_that_wrote_it()
    {
        var url = Server.Serve("/rss", FeedServerReply.Document(
            Rss, "Date: Tue, 01 Jan 2019 00:00:00 GMT", "Expires: Tue, 01 Jan 2019 00:10:00 GMT"));

        Assert.Equal(TimeSpan.FromMinutes(10), (await FetchedAsync(new FetchRequest(url))).Head.Cache.Expires);
    }

    [Theory]
    [InlineData("Cache-Control: max-age=\"60\"", 60)]
    [InlineData("Cache-Control: no-cache, max-age=60", null)]
    [InlineData("Cache-Control: max-age=soon", null)]
    [InlineData("Cache-Control: s-maxage=60", null)]
    [InlineData("Cache-Control: MAX-AGE=99999999999999999", 31622400)]
    public async Task Max_age_is_read_as_servers_write_it(string header, int? seconds)
    {
        var url = Server.Serve("/rss", FeedServerReply.Document(Rss, header));

        Assert.Equal(seconds, (await FetchedAsync(new FetchRequest(url))).Head.Cache.MaxAge?.TotalSeconds);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_server_that_lets_nobody_in_has_blocked_us(int status)
    {
        var url = Server.Serve("/rss", FeedServerReply.Empty(status));

        Assert.Equal(
            $"http-{status}", Assert.IsType<FetchResult.Blocked>(await FetchAsync(new FetchRequest(url))).Code);
    }

    [Fact]
    public async Task A_challenge_is_a_wall_whatever_its_status()
    {
        var url = Server.Serve("/rss", FeedServerReply.Empty(503, "cf-mitigated: challenge", "Retry-After: 10"));

        Assert.Equal("challenge", Assert.IsType<FetchResult.Blocked>(await FetchAsync(new FetchRequest(url))).Code);
    }

    [Fact]
    public async Task Gone_is_gone()
    {
        var url = Server.Serve("/rss", FeedServerReply.Empty(410));

        Assert.IsType<FetchResult.Gone>(await FetchAsync(new FetchRequest(url)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "connect")]
    [InlineData("http://no-such-name.invalid/", "dns")]
    public async Task A_host_that_is_not_there_fails_with_its_reason(string url, string code)
    {
        var options = Options() with { AllowedPrivateOrigins = ["127.0.0.1:1"] };

        Assert.Equal(
            code, Assert.IsType<FetchResult.Failed>(await FetchAsync(new FetchRequest(new Uri(url)), options)).Code);
    }

    private static async Task<FetchHead> HeadAsync(FeedFetcher fetcher, FetchRequest request) =>
        Assert.IsType<FetchResult.Fetched>(await fetcher.FetchAsync(request, default)).Head;
}
