using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Lists of incidents, and one incident whole.</summary>
public sealed class IncidentsTests : IAsyncLifetime
{
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Incidents_come_in_pages_newest_first()
    {
        await HaveIncidentsAsync(23);

        var first = Text(await AskAsync("/incidents"));
        Assert.Contains("Page 1 of 3, 23 incidents", first, StringComparison.Ordinal);
        Assert.Matches("#23 (.|\n)*#16 ", first);
        Assert.DoesNotContain("#15 ", first, StringComparison.Ordinal);
        Assert.Contains("Next: /incidents page:2", first, StringComparison.Ordinal);
        Assert.Equal(Text(await AskAsync("/incidents page:2")), Text(await AskAsync("/incidents 2")));
        var last = Text(await AskAsync("/incidents page:3"));
        Assert.Matches("#7 (.|\n)*#1 ", last);
        Assert.DoesNotContain("Next:", last, StringComparison.Ordinal);
        Assert.Contains("Previous: /incidents page:2", last, StringComparison.Ordinal);
        Assert.Contains("There is no page 4: 23 incidents make 3 pages.", Text(await AskAsync("/incidents page:4")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/incidents iraq-militias", 3)]
    [InlineData("/incidents topic=iraq-militias since:2h", 3)]
    [InlineData("/incidents since:5 minutes", 0)]
    [InlineData("/incidents actor:kataib hizballah", 1)]
    [InlineData("/incidents \"actor:x\"", -1)]
    [InlineData("/incidents place:taji kind:rocket_attack", 3)]
    [InlineData("/incidents kind:\"rocket attack\"", 3)]
    [InlineData("/incidents kind:airstrike", 0)]
    [InlineData("/incidents all", 3)]
    [InlineData("/incidents last week", 3)]
    [InlineData("/incidents yesterday", 3)]
    [InlineData("/incidents 2 days iraq-militias", 3)]
    [InlineData("/incidents iraq-militias 5 minutes", 0)]
    [InlineData("/incidents منذ أسبوع", 3)]
    [InlineData("/incidents الأسبوع الماضي", 3)]
    [InlineData("/incidents since monday severity low", 3)]
    [InlineData("/incidents actor kataib hezbollah since 12 march 2019", 1)]
    [InlineData("/incidents near:taji", 3)]
    [InlineData("/incidents near:taji actor:kataib hezbollah", 1)]
    [InlineData("/incidents near:taji topic:iraq-militias since:1d", 3)]
    [InlineData("/incidents near:\"taji 12 km\"", 3)]
    [InlineData("/incidents place:التاجي", 3)]
    [InlineData("/incidents since:أمس", 3)]
    [InlineData("/incidents page:1 topic:iraq-militias", 3)]
    public async Task Incidents_are_narrowed_by_what_is_asked(string line, int expected)
    {
        await HaveIncidentsAsync(2);
        await _bench.Store.CommitAsync(Some.Outcome(Some.Incident(3, members: Some.Member(
            "article-3", facts: Some.Facts(place: Some.Taji, actor: "kataib-hezbollah"),
            seenUtc: Some.NowUtc.AddMinutes(3), matches: Some.Match("iraq-militias")))));

        var text = Text(await AskAsync(line));

        if (expected < 0) Assert.Contains("There is no topic", text, StringComparison.Ordinal);
        else if (expected == 0) Assert.Contains("No incident fits.", text, StringComparison.Ordinal);
        else Assert.Contains(TestTexts.English.Count("alerts.digest.timed", expected), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_is_shown_whole_or_in_part()
    {
        await HaveIncidentsAsync(1);

        Assert.Contains("Rockets hit Taji", Text(await AskAsync("/incident 1")), StringComparison.Ordinal);
        Assert.Contains("Timeline", Text(await AskAsync("/incident #1 timeline")), StringComparison.Ordinal);
        Assert.Contains("Sources: 1 article", Text(await AskAsync("/incident 1 sources")), StringComparison.Ordinal);
        Assert.Contains("Nothing of #1 was owed", Text(await AskAsync("/incident 1 delivery")),
            StringComparison.Ordinal);
        Assert.Contains("iraq-militias, attack", Text(await AskAsync("/why 1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_an_incident_stands_is_told_of_every_channel_of_the_community()
    {
        var (here, there) = (Some.ChannelA, Some.ChannelA with { Channel = "there" });
        var (alert, edit, other) = (Some.Delivery(), Some.Delivery(sequence: 2), Some.Delivery(channel: there));
        await _bench.HaveAsync(Some.Incident());
        await _bench.Store.CommitAsync(Some.Outcome(
            alert, edit, other, Some.Delivery(channel: Some.ChannelA with { Community = "others" })));
        await SettleAsync(alert, new Settlement.Sent(Some.Message(alert)), Some.NowUtc.AddSeconds(-105));
        await SettleAsync(edit, new Settlement.Sent(Some.Message(edit)), Some.NowUtc.AddMinutes(9));
        await SettleAsync(other, new Settlement.Parked("it may not be written to"), Some.NowUtc);

        var lines = Text(await AskAsync("/incident 1 delivery")).Split('\n');

        Assert.Matches(@"channel +state +delay +edits +replies +reason", lines[1]);
        Assert.Matches($@"{here} +sent +15 s +1 +0", lines[2]);
        Assert.Matches($@"{there} +parked +0 +0 +it may not be written to", lines[3]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task What_one_community_alone_may_see_is_not_there_for_others()
    {
        var incident = Some.Incident(1, scope: Scope.Of(Some.CommunityA));
        await _bench.Store.CommitAsync(Some.Outcome(incident));

        Assert.Contains("Rockets hit Taji", Text(await AskAsync("/incident 1", channel: Some.ChannelA)),
            StringComparison.Ordinal);
        Assert.Contains("There is no incident #1", Text(await AskAsync("/incident 1", channel: Some.ChannelB)),
            StringComparison.Ordinal);
        Assert.Contains("No incidents yet", Text(await AskAsync("/incidents", channel: Some.ChannelB)),
            StringComparison.Ordinal);
    }

    private Task<CommandReply> AskAsync(string line, UserRef? user = null, ChannelRef? channel = null) =>
        _bench.AskAsync(line, user, channel);

    private static string Text(CommandReply reply) => CommandBench.Text(reply);

    private Task HaveIncidentsAsync(int count) => _bench.HaveAsync(
        [.. Enumerable.Range(1, count).Select(n => Some.Incident(n, members: Some.Member(
            $"article-{n}", facts: Some.Facts(place: Some.Taji, killed: 3), seenUtc: Some.NowUtc.AddMinutes(n),
            matches: Some.Match("iraq-militias"))))]);

    private async Task SettleAsync(Delivery delivery, Settlement settlement, DateTimeOffset atUtc)
    {
        await _bench.Store.Outbox.ClaimDueAsync("w", 10, TimeSpan.FromMinutes(1), _bench.Time.NowUtc, CancellationToken.None);
        await _bench.Store.Outbox.SettleAsync(delivery.Key, settlement, atUtc, CancellationToken.None);
    }
}
