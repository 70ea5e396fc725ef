using AlertBot.Alerts;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What the book of closed and moved channels promises on every database.</summary>
public abstract class ChannelBookContract(Func<Task<TestStore>> newStore)
{
    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => Some.NowUtc;

    [Fact]
    public async Task Closing_rests_subscriptions_parks_what_is_owed_and_owes_one_notice()
    {
        await using var store = await newStore();
        var here = Subscription.Default(Some.ChannelA, "iraq", NowUtc);
        var there = Subscription.Default(Some.ChannelB, "iraq", NowUtc);
        await store.Subscriptions.SaveAsync(here, None);
        await store.Subscriptions.SaveAsync(there, None);
        await store.CommitAsync(Some.Outcome(Some.Delivery(1), Some.Delivery(2, channel: Some.ChannelB)));

        Assert.True(await store.Channels.CloseAsync(Closed("kicked"), Notice(10), None));
        Assert.False(await store.Channels.CloseAsync(Closed("kicked again"), Notice(11), None));

        Assert.Equal("kicked", (await store.Subscriptions.ListAsync(Some.ChannelA, None)).Single().PausedWhy);
        Assert.Null((await store.Subscriptions.ListAsync(Some.ChannelB, None)).Single().PausedWhy);
        var rows = await store.Outbox.ListAsync(null, 10, None);
        Assert.Equal(
            [("incident-1", DeliveryState.Parked), ("incident-10", DeliveryState.Due), ("incident-2", DeliveryState.Due)],
            rows.Select(r => (r.Delivery.IncidentId, r.State)).OrderBy(r => r.IncidentId, StringComparer.Ordinal));
        Assert.Equal(("kicked", 0), (await store.Channels.ListClosedAsync(null, None)).Select(c => (c.Why, c.Checks)).Single());
    }

    [Fact]
    public async Task Opening_ends_all_that_closing_did_and_gives_up_what_is_old()
    {
        await using var store = await newStore();
        var own = Subscription.Default(Some.ChannelA, "floods", NowUtc) with { PausedWhy = "paused by Ann" };
        await store.Subscriptions.SaveAsync(Subscription.Default(Some.ChannelA, "iraq", NowUtc), None);
        await store.Subscriptions.SaveAsync(own, None);
        var broken = Some.Delivery(3);
        await store.CommitAsync(Some.Outcome(
            Some.Delivery(1), Some.Delivery(2) with { CreatedUtc = NowUtc.AddDays(-2) }, broken));
        await store.Outbox.ClaimDueAsync("worker", 10, TimeSpan.FromMinutes(1), NowUtc, None);
        await store.Outbox.SettleAsync(broken.Key, new Settlement.Parked("too long"), NowUtc, None);
        await store.Channels.CloseAsync(Closed("kicked"), null, None);

        await store.Channels.OpenAsync(Some.ChannelA, NowUtc.AddDays(-1), Notice(10), NowUtc.AddHours(1), None);
        await store.Channels.OpenAsync(Some.ChannelA, NowUtc.AddDays(-1), Notice(11), NowUtc.AddHours(1), None);

        Assert.Empty(await store.Channels.ListClosedAsync(null, None));
        Assert.Equal(["paused by Ann", null], (await store.Subscriptions.ListAsync(Some.ChannelA, None)).Select(s => s.PausedWhy));
        var rows = await store.Outbox.ListAsync(null, 10, None);
        Assert.Equal(
            [
                ("incident-1", DeliveryState.Due), ("incident-10", DeliveryState.Due),
                ("incident-2", DeliveryState.Superseded), ("incident-3", DeliveryState.Parked),
            ],
            rows.Select(r => (r.Delivery.IncidentId, r.State)).OrderBy(r => r.IncidentId, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Closed_channels_are_looked_at_when_it_is_time_and_later_after_each_look_in_vain()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(Some.Delivery()));
        await store.Channels.CloseAsync(Closed("kicked"), null, None);

        Assert.Empty(await store.Channels.ListClosedAsync(NowUtc.AddMinutes(9), None));
        Assert.Single(await store.Channels.ListClosedAsync(NowUtc.AddMinutes(10), None));
        await store.Channels.DeferAsync(Some.ChannelA, NowUtc.AddHours(1), None);

        Assert.Empty(await store.Channels.ListClosedAsync(NowUtc.AddMinutes(10), None));
        Assert.Equal(1, (await store.Channels.ListClosedAsync(NowUtc.AddHours(1), None)).Single().Checks);
    }

    [Fact]
    public async Task Who_moved_twice_is_found_in_one_look()
    {
        await using var store = await newStore();
        var (second, third) = (Some.ChannelA with { Channel = "second" }, Some.ChannelA with { Channel = "third" });
        Assert.Empty(await store.Channels.MovesAsync(None));

        await store.Channels.MoveAsync(Some.ChannelA, second, NowUtc, None);
        await store.Channels.MoveAsync(Some.ChannelA, second, NowUtc, None);
        await store.Channels.MoveAsync(second, third, NowUtc, None);

        var moves = await store.Channels.MovesAsync(None);
        Assert.Equal((third, third), (moves[Some.ChannelA], moves[second]));
    }

    private static ClosedChannel Closed(string why) => new(Some.ChannelA, why, NowUtc, 0, NowUtc.AddMinutes(10));

    private static Delivery Notice(int number) => Some.Delivery(number, channel: Some.ChannelB);
}

public sealed class SqliteChannelBookTests() : ChannelBookContract(TestStore.NewSqliteAsync);

/// <summary>What the store of mutes promises on every database.</summary>
public abstract class MuteStoreContract(Func<Task<TestStore>> newStore)
{
    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => Some.NowUtc;

    [Fact]
    public async Task A_community_sees_its_own_mutes_that_hold_oldest_first()
    {
        await using var store = await newStore();
        var first = Mute("m2", NowUtc.AddHours(-2)) with { Channel = Some.ChannelA, IsUntilChange = true };
        var second = Mute("m1", NowUtc.AddHours(-1)) with { UntilUtc = NowUtc.AddHours(1), What = MuteWhat.Place, Target = "taji" };
        var over = Mute("m3", NowUtc) with { UntilUtc = NowUtc };
        await CommitAsync(store, second, over, first, Mute("m4", NowUtc) with { Community = Some.CommunityB });

        Assert.Equal([first, second], await store.Mutes.ListAsync(Some.CommunityA, NowUtc, None));
        Assert.Equal([first], await store.Mutes.ListAsync(Some.CommunityA, NowUtc.AddHours(2), None));
    }

    [Fact]
    public async Task An_ended_mute_stays_ended_when_a_step_is_repeated()
    {
        await using var store = await newStore();
        var mute = Mute("m1", NowUtc);
        await CommitAsync(store, mute);
        await CommitAsync(store, mute with { EndedUtc = NowUtc, EndedWhy = "ended by Ann" });
        await CommitAsync(store, mute);

        Assert.Empty(await store.Mutes.ListAsync(Some.CommunityA, NowUtc, None));
    }

    [Fact]
    public async Task The_analysis_gets_those_that_ran_out_too_so_that_it_can_end_them()
    {
        await using var store = await newStore();
        var over = Mute("m1", NowUtc.AddHours(-2)) with { UntilUtc = NowUtc.AddHours(-1) };
        await CommitAsync(store, over);

        Assert.Equal([over], (await store.Analysis.ReadWaitingAsync(10, None)).Mutes);
    }

    private static Mute Mute(string id, DateTimeOffset createdUtc) => new(
        id, Some.CommunityA, null, MuteWhat.Incident, "3", null, IsUntilChange: false, "Ann", createdUtc);

    private static Task<CommitResult> CommitAsync(TestStore store, params Mute[] mutes) =>
        store.CommitAsync(Some.Outcome() with { Mutes = mutes });
}

public sealed class SqliteMuteStoreTests() : MuteStoreContract(TestStore.NewSqliteAsync);
