using AlertBot.Alerts;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Mutes and acknowledgements, up to the analysis that keeps them.</summary>
public sealed class MuteCommandTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync();
        await _bench.HaveAsync(Some.Incident(3));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/mute 3 2h", MuteWhat.Incident, "3", 2.0)]
    [InlineData("/mute 3", MuteWhat.Incident, "3", 24.0)]
    [InlineData("/mute #3 changes", MuteWhat.Incident, "3", null)]
    [InlineData("/mute actor كتائب حزب الله for 3 days", MuteWhat.Actor, "kataib-hezbollah", 72.0)]
    [InlineData("/mute place:التاجي for:1w", MuteWhat.Place, "taji", 168.0)]
    [InlineData("/mute topic iraq-militias for 90 min", MuteWhat.Topic, "iraq-militias", 1.5)]
    public async Task A_mute_is_asked_for_with_its_end_and_noted(string line, MuteWhat what, string target, double? hours)
    {
        Assert.Contains("This channel is quiet about", await AskAsync(line), StringComparison.Ordinal);

        var mute = Assert.IsType<AnalysisRequest.AddMute>(Assert.Single(await RequestsAsync())).Mute;
        Assert.Equal((what, target, Some.CommunityA, Some.ChannelA), (mute.What, mute.Target, mute.Community, mute.Channel));
        Assert.Equal((_bench.Time.NowUtc + Span(hours), hours is null), (mute.UntilUtc, mute.IsUntilChange));
        Assert.Equal("mute", Assert.Single(await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never)).Action);
    }

    [Fact]
    public async Task Mutes_are_listed_with_their_ends_and_ended_one_by_one_or_all()
    {
        await HaveAsync(Mute("a", MuteWhat.Incident, "3", 2), Mute("b", MuteWhat.Actor, "kataib-hezbollah", null));

        var listed = await AskAsync("/mute");
        Assert.Contains("#3 — until 11 Mar 2020 15:00 UTC, by a manager", listed, StringComparison.Ordinal);
        Assert.Contains("Kata'ib Hezbollah — until it changes, by a manager", listed, StringComparison.Ordinal);
        Assert.Contains("No longer quiet about #3.", await AskAsync("/unmute 3"), StringComparison.Ordinal);
        Assert.Contains("Nothing of that is muted here.", await AskAsync("/unmute place:taji"), StringComparison.Ordinal);
        Assert.Contains("#3 and Kata'ib Hezbollah.", await AskAsync("/unmute"), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], (await RequestsAsync()).Cast<AnalysisRequest.EndMute>().Select(r => r.MuteId));
    }

    [Fact]
    public async Task Where_nothing_is_muted_the_answer_says_how_to()
    {
        await HaveAsync(Mute("a", MuteWhat.Incident, "3", 2) with { Channel = Some.ChannelB });

        Assert.Contains("Nothing is muted here. For example: /mute 3 2h", await AskAsync("/mute"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mute 9", "There is no incident #9 here.")]
    [InlineData("/mute 3 soon", "'soon' is no time to mute")]
    [InlineData("/mute 3 for 9y", "'9y' is no time to mute")]
    [InlineData("/mute actor:nobody at all", "There is no actor")]
    [InlineData("/mute topic:iraq-militas", "Did you mean iraq-militias?")]
    [InlineData("/unmute many", "'many' is no incident number")]
    [InlineData("/ack 9", "There is no incident #9 here.")]
    [InlineData("/ack", "/ack needs number")]
    public async Task What_cannot_be_muted_or_acknowledged_says_why(string line, string expected)
    {
        Assert.Contains(expected, await AskAsync(line), StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task An_acknowledgement_tells_who_asked_and_can_be_asked_for_again_when_it_was_too_early()
    {
        Assert.Contains("Noted", await _bench.TextAsync("/ack 3"), StringComparison.Ordinal);
        await _bench.TextAsync("/ack #3");

        var ack = (AnalysisRequest.Acknowledge)(await RequestsAsync())[0];
        Assert.Equal((3, Some.CommunityA, "a reader"), (ack.Number, ack.Community, ack.UserName));
        Assert.Equal(new Asker(Some.ChannelA, "7", "a reader", "ack", "en"), ack.Asker);
        Assert.Equal(2, (await RequestsAsync()).Select(r => r.Id).Distinct().Count());
    }

    private static TimeSpan? Span(double? hours) => hours is { } h ? TimeSpan.FromHours(h) : null;

    private Mute Mute(string id, MuteWhat what, string target, double? hours) => new(
        id, Some.CommunityA, Some.ChannelA, what, target, _bench.Time.NowUtc + Span(hours), hours is null, "a manager",
        _bench.Time.NowUtc);

    private Task HaveAsync(params Mute[] mutes) => _bench.Store.CommitAsync(Some.Outcome() with { Mutes = mutes });

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Manager);

    private async Task<IReadOnlyList<AnalysisRequest>> RequestsAsync() =>
        (await _bench.Store.Analysis.ReadWaitingAsync(10, Never)).Requests;
}
