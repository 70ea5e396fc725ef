using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Whatever a command changes is undone, or the answer says plainly why it cannot be.</summary>
public sealed class UndoEverythingTests : IAsyncLifetime
{
    private const string Opml = "<opml><body><outline type=\"rss\" text=\"N\" xmlUrl=\"https://n.example/rss\"/>"
        + "<outline type=\"rss\" text=\"M\" xmlUrl=\"https://m.example/rss\"/></body></opml>";

    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;

    // They ask and change nothing; what an erasing takes is told apart below.
    private static readonly HashSet<string> Reads = new(StringComparer.Ordinal)
    {
        "incidents", "incident", "brief", "search", "actor", "place", "trend", "why", "whynot", "export", "topics",
        "subscriptions", "preview", "quality", "watch show", "watch test", "watch backtest", "watch history", "watch export",
        "feed list", "feed show", "feed test", "feed discover", "feed export", "settings log", "settings export", "status", "help", "undo", "settings erase",
    };

    private CommandBench _bench = null!;

    // What is typed before, what is typed, each command once at least.
    public static TheoryData<string, string> Undone { get; } = new()
    {
        { "", "/subscribe iraq-militias high at 07:00 mode daily" },
        { "/subscribe iraq-militias low", "/subscribe iraq-militias high" },
        { "/subscribe iraq-militias low", "/unsubscribe iraq-militias" },
        { "", "/setup iraq-militias here severity:high" },
        { "", "/settings zone:Asia/Baghdad language:ar follows:off moderators:77" },
        { "", "/follow oil field" },
        { "", "/good 3" },
        { "/noise 3", "/good 3" },
        { "/good 3", "/noise 3 place" },
        { "", "/watch add topic border Border crossings" },
        { "", "/watch add rule iraq-militias drone* NEAR/8 taji" },
        { "", "/watch remove rule iraq-militias any-militia" },
        { "/watch add topic border Border crossings", "/watch remove topic border" },
        { "/watch remove rule iraq-militias any-militia", "/watch undo iraq-militias" },
        { "", "/watch import topic: border\nname: Border\nrules:\n  - {id: r, query: rocket}" },
        { "", "/feed add https://n.example/rss name:North" },
        { "/feed add https://n.example/rss name:North", "/feed remove North" },
        { "", "/feed import " + Opml },
        { "", "/feed add https://n.example/rss name:North fulltext:on" },
        { "/feed add https://n.example/rss name:North fulltext:on", "/feed remove North" },
        { "/feed add https://n.example/rss name:North", "/feed set North fulltext:on" },
        { "/feed add https://n.example/rss name:North fulltext:yes", "/feed set North fulltext:no" },
    };

    public static TheoryData<string, string, Type> Asked { get; } = new()
    {
        { "", "/merge 3 5", typeof(AnalysisRequest.Split) },
        { "", "/split 3 2", typeof(AnalysisRequest.Merge) },
        { "", "/move 3 2 to 5", typeof(AnalysisRequest.Split) },
        { "", "/retract 3 It was a drill.", typeof(AnalysisRequest.Restore) },
        { "", "/mute place:taji 2h", typeof(AnalysisRequest.EndMute) },
        { "/mute place:taji 2h", "/unmute place:taji", typeof(AnalysisRequest.AddMute) },
    };

    public static TheoryData<string, string, string> Plain { get; } = new()
    {
        { "", "/ack 3", "the alert has told the others that you took note" },
        { "/follow oil field", "/unfollow 1", "nobody keeps what somebody followed" },
    };

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync();
        await _bench.HaveArticlesAsync(
            Some.Article("a3", title: "Rockets one"), Some.Article("b3", title: "Rockets two"), Some.Article("a5", title: "Rockets three"));
        await _bench.HaveAsync(
            Some.Incident(3, members: [Some.Member("a3"), Some.Member("b3")]), Some.Incident(5, members: Some.Member("a5")));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Undone))]
    public async Task What_was_changed_is_as_it_was(string before, string line)
    {
        if (before.Length > 0) await AskAsync(before);
        var was = await StateAsync();
        var noted = (await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 100, Never)).Count;
        await AskAsync(line);
        Assert.NotEqual(was, await StateAsync());
        // Whatever changes is noted with who did it.
        var entries = await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 100, Never);
        Assert.True(entries.Count > noted);
        Assert.Equal(CommandBench.Moderator.Id, entries[0].UserId);

        var told = await AskAsync("/undo");

        Assert.True(was == await StateAsync(), told);
        Assert.DoesNotContain("cannot be undone", told, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task What_was_asked_of_the_analysis_is_asked_the_other_way_round(string before, string line, Type inverse)
    {
        if (before.Length > 0) await AskAsync(before);
        await CommitMutesAsync();
        await AskAsync(line);
        await CommitMutesAsync();
        if (line.StartsWith("/move", StringComparison.Ordinal) || line.StartsWith("/split", StringComparison.Ordinal))
            await _bench.HaveAsync(
                Some.Incident(3, 2, state: line[1] == 'm' ? IncidentsOf.Merged : IncidentsOf.Open, members: Some.Member("a3")),
                Some.Incident(9, 2, members: Some.Member("b3")));

        await AskAsync("/undo");

        Assert.IsType(inverse, (await RequestsAsync())[^1]);
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public async Task What_cannot_be_undone_says_plainly_why_and_stands_in_nobodys_way(string before, string line, string why)
    {
        await AskAsync("/subscribe iraq-militias high");
        if (before.Length > 0) await AskAsync(before);
        await AskAsync(line);
        Assert.Contains(why, await AskAsync("/undo"), StringComparison.Ordinal);
        if (before.Length > 0) await AskAsync("/undo");
        await AskAsync("/undo");
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
    }

    [Fact]
    public async Task What_was_erased_is_gone_and_says_so()
    {
        await AskAsync("/subscribe iraq-militias high");
        await _bench.Store.Communities.EraseAsync(Some.CommunityA, _bench.Time.NowUtc, Never);
        Assert.Matches("gone|nothing to undo", await AskAsync("/undo"));
    }

    [Fact]
    public void Every_command_that_changes_something_is_tried_here()
    {
        var tried = Undone.Select(row => row.Data.Item2).Concat(Asked.Select(row => row.Data.Item2))
            .Concat(Plain.Select(row => row.Data.Item2)).ToList();
        foreach (var name in _bench.Catalogue.Definitions.Select(d => d.Name))
            Assert.True(
                Reads.Contains(name) || tried.Exists(line => line == "/" + name || line.StartsWith($"/{name} ", StringComparison.Ordinal)),
                $"/{name} changes something, perhaps, and nobody tried to undo it");
    }

    [Fact]
    public async Task A_reader_undoes_what_is_theirs_and_nothing_else()
    {
        await AskAsync("/subscribe iraq-militias high");
        await _bench.AskAsync("/follow oil field", CommandBench.Reader);
        await AskAsync("/follow gas field");

        Assert.Contains("Undone: follow", await _bench.TextAsync("/undo", CommandBench.Reader), StringComparison.Ordinal);
        Assert.Equal(
            ["gas field"], (await _bench.Store.Follows.ListAsync(Some.CommunityA, Never)).Select(f => f.Text));
        Assert.Contains("nothing to undo", await _bench.TextAsync("/undo", CommandBench.Reader), StringComparison.Ordinal);
        Assert.Single(await _bench.Store.Subscriptions.ListAsync(Never));
    }

    [Fact]
    public async Task Who_manages_a_channel_takes_back_what_they_set_there_alone()
    {
        await _bench.AskAsync("/subscribe iraq-militias high", CommandBench.Moderator, Some.ChannelA);
        Assert.Contains("nothing to undo", await _bench.TextAsync("/undo", CommandBench.Manager), StringComparison.Ordinal);
        await _bench.AskAsync("/subscribe iraq-militias low", CommandBench.Manager);
        Assert.Contains("severity:high", await _bench.TextAsync("/undo", CommandBench.Manager), StringComparison.Ordinal);
        Assert.Contains("nothing to undo", await _bench.TextAsync("/undo", CommandBench.Manager), StringComparison.Ordinal);
    }

    private async Task<string> AskAsync(string line)
    {
        var reply = await _bench.AskAsync(line, CommandBench.Moderator);
        var confirm = reply.Message.Blocks.OfType<Block.Actions>().SelectMany(b => b.Buttons)
            .FirstOrDefault(b => b.Command.Contains("confirm:", StringComparison.Ordinal));
        if (confirm is not null) reply = await _bench.AskAsync(confirm.Command, CommandBench.Moderator);
        return CommandBench.Text(reply);
    }

    /// <summary>Everything that commands change by themselves, whenever and however often it was changed.</summary>
    private async Task<string> StateAsync()
    {
        var all = await _bench.Store.Communities.ReadAsync(Some.CommunityA, Never);
        return JsonSerializer.Serialize(new
        {
            Settings = all.Settings with { TimeZone = all.Settings.TimeZone ?? "UTC" },
            Subscriptions = all.Subscriptions.Select(s => s with { CreatedUtc = default }).Select(s => s.ToString()),
            Feeds = all.Feeds.Select(f => $"{f.Url.AbsoluteUri} {f.Name} {f.FullText} {f.Language}"),
            Follows = all.Follows.Select(f => f.Query),
            Votes = all.Votes.Select(v => $"{v.Number} {v.Verdict}"),
            Watched = _bench.Watched.Index.Watchlists.Where(w => w.Topic.Id != Follow.TopicId)
                .GroupBy(w => w.Topic.Id).Select(g => WatchlistWriter.Write(g.OrderBy(w => w.Topic.Scope.IsShared).First())).Order(),
        });
    }

    private async Task CommitMutesAsync()
    {
        var requests = await RequestsAsync();
        var made = requests.OfType<AnalysisRequest.AddMute>().Select(r => r.Mute).ToList();
        var ended = requests.OfType<AnalysisRequest.EndMute>().Select(r => r.MuteId).ToHashSet();
        if (made.Count > 0)
            await _bench.Store.CommitAsync(Some.Outcome() with
            {
                Mutes = [.. made.Select(m => ended.Contains(m.Id) ? m with { EndedUtc = _bench.Time.NowUtc } : m)],
            });
    }

    private async Task<IReadOnlyList<AnalysisRequest>> RequestsAsync() =>
        (await _bench.Store.Analysis.ReadWaitingAsync(20, Never)).Requests;

    private static class IncidentsOf
    {
        public const AlertBot.Incidents.IncidentState Open = AlertBot.Incidents.IncidentState.Open;
        public const AlertBot.Incidents.IncidentState Merged = AlertBot.Incidents.IncidentState.Merged;
    }
}
