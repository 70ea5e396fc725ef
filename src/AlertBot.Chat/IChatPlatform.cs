namespace AlertBot.Chat;

/// <summary>
/// A place where people read and write: the terminal, Discord, Telegram. Knows messages, never incidents.
/// </summary>
/// <remarks>
/// Safe to call at once for different channels. Expected failures are answers, never exceptions; cancellation before
/// anything left the process throws, later it answers <see cref="DeliveryResult.Unknown"/>.
/// </remarks>
public interface IChatPlatform
{
    /// <summary>Lower-case name, as in <see cref="ChannelRef.Platform"/>.</summary>
    string Name { get; }

    /// <summary>What it can do; does not change while the process runs.</summary>
    PlatformCapabilities Capabilities { get; }

    /// <summary>Posts a new message. A key that the platform remembers gives the message that it has.</summary>
    Task<DeliveryResult> SendAsync(ChatDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Changes the message <see cref="ChatDelivery.Target"/>; the same content again is a success.</summary>
    Task<DeliveryResult> EditAsync(ChatDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Removes the message <see cref="ChatDelivery.Target"/>; one that is gone already is a success.</summary>
    Task<DeliveryResult> DeleteAsync(ChatDelivery delivery, CancellationToken cancellationToken);

    /// <summary>
    /// Looks for what an earlier delivery with this key left: the message that it posted, changed or removed. Only what
    /// is absent for sure is <see cref="FindResult.Absent"/>: it is sent again.
    /// </summary>
    Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken);

    /// <summary>The same for a delivery that answers, changes or removes a message: it may have gone where that is.</summary>
    /// <param name="key">Of the delivery.</param>
    /// <param name="channel">Where it went.</param>
    /// <param name="about">The message that it answers, changes or removes; null when it stands alone.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<FindResult> FindAsync(
        string key, ChannelRef channel, MessageRef? about, CancellationToken cancellationToken) =>
        FindAsync(key, channel, cancellationToken);

    /// <summary>
    /// Whether a channel takes messages now, without sending any; asked about channels that once refused.
    /// </summary>
    Task<ChannelAccess> CheckAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        Task.FromResult<ChannelAccess>(new ChannelAccess.CannotTell());

    /// <summary>
    /// Tells whoever owns the community of a channel in private, where nobody else of it can be told; false where that
    /// cannot be. Never throws for what the platform does.
    /// </summary>
    Task<bool> TellOwnerAsync(ChannelRef channel, Message message, CancellationToken cancellationToken) =>
        Task.FromResult(false);
}
