using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>Who wants to hear of what. Safe to call from several workers at once.</summary>
public interface ISubscriptionStore
{
    /// <summary>All subscriptions of all channels, paused ones too, by id.</summary>
    Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The subscriptions of one channel, by topic.</summary>
    Task<IReadOnlyList<Subscription>> ListAsync(ChannelRef channel, CancellationToken cancellationToken);

    /// <summary>Adds a subscription, or replaces the one with the same id.</summary>
    Task SaveAsync(Subscription subscription, CancellationToken cancellationToken);

    /// <summary>Removes a subscription; false when there was none.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);
}
