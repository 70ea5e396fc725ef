namespace AlertBot.Testing.Telegram;

/// <summary>Flood control: counts what is sent, and says how long to wait when it is too much. Not safe for several
/// threads.</summary>
/// <remarks>
/// 30 calls in any second over all, 20 in any minute to a group, one a second to a chat after a short burst. Who was told
/// to wait is refused until the wait is over, whatever the counts say by then.
/// </remarks>
internal sealed class TelegramFlood(TimeProvider time, TelegramRules rules)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _all = new();
    private readonly Dictionary<long, Queue<DateTimeOffset>> _groups = [];
    private readonly Dictionary<long, TestPlatformBudget> _chats = [];
    private readonly Dictionary<long, DateTimeOffset> _told = [];

    /// <summary>Takes a call. Null when it may pass, else the seconds to wait.</summary>
    public int? Take(long chat)
    {
        var nowUtc = time.GetUtcNow();
        if (_told.TryGetValue(chat, out var untilUtc) && untilUtc > nowUtc) return Whole(untilUtc - nowUtc);
        if (Missing(chat, nowUtc) is not { } wait) return null;
        var seconds = Whole(wait);
        Hold(chat, seconds);
        return seconds;
    }

    /// <summary>A chat takes nothing for so many seconds.</summary>
    public void Hold(long chat, int seconds) => _told[chat] = time.GetUtcNow() + (seconds * Second);

    private TimeSpan? Missing(long chat, DateTimeOffset nowUtc)
    {
        var wait = Wait(_all, rules.CallsASecond, Second, nowUtc);
        if (chat < 0) wait = Longer(wait, Wait(Group(chat), rules.CallsAMinuteInGroups, Minute, nowUtc));
        if (wait is not null) return wait;
        if (!_chats.TryGetValue(chat, out var budget))
            _chats[chat] = budget = new TestPlatformBudget(rules.ChatBurst, Second, nowUtc);
        if (budget.Take(nowUtc) is { } pause) return pause;
        _all.Enqueue(nowUtc);
        if (chat < 0) Group(chat).Enqueue(nowUtc);
        return null;
    }

    private Queue<DateTimeOffset> Group(long chat) =>
        _groups.TryGetValue(chat, out var calls) ? calls : _groups[chat] = new Queue<DateTimeOffset>();

    private static TimeSpan? Wait(Queue<DateTimeOffset> calls, int most, TimeSpan span, DateTimeOffset nowUtc)
    {
        while (calls.TryPeek(out var first) && first + span <= nowUtc) calls.Dequeue();
        return calls.Count < most ? null : calls.Peek() + span - nowUtc;
    }

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b ?? a : a;

    private static int Whole(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
