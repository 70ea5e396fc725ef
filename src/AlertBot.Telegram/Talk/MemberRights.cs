using System.Collections.Concurrent;
using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Talk;

/// <summary>What people may do in their chats, asked of Telegram and remembered for a while. Safe to call from several
/// threads.</summary>
internal sealed class MemberRights(TelegramApi api, TimeProvider time)
{
    private const int Remembered = 10_000;

    // A change is told to administrators alone; where the bot is none, it counts after that.
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(long Chat, long User), (ChatMember Member, DateTimeOffset UntilUtc)> _known = [];

    /// <summary>Who wrote a message, with what they may do.</summary>
    public ValueTask<UserRef> OfAsync(WireMessage message, CancellationToken cancellationToken)
    {
        // A post of a channel, or an administrator who stays anonymous: an administrator for sure, but which one is not
        // told. Somebody who speaks for another channel is nobody in particular.
        if (message.Chat.IsChannel || message.SenderChat is not null)
        {
            var sender = message.SenderChat ?? message.Chat;
            return ValueTask.FromResult(new UserRef(
                ChatIds.Text(sender.Id), message.AuthorSignature ?? sender.Title ?? "", sender.Id == message.Chat.Id,
                MayModerate: false));
        }
        return OfAsync(message.Chat, message.From ?? new WireUser(), cancellationToken);
    }

    /// <summary>A person, with what they may do in a chat.</summary>
    public async ValueTask<UserRef> OfAsync(WireChat chat, WireUser user, CancellationToken cancellationToken)
    {
        // A private chat is a community of its own, and belongs to who writes there.
        if (chat.IsPrivate) return new UserRef(ChatIds.Text(user.Id), user.Name, true, true);
        var member = await MemberAsync(chat.Id, user.Id, cancellationToken);
        return new UserRef(
            ChatIds.Text(user.Id), user.Name, member is { IsAdministrator: true },
            member is { IsOwner: true } or { IsAdministrator: true, CanChangeInfo: true });
    }

    /// <summary>Somebody's rights changed.</summary>
    public void Forget(long chat, long user) => _known.TryRemove((chat, user), out _);

    private async ValueTask<ChatMember?> MemberAsync(long chat, long user, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        if (_known.TryGetValue((chat, user), out var known) && known.UntilUtc > nowUtc) return known.Member;
        // Who cannot be asked about has no rights; that is not remembered.
        if (await api.GetChatMemberAsync(new GetChatMember(chat, user), cancellationToken)
            is not ApiAnswer<ChatMember>.Ok { Result: var member })
            return null;
        if (_known.Count >= Remembered) _known.Clear();
        _known[(chat, user)] = (member, nowUtc + Keep);
        return member;
    }
}
