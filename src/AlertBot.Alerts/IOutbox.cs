using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>What became of an attempt, as the outbox records it.</summary>
public abstract record Settlement
{
    /// <summary>The platform has it.</summary>
    public sealed record Sent(MessageRef Message) : Settlement;

    /// <summary>
    /// To be tried again at <paramref name="DueUtc"/>. <paramref name="IsCounted"/> is false when the row is not to
    /// blame, as when the platform only said to wait: then the attempt does not count.
    /// </summary>
    public sealed record Again(DateTimeOffset DueUtc, string Reason, bool IsCounted = true) : Settlement
    {
        /// <summary>What the platform told us to leave alone until then; null when it told nothing.</summary>
        public RateScope? Told { get; init; }
    }

    /// <summary>Nobody knows; to be looked at again at <paramref name="DueUtc"/>, or by a person when null.</summary>
    public sealed record Unknown(DateTimeOffset? DueUtc, string Reason) : Settlement;

    /// <summary>Given up. Later deliveries of the same alert that need its message are parked with it.</summary>
    /// <remarks>Where the channel is to blame all that it is owed is parked along.</remarks>
    public sealed record Parked(string Reason, bool IsForChannel = false) : Settlement
    {
        /// <summary>The reason for readers, by BCP 47 tag; empty where the platform knows but the one.</summary>
        public IReadOnlyDictionary<string, string> Said { get; init; } = Reasons.Unsaid;
    }
}

/// <summary>What became of one row.</summary>
/// <param name="Key">Which.</param>
/// <param name="Settlement">What became of it.</param>
/// <param name="AtUtc">When.</param>
public sealed record SettledRow(string Key, Settlement Settlement, DateTimeOffset AtUtc);

/// <summary>Who takes how many rows of the outbox.</summary>
/// <param name="Worker">Who takes them.</param>
/// <param name="Limit">Most rows to take.</param>
/// <param name="Duration">How long they are its own.</param>
/// <param name="NowUtc">The instant.</param>
public sealed record OutboxClaim(string Worker, int Limit, TimeSpan Duration, DateTimeOffset NowUtc)
{
    /// <summary>The platform whose rows alone are taken; null for those of any.</summary>
    public string? Only { get; init; }

    /// <summary>Platforms whose rows are left alone.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}

/// <summary>What to do with a row that could be claimed.</summary>
public enum MayTake
{
    /// <summary>It is taken.</summary>
    Yes,

    /// <summary>It stays where it is.</summary>
    No,

    /// <summary>It stays, and so do all that come after it.</summary>
    NoMore,
}

/// <summary>A row that may be claimed, with what its platform's limits depend on.</summary>
/// <param name="Key">Which.</param>
/// <param name="Channel">Where it goes.</param>
/// <param name="Kind">What it does.</param>
/// <param name="PostedUtc">When the message that it changes was posted; null when there is none yet.</param>
public sealed record OutboxCandidate(string Key, ChannelRef Channel, DeliveryKind Kind, DateTimeOffset? PostedUtc);

/// <summary>How many rows there are in each state.</summary>
public sealed record OutboxCounts(int Due, int Sending, int Sent, int Unknown, int Parked, int Superseded);

/// <summary>
/// The rows that channels are owed. Written by <see cref="IAnalysisStore"/>; safe to call from several workers at once.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Takes rows that are Due, or Unknown with a time to look again, at the instant of the claim: Due ones become
    /// Sending. Gravest first, then oldest. Of one alert only the first row that is not settled (Sent, Superseded,
    /// Parked, or Unknown until a person looks) is ever given. A row in Sending whose claim ended before that instant is given as Unknown.
    /// </summary>
    /// <param name="claim">Who takes how many.</param>
    /// <param name="mayTake">Asked of each row in its order.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<IReadOnlyList<OutboxRow>> ClaimDueAsync(
        OutboxClaim claim, Func<OutboxCandidate, MayTake> mayTake, CancellationToken cancellationToken);

    /// <summary>
    /// Attempts that ended at or after an instant, whatever came of them: where and when, oldest first; of each row the
    /// last.
    /// </summary>
    Task<IReadOnlyList<(ChannelRef Channel, DateTimeOffset TriedUtc)>> ListAttemptsAsync(
        DateTimeOffset sinceUtc, CancellationToken cancellationToken);

    /// <summary>
    /// Records what became of rows that were claimed, in one transaction; the attempt is counted, unless it says
    /// otherwise. Nothing happens to those that are settled already.
    /// </summary>
    Task SettleAsync(IReadOnlyList<SettledRow> rows, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the claims of a worker that is known to be gone: its rows in Sending become Unknown, to be looked at once.
    /// </summary>
    Task<int> ReleaseClaimsAsync(string worker, DateTimeOffset nowUtc, CancellationToken cancellationToken);

    /// <summary>The earliest time at which something can be claimed; null when nothing waits.</summary>
    Task<DateTimeOffset?> NextDueUtcAsync(CancellationToken cancellationToken);

    /// <summary>Rows in one state, or in all when null, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<OutboxRow>> ListAsync(DeliveryState? state, int limit, CancellationToken cancellationToken);

    /// <summary>All rows of one incident, in the order of channel and sequence.</summary>
    Task<IReadOnlyList<OutboxRow>> ListAsync(string incidentId, CancellationToken cancellationToken);

    /// <summary>How many rows there are in each state.</summary>
    Task<OutboxCounts> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes a Parked or Unknown row Due again, and with it what waited for it; false when it is neither. A version of
    /// a message that a newer one has replaced becomes Superseded instead.
    /// </summary>
    Task<bool> RetryAsync(string key, DateTimeOffset nowUtc, CancellationToken cancellationToken);

    /// <summary>
    /// Gives up a row that is not sent: it becomes Superseded; false when it is Sent or unknown to us.
    /// </summary>
    Task<bool> DropAsync(string key, DateTimeOffset nowUtc, CancellationToken cancellationToken);
}

/// <summary>Shorter ways to ask the outbox.</summary>
public static class OutboxExtensions
{
    /// <summary>Records what became of one row.</summary>
    public static Task SettleAsync(
        this IOutbox outbox, string key, Settlement settlement, DateTimeOffset nowUtc,
        CancellationToken cancellationToken) =>
        outbox.SettleAsync([new SettledRow(key, settlement, nowUtc)], cancellationToken);

    /// <summary>Takes rows of any channel.</summary>
    public static Task<IReadOnlyList<OutboxRow>> ClaimDueAsync(
        this IOutbox outbox, string worker, int limit, TimeSpan claim, DateTimeOffset nowUtc,
        CancellationToken cancellationToken) =>
        outbox.ClaimDueAsync(
            new OutboxClaim(worker, limit, claim, nowUtc), _ => MayTake.Yes, cancellationToken);
}
