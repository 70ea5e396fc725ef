using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AlertBot.Chat;
using AlertBot.Telegram.Api;
using Microsoft.Extensions.Logging;

namespace AlertBot.Telegram.Talk;

/// <summary>Keeps the list of commands that clients show; it is sent only when it changed.</summary>
internal sealed partial class CommandMenu(
    TelegramApi api, BotSelf self, CommandBook book, IPlatformState state, ILogger<CommandMenu> logger)
{
    private const string Key = "menu";

    // Who manages a chat sees all commands there, and everybody does where they are alone with the bot.
    private static readonly (string Scope, bool IsForAdministrators)[] Scopes =
        [("default", false), ("all_chat_administrators", true), ("all_private_chats", true)];

    /// <summary>Sends the lists when they are not those that Telegram has. False when that must be tried again.</summary>
    public async Task<bool> PublishAsync(CancellationToken cancellationToken)
    {
        if (book.All.Count == 0) return true;
        var lists = Scopes.SelectMany(s => TextBook.Languages.Select(language => new SetMyCommands(
            book.Menu(language, s.IsForAdministrators))
        {
            Scope = new BotCommandScope(s.Scope),
            LanguageCode = language == TextBook.English ? null : language,
        })).ToList();
        if (await self.IdAsync(cancellationToken) is not { } id) return false;
        var mark = Mark(id, lists);
        var stored = await state.ReadAsync(TelegramPlatform.PlatformName, Key, cancellationToken);
        if (stored.Value is { } known && known.Span.SequenceEqual(mark)) return true;
        foreach (var list in lists)
        {
            if (await api.SetMyCommandsAsync(list, cancellationToken) is var answer and not ApiAnswer<bool>.Ok)
            {
                LogNotSet(answer.Problem);
                return false;
            }
        }
        await state.TryWriteAsync(TelegramPlatform.PlatformName, Key, mark, stored.Version, cancellationToken);
        return true;
    }

    private static byte[] Mark(long bot, List<SetMyCommands> lists) => SHA256.HashData(Encoding.UTF8.GetBytes(
        bot + string.Concat(lists.Select(l => JsonSerializer.Serialize(l, WireJson.Default.SetMyCommands)))));

    [LoggerMessage(9540, LogLevel.Warning, "The list of commands was not taken by Telegram; it is tried again: {Problem}")]
    private partial void LogNotSet(string problem);
}
