using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Talk;

/// <summary>Answers what people write to the bot.</summary>
internal sealed class CommandTalk(
    BotSelf self, ChatMoves moves, CommandBook book, MemberRights rights, StepPrompt steps, Welcome welcome,
    Answering answering, ICommandHandler handler, TimeProvider time)
{
    // After an outage: what somebody asked longer ago they have asked again or do not need any more.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>Answers a message or a channel's post, if it is for us.</summary>
    public async Task OnMessageAsync(WireMessage message, CancellationToken cancellationToken)
    {
        if (message.MigrateToChatId is { } to)
            await moves.AddAsync(message.Chat.Id, to, cancellationToken);
        else if (message.MigrateFromChatId is { } from)
            await moves.AddAsync(from, message.Chat.Id, cancellationToken);
        else if (message.Text is { Length: > 0 } text && !IsOfBot(message) && IsFresh(message))
            await OnTextAsync(message, text, cancellationToken);
    }

    private async Task OnTextAsync(WireMessage message, string text, CancellationToken cancellationToken)
    {
        var me = await self.GetAsync(cancellationToken);
        var line = book.LineOf(text, me?.Username, message.Chat.IsPrivate) ?? steps.Continued(message, me?.Id);
        // Alone with the bot nobody needs a slash.
        if (line is null && message.Chat.IsPrivate && !text.TrimStart().StartsWith('/'))
            line = book.LineOf("/" + text.Trim(), me?.Username, isOurs: true);
        // In a group neither does who calls it by its name.
        if (line is null && CommandBook.Addressed(text, me?.Username) is { } said)
            line = book.LineOf(said.StartsWith('/') ? said : "/" + said, me?.Username, isOurs: true);
        if (line is null) return;
        var place = await answering.PlaceOfAsync(message, cancellationToken);
        var user = await rights.OfAsync(message, cancellationToken);
        var command = new IncomingCommand(place.Channel, user, line, message.From?.LanguageCode)
        {
            CanAnswerAlone = message.Chat.IsPrivate,
        };
        await AnswerAsync(command, place, message.Chat.IsPrivate ? null : message.MessageId, cancellationToken);
    }

    private async Task AnswerAsync(
        IncomingCommand command, TalkPlace place, long? replyTo, CancellationToken cancellationToken)
    {
        if (Welcome.LineOf(command.Line) is { } meant) command = command with { Line = meant };
        else if (welcome.Of(command, place.Chat) is { } greeting)
        {
            await answering.SendAsync(place, greeting, Extras.None with { ReplyTo = replyTo }, cancellationToken);
            return;
        }
        var extras = Extras.None with { ReplyTo = replyTo, AnswerOf = NameOf(command.Line) };
        var reply = await steps.NextAsync(command, cancellationToken) is { } question
            ? Asked(question, ref extras)
            : await handler.HandleAsync(command, cancellationToken);
        await answering.SendAsync(place, reply, extras, cancellationToken);
    }

    private static CommandReply Asked(Question question, ref Extras extras)
    {
        extras = extras with { WantsReply = question.WantsReply, AnswerOf = question.Command };
        return new CommandReply(question.Message, IsPrivate: true);
    }

    private string NameOf(string line) => book.Find(line)?.Offer.Name ?? line.TrimStart('/').Split(' ')[0];

    private bool IsFresh(WireMessage message) =>
        time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(message.Date) < Fresh;

    // An anonymous administrator comes as a bot of Telegram's own, with the chat as sender.
    private static bool IsOfBot(WireMessage message) => message.From is { IsBot: true } && message.SenderChat is null;
}
