using AlertBot.Chat;
using Microsoft.Extensions.Logging;

namespace AlertBot.Alerts;

/// <summary>
/// Lets the subscriptions of a community rest when the bot is thrown out of it, and go on when it is let in again.
/// </summary>
internal sealed partial class CommunityPresence(
    IChannelBook book, ISubscriptionStore subscriptions, DeliveryWorker worker, TimeProvider time,
    ILogger<CommunityPresence> logger) : ICommunityPresence
{
    // Whoever lets it in again is told of by the platform; this is but in case that is never heard.
    private static readonly TimeSpan FirstCheck = TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public async Task LeftAsync(string platform, string community, CancellationToken cancellationToken) =>
        await CloseAsync(
            (await OpenAsync(platform, cancellationToken)).Where(s => s.Channel.Community == community),
            cancellationToken);

    /// <inheritdoc/>
    public async Task PresentAsync(
        string platform, IReadOnlySet<string> communities, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        var isAny = false;
        foreach (var closed in await book.ListClosedAsync(null, cancellationToken))
        {
            if (closed.Channel.Platform != platform || !communities.Contains(closed.Channel.Community)) continue;
            // Whether it can be written to there is looked at before anything goes on.
            await book.DeferAsync(closed.Channel, nowUtc, cancellationToken);
            isAny = true;
        }
        if (isAny) worker.LookSoon();
    }

    /// <inheritdoc/>
    public async Task PresentOnlyAsync(
        string platform, IReadOnlySet<string> communities, Func<string, bool> isToldOf,
        CancellationToken cancellationToken) =>
        await CloseAsync(
            (await OpenAsync(platform, cancellationToken))
                .Where(s => isToldOf(s.Channel.Community) && !communities.Contains(s.Channel.Community)),
            cancellationToken);

    private async Task<IEnumerable<Subscription>> OpenAsync(string platform, CancellationToken cancellationToken) =>
        (await subscriptions.ListAsync(cancellationToken))
            .Where(s => s.PausedWhy is null && s.Channel.Platform == platform);

    private async Task CloseAsync(IEnumerable<Subscription> open, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        foreach (var channel in open.GroupBy(s => s.Channel))
        {
            var why = Audience.TextsOf(channel)["alerts.channel.left"];
            var closed = new ClosedChannel(channel.Key, why, nowUtc, 0, nowUtc + FirstCheck);
            // Nobody there can be told: the bot is gone.
            if (await book.CloseAsync(closed, null, cancellationToken)) LogLeft(channel.Key);
        }
    }

    [LoggerMessage(4023, LogLevel.Information, "The bot was removed from where {Channel} is; its subscriptions rest.")]
    private partial void LogLeft(ChannelRef channel);
}
