using AlertBot.Chat;

namespace AlertBot.Telegram;

/// <summary>
/// Keeps all that is sent below the limits, answers to people before alerts. Safe to call from several threads.
/// </summary>
/// <remarks>
/// Who delivers keeps to <see cref="Limits"/> on their own; here they meet with the answers, which nobody could foresee.
/// Source of the limits: core.telegram.org/bots/faq, "My bot is hitting limits".
/// </remarks>
internal sealed class SendPace(TimeProvider time)
{
    // Somebody who asks in a group whose minute is used up waits so long at most.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    // A delivery whose turn an answer took is not put back for less: that costs more than the wait.
    private static readonly TimeSpan LongestMoment = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private const int MaxWaits = 10_000;

    private readonly Lock _turn = new();

    private readonly RateGate _all = new([new RateLimit(RateScope.Platform, 30, Second)]);
    private readonly RateGate _answers = new([new RateLimit(RateScope.Community, 1, Second)]);

    // A short burst is allowed in one chat, and no more. The shorter spans leave room for what the clocks of two gates
    // differ in.
    private readonly RateGate _chats = new(
    [
        new RateLimit(RateScope.Community, 3, TimeSpan.FromSeconds(3)),
        new RateLimit(RateScope.Community, 20, TimeSpan.FromSeconds(59.5)) { OnlyFor = IsGroup },
    ]);

    private readonly Dictionary<string, DateTimeOffset> _waits = new(StringComparer.Ordinal);
    private int _answersWaiting;

    /// <summary>
    /// What deliveries keep to. Of the 30 a second one is left to answers, and the rest is spread, so that a second answer
    /// does not wait long either; one a second goes to one chat, and 20 a minute to one group.
    /// </summary>
    public static IReadOnlyList<RateLimit> Limits { get; } =
    [
        new RateLimit(RateScope.Platform, 29, Second),
        new RateLimit(RateScope.Platform, 10, TimeSpan.FromMilliseconds(330)),
        new RateLimit(RateScope.Community, 1, Second),
        new RateLimit(RateScope.Community, 20, TimeSpan.FromMinutes(1)) { OnlyFor = IsGroup },
    ];

    /// <summary>
    /// Takes a delivery's turn, waiting a moment for it where answers took theirs; without a turn it has to wait so long.
    /// </summary>
    public async Task<(PaceTurn? Turn, TimeSpan Wait)> TakeAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        var untilUtc = time.GetUtcNow() + LongestMoment;
        while (true)
        {
            var (turn, wait) = TryTake(channel);
            if (turn is not null || time.GetUtcNow() + wait > untilUtc) return (turn, wait);
            await Task.Delay(wait + Millisecond, time, cancellationToken);
        }
    }

    /// <summary>Takes a delivery's turn; without one it has to wait so long.</summary>
    public (PaceTurn? Turn, TimeSpan Wait) TryTake(ChannelRef channel)
    {
        lock (_turn)
        {
            var nowUtc = time.GetUtcNow();
            var freeUtc = Later(CommonUtc(channel, nowUtc), _answers.FreeUtc(channel, isOldEdit: false, nowUtc));
            if (_answersWaiting > 0) freeUtc = Later(freeUtc, nowUtc + Breath);
            return freeUtc > nowUtc ? (null, freeUtc - nowUtc) : (Taken(channel, nowUtc), TimeSpan.Zero);
        }
    }

    /// <summary>Waits for an answer's turn; null when it would take too long.</summary>
    public async Task<PaceTurn?> TakeAnswerAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        var untilUtc = time.GetUtcNow() + LongestTurn;
        while (true)
        {
            var (turn, wait, isShared) = TryTakeAnswer(channel);
            if (turn is not null || time.GetUtcNow() + wait > untilUtc) return turn;
            // Deliveries stand back for who waits for what all share, not for who waits for a chat of their own.
            if (isShared) Interlocked.Increment(ref _answersWaiting);
            try
            {
                // Timers know whole milliseconds alone: one that is cut short would be asked again and again.
                await Task.Delay(wait + Millisecond, time, cancellationToken);
            }
            finally
            {
                if (isShared) Interlocked.Decrement(ref _answersWaiting);
            }
        }
    }

    /// <summary>The server said to wait before anything more goes to a chat.</summary>
    public void Wait(ChannelRef channel, TimeSpan after)
    {
        lock (_turn)
        {
            var nowUtc = time.GetUtcNow();
            if (_waits.Count >= MaxWaits)
                foreach (var (chat, untilUtc) in _waits.ToList())
                    if (untilUtc <= nowUtc) _waits.Remove(chat);
            _waits[channel.Channel] = nowUtc + after;
        }
    }

    private static bool IsGroup(ChannelRef channel) => channel.Community.StartsWith('-');

    /// <summary>Without a turn, how long it has to wait, and whether for what all chats share.</summary>
    private (PaceTurn? Turn, TimeSpan Wait, bool IsShared) TryTakeAnswer(ChannelRef channel)
    {
        lock (_turn)
        {
            var nowUtc = time.GetUtcNow();
            // An answer does not wait for an alert that just came: it is a second one in a short burst.
            var freeUtc = CommonUtc(channel, nowUtc);
            if (freeUtc > nowUtc)
                return (null, freeUtc - nowUtc, _all.FreeUtc(channel, isOldEdit: false, nowUtc) == freeUtc);
            _answers.Note(channel, nowUtc);
            return (Taken(channel, nowUtc), TimeSpan.Zero, false);
        }
    }

    private PaceTurn Taken(ChannelRef channel, DateTimeOffset nowUtc)
    {
        RateTicket[] tickets =
            [_all.TryTake(channel, isOldEdit: false, nowUtc)!, _chats.TryTake(channel, isOldEdit: false, nowUtc)!];
        foreach (var ticket in tickets) ticket.Begin(nowUtc);
        return new PaceTurn(tickets, time);
    }

    /// <summary>When both answers and deliveries may go, as far as they share their limits.</summary>
    private DateTimeOffset CommonUtc(ChannelRef channel, DateTimeOffset nowUtc)
    {
        var freeUtc = Later(
            _all.FreeUtc(channel, isOldEdit: false, nowUtc), _chats.FreeUtc(channel, isOldEdit: false, nowUtc));
        return _waits.TryGetValue(channel.Channel, out var untilUtc) ? Later(freeUtc, untilUtc) : freeUtc;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>A turn to call; it ends with the answer, because nobody knows when on its way a call arrived.</summary>
internal sealed class PaceTurn(IReadOnlyList<RateTicket> tickets, TimeProvider time) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var ticket in tickets) ticket.End(time.GetUtcNow());
    }
}
