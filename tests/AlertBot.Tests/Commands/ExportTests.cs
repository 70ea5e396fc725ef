using System.Text.Json;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

public sealed class ExportTests : IAsyncLifetime
{
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync();
        await _bench.HaveArticlesAsync(
            Some.Article("article-1", title: "=HYPERLINK(\"x\")", text: "هجوم صاروخي, \"ثلاثة\" قتلى"));
        var member = Some.Member("article-1", seenUtc: Some.NowUtc, facts: Some.Facts(
            place: Some.Taji, killed: 3, actor: "kataib-hezbollah"),
                matches: Some.Match("iraq-militias", "attack-on-base"));
        await _bench.HaveAsync(Some.Incident(1, members:
            [member with { Title = "=HYPERLINK(\"x\") *bold*" }, Some.Member("article-2", seenUtc: Some.NowUtc)]));
        await _bench.Store.CommitAsync(Some.Outcome(Some.Delivery()));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task An_incident_is_given_as_evidence_in_three_forms()
    {
        await _bench.TextAsync("/retract 1 It was a drill.", CommandBench.Moderator);

        var reply = await _bench.AskAsync("/export 1");

        Assert.Contains("#1 with 2 sources, the text of 1 of them kept no more", CommandBench.Text(reply),
            StringComparison.Ordinal);
        Assert.Equal(
            ["alertbot-incident-1.json", "alertbot-incident-1.csv", "alertbot-incident-1.md"],
            reply.Files.Select(f => f.Name));
        var json = JsonDocument.Parse(reply.Files[0].Text).RootElement;
        Assert.Equal(3, json.GetProperty("incident").GetProperty("killed").GetProperty("min").GetInt32());
        var source = json.GetProperty("sources")[0];
        Assert.Equal("هجوم صاروخي, \"ثلاثة\" قتلى", source.GetProperty("text").GetString());
        Assert.Equal(64, source.GetProperty("contentSha256").GetString()!.Length);
        Assert.Equal("attack-on-base", json.GetProperty("rules")[0].GetProperty("rule").GetString());
        Assert.Equal("Due", json.GetProperty("deliveries")[0].GetProperty("state").GetString());
        Assert.Equal("retract", json.GetProperty("changes")[0].GetProperty("action").GetString());
        Assert.Contains("هجوم صاروخي", reply.Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_feed_says_is_no_formula_and_no_markup()
    {
        var files = (await _bench.AskAsync("/export 1")).Files;

        var lines = files[1].Text.Split("\r\n");
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("1,Outlet,\"'=HYPERLINK(\"\"x\"\") *bold*\",https://", lines[1], StringComparison.Ordinal);
        Assert.Contains("\\*bold\\*", files[2].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/export 9", "There is no incident #9 here.")]
    [InlineData("/export 1 pdf", "One of: all, json, csv, markdown.")]
    [InlineData("/export", "/export needs number")]
    public async Task What_cannot_be_given_says_why(string line, string expected)
    {
        var reply = await _bench.AskAsync(line);

        Assert.Contains(expected, CommandBench.Text(reply), StringComparison.Ordinal);
        Assert.Empty(reply.Files);
    }

    [Fact]
    public async Task One_form_alone_is_one_file() => Assert.Equal(
        "text/csv", Assert.Single((await _bench.AskAsync("/export 1 csv")).Files).MediaType);
}
