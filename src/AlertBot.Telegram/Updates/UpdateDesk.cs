using System.Collections.Concurrent;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Talk;
using Microsoft.Extensions.Logging;

namespace AlertBot.Telegram.Updates;

/// <summary>
/// Hands updates to who deals with them: each once, those of one chat in their order, those of different chats side by
/// side. Safe to call from several threads.
/// </summary>
internal sealed partial class UpdateDesk(
    UpdateLog log, CommandTalk commands, ButtonTalk buttons, InlineTalk inline, Membership membership,
    ILogger<UpdateDesk> logger)
{
    // Chats that are served at once; the rest waits for its turn.
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<long, bool> _inHand = [];

    /// <summary>The kinds of update that we want; all others are not even sent.</summary>
    public static IReadOnlyList<string> Wanted { get; } =
        ["message", "channel_post", "callback_query", "inline_query", "my_chat_member", "chat_member"];

    /// <summary>Handles updates to their end. Only cancellation gets out.</summary>
    public Task HandleAsync(IReadOnlyList<Update> updates, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            updates.OrderBy(u => u.UpdateId).GroupBy(PlaceOf),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (place, token) =>
            {
                foreach (var update in place) await HandleAsync(update, token);
            });

    /// <summary>Handles one update; nothing happens when it was handled before.</summary>
    public async Task HandleAsync(Update update, CancellationToken cancellationToken)
    {
        if (!_inHand.TryAdd(update.UpdateId, true)) return;
        try
        {
            if (!await log.IsNewAsync(update.UpdateId, cancellationToken)) return;
            try
            {
                await DealWithAsync(update, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One that we cannot deal with must not come again and again.
                LogFault(fault, update.UpdateId);
            }
            await log.HandledAsync(update.UpdateId, cancellationToken);
        }
        finally
        {
            _inHand.TryRemove(update.UpdateId, out _);
        }
    }

    private Task DealWithAsync(Update update, CancellationToken cancellationToken) => update switch
    {
        { Message: { } message } => commands.OnMessageAsync(message, cancellationToken),
        { ChannelPost: { } post } => commands.OnMessageAsync(post, cancellationToken),
        { CallbackQuery: { } pressed } => buttons.OnPressedAsync(pressed, cancellationToken),
        { InlineQuery: { } query } => inline.OnQueryAsync(query, cancellationToken),
        { MyChatMember: { } change } => membership.OnChangedAsync(change, cancellationToken),
        { ChatMember: { } change } => membership.OnOtherChangedAsync(change),
        // A kind that we did not ask for, or one that is newer than we are.
        _ => Task.CompletedTask,
    };

    private static long PlaceOf(Update update) => update switch
    {
        { Message: { } message } => message.Chat.Id,
        { ChannelPost: { } post } => post.Chat.Id,
        { CallbackQuery: { Message: { } under } } => under.Chat.Id,
        { CallbackQuery: { } pressed } => pressed.From.Id,
        { InlineQuery: { } query } => query.From.Id,
        { MyChatMember: { } change } => change.Chat.Id,
        { ChatMember: { } change } => change.Chat.Id,
        _ => 0,
    };

    [LoggerMessage(9510, LogLevel.Error, "Update {Id} could not be handled and is passed over.")]
    private partial void LogFault(Exception fault, long id);
}
