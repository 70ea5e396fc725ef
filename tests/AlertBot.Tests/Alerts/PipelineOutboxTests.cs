using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What the outbox promises, from the article to the screen.</summary>
public sealed class PipelineOutboxTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(OnUnknown.ResendFromHigh, 20, 2, DeliveryState.Sent)]
    [InlineData(OnUnknown.ResendFromHigh, 1, 1, DeliveryState.Unknown)]
    [InlineData(OnUnknown.Resend, 1, 2, DeliveryState.Sent)]
    [InlineData(OnUnknown.Show, 20, 1, DeliveryState.Unknown)]
    public void What_nobody_can_tell_is_settled_as_the_setting_says_and_shown(
        OnUnknown setting, int killed, int posted, DeliveryState state) => Pipeline.Run(
        async bot =>
        {
            var room = await bot.SubscribeAsync("-100", isBlind: true);
            bot.BlindServer.Order(TestFault.LoseAnswer);
            await bot.TellAsync(new Story("a", "Taji", killed));
            await bot.PassAsync(TimeSpan.FromHours(3));

            Assert.Equal(posted, bot.In(room).Count);
            var row = Assert.Single(await bot.Store.Outbox.ListAsync(null, 10, Never));
            Assert.Equal(state, row.State);
            if (state != DeliveryState.Unknown) return;
            Assert.False(string.IsNullOrEmpty(row.Reason));
            // A person who looked may have it sent again.
            Assert.True(await bot.Store.Outbox.RetryAsync(row.Delivery.Key, bot.NowUtc, Never));
            await bot.WorkAsync();
            Assert.Equal(posted + 1, bot.In(room).Count);
        },
        options: new DeliveryOptions { OnUnknown = setting });

    [Theory]
    [InlineData(OnUnknown.ResendFromHigh)]
    [InlineData(OnUnknown.Resend)]
    [InlineData(OnUnknown.Show)]
    public void Where_the_platform_can_be_asked_no_setting_has_a_say_and_it_comes_once(OnUnknown setting) => Pipeline.Run(
        async bot =>
        {
            var room = await bot.SubscribeAsync("news");
            bot.Server.Order(TestFault.LoseAnswer, TestFault.Down, TestFault.None, TestFault.LoseRequest);
            await bot.TellAsync(new Story("a", "Taji", 1), new Story("b", "Kirkuk", 1));
            await bot.PassAsync(TimeSpan.FromHours(3));

            Assert.Equal(2, bot.In(room).Count);
            Assert.Equal(2, (await bot.Store.Outbox.CountAsync(Never)).Sent);
        },
        options: new DeliveryOptions { OnUnknown = setting });

    [Fact]
    public void What_cannot_be_sent_is_tried_ever_more_seldom_then_parked_with_its_reason_and_mended_by_a_retry() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        var tries = new List<DateTimeOffset>();
        bot.Server.Weather = delivery =>
        {
            if (delivery is not null) tries.Add(bot.NowUtc);
            return TestFault.Down;
        };
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromHours(6));
        var row = Assert.Single(await bot.Store.Outbox.ListAsync(null, 10, Never));

        Assert.Equal((DeliveryState.Parked, 12, 12), (row.State, row.Attempts, tries.Count));
        Assert.Contains("given up after 12 attempts", row.Reason, StringComparison.Ordinal);
        var waits = tries.Zip(tries.Skip(1), (a, b) => b - a).ToList();
        Assert.All(waits.Take(9).Zip(waits.Skip(1)), w => Assert.True(w.Second > w.First, $"{w}"));
        bot.Server.Weather = _ => TestFault.None;
        Assert.True(await bot.Store.Outbox.RetryAsync(row.Delivery.Key, bot.NowUtc, Never));
        await bot.WorkAsync();
        Assert.Single(bot.In(room));
    });

    [Fact]
    public void A_channel_that_closes_is_dealt_with_once_moderators_hear_of_it_elsewhere_and_it_goes_on_when_it_opens() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        var second = await bot.SubscribeAsync("second", topic: "other");
        var away = await bot.SubscribeAsync("news", topic: "other", community: "away");
        await bot.TellAsync(new Story("a", "Taji", 3), new Story("b", "Kirkuk", 3));
        bot.Server.Close(room);
        await bot.TellAsync(new Story("c", "Basra", 3), new Story("d", "Mosul", 3), new Story("e", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromHours(2));
        await bot.RestartAsync();
        await bot.TellAsync(new Story("f", "Najaf", 3), new Story("g", "Kirkuk", 10));
        await bot.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, bot.In(room).Count);
        Assert.Contains("Alerts no longer reach channel news", Assert.Single(bot.In(second)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.In(away));
        bot.Server.Reopen(room);
        await bot.PassAsync(TimeSpan.FromHours(7));
        await bot.WorkAsync();
        await bot.PassAsync(TimeSpan.FromMinutes(10));

        var texts = bot.In(room).Select(m => m.Text).ToList();
        Assert.Single(texts, t => t.Contains("Alerts come here again", StringComparison.Ordinal));
        // What was owed before it closed, and what came while its subscriptions rested.
        foreach (var place in new[] { "Taji", "Kirkuk", "Basra", "Mosul", "Najaf" })
            Assert.Single(texts, t => t.Contains("hit base at " + place, StringComparison.Ordinal));
        Assert.Contains("2 articles", texts.Single(t => t.Contains("base at Taji", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("10 people died", texts.Single(t => t.Contains("base at Kirkuk", StringComparison.Ordinal)), StringComparison.Ordinal);
    });

    [Fact]
    public void What_a_channel_took_just_before_it_closed_does_not_come_again_when_it_opens() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        bot.Server.Order(TestFault.None, TestFault.None, TestFault.RefuseChannel);
        await bot.TellAsync([.. FragileBot.Places[..4].Select(place => new Story("at" + place, place, 3))]);
        Assert.Equal(2, bot.In(room).Count);
        await bot.PassAsync(TimeSpan.FromMinutes(20));

        Assert.Equal(4, bot.In(room).Count(m => m.Text.Contains("Rockets hit base", StringComparison.Ordinal)));
    });

    [Fact]
    public void What_a_reader_does_not_follow_any_more_is_not_sent_though_it_waits() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync(
            "news", s => s with { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 0)) }, topic: "bases");
        await bot.Store.Follows.AddAsync(
            new Follow("f", room, "ann", "Ann", "rockets", "rockets", bot.NowUtc.AddDays(-1)), Never);
        await bot.TellAsync(
            new Story("a", "Taji", 3) { Topics = [], Follows = "f" },
            new Story("b", "Kirkuk", 3) { Topics = ["bases"], Follows = "f" });
        await bot.Store.Follows.RemoveAsync("f", Never);
        await bot.WorkAsync();
        await bot.PassAsync(TimeSpan.FromHours(3));

        Assert.Contains("Kirkuk", Assert.Single(bot.In(room)).Text, StringComparison.Ordinal);
    });

    [Fact]
    public void A_digest_that_was_due_while_its_channel_was_closed_comes_when_it_opens() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Mode = SubscriptionMode.Digest,
            DigestEvery = TimeSpan.FromHours(1),
        });
        await bot.TellAsync(new Story("a", "Taji", 3));
        bot.Server.Close(room);
        await bot.PassAsync(TimeSpan.FromHours(2));
        await bot.TellAsync(new Story("b", "Kirkuk", 3));
        bot.Server.Reopen(room);
        await bot.PassAsync(TimeSpan.FromHours(3));
        await bot.WorkAsync();
        await bot.PassAsync(TimeSpan.FromHours(2));

        Assert.Single(bot.In(room), m => m.Text.Contains("Taji", StringComparison.Ordinal));
        Assert.Single(bot.In(room), m => m.Text.Contains("Kirkuk", StringComparison.Ordinal));
    });

    [Fact]
    public void What_waits_for_a_channel_is_not_sent_once_it_is_not_asked_for_any_more() => Pipeline.Run(async bot =>
    {
        var quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 0));
        var room = await bot.SubscribeAsync("news", s => s with { Quiet = quiet });
        await bot.SubscribeAsync("news", s => s with { Quiet = quiet }, topic: "bases");
        var digest = await bot.SubscribeAsync("digest", s => s with { Mode = SubscriptionMode.Digest });
        await bot.TellAsync(new Story("a", "Taji", 3), new Story("b", "Kirkuk", 3) { Topics = ["bases"] });
        foreach (var channel in new[] { room, digest })
            await bot.Store.Subscriptions.RemoveAsync(Subscription.Default(channel, "iraq", bot.NowUtc).Id, Never);
        await bot.WorkAsync();
        await bot.PassAsync(TimeSpan.FromDays(2));

        Assert.Contains("Kirkuk", Assert.Single(bot.In(room)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.In(digest));
    });

    [Fact]
    public void A_community_that_is_erased_while_deliveries_are_on_their_way_leaves_nothing_behind() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        var away = await bot.SubscribeAsync("news", community: "away");
        await bot.StoreAsync([.. FragileBot.Places.Select(place => new Story("at" + place, place, 3))]);
        await bot.Analyst.AnalyseWaitingAsync(Never);
        bot.Server.Latency = () => TimeSpan.FromSeconds(20);
        bot.Server.Order(TestFault.None, TestFault.None, TestFault.RefuseChannel);
        var delivering = bot.DeliverAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), bot.News.Time);
        await bot.Store.Communities.EraseAsync(Communities.Of(room), bot.NowUtc, Never);
        await delivering;
        bot.Server.CalmDown();
        bot.Server.Latency = () => TimeSpan.Zero;
        await bot.TellAsync(new Story("later", "Erbil", 3));
        await bot.PassAsync(TimeSpan.FromHours(1));

        Assert.DoesNotContain(bot.In(room), m => m.Text.Contains("Erbil", StringComparison.Ordinal));
        Assert.All(
            await bot.Store.Outbox.ListAsync(null, 100, Never), row => Assert.Equal(away, row.Delivery.Channel));
        Assert.DoesNotContain(await bot.Store.Channels.ListClosedAsync(null, Never), c => c.Channel == room);
        Assert.Contains(bot.In(away), m => m.Text.Contains("Erbil", StringComparison.Ordinal));
    });

    [Fact]
    public void A_clock_that_is_set_back_loses_nothing_and_sends_nothing_twice() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        var digest = await bot.SubscribeAsync("digest", s => s with
        {
            Mode = SubscriptionMode.Digest,
            DigestEvery = TimeSpan.FromHours(1),
        });
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromMinutes(90));
        bot.Time.Shift = TimeSpan.FromHours(-2);
        await bot.TellAsync(new Story("b", "Taji", 10));
        await bot.TellAsync(new Story("c", "Kirkuk", 3));
        await bot.PassAsync(TimeSpan.FromHours(6));

        Assert.Single(bot.In(room), m => m.ReplyTo is null && m.Text.Contains("base at Taji", StringComparison.Ordinal));
        Assert.Single(bot.In(room), m => m.Text.Contains("base at Kirkuk", StringComparison.Ordinal));
        Assert.Contains("2 articles", bot.In(room)[0].Text, StringComparison.Ordinal);
        Assert.Contains(bot.In(digest), m => m.Text.Contains("Kirkuk", StringComparison.Ordinal));
        Assert.Equal(0, (await bot.Store.Outbox.CountAsync(Never)).Due);
    });
}
