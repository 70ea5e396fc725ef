using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class DeliveryWorkerTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly FakeTime _time = new(Some.NowUtc);
    private readonly DeliveryOptions _options = new();
    private TestPlatformServer _server = null!;
    private TestStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        Use(new TestPlatformRules());
        _store = await TestStore.NewSqliteAsync();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void What_is_due_is_sent_and_what_is_not_due_waits() => SingleThread.Run(_time, async () =>
    {
        await OweAsync(Some.Delivery(1), Some.Delivery(2, dueUtc: _time.NowUtc.AddHours(1)));

        Assert.Equal(1, await DeliverAsync());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await DeliverAsync());

        Assert.Equal(["Incident 1, 1", "Incident 2, 1"], _server.Messages.Select(m => m.Text));
        Assert.All(await _store.Outbox.ListAsync(null, 10, Never), row => Assert.Equal(DeliveryState.Sent, row.State));
    });

    [Fact]
    public void An_edit_changes_the_message_that_was_sent_and_a_reply_stands_under_it() => SingleThread.Run(_time, async () =>
    {
        await OweAsync(Some.Delivery(1, 1), Some.Delivery(1, 2), Some.Delivery(1, 3, DeliveryKind.Reply));

        await DeliverAsync();

        Assert.Equal(2, _server.Messages.Count);
        Assert.Equal(["Incident 1, 1", "Incident 1, 2"], _server.Messages[0].Texts);
        Assert.Equal((_server.Messages[0].Ref, "Incident 1, 3"),
            (_server.Messages[1].ReplyTo, _server.Messages[1].Text));
    });

    [Fact]
    public void An_edit_whose_first_message_was_never_sent_is_posted() => SingleThread.Run(_time, async () =>
    {
        var (first, second) = (Some.Delivery(1, 1), Some.Delivery(1, 2));
        await OweAsync(first);
        await _store.CommitAsync(Some.Outcome(deliveries: [second], superseded: [first.Key]));

        await DeliverAsync();

        Assert.Equal(["Incident 1, 2"], Assert.Single(_server.Messages).Texts);
    });

    [Fact]
    public void A_rate_limit_delays_and_loses_nothing() => SingleThread.Run(_time, async () =>
    {
        Use(new TestPlatformRules { Burst = 1, Refill = TimeSpan.FromSeconds(10) });
        _options.MaxAttempts = 2;
        await OweAsync([.. Enumerable.Range(1, 5).Select(n => Some.Delivery(n))]);

        await DeliverAsync(TimeSpan.FromMinutes(2));

        Assert.True(_server.RateLimited > 0);
        Assert.Equal(5, _server.Messages.Count);
    });

    [Theory]
    [InlineData(TestFault.LoseRequest)]
    [InlineData(TestFault.LoseAnswer)]
    [InlineData(TestFault.Down)]
    public void Whatever_is_lost_on_the_way_comes_once_where_the_platform_can_be_asked(TestFault fault) => SingleThread.Run(_time, async () =>
    {
        _server.Order(fault);
        await OweAsync(Some.Delivery(severity: SeverityLevel.Low));

        await DeliverAsync(TimeSpan.FromMinutes(1));

        Assert.Single(_server.Messages);
        Assert.Equal(1, (await _store.Outbox.CountAsync(Never)).Sent);
    });

    [Fact]
    public void A_platform_that_cannot_be_asked_just_now_is_not_given_the_message_again() => SingleThread.Run(_time, async () =>
    {
        _server.Order(TestFault.LoseAnswer, TestFault.Down, TestFault.Down);
        await OweAsync(Some.Delivery(severity: SeverityLevel.Critical));

        await DeliverAsync(TimeSpan.FromMinutes(1));

        Assert.Single(_server.Messages);
        Assert.Equal(1, (await _store.Outbox.CountAsync(Never)).Sent);
    });

    [Fact]
    public void Where_nobody_can_tell_a_grave_alert_comes_again_and_a_light_one_is_shown_as_unknown() => SingleThread.Run(_time, async () =>
    {
        Use(new TestPlatformRules { CanFind = false });
        _server.Order(TestFault.LoseAnswer, TestFault.LoseAnswer);
        await OweAsync(Some.Delivery(1, severity: SeverityLevel.High),
            Some.Delivery(2, severity: SeverityLevel.Medium));

        await DeliverAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["Incident 1, 1", "Incident 2, 1", "Incident 1, 1"], _server.Messages.Select(m => m.Text));
        Assert.Equal(new OutboxCounts(0, 0, 1, 1, 0, 0), await _store.Outbox.CountAsync(Never));
    });

    [Fact]
    public void A_channel_that_is_gone_is_told_no_more_until_it_is_subscribed_again() => SingleThread.Run(_time, async () =>
    {
        await _store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelA, "iraq", _time.NowUtc), Never);
        await _store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelB, "iraq", _time.NowUtc), Never);
        _server.Order(TestFault.RefuseChannel);
        await OweAsync(Some.Delivery());

        await DeliverAsync();

        Assert.Equal(
            [(Some.ChannelA, "the channel is gone"), (Some.ChannelB, (string?)null)],
            (await _store.Subscriptions.ListAsync(Never)).Select(s => (s.Channel, s.PausedWhy))
                .OrderBy(s => s.PausedWhy is null));
        Assert.Equal(1, (await _store.Outbox.CountAsync(Never)).Parked);
    });

    [Fact]
    public void A_message_that_is_refused_stops_no_other() => SingleThread.Run(_time, async () =>
    {
        _server.Order(TestFault.RefuseMessage);
        await OweAsync(Some.Delivery(1, severity: SeverityLevel.Critical), Some.Delivery(2));

        await DeliverAsync();

        Assert.Equal("Incident 2, 1", Assert.Single(_server.Messages).Text);
        Assert.Equal("the message is not liked",
            Assert.Single(await _store.Outbox.ListAsync(DeliveryState.Parked, 10, Never)).Reason);
    });

    [Fact]
    public void A_platform_that_is_not_set_up_here_parks_its_rows() => SingleThread.Run(_time, async () =>
    {
        await OweAsync(Some.Delivery(channel: new ChannelRef("discord", "1", "2", null)));

        await DeliverAsync();

        var row = Assert.Single(await _store.Outbox.ListAsync(DeliveryState.Parked, 10, Never));
        Assert.Contains("no platform 'discord'", row.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void What_a_process_that_died_had_in_hand_is_looked_up_and_not_sent_twice() => SingleThread.Run(_time, async () =>
    {
        await OweAsync(Some.Delivery(1), Some.Delivery(2));
        var claimed = await _store.Outbox.ClaimDueAsync("worker", 10, TimeSpan.FromMinutes(5), _time.NowUtc, Never);
        var taken = claimed[0].Delivery;
        await new TestPlatform(_server).SendAsync(
            new ChatDelivery(taken.Key, taken.Channel, taken.Message, null, null, false, null), Never);

        using var worker = NewWorker();
        await worker.RecoverAsync(Never);
        await worker.DeliverDueAsync(Never);
        _time.Advance(TimeSpan.FromMinutes(1));
        await worker.DeliverDueAsync(Never);

        Assert.Equal(["Incident 1, 1", "Incident 2, 1"], _server.Messages.Select(m => m.Text));
    });

    [Fact]
    public void A_stop_leaves_what_was_not_sent_due_and_counts_no_attempt() => SingleThread.Run(_time, async () =>
    {
        _server.Order(TestFault.Hang);
        await OweAsync(Some.Delivery());
        using var stop = new CancellationTokenSource();
        using var worker = NewWorker();
        var delivering = worker.DeliverDueAsync(stop.Token);
        await WaitForAsync(async () => (await _store.Outbox.CountAsync(Never)).Sending == 1);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);

        Assert.Equal((DeliveryState.Due, 0),
            (await _store.Outbox.ListAsync(null, 10, Never)).Select(r => (r.State, r.Attempts)).Single());
    });

    [Fact]
    public void A_platform_that_hangs_is_given_up_for_now_and_tried_again() => SingleThread.Run(_time, async () =>
    {
        _server.Order(TestFault.Hang);
        await OweAsync(Some.Delivery());
        using var worker = NewWorker();
        var delivering = worker.DeliverDueAsync(Never);
        await WaitForAsync(async () =>
        {
            // The clock is moved until the attempt has begun and its time is up.
            _time.Advance(TimeSpan.FromSeconds(10));
            return (await _store.Outbox.ListAsync(null, 10, Never)).All(r => r.Attempts > 0);
        });
        await delivering;
        await DeliverAsync(TimeSpan.FromMinutes(2));

        Assert.Single(_server.Messages);
    });

    [Fact]
    public void A_closed_channel_is_dealt_with_once_and_another_of_the_community_is_told() => SingleThread.Run(_time, async () =>
    {
        var other = Some.ChannelA with { Channel = "other" };
        _server.Open(other);
        await _store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelA, "iraq", _time.NowUtc), Never);
        await _store.Subscriptions.SaveAsync(Subscription.Default(other, "iraq", _time.NowUtc), Never);
        _server.Close(Some.ChannelA, "bot was kicked");
        await OweAsync([.. Enumerable.Range(1, 5).Select(n => Some.Delivery(n))]);

        await DeliverAsync(TimeSpan.FromMinutes(1));

        var told = Assert.Single(_server.Messages);
        Assert.Equal(other, told.Ref.Channel);
        Assert.Contains("bot was kicked", told.Text, StringComparison.Ordinal);
        Assert.Equal(5, (await _store.Outbox.CountAsync(Never)).Parked);
        Assert.Equal("bot was kicked", (await _store.Subscriptions.ListAsync(Some.ChannelA, Never)).Single().PausedWhy);
        Assert.Null((await _store.Subscriptions.ListAsync(other, Never)).Single().PausedWhy);
    });

    [Fact]
    public void A_channel_that_opens_again_gets_what_it_missed_of_the_last_day() => SingleThread.Run(_time, async () =>
    {
        await _store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelA, "iraq", _time.NowUtc), Never);
        _server.Close(Some.ChannelA, "bot was kicked");
        await OweAsync(Some.Delivery(1), Some.Delivery(2) with { CreatedUtc = _time.NowUtc.AddDays(-2) });
        await DeliverAsync();
        _server.Reopen(Some.ChannelA);

        await DeliverAsync(TimeSpan.FromMinutes(12));

        Assert.Equal(2, _server.Messages.Count);
        Assert.Contains(_server.Messages, m => m.Text == "Incident 1, 1");
        Assert.Contains(_server.Messages, m => m.Text.Contains("Alerts come here again", StringComparison.Ordinal));
        Assert.Null((await _store.Subscriptions.ListAsync(Some.ChannelA, Never)).Single().PausedWhy);
        Assert.Empty(await _store.Channels.ListClosedAsync(null, Never));
    });

    [Fact]
    public void A_channel_that_moved_is_served_at_its_new_address() => SingleThread.Run(_time, async () =>
    {
        var moved = Some.ChannelA with { Channel = "supergroup" };
        await OweAsync(Some.Delivery(1));
        await DeliverAsync();
        _server.Move(Some.ChannelA, moved);
        await OweAsync(Some.Delivery(2));

        await DeliverAsync(TimeSpan.FromSeconds(2));
        await OweAsync(Some.Delivery(3));
        await DeliverAsync(TimeSpan.FromSeconds(2));

        Assert.Equal([Some.ChannelA, moved, moved], _server.Messages.Select(m => m.Ref.Channel));
    });

    [Fact]
    public void A_restart_remembers_what_was_sent_a_moment_ago() => SingleThread.Run(_time, async () =>
    {
        Use(TestPlatformRules.Telegram with { Limits = [new RateLimit(RateScope.Channel, 20, TimeSpan.FromMinutes(1))] });
        await OweAsync([.. Enumerable.Range(1, 40).Select(n => Some.Delivery(n))]);
        using (var first = NewWorker()) await first.DeliverDueAsync(Never);
        using var second = NewWorker();
        await second.DeliverDueAsync(Never);

        Assert.Equal((20, 0), (_server.Messages.Count, _server.RateLimited));
        Assert.True(second.BlockedUntilUtc > _time.NowUtc);
    });

    private void Use(TestPlatformRules rules)
    {
        _server = new TestPlatformServer(_time, rules);
        _server.Open(Some.ChannelA);
        _server.Open(Some.ChannelB);
    }

    private Task<CommitResult> OweAsync(params Delivery[] deliveries) => _store.CommitAsync(Some.Outcome(deliveries));

    private DeliveryWorker NewWorker() => new(
        _store.Outbox, _store.Channels, _store.Subscriptions, [new TestPlatform(_server)], new WorkerName("worker"),
        Options.Create(_options),
        _time, new Random(1), NullLogger<DeliveryWorker>.Instance);

    private async Task<int> DeliverAsync(TimeSpan during = default)
    {
        using var worker = NewWorker();
        var (count, endUtc) = (await worker.DeliverDueAsync(Never), _time.NowUtc + during);
        while (_time.NowUtc < endUtc)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            count += await worker.DeliverDueAsync(Never);
        }
        return count;
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 5000; i++)
        {
            if (await condition()) return;
            await Task.Yield();
        }
        Assert.Fail("It never came to that.");
    }
}
