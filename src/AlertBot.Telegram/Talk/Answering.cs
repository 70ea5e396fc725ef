using AlertBot.Chat;
using AlertBot.Telegram.Api;
using Microsoft.Extensions.Logging;

namespace AlertBot.Telegram.Talk;

/// <summary>Where an answer goes.</summary>
/// <param name="Chat">The chat as the server has it.</param>
/// <param name="Channel">The same as we know it.</param>
internal sealed record TalkPlace(WireChat Chat, ChannelRef Channel)
{
    /// <summary>The topic; null when there is none.</summary>
    public long? Thread => ChatIds.ThreadOf(Channel);
}

/// <summary>Answers people: before alerts, and once more when the first try surely did not arrive.</summary>
internal sealed partial class Answering(
    TelegramApi api, Outgoing outgoing, ChatMoves moves, SendPace pace, TimeProvider time, ILogger<Answering> logger)
{
    // Who waits longer than that asks again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    /// <summary>The place of a message.</summary>
    public async ValueTask<TalkPlace> PlaceOfAsync(WireMessage message, CancellationToken cancellationToken)
    {
        var first = await moves.FirstAsync(message.Chat.Id, cancellationToken);
        // A thread of replies has an id too, but is no topic (telegram-bot-api#447).
        var thread = message.IsTopicMessage && !message.Chat.IsPrivate ? message.MessageThreadId : null;
        return new TalkPlace(message.Chat, ChatIds.Channel(first, thread));
    }

    /// <summary>Posts an answer and its files.</summary>
    public async Task SendAsync(
        TalkPlace place, CommandReply reply, Extras extras, CancellationToken cancellationToken)
    {
        await TryAsync(place, token => outgoing.SendAsync(
            place.Chat.Id, place.Thread, reply.Message, extras, token), cancellationToken);
        foreach (var file in reply.Files)
            await TryAsync(place, token => api.SendDocumentAsync(
                new SendMessage(place.Chat.Id, "")
                {
                    MessageThreadId = place.Thread,
                    ReplyParameters = extras.ReplyTo is { } id ? new ReplyParameters(id, true) : null,
                }, file, token), cancellationToken);
    }

    /// <summary>Puts an answer in the place of a message of ours; below it where that cannot be changed.</summary>
    public async Task ReplaceAsync(
        TalkPlace place, long message, CommandReply reply, Extras extras, CancellationToken cancellationToken)
    {
        var answer = await TryAsync(place, token => outgoing.EditAsync(
            place.Chat.Id, message, reply.Message, extras, token), cancellationToken);
        if (answer.Refusal?.Kind is ApiErrorKind.MessageFixed or ApiErrorKind.MessageNotFound || reply.Files.Count > 0)
            await SendAsync(place, reply, extras with { ReplyTo = message }, cancellationToken);
    }

    private async Task<ApiAnswer<WireMessage>> TryAsync(
        TalkPlace place, Func<CancellationToken, Task<ApiAnswer<WireMessage>>> call, CancellationToken cancellationToken)
    {
        var answer = await InTurnAsync(place, call, cancellationToken);
        if (AgainAfter(answer) is { } wait && wait <= LongestWait)
        {
            await Task.Delay(wait, time, cancellationToken);
            answer = await InTurnAsync(place, call, cancellationToken);
        }
        if (answer.Refusal is { Kind: ApiErrorKind.TooMany, RetryAfter: { } after }) pace.Wait(place.Channel, after);
        if (answer is not ApiAnswer<WireMessage>.Ok && answer.Refusal?.Kind != ApiErrorKind.NotModified)
            LogLost(place.Channel, answer.Problem);
        return answer;
    }

    private async Task<ApiAnswer<WireMessage>> InTurnAsync(
        TalkPlace place, Func<CancellationToken, Task<ApiAnswer<WireMessage>>> call, CancellationToken cancellationToken)
    {
        using var turn = await pace.TakeAnswerAsync(place.Channel, cancellationToken);
        return turn is null
            ? new ApiAnswer<WireMessage>.Unknown("the chat has had its share of messages for this minute")
            : await call(cancellationToken);
    }

    private static TimeSpan? AgainAfter(ApiAnswer<WireMessage> answer) => answer switch
    {
        ApiAnswer<WireMessage>.NotSent => Breath,
        { Refusal: { Kind: ApiErrorKind.TooMany } error } => error.RetryAfter ?? Breath,
        _ => null,
    };

    [LoggerMessage(9550, LogLevel.Warning, "An answer to {Channel} was lost: {Problem}")]
    private partial void LogLost(ChannelRef channel, string problem);
}
