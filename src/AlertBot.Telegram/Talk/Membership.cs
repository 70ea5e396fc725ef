using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Talk;

/// <summary>Says what is needed when the bot is let in, made administrator or loses a right.</summary>
internal sealed class Membership(
    BotSelf self, ChatMoves moves, MemberRights rights, Welcome welcome, Answering answering, TextBook texts)
{
    /// <summary>What the bot is in a chat changed.</summary>
    public async Task OnChangedAsync(ChatMemberUpdated change, CancellationToken cancellationToken)
    {
        if (await self.IdAsync(cancellationToken) is { } id) rights.Forget(change.Chat.Id, id);
        // A person who starts or stops the bot says so with /start, or finds out with the next alert.
        if (change.Chat.IsPrivate) return;
        var (before, after) = (change.OldChatMember, change.NewChatMember);
        var missing = BotRights.Missing(change.Chat, after);
        if (change.Chat.IsChannel) await OnChannelAsync(change, missing, cancellationToken);
        else if (missing is null && before.IsGone) await GreetAsync(change, cancellationToken);
        else if (missing is not null && !after.IsGone)
            await TellAsync(change.From, "telegram.rights.group", change.Chat, cancellationToken);
    }

    /// <summary>What somebody else is in a chat changed.</summary>
    public Task OnOtherChangedAsync(ChatMemberUpdated change)
    {
        rights.Forget(change.Chat.Id, change.NewChatMember.User.Id);
        return Task.CompletedTask;
    }

    // A channel is no place for such words: who changed it is told.
    private Task OnChannelAsync(ChatMemberUpdated change, string? missing, CancellationToken cancellationToken)
    {
        var could = BotRights.Missing(change.Chat, change.OldChatMember) is null;
        if (missing is not null && change.NewChatMember.IsGone) return Task.CompletedTask;
        if (missing is not null) return TellAsync(change.From, "telegram.rights.channel", change.Chat, cancellationToken);
        return could
            ? Task.CompletedTask
            : TellAsync(change.From, "telegram.welcome.channel", change.Chat, cancellationToken);
    }

    private async Task GreetAsync(ChatMemberUpdated change, CancellationToken cancellationToken)
    {
        var first = await moves.FirstAsync(change.Chat.Id, cancellationToken);
        var greeting = welcome.Greeting(change.Chat, change.From.LanguageCode);
        await answering.SendAsync(
            new TalkPlace(change.Chat, ChatIds.Channel(first, null)), new CommandReply(greeting, false), Extras.None,
            cancellationToken);
    }

    // Who never wrote to the bot cannot be written to: then nobody is told, and the refusal is in the log.
    private Task TellAsync(WireUser user, string key, WireChat about, CancellationToken cancellationToken)
    {
        var say = texts.For(user.LanguageCode);
        var message = Message.Line(say.Of(key, ("chat", about.Title ?? ChatIds.Text(about.Id)))) with
        {
            Language = say.Language,
        };
        return answering.SendAsync(
            new TalkPlace(new WireChat { Id = user.Id, Type = WireChat.Private }, ChatIds.Channel(user.Id, null)),
            new CommandReply(message, true), Extras.None, cancellationToken);
    }
}
