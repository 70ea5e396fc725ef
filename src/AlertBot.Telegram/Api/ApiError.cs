namespace AlertBot.Telegram.Api;

/// <summary>What a refusal of the server means for us.</summary>
internal enum ApiErrorKind
{
    /// <summary>None of those below.</summary>
    Other,

    /// <summary>The person blocked the bot, never wrote to it, or is gone.</summary>
    Unreachable,

    /// <summary>The bot is no longer in the chat.</summary>
    NotMember,

    /// <summary>There is no such chat.</summary>
    ChatNotFound,

    /// <summary>The bot may not write there.</summary>
    NoRights,

    /// <summary>There is no such topic, or it is closed.</summary>
    ThreadNotFound,

    /// <summary>The group became a supergroup.</summary>
    Moved,

    /// <summary>An edit that changes nothing.</summary>
    NotModified,

    /// <summary>There is no such message.</summary>
    MessageNotFound,

    /// <summary>The message cannot be changed or removed by us.</summary>
    MessageFixed,

    /// <summary>The mark-up is wrong.</summary>
    BadMarkup,

    /// <summary>The text is too long.</summary>
    TooLong,

    /// <summary>The keyboard is refused.</summary>
    BadKeyboard,

    /// <summary>A pressed button or an inline query waited too long.</summary>
    QueryTooOld,

    /// <summary>The token is not known.</summary>
    BadToken,

    /// <summary>Somebody else asks for updates, or a webhook is set.</summary>
    Conflict,

    /// <summary>Too many calls.</summary>
    TooMany,
}

/// <summary>A refusal of the server.</summary>
/// <param name="Code">As HTTP status.</param>
/// <param name="Description">The server's words.</param>
/// <param name="RetryAfter">How long to wait; null when it does not say.</param>
/// <param name="MigrateToChatId">The supergroup that a group became; null when it did not.</param>
internal sealed record ApiError(int Code, string Description, TimeSpan? RetryAfter, long? MigrateToChatId)
{
    // The server tells errors apart by words alone. Source: telegram-bot-api, Client.cpp, fail_query_with_error and
    // check_chat_access; what is written in capitals comes from Telegram's own servers unchanged.
    private static readonly (string Words, ApiErrorKind Kind)[] Known =
    [
        ("bot was blocked by the user", ApiErrorKind.Unreachable),
        ("user is deactivated", ApiErrorKind.Unreachable),
        ("bot can't initiate conversation", ApiErrorKind.Unreachable),
        ("bot can't send messages to bots", ApiErrorKind.Unreachable),
        ("bots can't send messages to bots", ApiErrorKind.Unreachable),
        ("bot was kicked", ApiErrorKind.NotMember),
        ("bot is not a member", ApiErrorKind.NotMember),
        ("chat not found", ApiErrorKind.ChatNotFound),
        ("group chat was deactivated", ApiErrorKind.ChatNotFound),
        ("chat_id is empty", ApiErrorKind.ChatNotFound),
        ("PEER_ID_INVALID", ApiErrorKind.ChatNotFound),
        ("CHANNEL_PRIVATE", ApiErrorKind.ChatNotFound),
        ("have no rights to send", ApiErrorKind.NoRights),
        ("not enough rights to send", ApiErrorKind.NoRights),
        ("need administrator rights", ApiErrorKind.NoRights),
        ("CHAT_WRITE_FORBIDDEN", ApiErrorKind.NoRights),
        ("CHAT_SEND_PLAIN_FORBIDDEN", ApiErrorKind.NoRights),
        ("CHAT_ADMIN_REQUIRED", ApiErrorKind.NoRights),
        ("CHAT_RESTRICTED", ApiErrorKind.NoRights),
        ("message thread not found", ApiErrorKind.ThreadNotFound),
        ("TOPIC_CLOSED", ApiErrorKind.ThreadNotFound),
        ("TOPIC_DELETED", ApiErrorKind.ThreadNotFound),
        ("message is not modified", ApiErrorKind.NotModified),
        ("message to edit not found", ApiErrorKind.MessageNotFound),
        ("message to delete not found", ApiErrorKind.MessageNotFound),
        ("message to be replied not found", ApiErrorKind.MessageNotFound),
        ("MESSAGE_ID_INVALID", ApiErrorKind.MessageNotFound),
        ("message can't be edited", ApiErrorKind.MessageFixed),
        ("message can't be deleted", ApiErrorKind.MessageFixed),
        ("there is no text in the message to edit", ApiErrorKind.MessageFixed),
        ("can't parse entities", ApiErrorKind.BadMarkup),
        ("message is too long", ApiErrorKind.TooLong),
        ("MESSAGE_TOO_LONG", ApiErrorKind.TooLong),
        ("BUTTON_", ApiErrorKind.BadKeyboard),
        ("reply markup is too long", ApiErrorKind.BadKeyboard),
        ("query is too old", ApiErrorKind.QueryTooOld),
    ];

    /// <summary>What it means for us.</summary>
    public ApiErrorKind Kind
    {
        get
        {
            if (MigrateToChatId is not null) return ApiErrorKind.Moved;
            if (Code is 401 || (Code is 404 && Description is "Not Found")) return ApiErrorKind.BadToken;
            if (Code is 409) return ApiErrorKind.Conflict;
            if (Code is 429) return ApiErrorKind.TooMany;
            foreach (var (words, kind) in Known)
                if (Description.Contains(words, StringComparison.OrdinalIgnoreCase)) return kind;
            return Code is 403 ? ApiErrorKind.NotMember : ApiErrorKind.Other;
        }
    }

    /// <summary>Whether nothing more can be sent there until somebody does something.</summary>
    public bool IsOfChannel => Kind is ApiErrorKind.Unreachable or ApiErrorKind.NotMember or ApiErrorKind.ChatNotFound
        or ApiErrorKind.NoRights or ApiErrorKind.ThreadNotFound;
}
