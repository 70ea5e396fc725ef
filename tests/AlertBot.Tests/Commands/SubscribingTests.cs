using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Who hears of what.</summary>
public sealed class SubscribingTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;
    private static readonly UserRef Reader = CommandBench.Reader;
    private static readonly UserRef Manager = CommandBench.Manager;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Who_may_not_manage_the_channel_subscribes_nothing()
    {
        var reply = await AskAsync("/subscribe iraq-militias", Reader);

        Assert.Contains("/subscribe is for who may manage the channel", Text(reply), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Empty(await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never));
    }

    [Fact]
    public async Task A_channel_is_subscribed_changed_and_left_and_each_is_in_the_audit_log()
    {
        Assert.Contains("This channel now gets Militia attacks in Iraq: Medium and graver, at once.",
            Text(await AskAsync("/subscribe iraq-militias", Manager)), StringComparison.Ordinal);
        Assert.Contains("High and graver, gathered every hour at minute 00, quiet 22:00 to 06:00 (Asia/Baghdad)", Text(await AskAsync(
            "/subscribe iraq-militias high hourly quiet:22:00-6:00 zone:Asia/Baghdad", Manager)),
                StringComparison.Ordinal);
        var stored = Assert.Single(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Equal((SeverityLevel.High, SubscriptionMode.Digest, new QuietHours(new(22, 0), new(6, 0))),
            (stored.LeastSeverity, stored.Mode, stored.Quiet));

        Assert.Contains("gets no more alerts", Text(await AskAsync("/unsubscribe iraq-militias", Manager)),
            StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Equal(["unsubscribe", "subscribe", "subscribe"],
            (await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never)).Select(e => e.Action));
    }

    [Theory]
    [InlineData("/subscribe iraq-militias zone:Mars", "'Mars' is no time zone")]
    [InlineData("/subscribe iraq-militias quiet:night", "'night' is no span of hours")]
    [InlineData("/subscribe iraq-militias quiet:22:00-22:00", "is no span of hours")]
    [InlineData("/subscribe iraq-militias mode:weekly", "One of: instant, hourly, daily.")]
    [InlineData("/subscribe iraq-militias severity:3", "There is no severity '3'")]
    [InlineData("/unsubscribe iraq-militias", "This channel has no subscriptions.")]
    public async Task A_subscription_that_makes_no_sense_changes_nothing(string line, string expected)
    {
        Assert.Contains(expected, Text(await AskAsync(line, Manager)), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
    }

    [Fact]
    public async Task A_paused_subscription_is_taken_up_again_by_subscribing()
    {
        var paused = Subscription.Default(Some.ChannelA, "iraq-militias", _bench.Time.NowUtc) with
        {
            PausedWhy = "the channel was gone",
        };
        await _bench.Store.Subscriptions.SaveAsync(paused, Never);
        Assert.Contains("paused: the channel was gone", Text(await AskAsync("/subscriptions")),
            StringComparison.Ordinal);

        await AskAsync("/subscribe iraq-militias", Manager);

        Assert.Null(Assert.Single(await _bench.Store.Subscriptions.ListAsync(Never)).PausedWhy);
    }

    private Task<CommandReply> AskAsync(string line, UserRef? user = null, ChannelRef? channel = null) =>
        _bench.AskAsync(line, user, channel);

    private static string Text(CommandReply reply) => CommandBench.Text(reply);
}
