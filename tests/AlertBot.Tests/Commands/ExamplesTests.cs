using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What people find as an example works when they type it, on the watchlist that is shipped.</summary>
public sealed class ExamplesTests : IAsyncLifetime
{
    private const string Topic = "iraq-militias";
    private const string Rss = "<rss version=\"2.0\"><channel><title>News of the North</title>"
        + "<item><title>Rockets hit Camp Taji</title><link>https://news.example/1</link></item></channel></rss>";

    private static readonly CancellationToken Never = CancellationToken.None;

    // What has to be there before: somebody made it, or took it out again.
    private static readonly Dictionary<string, string[]> Before = new(StringComparer.Ordinal)
    {
        ["/watch remove topic border"] = ["/watch add topic border Border crossings"],
        ["/watch add topic border Border crossings"] = ["/watch remove topic border"],
        ["/watch remove rule iraq-militias rocket-flash"] = ["/watch undo iraq-militias version:0"],
        ["/watch remove actor iraq-militias lebanese-hezbollah"] = ["/watch undo iraq-militias version:0"],
        ["/watch remove alias iraq-militias KH of:kataib-hezbollah"] = ["/watch undo iraq-militias version:0"],
        ["/feed add https://news.example/rss"] = ["/feed remove https://news.example/rss"],
        ["/feed add https://news.example/rss name:News of the North"] = ["/feed remove https://news.example/rss"],
        ["/feed add https://news.example/rss fulltext:on"] = ["/feed remove https://news.example/rss"],
        ["/feed set News of the North fulltext:on"] =
            ["/feed remove https://news.example/rss", "/feed add https://news.example/rss name:News of the North"],
        ["/feed set https://news.example/rss fulltext:off"] = ["/feed add https://news.example/rss"],
        ["/feed show News of the North"] =
            ["/feed remove https://news.example/rss", "/feed add https://news.example/rss name:News of the North"],
        ["/feed show https://news.example/rss"] = ["/feed add https://news.example/rss"],
        ["/feed remove https://news.example/rss"] = ["/feed add https://news.example/rss"],
        ["/feed remove News of the North"] = ["/feed add https://news.example/rss name:News of the North"],
    };

    private ExampleWeb _web = null!;
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        var yaml = await File.ReadAllTextAsync(
            Path.Combine(SharedData.RepositoryRoot!, "config", "watchlists", Topic + ".yaml"), Never);
        _web = new ExampleWeb(
            ("/rss", Rss), ("/", "<html><head><link rel=alternate type=application/rss+xml href=/rss></head></html>"), ("/iraq-militias.yaml", yaml.Replace("name: Militia attacks in Iraq", "name: Militias", StringComparison.Ordinal)),
            ("/feeds.opml", "<opml>" + string.Concat(Enumerable.Range(1, 20).Select(
                n => $"<outline type=\"rss\" text=\"F{n}\" xmlUrl=\"https://f{n}.example/rss\"/>")) + "</opml>"));
        _bench = await CommandBench.NewAsync(
            [WatchlistReader.Read(Topic + ".yaml", yaml, Scope.Shared).Watchlist!], _web);
        await _bench.HaveArticlesAsync(
        [
            .. Enumerable.Range(1, 12).Select(n => Article($"article-{n}", n)),
            .. Enumerable.Range(1, 12).Select(n => Article($"source-{n}", 20 + n)),
            Article("rockets", 40) with { Link = new Uri("https://news.example/rockets-hit-taji") },
        ]);
        // Enough changes for a second page.
        foreach (var n in Enumerable.Range(1, 6)) await AskAsync($"/watch add words {Topic} word{n} of:test-words");
        await AskAsync("/feed import https://lists.example/feeds.opml");
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _web.DisposeAsync();
    }

    [Fact]
    public async Task Every_example_of_the_catalogue_does_what_it_shows()
    {
        var faults = new List<string>();
        foreach (var example in _bench.Catalogue.Definitions.SelectMany(d => d.Examples))
        {
            var told = await TryAsync(example);
            if (told is not null) faults.Add($"{example} is answered with\n{told}");
        }
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public async Task No_button_of_any_answer_leads_nowhere()
    {
        foreach (var example in _bench.Catalogue.Definitions.SelectMany(d => d.Examples))
        {
            await HaveAsync();
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
            var reply = await _bench.AskAsync(example, CommandBench.Moderator);
            foreach (var button in reply.Message.Blocks.OfType<Block.Actions>().SelectMany(b => b.Buttons))
            {
                Assert.InRange(button.Label.Length, 1, 80);
                Assert.InRange(button.Command.Length, 2, 100);
                Assert.True(
                    CommandLine.Parse(button.Command, _bench.Catalogue.Names, TestTexts.English) is CommandLine.Read,
                    $"{example} offers {button.Command}");
            }
        }
    }

    /// <summary>What is wrong with the answer; null when it is good: no problem, and no page that does not exist.</summary>
    private async Task<string?> TryAsync(string example)
    {
        await HaveAsync();
        foreach (var line in Before.GetValueOrDefault(example, [])) await AskAsync(line);
        var told = await AskAsync(example);
        var text = CommandBench.Text(told);
        return told.Message.Tone == Tone.Problem || text.Contains("There is no page", StringComparison.Ordinal)
            || text.Contains("لا توجد صفحة", StringComparison.Ordinal) ? text : null;
    }

    private Task<CommandReply> AskAsync(string line)
    {
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        return _bench.AskAsync(line, CommandBench.Moderator);
    }

    private static Article Article(string id, int minute) => Some.Article(
        id, title: $"Rocket attack {id}: Katyusha fire on Camp Taji, قاعدة التاجي", seenUtc: Some.NowUtc.AddMinutes(minute));

    /// <summary>What examples speak of: incidents, a subscription, mutes, something that is followed.</summary>
    private async Task HaveAsync()
    {
        // Merged and withdrawn ones come back for the next example.
        var revision = (int)(_bench.Time.NowUtc - Some.NowUtc).TotalMinutes + 2;
        var match = Some.Match(Topic, "rocket-flash");
        await _bench.HaveAsync([.. Enumerable.Range(1, 12).Select(n => Some.Incident(n, revision, members:
            n == 3 ? [.. Enumerable.Range(1, 12).Select(s => Some.Member($"source-{s}", matches: match))]
                : [Some.Member($"article-{n}", matches: match)]))]);
        await _bench.Store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelA, Topic, _bench.Time.NowUtc) with { LeastSeverity = SeverityLevel.Low }, Never);
        foreach (var (id, text) in ((string, string)[])[("f1", "Taji"), ("f2", "Kata'ib Hezbollah")])
            await _bench.Store.Follows.AddAsync(
                new Follow(id, Some.ChannelA, CommandBench.Moderator.Id, "a moderator", text, $"\"{id}\"", _bench.Time.NowUtc), Never);
        // Every feed was read a moment ago.
        var due = await _bench.Store.Feeds.ClaimDueAsync(SomeFeeds.Request(_bench.Time.NowUtc, "worker", 100), Never);
        await _bench.Store.Feeds.CommitPollsAsync(
            [.. due.Select(d => new PollCommit(d.Claim, SomeFeeds.Polled(d.State, _bench.Time.NowUtc.AddDays(1)), [], null))], Never);
        await _bench.Store.CommitAsync(Some.Outcome() with
        {
            Mutes =
            [
                Muted("m1", MuteWhat.Incident, "3"), Muted("m2", MuteWhat.Place, "taji"),
            ],
        });
    }

    private Mute Muted(string id, MuteWhat what, string target) => new(
        id, Some.CommunityA, Some.ChannelA, what, target, _bench.Time.NowUtc.AddDays(1), false, "a moderator", _bench.Time.NowUtc);
}
