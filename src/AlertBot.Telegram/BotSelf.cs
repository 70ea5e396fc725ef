using AlertBot.Telegram.Api;

namespace AlertBot.Telegram;

/// <summary>Who the bot is: asked once. Safe to call from several threads.</summary>
internal sealed class BotSelf(TelegramApi api)
{
    private volatile WireUser? _self;

    /// <summary>The bot as a user; null while Telegram cannot be asked.</summary>
    public async ValueTask<WireUser?> GetAsync(CancellationToken cancellationToken)
    {
        if (_self is { } known) return known;
        if (await api.GetMeAsync(cancellationToken) is ApiAnswer<WireUser>.Ok { Result: { } self }) _self = self;
        return _self;
    }

    /// <summary>Its id; null while Telegram cannot be asked.</summary>
    public async ValueTask<long?> IdAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken))?.Id;
}
