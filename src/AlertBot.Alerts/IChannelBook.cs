using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>A channel to which nothing can be sent at present.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Why">What the platform said.</param>
/// <param name="SinceUtc">Since when.</param>
/// <param name="Checks">How often it was looked at since.</param>
/// <param name="NextCheckUtc">When to look again.</param>
public sealed record ClosedChannel(
    ChannelRef Channel, string Why, DateTimeOffset SinceUtc, int Checks, DateTimeOffset NextCheckUtc);

/// <summary>Which channels are closed and which have moved. Safe to call from several workers at once.</summary>
public interface IChannelBook
{
    /// <summary>
    /// In one transaction: notes the channel as closed, pauses its subscriptions, parks what it is owed, and owes
    /// <paramref name="notice"/>. False, and no notice owed, when it was closed already or nothing is known of it: no
    /// subscription, nobody who follows anything in its community and nothing that was ever owed.
    /// </summary>
    Task<bool> CloseAsync(ClosedChannel closed, Delivery? notice, CancellationToken cancellationToken);

    /// <summary>
    /// In one transaction: ends what <see cref="CloseAsync"/> did. What was parked then and is younger than
    /// <paramref name="freshSinceUtc"/> is due again, the rest is given up; <paramref name="notice"/> is owed.
    /// </summary>
    Task OpenAsync(
        ChannelRef channel, DateTimeOffset freshSinceUtc, Delivery? notice, DateTimeOffset nowUtc,
        CancellationToken cancellationToken);

    /// <summary>
    /// Closed channels that are to be looked at by <paramref name="nowUtc"/>, earliest first; all when it is null.
    /// </summary>
    Task<IReadOnlyList<ClosedChannel>> ListClosedAsync(DateTimeOffset? nowUtc, CancellationToken cancellationToken);

    /// <summary>Notes that it was looked at in vain.</summary>
    Task DeferAsync(ChannelRef channel, DateTimeOffset nextCheckUtc, CancellationToken cancellationToken);

    /// <summary>Notes that the platform calls a channel by another address from now on.</summary>
    Task MoveAsync(ChannelRef from, ChannelRef to, DateTimeOffset nowUtc, CancellationToken cancellationToken);

    /// <summary>
    /// Where the platform has what we call <see cref="ChannelRef"/> by the key: every channel that moved.
    /// </summary>
    Task<IReadOnlyDictionary<ChannelRef, ChannelRef>> MovesAsync(CancellationToken cancellationToken);
}
