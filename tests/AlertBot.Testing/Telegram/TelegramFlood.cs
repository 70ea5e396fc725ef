namespace AlertBot.Testing.Telegram;

/// <summary>Flood control: counts what is sent, and says how long to wait when it is too much. Not safe for several
/// threads.</summary>
/// <remarks>30 calls in any second over all, 20 in any minute to a group, one a second to a chat after a short burst.</remarks>
internal sealed class TelegramFlood(TimeProvider time, TelegramRules rules)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _all = new();
    private readonly Dictionary<long, Queue<DateTimeOffset>> _groups = [];
    private readonly Dictionary<long, TestPlatformBudget> _chats = [];

    /// <summary>Takes a call. Null when it may pass, else the seconds to wait.</summary>
    public int? Take(long chat)
    {
        var nowUtc = time.GetUtcNow();
        var wait = Wait(_all, rules.CallsASecond, Second, nowUtc);
        if (chat < 0) wait = Longer(wait, Wait(Group(chat), rules.CallsAMinuteInGroups, Minute, nowUtc));
        if (wait is { } full) return Whole(full);
        if (!_chats.TryGetValue(chat, out var budget))
            _chats[chat] = budget = new TestPlatformBudget(rules.ChatBurst, Second, nowUtc);
        if (budget.Take(nowUtc) is { } pause) return Whole(pause);
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
