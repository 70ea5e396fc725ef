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
                if (pace.TryTake(owed[i]) is not null)
                {
                    refused++;
                    continue;
                }
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
        for (var n = 0; n < 30; n++) Assert.Null(pace.TryTake(Chat(n + 1)));
        var answer = pace.TakeAnswerAsync(Chat(500), CancellationToken.None);
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.True(await answer.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_group_that_had_its_minute_is_not_answered_into_a_refusal()
    {
        var time = new FakeTime();
        var pace = new SendPace(time);
        for (var n = 0; n < 20; n++)
        {
            Assert.True(await pace.TakeAnswerAsync(Chat(-5), CancellationToken.None));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(await pace.TakeAnswerAsync(Chat(-5), CancellationToken.None));
        Assert.NotNull(pace.TryTake(Chat(-5)));
        Assert.Null(pace.TryTake(Chat(5)));
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
