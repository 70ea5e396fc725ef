using AlertBot.Chat;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Rendering;

namespace AlertBot.Telegram;

/// <summary>Telegram as a platform: private chats, groups, supergroups with topics, and channels.</summary>
public sealed class TelegramPlatform : IChatPlatform
{
    /// <summary>The platform's name.</summary>
    public const string PlatformName = "telegram";

    private readonly TelegramApi _api;
    private readonly Outgoing _outgoing;
    private readonly ChatMoves _moves;
    private readonly SendPace _pace;
    private readonly BotSelf _self;
    private readonly TextBook _texts;

    internal TelegramPlatform(
        TelegramApi api, Outgoing outgoing, ChatMoves moves, SendPace pace, BotSelf self, TextBook texts) =>
        (_api, _outgoing, _moves, _pace, _self, _texts) = (api, outgoing, moves, pace, self, texts);

    /// <inheritdoc/>
    public string Name => PlatformName;

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        LengthUnit = LengthUnit.Utf16,
        MaxMessageLength = TelegramCard.MaxLength,
        MaxButtons = Keyboard.MaxButtons,
        CanEdit = true,
        CanDelete = true,
        CanReply = true,
        CanBeSilent = true,
        HasThreads = true,
        Limits = SendPace.Limits,
    };

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await _moves.AddressAsync(delivery.Channel, cancellationToken) is not { } chat) return NoChat(delivery);
        var (taken, wait) = await _pace.TakeAsync(delivery.Channel, cancellationToken);
        if (taken is null) return new DeliveryResult.RateLimited(wait);
        using var turn = taken;
        var extras = new Extras(
            ChatIds.TryRead(delivery.ReplyTo?.Id, out var id) ? id : null, IsSilent(delivery), delivery.Mention, null)
        {
            Followers = Others(delivery),
        };
        var answer = await _outgoing.SendAsync(
            chat, ChatIds.ThreadOf(delivery.Channel), delivery.Message!, extras, cancellationToken);
        return answer is ApiAnswer<WireMessage>.Ok sent
            ? new DeliveryResult.Sent(new MessageRef(delivery.Channel, ChatIds.Text(sent.Result.MessageId)))
            : await FailedAsync(answer, delivery.Channel);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> EditAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await _moves.AddressAsync(delivery.Channel, cancellationToken) is not { } chat) return NoChat(delivery);
        if (delivery.Target is not { } target || !ChatIds.TryRead(target.Id, out var id)) return NoTarget();
        var (taken, wait) = await _pace.TakeAsync(delivery.Channel, cancellationToken);
        if (taken is null) return new DeliveryResult.RateLimited(wait);
        using var turn = taken;
        var extras = Extras.None with { Mention = delivery.Mention, Followers = Others(delivery) };
        var answer = await _outgoing.EditAsync(chat, id, delivery.Message!, extras, cancellationToken);
        return answer is ApiAnswer<WireMessage>.Ok || answer.Refusal?.Kind == ApiErrorKind.NotModified
            ? new DeliveryResult.Sent(target)
            : await FailedAsync(answer, delivery.Channel);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeleteAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await _moves.AddressAsync(delivery.Channel, cancellationToken) is not { } chat) return NoChat(delivery);
        if (delivery.Target is not { } target || !ChatIds.TryRead(target.Id, out var id)) return NoTarget();
        var (taken, wait) = await _pace.TakeAsync(delivery.Channel, cancellationToken);
        if (taken is null) return new DeliveryResult.RateLimited(wait);
        using var turn = taken;
        var answer = await _api.DeleteMessageAsync(new DeleteMessage(chat, id), cancellationToken);
        if (answer.Refusal?.Kind == ApiErrorKind.MessageFixed) return await WithdrawAsync(delivery, chat, id, cancellationToken);
        return answer is ApiAnswer<bool>.Ok || answer.Refusal?.Kind == ApiErrorKind.MessageNotFound
            ? new DeliveryResult.Sent(target)
            : await FailedAsync(answer, delivery.Channel);
    }

    /// <summary>What is older than two days cannot be removed, but changed: then it says that it is withdrawn.</summary>
    private async Task<DeliveryResult> WithdrawAsync(
        ChatDelivery delivery, long chat, long id, CancellationToken cancellationToken)
    {
        var say = _texts.For(delivery.Message?.Language);
        var withdrawn = Message.Line(say["telegram.withdrawn"]) with { Language = say.Language };
        var answer = await _outgoing.EditAsync(chat, id, withdrawn, Extras.None, cancellationToken);
        return answer is ApiAnswer<WireMessage>.Ok
            || answer.Refusal?.Kind is ApiErrorKind.NotModified or ApiErrorKind.MessageNotFound
            ? new DeliveryResult.Sent(delivery.Target!)
            : await FailedAsync(answer, delivery.Channel);
    }

    // Of little weight is what nobody wants to be called for, unless they asked for exactly that.
    private static bool IsSilent(ChatDelivery delivery) => delivery.IsSilent
        || (delivery is { Message.Tone: Tone.Low, Mention: null } && Others(delivery).Count == 0);

    // Whose private chat it is hears of it anyway.
    private static IReadOnlyList<string> Others(ChatDelivery delivery) =>
        [.. delivery.Followers.Where(f => f != delivery.Channel.Channel)];

    /// <inheritdoc/>
    /// <remarks>The Bot API has neither keys nor a way to read what was sent.</remarks>
    public Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<FindResult>(new FindResult.CannotTell());
    }

    /// <inheritdoc/>
    public async Task<ChannelAccess> CheckAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        if (await _moves.AddressAsync(channel, cancellationToken) is not { } chat)
            return new ChannelAccess.Closed("there is no such chat");
        var found = await _api.GetChatAsync(new GetChat(chat), cancellationToken);
        if (found is not ApiAnswer<WireChat>.Ok { Result: { } about }) return Access(found);
        if (!about.IsPrivate)
        {
            if (await _self.IdAsync(cancellationToken) is not { } self) return new ChannelAccess.CannotTell();
            var asked = await _api.GetChatMemberAsync(new GetChatMember(chat, self), cancellationToken);
            if (asked is not ApiAnswer<ChatMember>.Ok { Result: { } member }) return Access(asked);
            if (BotRights.Missing(about, member) is { } missing) return new ChannelAccess.Closed(missing);
        }
        // Whether a person blocked the bot, or a topic is gone, only something done there tells: "typing" is seen by
        // nobody for longer than a moment.
        var typing = await _api.SendChatActionAsync(
            new SendChatAction(chat, "typing") { MessageThreadId = ChatIds.ThreadOf(channel) }, cancellationToken);
        return typing is ApiAnswer<bool>.Ok ? new ChannelAccess.Open() : Access(typing);
    }

    private static ChannelAccess Access<T>(ApiAnswer<T> answer) => answer.Refusal is { IsOfChannel: true } error
        ? new ChannelAccess.Closed(error.Description)
        : new ChannelAccess.CannotTell();

    private static DeliveryResult NoChat(ChatDelivery delivery) =>
        new DeliveryResult.Refused($"Telegram has no chat '{delivery.Channel.Channel}'", RefusedWhat.Channel);

    private static DeliveryResult NoTarget() =>
        new DeliveryResult.Refused("there is no message to change", RefusedWhat.Message);

    // What must not be lost any more is stored even when the process is asked to stop.
    private async Task<DeliveryResult> FailedAsync<T>(ApiAnswer<T> answer, ChannelRef channel)
    {
        switch (answer)
        {
            case ApiAnswer<T>.NotSent notSent:
                return new DeliveryResult.NotSent(notSent.Reason);
            case ApiAnswer<T>.Refused { Error: { MigrateToChatId: { } to } }:
                await _moves.AddAsync(ChatIds.Read(channel.Channel), to, CancellationToken.None);
                return new DeliveryResult.Moved(channel with { Channel = ChatIds.Text(to) });
            case ApiAnswer<T>.Refused { Error: { Kind: ApiErrorKind.TooMany } error }:
                var after = error.RetryAfter ?? TimeSpan.FromSeconds(1);
                _pace.Wait(channel, after);
                return new DeliveryResult.RateLimited(after);
            case ApiAnswer<T>.Refused { Error: { Kind: ApiErrorKind.BadToken } error }:
                return new DeliveryResult.NotSent($"Telegram does not know the token: {error.Description}");
            case ApiAnswer<T>.Refused { Error: var error }:
                return new DeliveryResult.Refused(
                    error.Description, error.IsOfChannel ? RefusedWhat.Channel : RefusedWhat.Message);
            default:
                return new DeliveryResult.Unknown(answer.Problem);
        }
    }
}
