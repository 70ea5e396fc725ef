using AlertBot.Chat;
using AlertBot.Telegram;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Telegram;

/// <summary>What leaves stays below the limits, and above 95 % of them.</summary>
public sealed class SendPaceTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    [Fact]
    public void Ten_thousand_deliveries_to_a_thousand_chats_keep_every_limit_and_use_it()
    {
        var time = new FakeTime();
        var (gate, pace) = (new RateGate(SendPace.Limits), new SendPace(time));
        // Every third chat is a group.
        var owed = Enumerable.Range(0, 10_000).Select(n => n % 1000).Select(n => Chat(n % 3 == 0 ? -n - 1 : n + 1)).ToList();
        var sent = new List<(ChannelRef Chat, DateTimeOffset AtUtc)>();
        var refused = 0;
        var startUtc = time.NowUtc;

        while (owed.Count > 0)
        {
            for (var i = 0; i < owed.Count && gate.FreeUtc(time.NowUtc) <= time.NowUtc; i++)
            {
                if (gate.TryTake(owed[i], isOldEdit: false, time.NowUtc) is not { } leave) continue;
                leave.Begin(time.NowUtc);
                leave.End(time.NowUtc);
                if (pace.TryTake(owed[i]).Turn is not { } turn)
                {
                    refused++;
                    continue;
                }
                turn.Dispose();
                sent.Add((owed[i], time.NowUtc));
                owed.RemoveAt(i--);
            }
            time.Advance(Tick);
        }

        Assert.Equal(0, refused);
        Assert.InRange(sent.Count / (sent[^1].AtUtc - startUtc).TotalSeconds, 30 * 0.95, 30);
        Assert.True(Most(sent.Select(s => s.AtUtc), TimeSpan.FromSeconds(1)) <= 30);
        foreach (var chat in sent.GroupBy(s => s.Chat))
        {
            Assert.True(Most(chat.Select(s => s.AtUtc), TimeSpan.FromSeconds(1)) <= 1);
            if (chat.Key.Community[0] == '-') Assert.True(Most(chat.Select(s => s.AtUtc), TimeSpan.FromMinutes(1)) <= 20);
        }
    }

    [Fact]
    public void Topics_of_one_group_share_its_limits()
    {
        var gate = new RateGate(SendPace.Limits);
        var nowUtc = new FakeTime().NowUtc;

        Assert.NotNull(gate.TryTake(ChatIds.Channel(-1, 1), false, nowUtc));
        Assert.Null(gate.TryTake(ChatIds.Channel(-1, 2), false, nowUtc));
        Assert.NotNull(gate.TryTake(ChatIds.Channel(-2, 2), false, nowUtc));
    }

    [Fact]
    public async Task An_answer_goes_before_alerts_that_use_all_there_is()
    {
        var time = new FakeTime();
        var pace = new SendPace(time);
        for (var n = 0; n < 30; n++) Assert.NotNull(Go(pace, n + 1));
        var answer = pace.TakeAnswerAsync(Chat(500), CancellationToken.None);
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.NotNull(await answer.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_group_that_had_its_minute_is_not_answered_into_a_refusal()
    {
        var time = new FakeTime();
        var pace = new SendPace(time);
        for (var n = 0; n < 20; n++)
        {
            using (var turn = await pace.TakeAnswerAsync(Chat(-5), CancellationToken.None)) Assert.NotNull(turn);
            time.Advance(TimeSpan.FromSeconds(1.1));
        }

        Assert.Null(await pace.TakeAnswerAsync(Chat(-5), CancellationToken.None));
        Assert.Null(Go(pace, -5));
        Assert.NotNull(Go(pace, 5));
    }

    [Fact]
    public async Task A_delivery_whose_turn_an_answer_took_waits_a_moment_and_one_that_must_wait_longer_is_put_back()
    {
        var time = new FakeTime();
        var pace = new SendPace(time);
        using (await pace.TakeAnswerAsync(Chat(5), CancellationToken.None)) Assert.Null(Go(pace, 5));

        var soon = pace.TakeAsync(Chat(5), CancellationToken.None);
        pace.Wait(Chat(6), TimeSpan.FromSeconds(7));
        var (late, wait) = await pace.TakeAsync(Chat(6), CancellationToken.None);
        Assert.False(soon.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.NotNull((await soon.WaitAsync(TimeSpan.FromSeconds(60))).Turn);
        Assert.Equal((null, TimeSpan.FromSeconds(7)), (late, wait));
    }

    [Fact]
    public async Task Who_waits_for_a_chat_of_their_own_holds_up_nobody_else()
    {
        var time = new FakeTime();
        var pace = new SendPace(time);
        for (var n = 0; n < 3; n++) (await pace.TakeAnswerAsync(Chat(5), CancellationToken.None))!.Dispose();
        var fourth = pace.TakeAnswerAsync(Chat(5), CancellationToken.None);

        Assert.False(fourth.IsCompleted);
        Assert.NotNull(Go(pace, 6));
        time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.NotNull(await fourth.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_call_that_is_under_way_counts_until_its_answer_came()
    {
        var time = new FakeTime();
        var pace = new SendPace(time);
        var turns = Enumerable.Range(1, 30).Select(n => pace.TryTake(Chat(n)).Turn!).ToList();
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(Go(pace, 31));
        foreach (var turn in turns) turn.Dispose();
        time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.NotNull(Go(pace, 31));
    }

    private static PaceTurn? Go(SendPace pace, long chat)
    {
        var turn = pace.TryTake(Chat(chat)).Turn;
        turn?.Dispose();
        return turn;
    }

    private static ChannelRef Chat(long id) => ChatIds.Channel(id, null);

    private static int Most(IEnumerable<DateTimeOffset> times, TimeSpan span)
    {
        var all = times.Order().ToList();
        var most = 0;
        for (var (first, last) = (0, 0); last < all.Count; last++)
        {
            while (all[last] - all[first] >= span) first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }
}
