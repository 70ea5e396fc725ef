using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary><c>feeds inspect</c> as a person types it and as other programs drive it.</summary>
public sealed class FeedsInspectTests : IDisposable
{
    private const string Feed =
        """
        <?xml version="1.0"?>
        <rss version="2.0"><channel><title>Hill News &ndash; World</title><language>ar</language><ttl>30</ttl>
        <item><title>خبر عاجل</title><link>2020/taji</link><guid isPermaLink="false">7</guid>
        <pubDate>Wed, 11 Mar 2020 22:35:00 +0300</pubDate></item></channel></rss>
        """;

    private readonly TemporaryFolder _folder = new();

    private string FeedFile => _folder.Write("feed.xml", Feed);

    [Fact]
    public async Task One_object_on_one_line_tells_what_a_file_holds()
    {
        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", FeedFile, "--json"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var answer = JsonDocument.Parse(Assert.Single(run.OutputLines)).RootElement;
        Assert.Equal(1, answer.GetProperty("schema").GetInt32());
        Assert.Equal(FeedFile, answer.GetProperty("source").GetString());
        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("error").ValueKind);
        Assert.Equal(["undeclared-entity", "unsafe-link"], Texts(answer.GetProperty("warnings")));
        Assert.Equal(("rss20", "utf-8"), (Text(answer, "format"), Text(answer, "encoding")));
        Assert.Equal("Hill News – World", Text(answer.GetProperty("feed"), "title"));
        Assert.Equal(30, answer.GetProperty("feed").GetProperty("ttlMinutes").GetInt32());
        var entry = Assert.Single(answer.GetProperty("entries").EnumerateArray());
        Assert.Equal(("7", "خبر عاجل", "ar"), (Text(entry, "id"), Text(entry, "title"), Text(entry, "language")));
        Assert.Equal("2020-03-11T19:35:00Z", Text(entry, "published"));
        Assert.Null(Text(entry, "link"));
    }

    [Fact]
    public async Task The_response_that_a_file_came_with_may_be_told()
    {
        var run = await ProgramRun.ToEndAsync(
        [
            "feeds", "inspect", FeedFile, "--json", "--base-url", "https://hill.example/feeds/world.xml",
            "--header", "Content-Type:text/xml; charset=utf-8", "--header", "content-location: /world/",
        ]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("https://hill.example/world/2020/taji", Text(Entry(run.OutputLines[0]), "link"));
    }

    [Fact]
    public async Task Each_address_that_is_typed_may_be_private_and_none_that_it_leads_to()
    {
        await using var one = FeedServer.Start();
        await using var two = FeedServer.Start();
        foreach (var server in (FeedServer[])[one, two])
            server.Serve("/feed", FeedServerReply.Document(Feed));
        two.Serve("/away", FeedServerReply.Empty(302, $"Location: http://{one.Origin}/feed"));

        var run = await ProgramRun.ToEndAsync(
        [
            "feeds", "inspect", $"http://{one.Origin}/feed", $"http://{two.Origin}/feed", $"http://{two.Origin}/away", "--json",
        ]);

        var answers = run.OutputLines.Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([true, true, false], answers.Select(static answer => answer.GetProperty("ok").GetBoolean()));
        Assert.Equal("private-address", Text(answers[2].GetProperty("error"), "code"));
    }

    [Fact]
    public async Task People_are_told_in_lines_and_a_table()
    {
        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", FeedFile]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("rss20, utf-8", run.Output, StringComparison.Ordinal);
        Assert.Contains("undeclared-entity", run.Output, StringComparison.Ordinal);
        Assert.Contains("next poll", run.Output, StringComparison.Ordinal);
        Assert.Contains("2020-03-11 19:35", run.Output, StringComparison.Ordinal);
        Assert.Contains("خبر عاجل", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_feed_is_said_to_be_none_and_ends_with_1()
    {
        var page = _folder.Write("page.html", "<!DOCTYPE html><html><head><title>Wait</title></head></html>");

        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", page, FeedFile, "--json"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["not-a-feed", null], run.OutputLines.Select(ErrorCode));
        var toPeople = await ProgramRun.ToEndAsync(["feeds", "inspect", page]);
        Assert.Equal(1, toPeople.ExitCode);
        Assert.Contains("not-a-feed", toPeople.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--json")]
    [InlineData("--jason", "feed.xml")]
    [InlineData("feed.xml", "--header", "no colon")]
    [InlineData("feed.xml", "--header", ": no name")]
    [InlineData("feed.xml", "--base-url", "feeds/world.xml")]
    [InlineData("feed.xml", "--base-url", "ftp://hill.example/")]
    [InlineData("feed.xml", "--base-url")]
    [InlineData("-", "--stdin")]
    public async Task Wrong_usage_ends_with_2_and_answers_nothing(params string[] arguments)
    {
        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", .. arguments], "");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("alertbot: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_is_answered_in_order_and_none_ends_the_batch()
    {
        var path = JsonSerializer.Serialize(FeedFile);
        string[] lines =
        [
            FeedFile,
            FeedFile + "\r",
            "",
            _folder["missing.xml"],
            _folder.Path,
            "a\0b",
            "{\"path\":" + path,
            "{\"url\":\"https://hill.example/\"}",
            $$"""{"path":{{path}},"url":"https://hill.example/feeds/"}""",
            $$"""{"path":{{path}},"url":5,"headers":[{}],"more":null}""",
            $$"""{"path":{{path}},"headers":{"Content-Location":"https://other.example/","X":"\u0000\r\n","":1} }""",
            $$"""{"path":{{path}},"headers":{"content-location":[7,"https://third.example/"]} }""",
            new Uri(FeedFile).AbsoluteUri,
            "http://127.0.0.1:1/feed.xml",
            new string('{', 5_000),
            new string('x', 3_000_000),
            FeedFile,
        ];

        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", "--stdin", "--json"], string.Join('\n', lines));

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                null, null, "unreadable", "unreadable", "unreadable", "bad-line", "bad-line", null, null, null, null, null,
                "connect", "bad-line", "bad-line", null,
            ],
            run.OutputLines.Select(ErrorCode));
        Assert.Equal("https://hill.example/feeds/2020/taji", Text(Entry(run.OutputLines[7]), "link"));
        Assert.Equal("https://other.example/2020/taji", Text(Entry(run.OutputLines[9]), "link"));
        Assert.Equal("https://third.example/2020/taji", Text(Entry(run.OutputLines[10]), "link"));
        Assert.InRange(run.OutputLines[14].Length, 1, 1_000);
    }

    [Fact]
    public async Task An_answer_does_not_wait_for_the_next_line()
    {
        await using var run = ProgramRun.Start(["feeds", "inspect", "--stdin", "--json"]);

        await run.TypeAsync(FeedFile + "\n");
        await run.SeesAsync(line => line.Contains("Hill News", StringComparison.Ordinal));
        await run.TypeAsync(_folder["missing.xml"] + "\n");
        await run.SeesAsync(line => line.Contains("unreadable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_may_come_through_a_pipe()
    {
        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", "-", "--json"], Feed);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("خبر عاجل", Text(Entry(run.OutputLines[0]), "title"));
    }

    [Fact]
    public async Task A_feed_that_lies_packed_on_its_disk_is_unpacked()
    {
        var packed = _folder["feed.xml.gz"];
        await using (var gzip = new GZipStream(File.Create(packed), CompressionMode.Compress))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Feed));
        var torn = _folder["torn.gz"];
        await File.WriteAllBytesAsync(torn, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. Enumerable.Repeat((byte)0xFF, 50)]);

        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", packed, torn, "--json"]);

        Assert.Equal([null, "not-a-feed"], run.OutputLines.Select(ErrorCode));
        Assert.Equal("خبر عاجل", Text(Entry(run.OutputLines[0]), "title"));
    }

    public void Dispose() => _folder.Dispose();

    private static string? ErrorCode(string line)
    {
        var error = JsonDocument.Parse(line).RootElement.GetProperty("error");
        return error.ValueKind == JsonValueKind.Null ? null : Text(error, "code");
    }

    private static JsonElement Entry(string line) =>
        Assert.Single(JsonDocument.Parse(line).RootElement.GetProperty("entries").EnumerateArray());

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(e => e.GetString());
}
