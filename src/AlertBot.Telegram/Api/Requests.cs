namespace AlertBot.Telegram.Api;

// What we send. What is null is left out. Source: Bot API 10.1.

/// <summary>How links are previewed.</summary>
internal sealed record LinkPreviewOptions
{
    public bool? IsDisabled { get; init; }
    public string? Url { get; init; }
    public bool? PreferSmallMedia { get; init; }

    public static LinkPreviewOptions Off { get; } = new() { IsDisabled = true };
}

/// <summary>What is answered.</summary>
internal sealed record ReplyParameters(long MessageId, bool AllowSendingWithoutReply);

/// <summary>A button under a message.</summary>
internal sealed record InlineKeyboardButton(string Text)
{
    public string? CallbackData { get; init; }
    public string? Url { get; init; }
}

/// <summary>What stands under a message: buttons, or the wish that people reply.</summary>
internal sealed record ReplyMarkup
{
    public IReadOnlyList<IReadOnlyList<InlineKeyboardButton>>? InlineKeyboard { get; init; }
    public bool? ForceReply { get; init; }
    public bool? Selective { get; init; }

    /// <summary>Has the client of who is answered open a reply.</summary>
    public static ReplyMarkup Reply { get; } = new() { ForceReply = true, Selective = true };
}

internal sealed record SendMessage(long ChatId, string Text)
{
    public long? MessageThreadId { get; init; }
    public string? ParseMode { get; init; }
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }
    public bool? DisableNotification { get; init; }
    public ReplyParameters? ReplyParameters { get; init; }
    public ReplyMarkup? ReplyMarkup { get; init; }
}

internal sealed record EditMessageText(long ChatId, long MessageId, string Text)
{
    public string? ParseMode { get; init; }
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }
    public ReplyMarkup? ReplyMarkup { get; init; }
}

internal sealed record DeleteMessage(long ChatId, long MessageId);

internal sealed record SendChatAction(long ChatId, string Action)
{
    public long? MessageThreadId { get; init; }
}

internal sealed record AnswerCallbackQuery(string CallbackQueryId)
{
    public string? Text { get; init; }
    public bool? ShowAlert { get; init; }
}

internal sealed record InputTextMessageContent(string MessageText, string? ParseMode)
{
    public LinkPreviewOptions? LinkPreviewOptions { get; init; }
}

internal sealed record InlineQueryResultArticle(string Id, string Title, InputTextMessageContent InputMessageContent)
{
    public string Type { get; init; } = "article";
    public string? Description { get; init; }
}

internal sealed record AnswerInlineQuery(string InlineQueryId, IReadOnlyList<InlineQueryResultArticle> Results)
{
    public int? CacheTime { get; init; }
    public bool? IsPersonal { get; init; }
    public string? NextOffset { get; init; }
    public InlineQueryResultsButton? Button { get; init; }
}

/// <summary>What stands above the list, and leads to the bot.</summary>
internal sealed record InlineQueryResultsButton(string Text, string StartParameter);

internal sealed record BotCommand(string Command, string Description);

internal sealed record BotCommandScope(string Type);

internal sealed record SetMyCommands(IReadOnlyList<BotCommand> Commands)
{
    public BotCommandScope? Scope { get; init; }
    public string? LanguageCode { get; init; }
}

internal sealed record GetUpdates
{
    public long? Offset { get; init; }
    public int? Limit { get; init; }
    public int? Timeout { get; init; }
    public IReadOnlyList<string>? AllowedUpdates { get; init; }
}

internal sealed record SetWebhook(string Url)
{
    public string? SecretToken { get; init; }
    public int? MaxConnections { get; init; }
    public IReadOnlyList<string>? AllowedUpdates { get; init; }
}

internal sealed record DeleteWebhook(bool DropPendingUpdates);

internal sealed record GetChat(long ChatId);

internal sealed record GetChatMember(long ChatId, long UserId);

internal sealed record GetMe;
