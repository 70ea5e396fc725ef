using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Gateway;

/// <summary>
/// When a new session may be begun. Pure. Who begins more sessions in a day than are allowed has the token reset: the
/// bot is off until its owner comes.
/// </summary>
internal static class IdentifyRules
{
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromSeconds(5);

    // Our clock and Discord's, and the way between: a little longer than is asked.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The ledger with one more session, or when to ask again. The last twentieth of the day's sessions is never spent,
    /// and below a quarter they are spread over what is left of the day.
    /// </summary>
    public static IdentifyVerdict Ask(IdentifyLedger ledger, int shard, SessionStartLimit limit, DateTimeOffset nowUtc)
    {
        var now = nowUtc.ToUnixTimeMilliseconds();
        if (now >= ledger.ResetUtc)
            ledger = ledger with { Used = 0, ResetUtc = now + Math.Max(limit.ResetAfter, 1000) };
        var left = Math.Min(limit.Remaining, limit.Total - ledger.Used);
        var resetUtc = DateTimeOffset.FromUnixTimeMilliseconds(ledger.ResetUtc);
        if (left <= limit.Total / 20) return new IdentifyVerdict.Wait(resetUtc, IsSpent: true);
        var key = shard % Math.Max(limit.MaxConcurrency, 1);
        var freeUtc = After(ledger.LastUtc.GetValueOrDefault(key), BetweenTwo + Grace);
        if (left < limit.Total / 4)
        {
            var spread = (resetUtc - nowUtc) / left;
            var lastUtc = ledger.LastUtc.Values.DefaultIfEmpty(0).Max();
            if (After(lastUtc, spread) is var spreadUtc && spreadUtc > freeUtc) freeUtc = spreadUtc;
        }
        if (freeUtc > nowUtc) return new IdentifyVerdict.Wait(freeUtc, IsSpent: false);
        return new IdentifyVerdict.Granted(ledger with
        {
            Used = ledger.Used + 1,
            LastUtc = new Dictionary<int, long>(ledger.LastUtc) { [key] = now },
        });
    }

    private static DateTimeOffset After(long lastUtc, TimeSpan span) =>
        lastUtc == 0 ? DateTimeOffset.MinValue : DateTimeOffset.FromUnixTimeMilliseconds(lastUtc) + span;
}

/// <summary>Whether a session may be begun.</summary>
internal abstract record IdentifyVerdict
{
    /// <summary>It may, once the ledger is stored.</summary>
    public sealed record Granted(IdentifyLedger Ledger) : IdentifyVerdict;

    /// <summary>Not before then. <paramref name="IsSpent"/>: the day's sessions are used up.</summary>
    public sealed record Wait(DateTimeOffset UntilUtc, bool IsSpent) : IdentifyVerdict;
}
