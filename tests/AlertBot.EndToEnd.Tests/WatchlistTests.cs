using System.Text.Json;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>What is watched is tried and changed while the program runs.</summary>
public sealed class WatchlistTests
{
    [Fact]
    public async Task A_rule_is_tried_beside_a_running_worker()
    {
        await using var stand = new Newsstand();
        stand.Add("news", FeedServerReply.Document(Newsstand.News(1, 5)));
        await using var run = await stand.StartedAsync();
        await run.UntilAsync(() => stand.SentAlerts() >= 5);

        var people = await stand.ToEndAsync(["watchlist", "backtest", "rocket* near militants", "--days", "3"]);
        var machine = await stand.ToEndAsync(["watchlist", "backtest", "place:place-2 AND killing", "--topic", "blasts", "--json"]);
        var wrong = await stand.ToEndAsync(["watchlist", "backtest", "place:plaec-2"]);

        Assert.Equal((0, ""), (people.ExitCode, people.Errors));
        Assert.Contains("Would have found 5 incidents", people.Output, StringComparison.Ordinal);
        Assert.Equal(0, machine.ExitCode);
        var answer = JsonDocument.Parse(machine.OutputLines.Single()).RootElement;
        Assert.Equal(
            (1, 1, 0, "blasts"), (
                answer.GetProperty("incidents").GetInt32(), answer.GetProperty("matched").GetInt32(),
                answer.GetProperty("new").GetInt32(), answer.GetProperty("topic").GetString()!));
        Assert.Contains(Newsstand.Place(2), answer.GetProperty("samples")[0].GetProperty("title").GetString()!, StringComparison.Ordinal);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("1:7: expected a place id", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_is_typed_into_the_terminal_alerts_from_the_next_article_on()
    {
        Assert.SkipUnless(ProgramRun.CanType, "There is no terminal to type into: 'script' is missing.");
        await using var stand = new Newsstand();
        stand.Add("news", _ => FeedServerReply.Document(Newsstand.Headlines(
            stand.Wanted > 1 ? ["Zeppelin crosses the border", "Balloon drifts along"] : ["Balloon drifts along"])));
        await using var run = stand.StartTyping();
        await run.SeesAsync(Newsstand.IsRunning);
        await run.UntilAsync(() => stand.Server.Requests.Count >= 3);
        Assert.Equal(0, stand.SentAlerts());

        await run.TypeAsync("/watch add rule blasts zeppelin\r");
        await run.SeesAsync(line => line.Contains("Saved as version 1 of blasts", StringComparison.Ordinal));
        await run.TypeAsync("/subscribe blasts low\r");
        stand.Wanted = 2;

        await run.SeesAsync(line => line.Contains("Zeppelin crosses", StringComparison.Ordinal));
        await run.UntilAsync(() => stand.SentAlerts() == 1);
        await run.TypeAsync("/quit\r");
        await run.EndAsync();
    }

    [Fact]
    public async Task Feeds_come_from_lists_of_other_readers_and_go_into_them()
    {
        await using var stand = new Newsstand();
        stand.Add("news", FeedServerReply.Document(Newsstand.News(1, 1)));
        var list = stand.Folder.Write(
            "list.opml",
            "<opml version=\"1.0\"><body>\n<outline text=\"New one\" xmlUrl=\"https://new.example/rss\"/>\n"
            + "<outline text=\"Bad\" type=\"rss\"/>\n</body></opml>");

        var import = await stand.ToEndAsync(["feeds", "import", list]);
        var again = await stand.ToEndAsync(["feeds", "import", list, "--json"]);
        var export = await stand.ToEndAsync(["feeds", "export", stand.Folder["out.opml"]]);

        Assert.Equal(0, import.ExitCode);
        Assert.Contains("1 feed added", import.Output, StringComparison.Ordinal);
        Assert.Contains("list.opml:3: 'Bad' has no xmlUrl", import.Errors, StringComparison.Ordinal);
        Assert.Contains(again.OutputLines, l => l.Contains("\"known\"", StringComparison.Ordinal));
        Assert.Equal(0, export.ExitCode);
        var opml = await File.ReadAllTextAsync(stand.Folder["out.opml"], TestContext.Current.CancellationToken);
        Assert.Contains("xmlUrl=\"https://new.example/rss\"", opml, StringComparison.Ordinal);
        Assert.Contains("alertbot:id=\"news\"", opml, StringComparison.Ordinal);
        Assert.Equal(0, (await stand.ToEndAsync(["check"])).ExitCode);
    }
}
