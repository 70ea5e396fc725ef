using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class SettlingTests
{
    private static readonly DateTimeOffset Now = Some.NowUtc;
    private static readonly MessageRef Posted = new(Some.ChannelA, "7");
    private readonly DeliveryOptions _options = new();

    [Fact]
    public void The_wait_doubles_until_the_longest_and_then_the_row_is_parked()
    {
        var waits = Enumerable.Range(0, 11).Select(attempts => Assert.IsType<Settlement.Again>(
            Settle(new DeliveryResult.NotSent("down"), Row(attempts: attempts))).DueUtc - Now).ToList();

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1800],
            waits.Select(w => (int)Math.Round(w.TotalSeconds)));
        Assert.Contains("12 attempts: down", Assert.IsType<Settlement.Parked>(
            Settle(new DeliveryResult.NotSent("down"), Row(attempts: 11))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wait_is_spread_by_a_fifth_either_way()
    {
        var row = Row(attempts: 3);
        TimeSpan Wait(double jitter) => ((Settlement.Again)Settling.Of(
            new DeliveryResult.NotSent("down"), row, _options, Now, jitter)).DueUtc - Now;

        Assert.Equal((12.8, 16, 19.2), (Wait(0).TotalSeconds, Wait(0.5).TotalSeconds, Wait(1).TotalSeconds));
    }

    [Fact]
    public void A_rate_limit_waits_as_told_and_is_never_held_against_the_row()
    {
        var limited = (Settlement.Again)Settle(
            new DeliveryResult.RateLimited(TimeSpan.FromSeconds(5)), Row(attempts: 50));
        var eager = (Settlement.Again)Settle(new DeliveryResult.RateLimited(TimeSpan.Zero), Row());

        Assert.Equal((Now.AddSeconds(5), false), (limited.DueUtc, limited.IsCounted));
        Assert.True(eager.DueUtc > Now);
    }

    [Fact]
    public void A_refusal_parks_the_row_and_an_unknown_outcome_is_asked_after_at_once()
    {
        Assert.Equal(
            new Settlement.Parked("too long"),
            Settle(new DeliveryResult.Refused("too long", RefusedWhat.Message), Row()));
        Assert.Equal(new Settlement.Unknown(Now, "cut"), Settle(new DeliveryResult.Unknown("cut"), Row()));
    }

    [Fact]
    public void What_the_platform_has_is_sent_and_what_it_surely_lacks_is_sent_again()
    {
        Assert.Equal(new Settlement.Sent(Posted), Find(new FindResult.Found(Posted), Row()));
        Assert.IsType<Settlement.Again>(Find(new FindResult.Absent(), Row(severity: SeverityLevel.Low)));
    }

    [Fact]
    public void A_platform_that_cannot_be_asked_just_now_is_asked_later_and_nothing_is_sent_meanwhile()
    {
        Assert.True(Assert.IsType<Settlement.Unknown>(Find(new FindResult.NotNow("down"), Row())).DueUtc > Now);
        Assert.Null(Assert.IsType<Settlement.Unknown>(Find(new FindResult.NotNow("down"), Row(attempts: 11))).DueUtc);
    }

    [Theory]
    [InlineData(OnUnknown.ResendFromHigh, SeverityLevel.High, true)]
    [InlineData(OnUnknown.ResendFromHigh, SeverityLevel.Medium, false)]
    [InlineData(OnUnknown.Resend, SeverityLevel.Low, true)]
    [InlineData(OnUnknown.Show, SeverityLevel.Critical, false)]
    public void Where_nobody_can_tell_the_setting_decides(OnUnknown setting, SeverityLevel severity, bool isSentAgain)
    {
        _options.OnUnknown = setting;
        var settled = Find(new FindResult.CannotTell(), Row(severity: severity));

        if (isSentAgain) Assert.IsType<Settlement.Again>(settled);
        else Assert.Null(Assert.IsType<Settlement.Unknown>(settled).DueUtc);
    }

    [Theory]
    [InlineData(DeliveryKind.Edit, true, true)]
    [InlineData(DeliveryKind.Delete, true, true)]
    [InlineData(DeliveryKind.Edit, false, false)] // stands in for a first message
    [InlineData(DeliveryKind.Reply, true, false)]
    public void An_edit_may_be_done_twice_but_no_message_posted_twice(
        DeliveryKind kind, bool hasMessage, bool isSentAgain)
    {
        _options.OnUnknown = OnUnknown.Show;
        var settled = Find(new FindResult.CannotTell(),
            Row(kind: kind) with { AlertMessage = hasMessage ? Posted : null });

        Assert.Equal(isSentAgain, settled is Settlement.Again);
    }

    private Settlement Settle(DeliveryResult result, OutboxRow row) => Settling.Of(result, row, _options, Now, 0.5);

    private Settlement Find(FindResult found, OutboxRow row) => Settling.Of(found, row, _options, Now, 0.5);

    private static OutboxRow Row(
        int attempts = 0, SeverityLevel severity = SeverityLevel.High, DeliveryKind kind = DeliveryKind.Send) => new(
        Some.Delivery(kind: kind, severity: severity), DeliveryState.Sending, attempts, null, null, null, null);
}
