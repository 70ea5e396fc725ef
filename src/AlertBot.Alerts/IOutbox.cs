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
    public sealed record Again(DateTimeOffset DueUtc, string Reason, bool IsCounted = true) : Settlement;

    /// <summary>Nobody knows; to be looked at again at <paramref name="DueUtc"/>, or by a person when null.</summary>
    public sealed record Unknown(DateTimeOffset? DueUtc, string Reason) : Settlement;

    /// <summary>Given up. Later deliveries of the same alert that need its message are parked with it.</summary>
    public sealed record Parked(string Reason) : Settlement;
}

/// <summary>How many rows there are in each state.</summary>
public sealed record OutboxCounts(int Due, int Sending, int Sent, int Unknown, int Parked, int Superseded);

/// <summary>
/// The rows that channels are owed. Written by <see cref="IAnalysisStore"/>; safe to call from several workers at once.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Takes rows that are Due, or Unknown with a time to look again, at <paramref name="nowUtc"/>: Due ones become
    /// Sending. Gravest first, then oldest. Of one alert only the first row that is not settled (Sent, Superseded,
    /// Parked) is ever given. A row in Sending whose claim ended before <paramref name="nowUtc"/> is given as Unknown.
    /// </summary>
    Task<IReadOnlyList<OutboxRow>> ClaimDueAsync(
        string worker, int limit, TimeSpan claim, DateTimeOffset nowUtc, CancellationToken cancellationToken);

    /// <summary>
    /// Records what became of a row that was claimed; the attempt is counted, unless it says otherwise. Nothing happens
    /// when it is settled already.
    /// </summary>
    Task SettleAsync(string key, Settlement settlement, DateTimeOffset nowUtc, CancellationToken cancellationToken);

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

    /// <summary>Makes a Parked or Unknown row Due again; false when it is neither.</summary>
    Task<bool> RetryAsync(string key, DateTimeOffset nowUtc, CancellationToken cancellationToken);

    /// <summary>
    /// Gives up a row that is not sent: it becomes Superseded; false when it is Sent or unknown to us.
    /// </summary>
    Task<bool> DropAsync(string key, DateTimeOffset nowUtc, CancellationToken cancellationToken);
}
