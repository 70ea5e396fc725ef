using AlertBot.Chat;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Chat;

public sealed class RateGateTests
{
    private static readonly ChannelRef Room = TestPlatform.Channel("room");
    private static readonly ChannelRef Other = TestPlatform.Channel("other");
    private static readonly DateTimeOffset Start = Some.NowUtc;

    [Fact]
    public void A_channel_that_had_its_share_waits_and_another_does_not()
    {
        var gate = new RateGate([new RateLimit(RateScope.Channel, 2, TimeSpan.FromSeconds(5))]);
        Call(gate, Room, Start);
        Call(gate, Room, Start.AddSeconds(1));

        Assert.Null(gate.TryTake(Room, isOldEdit: false, Start.AddSeconds(4)));
        Assert.NotNull(gate.TryTake(Other, isOldEdit: false, Start.AddSeconds(4)));
        Assert.InRange(
            gate.FreeUtc(Room, isOldEdit: false, Start.AddSeconds(4)), Start.AddSeconds(5), Start.AddSeconds(5.1));
        Assert.NotNull(gate.TryTake(Room, isOldEdit: false, Start.AddSeconds(5.1)));
    }

    [Fact]
    public void Leave_that_was_not_used_is_given_back()
    {
        var gate = new RateGate([new RateLimit(RateScope.Platform, 1, TimeSpan.FromSeconds(5))]);
        gate.TryTake(Room, isOldEdit: false, Start)!.End(Start);

        Assert.Equal(Start, gate.FreeUtc(Start));
        Assert.NotNull(gate.TryTake(Other, isOldEdit: false, Start));
    }

    [Fact]
    public void A_call_that_is_under_way_keeps_its_place_however_long_it_takes()
    {
        var gate = new RateGate([new RateLimit(RateScope.Channel, 1, TimeSpan.FromSeconds(1))]);
        var ticket = gate.TryTake(Room, isOldEdit: false, Start)!;
        ticket.Begin(Start);

        Assert.Null(gate.TryTake(Room, isOldEdit: false, Start.AddSeconds(30)));
        ticket.End(Start.AddSeconds(30));
        Assert.Null(gate.TryTake(Room, isOldEdit: false, Start.AddSeconds(30.5)));
        Assert.NotNull(gate.TryTake(Room, isOldEdit: false, Start.AddSeconds(31.1)));
    }

    [Fact]
    public void Edits_of_old_messages_have_a_limit_of_their_own_that_stops_nothing_else()
    {
        var gate = new RateGate(TestPlatformRules.Discord.Limits);
        var atUtc = Start;
        for (var n = 0; n < 5; n++, atUtc = atUtc.AddSeconds(2)) Call(gate, Room, atUtc, isOldEdit: true);

        Assert.Null(gate.TryTake(Room, isOldEdit: true, atUtc.AddSeconds(10)));
        Assert.NotNull(gate.TryTake(Room, isOldEdit: false, atUtc.AddSeconds(10)));
        Assert.NotNull(gate.TryTake(Other, isOldEdit: true, atUtc.AddSeconds(10)));
    }

    [Fact]
    public void A_limit_of_groups_leaves_private_chats_alone()
    {
        var gate = new RateGate([new RateLimit(RateScope.Channel, 1, TimeSpan.FromMinutes(1))
        {
            OnlyFor = c => c.Channel.StartsWith('-'),
        }]);
        var (group, chat) = (Room with { Channel = "-5" }, Room with { Channel = "5" });
        foreach (var at in new[] { group, chat }) Call(gate, at, Start);

        Assert.Null(gate.TryTake(group, isOldEdit: false, Start.AddSeconds(1)));
        Assert.NotNull(gate.TryTake(chat, isOldEdit: false, Start.AddSeconds(1)));
    }

    [Fact]
    public void However_unevenly_calls_take_their_time_no_span_sees_more_arrive_than_the_limit() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 60), Gen.Choose(100, 200)).ListOf(150).ToArbitrary(), calls =>
        {
            var limit = new RateLimit(RateScope.Platform, 5, TimeSpan.FromSeconds(1));
            var gate = new RateGate([limit]);
            var (nowUtc, arrived) = (Start, new List<DateTimeOffset>());
            var underWay = new PriorityQueue<RateTicket, DateTimeOffset>();
            foreach (var (n, (pause, some)) in calls.Index())
            {
                // How quick a call can be is learned from calls: one of a kind never seen could not be reckoned with.
                var took = n % 20 == 0 ? 100 : some;
                nowUtc = nowUtc.AddMilliseconds(pause);
                while (true)
                {
                    while (underWay.TryPeek(out _, out var overUtc) && overUtc <= nowUtc)
                        underWay.Dequeue().End(overUtc);
                    if (gate.TryTake(Room, isOldEdit: false, nowUtc) is { } ticket)
                    {
                        ticket.Begin(nowUtc);
                        arrived.Add(nowUtc.AddMilliseconds(took / 2.0));
                        underWay.Enqueue(ticket, nowUtc.AddMilliseconds(took));
                        break;
                    }
                    nowUtc = nowUtc.AddMilliseconds(1);
                }
            }

            arrived.Sort();
            Assert.All(arrived.Zip(arrived.Skip(limit.Count)), pair =>
                Assert.True(pair.Second - pair.First > limit.Per - TimeSpan.FromMilliseconds(1)));
        }).QuickCheckThrowOnFailure();

    private static void Call(RateGate gate, ChannelRef channel, DateTimeOffset atUtc, bool isOldEdit = false)
    {
        var ticket = gate.TryTake(channel, isOldEdit, atUtc);
        Assert.NotNull(ticket);
        ticket.Begin(atUtc);
        ticket.End(atUtc);
    }
}
