using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What channels and communities set is undone from the last change to the first.</summary>
public sealed class UndoSettingsTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_subscription_is_undone_change_by_change_until_there_is_none()
    {
        await AskAsync("/subscribe iraq-militias low mode:daily at:8 zone:baghdad quiet:22-6 share:public delay:2h");
        var first = await OneAsync();
        await AskAsync("/subscribe iraq-militias high mode:instant share:full");

        Assert.Contains("It is again: severity:low mode:daily at:08:00", await AskAsync("/undo"), StringComparison.Ordinal);
        Assert.Equal(first, await OneAsync());
        Assert.Contains("It is as if it had not been said", await AskAsync("/undo"), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Contains("There is nothing to undo", await AskAsync("/undo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_unsubscribed_comes_back_as_it_was()
    {
        await AskAsync("/subscribe iraq-militias critical mention:77 mentionfrom:critical language:ar");
        var before = await OneAsync();
        await AskAsync("/unsubscribe iraq-militias");

        await AskAsync("/undo");

        Assert.Equal(before with { CreatedUtc = default }, await OneAsync() with { CreatedUtc = default });
    }

    [Fact]
    public async Task Changes_of_incidents_and_settings_are_undone_in_one_order()
    {
        await _bench.HaveAsync(Some.Incident(1));
        await AskAsync("/settings zone:baghdad");
        await AskAsync("/retract 1 It was a drill.");
        await AskAsync("/settings zone:Europe/Berlin follows:off");

        Assert.Contains("settings", await AskAsync("/undo"), StringComparison.Ordinal);
        Assert.Equal(
            new CommunitySettings(null, "Asia/Baghdad", null), await _bench.Store.Settings.ReadAsync(Some.CommunityA, Never));
        Assert.Contains("retract", await AskAsync("/undo"), StringComparison.Ordinal);
        Assert.IsType<AnalysisRequest.Restore>((await RequestsAsync())[^1]);
        Assert.Contains("settings", await AskAsync("/undo"), StringComparison.Ordinal);
        Assert.Equal("UTC", (await _bench.Store.Settings.ReadAsync(Some.CommunityA, Never)).TimeZone);
        Assert.Contains("There is nothing to undo", await AskAsync("/undo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mute_that_is_undone_ends_and_one_that_was_ended_holds_again()
    {
        await AskAsync("/mute place:taji 2h");
        var made = Assert.IsType<AnalysisRequest.AddMute>(Assert.Single(await RequestsAsync())).Mute;
        await _bench.Store.CommitAsync(Some.Outcome() with { Mutes = [made] });

        await AskAsync("/unmute place:taji");
        await AskAsync("/undo");
        var again = Assert.IsType<AnalysisRequest.AddMute>((await RequestsAsync())[^1]).Mute;
        Assert.Equal((made.What, made.Target, made.Channel), (again.What, again.Target, again.Channel));
        Assert.Equal(made.UntilUtc!.Value.ToUnixTimeSeconds() / 60, again.UntilUtc!.Value.ToUnixTimeSeconds() / 60);

        var ended = made with { EndedUtc = _bench.Time.NowUtc };
        await _bench.Store.CommitAsync(Some.Outcome() with { Mutes = [ended, again] });
        await AskAsync("/undo");
        Assert.Equal(again.Id, Assert.IsType<AnalysisRequest.EndMute>((await RequestsAsync())[^1]).MuteId);
    }

    [Fact]
    public async Task What_cannot_be_put_back_any_more_says_so()
    {
        await AskAsync("/subscribe iraq-militias");
        await _bench.Store.Subscriptions.RemoveAsync((await OneAsync()).Id, Never);

        Assert.Contains("cannot be undone", await AskAsync("/undo"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/subscribe iraq-militias zone:asia/bagh", "/subscribe iraq-militias zone:Asia/Baghdad")]
    [InlineData("/settings zone:berl", "/settings zone:Europe/Berlin")]
    [InlineData("/mute place:tajib", "")]
    [InlineData("/mute place:taji-", "/mute place:taji-base")]
    [InlineData("/follow kataib", "/follow kataib-hezbollah")]
    [InlineData("/follow taji-b", "/follow taji-base")]
    [InlineData("/noise 3 du", "/noise 3 duplicate")]
    [InlineData("/subscribe iraq-militias urg", "/subscribe iraq-militias urgent:")]
    public async Task What_is_typed_is_completed(string line, string expected) => Assert.Equal(
        expected.Split('|', StringSplitOptions.RemoveEmptyEntries),
        await _bench.Catalogue.CompleteAsync(
            new IncomingCommand(Some.ChannelA, CommandBench.Manager, line, null), Never));

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);

    private async Task<Subscription> OneAsync() => Assert.Single(await _bench.Store.Subscriptions.ListAsync(Never));

    private async Task<IReadOnlyList<AnalysisRequest>> RequestsAsync() =>
        (await _bench.Store.Analysis.ReadWaitingAsync(10, Never)).Requests;
}
