using System.Text.Json;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The contract of <c>analyze --json</c> and <c>feeds inspect --json</c>, as other programs rely on it.</summary>
public sealed class AnalyzeTests
{
    private static string Config => Path.Combine(SharedData.RepositoryRoot!, "config");

    [Fact]
    public async Task Every_line_is_answered_in_order_and_a_bad_one_stops_nothing()
    {
        const string input = """
            {"id":"a","title":"Rockets hit Camp Taji north of Baghdad","text":"18 rockets hit the base on Wednesday, killing three soldiers. No group has claimed the attack.","published":"2020-03-11T18:00:00Z","language":"en","source":"Hill News"}
            this is no json
            {"id":"c","title":7}

            {"id":"d","title":"Striker scores twice in Basra derby","text":"A late goal settled it.","published":"2020-03-11T19:00:00Z"}
            """;

        var run = await ProgramRun.ToEndAsync(["analyze", "--json", "--config", Config], input);

        Assert.Equal(1, run.ExitCode);
        var lines = run.OutputLines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(4, lines.Count);
        Assert.Equal("a", lines[0].GetProperty("id").GetString());
        Assert.Equal(2, lines[1].GetProperty("error").GetProperty("line").GetInt32());
        Assert.Equal("c", lines[2].GetProperty("id").GetString());
        Assert.Equal(3, lines[2].GetProperty("error").GetProperty("line").GetInt32());
        Assert.Equal("d", lines[3].GetProperty("id").GetString());
        Assert.Equal(
            ["id", "matches", "kind", "status", "place", "eventDay", "killed", "wounded", "captured", "munitions", "actors", "incident", "relation", "severity", "summary"],
            lines[0].EnumerateObject().Select(p => p.Name).Where(n => n is not ("sites" or "attackers" or "perpetratorUnknown" or "correction" or "otherEvents")));
        Assert.Equal("rocket_attack", lines[0].GetProperty("kind").GetString());
        Assert.Equal("2020-03-11", lines[0].GetProperty("eventDay").GetString());
        Assert.Equal(3, lines[0].GetProperty("killed").GetProperty("min").GetInt32());
        Assert.Equal("exact", lines[0].GetProperty("killed").GetProperty("qualifier").GetString());
        Assert.Equal(18, lines[0].GetProperty("munitions").GetProperty("count").GetProperty("min").GetInt32());
        Assert.NotEmpty(lines[0].GetProperty("matches").EnumerateArray());
        Assert.Empty(lines[3].GetProperty("matches").EnumerateArray());
        Assert.NotEqual(lines[0].GetProperty("incident").GetString(), lines[3].GetProperty("incident").GetString());
    }

    [Fact]
    public async Task Clusters_name_every_article_once_the_input_has_ended()
    {
        using var folder = new TemporaryFolder();
        const string input = """
            {"id":"a","title":"Rockets hit Camp Taji","text":"18 rockets hit Camp Taji in Iraq on Wednesday.","published":"2020-03-11T18:00:00Z","source":"Hill"}
            {"id":"b","title":"Three killed as rockets hit Camp Taji","text":"18 rockets hit Camp Taji in Iraq on Wednesday, killing three.","published":"2020-03-11T19:00:00Z","source":"Vale"}
            """;

        var run = await ProgramRun.ToEndAsync(["analyze", "--json", "--clusters", folder["clusters.tsv"], "--config", Config], input);

        Assert.True(run.ExitCode == 0, run.Errors);
        var rows = File.ReadAllLines(folder["clusters.tsv"]).Select(l => l.Split('\t')).ToList();
        Assert.Equal(["a", "b"], rows.Select(r => r[0]));
        Assert.Equal(rows[0][1], rows[1][1]);
    }

    [Fact]
    public async Task The_real_article_gives_its_actors_places_events_accusation_and_denial()
    {
        var articles = SharedData.Find("articles");
        if (articles is null) Assert.Skip("../shared/articles is absent");
        foreach (var apostrophe in (string[])["’", "'"])
        {
            var text = (await File.ReadAllTextAsync(Directory.GetFiles(articles, "*.txt")[0])).Replace("’", apostrophe, StringComparison.Ordinal);
            var (title, body) = (text[..text.IndexOf('\n', StringComparison.Ordinal)], text[text.IndexOf('\n', StringComparison.Ordinal)..].Trim());
            var input = JsonSerializer.Serialize(new { id = "real", title, text = body, published = "2020-03-13T12:00:00Z", language = "en" });

            var run = await ProgramRun.ToEndAsync(["analyze", "--json", "--config", Config], input + "\n");

            var answer = JsonDocument.Parse(Assert.Single(run.OutputLines)).RootElement;
            var terms = string.Join('|', answer.GetProperty("matches").EnumerateArray().SelectMany(m => m.GetProperty("terms").EnumerateArray())
                .Select(t => t.GetProperty("text").GetString()));
            var actors = answer.GetProperty("actors").EnumerateArray()
                .Select(a => (Name: a.GetProperty("name").GetString()!, Role: a.GetProperty("role").GetString())).ToList();
            var summary = string.Join(' ', answer.GetProperty("summary").EnumerateArray().Select(s => s.GetProperty("text").GetString()));
            Assert.Equal("airstrike", answer.GetProperty("kind").GetString());
            Assert.Equal(5, answer.GetProperty("sites").GetProperty("min").GetInt32());
            Assert.Contains(actors, a => a.Name == "Kata'ib Hezbollah" && a.Role == "denied");
            Assert.Contains(actors, a => a.Name == "Kata'ib Hezbollah" && a.Role is "accused" or "target");
            Assert.Contains(actors, a => a.Role == "accuser");
            Assert.Contains(actors, a => a.Name.Contains("Esper", StringComparison.Ordinal));
            var taji = answer.GetProperty("otherEvents").EnumerateArray().First(e =>
                e.GetProperty("place").ValueKind == JsonValueKind.Object &&
                e.GetProperty("place").GetProperty("name").GetString()!.Contains("Taji", StringComparison.Ordinal));
            Assert.Equal(18, taji.GetProperty("munitions").GetProperty("count").GetProperty("min").GetInt32());
            Assert.Equal(3, taji.GetProperty("killed").GetProperty("min").GetInt32());
            Assert.Matches("unknown|denied|deny", summary);
            Assert.NotEmpty(terms);
        }
    }

    [Fact]
    public async Task Every_real_capture_is_answered_with_one_line()
    {
        var feeds = SharedData.Find("feeds");
        if (feeds is null) Assert.Skip("../shared/feeds is absent");
        var files = Directory.GetFiles(feeds).Where(f => !f.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();

        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", "--stdin", "--json"], string.Join('\n', files) + "\n");

        Assert.Equal(files.Count, run.OutputLines.Count);
        Assert.All(run.OutputLines, line => Assert.Equal(1, JsonDocument.Parse(line).RootElement.GetProperty("schema").GetInt32()));
        Assert.All(run.OutputLines, line => Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("ok").GetBoolean(), line[..Math.Min(300, line.Length)]));
    }

    [Fact]
    public async Task A_feed_is_inspected_as_its_contract_says()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("feed.xml", """
            <rss version="2.0"><channel><title>Hill</title><link>https://hill.example/</link>
            <item><title>One &amp; two</title><link>/one</link><guid>g1</guid><pubDate>Wed, 11 Mar 2020 19:35:00 EST</pubDate></item>
            </channel></rss>
            """);

        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", file, "--json", "--base-url", "https://hill.example/feed"]);

        Assert.True(run.ExitCode == 0, run.Errors);
        var answer = JsonDocument.Parse(Assert.Single(run.OutputLines)).RootElement;
        var entry = answer.GetProperty("entries")[0];
        Assert.Equal("rss20", answer.GetProperty("format").GetString());
        Assert.Equal("One & two", entry.GetProperty("title").GetString());
        Assert.Equal("https://hill.example/one", entry.GetProperty("link").GetString());
        Assert.Equal("2020-03-12T00:35:00Z", entry.GetProperty("published").GetString());
    }

    [Fact]
    public async Task A_file_that_is_no_feed_is_told_with_exit_code_one()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("page.html", "<!DOCTYPE html><html><body>One moment please</body></html>");

        var run = await ProgramRun.ToEndAsync(["feeds", "inspect", file, "--json"]);

        Assert.Equal(1, run.ExitCode);
        var answer = JsonDocument.Parse(Assert.Single(run.OutputLines)).RootElement;
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("not-a-feed", answer.GetProperty("error").GetProperty("code").GetString());
    }
}
