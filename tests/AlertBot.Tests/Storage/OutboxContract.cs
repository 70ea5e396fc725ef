using AlertBot.Alerts;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What the outbox promises on every database: what may go, in which order, and what becomes of it.</summary>
public abstract class OutboxContract(Func<Task<TestStore>> newStore)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => Some.NowUtc;

    [Fact]
    public async Task The_gravest_goes_first_and_then_the_oldest()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(
            Some.Delivery(1, severity: SeverityLevel.Medium), Some.Delivery(2, severity: SeverityLevel.Critical),
            Some.Delivery(3) with { CreatedUtc = NowUtc.AddSeconds(-1) }, Some.Delivery(4)));

        var rows = await ClaimAsync(store, limit: 3);
        var rest = await ClaimAsync(store);

        Assert.Equal(["incident-2", "incident-3", "incident-4"], rows.Select(r => r.Delivery.IncidentId));
        Assert.Equal(["incident-1"], rest.Select(r => r.Delivery.IncidentId));
        Assert.All(rows, row => Assert.Equal((DeliveryState.Sending, 0), (row.State, row.Attempts)));
    }

    [Fact]
    public async Task What_is_not_due_yet_waits_for_its_time()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(Some.Delivery(dueUtc: NowUtc.AddHours(1))));

        Assert.Empty(await ClaimAsync(store));
        Assert.Equal(NowUtc.AddHours(1), await store.Outbox.NextDueUtcAsync(None));
        Assert.Single(await ClaimAsync(store, NowUtc.AddHours(1)));
    }

    [Fact]
    public async Task An_attempt_is_remembered_whatever_came_of_it()
    {
        await using var store = await newStore();
        Delivery[] owed = [Some.Delivery(1), Some.Delivery(2), Some.Delivery(3), Some.Delivery(4), Some.Delivery(5)];
        await store.CommitAsync(Some.Outcome(owed));
        await ClaimAsync(store, limit: 4);
        await SettleAsync(store, owed[0], new Settlement.Sent(Some.Message(owed[0])));
        await SettleAsync(store, owed[1], new Settlement.Parked("the message is gone"));
        await SettleAsync(store, owed[2], new Settlement.Again(NowUtc + Minute, "busy"));
        await SettleAsync(store, owed[3], new Settlement.Unknown(NowUtc + Minute, "no answer"));

        var all = await store.Outbox.ListAttemptsAsync(NowUtc, None);

        Assert.Equal(Enumerable.Repeat((owed[0].Channel, NowUtc), 4), all);
        Assert.Empty(await store.Outbox.ListAttemptsAsync(NowUtc.AddMilliseconds(1), None));
    }

    [Fact]
    public async Task Deliveries_of_one_alert_go_one_after_the_other()
    {
        await using var store = await newStore();
        var (first, second, third) = (Some.Delivery(1, 1), Some.Delivery(1, 2, severity: SeverityLevel.Critical),
            Some.Delivery(1, 3));
        await store.CommitAsync(Some.Outcome(third, first, second));

        var sent = Assert.Single(await ClaimAsync(store));
        Assert.Empty(await ClaimAsync(store));
        await SettleAsync(store, first, new Settlement.Sent(Some.Message(first)));
        var edit = Assert.Single(await ClaimAsync(store));
        await SettleAsync(store, second, new Settlement.Again(NowUtc + Minute, "busy"));
        Assert.Empty(await ClaimAsync(store));
        var again = Assert.Single(await ClaimAsync(store, NowUtc + Minute));

        Assert.Equal((1, null), (sent.Delivery.Sequence, sent.AlertMessage));
        Assert.Equal((2, Some.Message(first)), (edit.Delivery.Sequence, edit.AlertMessage));
        Assert.Equal((2, 1, "busy"), (again.Delivery.Sequence, again.Attempts, again.Reason));
    }

    [Fact]
    public async Task A_row_is_claimed_by_one_worker_only()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome([.. Enumerable.Range(1, 60).Select(i => Some.Delivery(i))]));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            store.Outbox.ClaimDueAsync($"worker-{i}", 10, Minute, NowUtc, None))));

        var keys = claims.SelectMany(c => c).Select(r => r.Delivery.Key).ToList();
        Assert.Equal(60, keys.Count);
        Assert.Equal(60, keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_claim_that_ended_leaves_the_row_unknown_and_it_is_given_once()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(Some.Delivery()));
        await ClaimAsync(store);

        Assert.Empty(await ClaimAsync(store, NowUtc + Minute - TimeSpan.FromMilliseconds(1), worker: "other"));
        Assert.Equal(NowUtc + Minute, await store.Outbox.NextDueUtcAsync(None));
        var row = Assert.Single(await ClaimAsync(store, NowUtc + Minute, worker: "other"));
        Assert.Empty(await ClaimAsync(store, NowUtc + Minute, worker: "third"));

        Assert.Equal(DeliveryState.Unknown, row.State);
    }

    [Fact]
    public async Task What_nobody_knows_is_looked_at_again_or_waits_for_a_person()
    {
        await using var store = await newStore();
        var delivery = Some.Delivery();
        await store.CommitAsync(Some.Outcome(delivery, Some.Delivery(1, 2)));
        await ClaimAsync(store);

        await SettleAsync(store, delivery, new Settlement.Unknown(NowUtc + Minute, "cut"));
        var again = Assert.Single(await ClaimAsync(store, NowUtc + Minute));
        await SettleAsync(store, delivery, new Settlement.Unknown(null, "cannot tell"));

        Assert.Equal((DeliveryState.Unknown, "cut", 1), (again.State, again.Reason, again.Attempts));
        var follower = Assert.Single(await ClaimAsync(store, NowUtc.AddYears(1)));
        Assert.Equal((2, true), (follower.Delivery.Sequence, follower.IsAlertUnknown));
        await SettleAsync(store, follower.Delivery, new Settlement.Unknown(null, "for want of the first"));
        Assert.Null(await store.Outbox.NextDueUtcAsync(None));
        Assert.True(await store.Outbox.RetryAsync(delivery.Key, NowUtc, None));
        Assert.Equal((1, DeliveryState.Sending), (await ClaimAsync(store)).Select(r => (r.Delivery.Sequence, r.State)).Single());
        await SettleAsync(store, delivery, new Settlement.Sent(Some.Message(delivery)));
        Assert.Equal(2, Assert.Single(await ClaimAsync(store)).Delivery.Sequence);
    }

    [Fact]
    public async Task What_would_be_looked_at_anyway_is_looked_at_and_not_sent_when_it_is_retried()
    {
        await using var store = await newStore();
        var (waiting, stuck) = (Some.Delivery(1), Some.Delivery(2));
        await store.CommitAsync(Some.Outcome(waiting, stuck));
        await ClaimAsync(store);
        await SettleAsync(store, waiting, new Settlement.Unknown(NowUtc + Minute, "cut"));
        await SettleAsync(store, stuck, new Settlement.Unknown(null, "cut"));

        Assert.True(await store.Outbox.RetryAsync(waiting.Key, NowUtc, None));
        Assert.True(await store.Outbox.RetryAsync(stuck.Key, NowUtc, None));

        var rows = await ClaimAsync(store);
        Assert.Equal(
            [("incident-1", DeliveryState.Unknown, false), ("incident-2", DeliveryState.Sending, true)],
            rows.Select(r => (r.Delivery.IncidentId, r.State, r.WasUnknown)).Order());
    }

    [Fact]
    public async Task A_version_that_a_newer_one_replaced_is_not_shown_again_when_it_is_retried()
    {
        await using var store = await newStore();
        var (first, second) = (Some.Delivery(1, 1), Some.Delivery(1, 2));
        await store.CommitAsync(Some.Outcome(first));
        await ClaimAsync(store);
        await SettleAsync(store, first, new Settlement.Parked("not liked"));
        await store.CommitAsync(Some.Outcome(second));
        await ClaimAsync(store);
        await SettleAsync(store, second, new Settlement.Sent(Some.Message(second)));

        Assert.True(await store.Outbox.RetryAsync(first.Key, NowUtc, None));

        Assert.Empty(await ClaimAsync(store));
        Assert.Equal(1, (await store.Outbox.CountAsync(None)).Superseded);
    }

    [Fact]
    public async Task The_claims_of_a_worker_that_is_gone_are_looked_at_at_once()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(Some.Delivery(1), Some.Delivery(2)));
        await ClaimAsync(store, limit: 1, worker: "gone");
        await ClaimAsync(store, limit: 1, worker: "alive");

        var released = await store.Outbox.ReleaseClaimsAsync("gone", NowUtc, None);

        Assert.Equal(1, released);
        var row = Assert.Single(await ClaimAsync(store));
        Assert.Equal(("incident-1", DeliveryState.Unknown), (row.Delivery.IncidentId, row.State));
        Assert.Equal(0, await store.Outbox.ReleaseClaimsAsync("gone", NowUtc, None));
    }

    [Fact]
    public async Task What_is_settled_stays_as_it_is()
    {
        await using var store = await newStore();
        var delivery = Some.Delivery();
        await store.CommitAsync(Some.Outcome(delivery));
        await ClaimAsync(store);
        await SettleAsync(store, delivery, new Settlement.Sent(Some.Message(delivery)), NowUtc.AddSeconds(2));

        await SettleAsync(store, delivery, new Settlement.Again(NowUtc, "late answer"));
        await SettleAsync(store, delivery, new Settlement.Parked("late answer"));

        var row = Assert.Single(await store.Outbox.ListAsync(DeliveryState.Sent, 10, None));
        Assert.Equal((Some.Message(delivery), NowUtc.AddSeconds(2), 1), (row.Sent, row.SentUtc, row.Attempts));
        Assert.Null(row.Reason);
        Assert.False(await store.Outbox.RetryAsync(delivery.Key, NowUtc, None));
        Assert.False(await store.Outbox.DropAsync(delivery.Key, NowUtc, None));
    }

    [Fact]
    public async Task What_needs_a_message_that_was_given_up_is_parked_and_retried_with_it()
    {
        await using var store = await newStore();
        var (first, second) = (Some.Delivery(1, 1), Some.Delivery(1, 2));
        await store.CommitAsync(Some.Outcome(first, second, Some.Delivery(1, 3, DeliveryKind.Reply), Some.Delivery(2)));
        await ClaimAsync(store);

        await SettleAsync(store, first, new Settlement.Parked("forbidden"));
        var parked = await store.Outbox.ListAsync(DeliveryState.Parked, 10, None);
        var nothing = await ClaimAsync(store);
        await store.Outbox.RetryAsync(first.Key, NowUtc, None);
        var again = await ClaimAsync(store);
        await SettleAsync(store, first, new Settlement.Sent(Some.Message(first)));

        Assert.Equal([3, 2, 1], parked.Select(r => r.Delivery.Sequence));
        Assert.All(parked, row => Assert.Equal("forbidden", row.Reason));
        Assert.Empty(nothing);
        Assert.Equal([1], again.Select(r => r.Delivery.Sequence));
        Assert.Equal([2], (await ClaimAsync(store)).Select(r => r.Delivery.Sequence));
    }

    [Fact]
    public async Task What_was_parked_before_its_time_still_waits_for_it_when_it_is_retried()
    {
        await using var store = await newStore();
        var (first, second) = (Some.Delivery(1, 1), Some.Delivery(1, 2, dueUtc: NowUtc.AddHours(1)));
        await store.CommitAsync(Some.Outcome(first, second));
        await ClaimAsync(store);
        await SettleAsync(store, first, new Settlement.Parked("forbidden"));

        Assert.True(await store.Outbox.RetryAsync(first.Key, NowUtc, None));
        await ClaimAsync(store);
        await SettleAsync(store, first, new Settlement.Sent(Some.Message(first)));

        Assert.Empty(await ClaimAsync(store));
        Assert.Equal(NowUtc.AddHours(1), await store.Outbox.NextDueUtcAsync(None));
    }

    [Fact]
    public async Task An_edit_that_is_given_up_keeps_nothing_else_from_going()
    {
        await using var store = await newStore();
        var (first, second) = (Some.Delivery(1, 1), Some.Delivery(1, 2));
        await store.CommitAsync(Some.Outcome(first, second, Some.Delivery(1, 3)));
        await ClaimAsync(store);
        await SettleAsync(store, first, new Settlement.Sent(Some.Message(first)));
        await ClaimAsync(store);

        await SettleAsync(store, second, new Settlement.Parked("too long"));

        Assert.Equal(3, Assert.Single(await ClaimAsync(store)).Delivery.Sequence);
    }

    [Fact]
    public async Task An_edit_that_was_sent_in_place_of_a_superseded_first_message_is_the_alerts_message()
    {
        await using var store = await newStore();
        var (first, second) = (Some.Delivery(1, 1), Some.Delivery(1, 2));
        await store.CommitAsync(Some.Outcome(first));
        await store.CommitAsync(Some.Outcome(deliveries: [second, Some.Delivery(1, 3)], superseded: [first.Key]));
        await ClaimAsync(store);

        await SettleAsync(store, second, new Settlement.Sent(Some.Message(second)));

        Assert.Equal(Some.Message(second), Assert.Single(await ClaimAsync(store)).AlertMessage);
    }

    [Fact]
    public async Task Only_what_is_due_is_superseded()
    {
        await using var store = await newStore();
        var (untried, trying, tried) = (Some.Delivery(1), Some.Delivery(2), Some.Delivery(3));
        await store.CommitAsync(Some.Outcome(tried));
        await ClaimAsync(store);
        await SettleAsync(store, tried, new Settlement.Again(NowUtc.AddDays(1), "busy"));
        await store.CommitAsync(Some.Outcome(trying));
        await ClaimAsync(store);
        await store.CommitAsync(Some.Outcome(untried));

        await store.CommitAsync(Some.Outcome(superseded: [untried.Key, trying.Key, tried.Key, "unknown"]));

        Assert.Equal(new OutboxCounts(0, 1, 0, 0, 0, 2), await store.Outbox.CountAsync(None));
        var row = Assert.Single(await store.Outbox.ListAsync(DeliveryState.Sending, 10, None));
        Assert.Equal(trying.Key, row.Delivery.Key);
    }

    [Fact]
    public async Task An_attempt_that_was_only_told_to_wait_does_not_count()
    {
        await using var store = await newStore();
        var delivery = Some.Delivery();
        await store.CommitAsync(Some.Outcome(delivery));
        await ClaimAsync(store);

        await SettleAsync(store, delivery, new Settlement.Again(NowUtc, "rate limited", IsCounted: false));
        Assert.Equal(0, Assert.Single(await ClaimAsync(store)).Attempts);
        await SettleAsync(store, delivery, new Settlement.Again(NowUtc, "no connection"));
        Assert.Equal(1, Assert.Single(await ClaimAsync(store)).Attempts);
    }

    [Fact]
    public async Task A_person_may_drop_what_is_not_sent()
    {
        await using var store = await newStore();
        var (first, second) = (Some.Delivery(1, 1), Some.Delivery(1, 2));
        await store.CommitAsync(Some.Outcome(first, second));

        Assert.True(await store.Outbox.DropAsync(first.Key, NowUtc, None));
        Assert.False(await store.Outbox.DropAsync("unknown", NowUtc, None));

        Assert.Equal(2, Assert.Single(await ClaimAsync(store)).Delivery.Sequence);
        Assert.Equal(new OutboxCounts(0, 1, 0, 0, 0, 1), await store.Outbox.CountAsync(None));
    }

    [Fact]
    public async Task Rows_are_listed_newest_first_or_in_the_order_of_their_alert()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(
            Some.Delivery(1, 1), Some.Delivery(1, 2), Some.Delivery(1, 1, channel: Some.ChannelB),
                Some.Delivery(2, 1)));

        var all = await store.Outbox.ListAsync(null, 3, None);
        var ofIncident = await store.Outbox.ListAsync("incident-1", None);

        Assert.Equal(["incident-2", "incident-1", "incident-1"], all.Select(r => r.Delivery.IncidentId));
        Assert.Equal(
            [(Some.ChannelA, 1), (Some.ChannelA, 2), (Some.ChannelB, 1)],
            ofIncident.Select(r => (r.Delivery.Channel, r.Delivery.Sequence)));
    }

    private static Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        TestStore store, DateTimeOffset? nowUtc = null, int limit = 100, string worker = "worker") =>
        store.Outbox.ClaimDueAsync(worker, limit, Minute, nowUtc ?? NowUtc, None);

    private static Task SettleAsync(
        TestStore store, Delivery delivery, Settlement settlement, DateTimeOffset? nowUtc = null) =>
        store.Outbox.SettleAsync(delivery.Key, settlement, nowUtc ?? NowUtc, None);
}

public sealed class SqliteOutboxTests() : OutboxContract(TestStore.NewSqliteAsync);
