namespace AlertBot.Telegram.Api;

// What the server sends, as far as we read it; fields that we do not know are passed over. Source: Bot API 10.1.

/// <summary>The frame of every answer.</summary>
internal sealed record ApiResult<T>
{
    public bool Ok { get; init; }
    public T? Result { get; init; }
    public int ErrorCode { get; init; }
    public string? Description { get; init; }
    public ResponseParameters? Parameters { get; init; }
}

/// <summary>What a refusal adds.</summary>
internal sealed record ResponseParameters
{
    public long? MigrateToChatId { get; init; }
    public int? RetryAfter { get; init; }
}

/// <summary>A person or a bot.</summary>
internal sealed record WireUser
{
    public long Id { get; init; }
    public bool IsBot { get; init; }
    public string FirstName { get; init; } = "";
    public string? LastName { get; init; }
    public string? Username { get; init; }
    public string? LanguageCode { get; init; }
    public bool SupportsInlineQueries { get; init; }

    /// <summary>As clients show it.</summary>
    public string Name => LastName is { Length: > 0 } ? $"{FirstName} {LastName}" : FirstName;
}

/// <summary>A chat of any type.</summary>
internal sealed record WireChat
{
    public const string Private = "private";
    public const string Channel = "channel";

    public long Id { get; init; }
    public string Type { get; init; } = "";
    public string? Title { get; init; }
    public string? Username { get; init; }
    public bool IsForum { get; init; }

    public bool IsPrivate => Type == Private;

    public bool IsChannel => Type == Channel;
}

/// <summary>A special part of a text.</summary>
internal sealed record MessageEntity
{
    public string Type { get; init; } = "";
    public int Offset { get; init; }
    public int Length { get; init; }
}

/// <summary>A message.</summary>
internal sealed record WireMessage
{
    public long MessageId { get; init; }
    public long Date { get; init; }
    public WireChat Chat { get; init; } = new();
    public WireUser? From { get; init; }
    public WireChat? SenderChat { get; init; }
    public string? AuthorSignature { get; init; }
    public string? Text { get; init; }
    public IReadOnlyList<MessageEntity> Entities { get; init; } = [];
    public long? MessageThreadId { get; init; }
    public bool IsTopicMessage { get; init; }
    public WireMessage? ReplyToMessage { get; init; }
    public long? MigrateToChatId { get; init; }
    public long? MigrateFromChatId { get; init; }
}

/// <summary>A pressed button.</summary>
internal sealed record CallbackQuery
{
    public string Id { get; init; } = "";
    public WireUser From { get; init; } = new();
    public WireMessage? Message { get; init; }
    public string? Data { get; init; }
}

/// <summary>What somebody types behind the bot's name in any chat.</summary>
internal sealed record InlineQuery
{
    public string Id { get; init; } = "";
    public WireUser From { get; init; } = new();
    public string Query { get; init; } = "";

    /// <summary>Where the list goes on, as we said in the answer before; empty at its front.</summary>
    public string Offset { get; init; } = "";
}

/// <summary>What somebody is in a chat.</summary>
internal sealed record ChatMember
{
    public string Status { get; init; } = "";
    public WireUser User { get; init; } = new();
    public bool? CanPostMessages { get; init; }
    public bool? CanSendMessages { get; init; }
    public bool? CanChangeInfo { get; init; }
    public bool? IsMember { get; init; }

    public bool IsOwner => Status == "creator";

    public bool IsAdministrator => IsOwner || Status == "administrator";

    public bool IsGone => Status is "left" or "kicked" || (Status == "restricted" && IsMember == false);
}

/// <summary>A change of what somebody is in a chat.</summary>
internal sealed record ChatMemberUpdated
{
    public WireChat Chat { get; init; } = new();
    public WireUser From { get; init; } = new();
    public ChatMember OldChatMember { get; init; } = new();
    public ChatMember NewChatMember { get; init; } = new();
}

/// <summary>Something that happened; exactly one of the others is there, or none that we know.</summary>
internal sealed record Update
{
    public long UpdateId { get; init; }
    public WireMessage? Message { get; init; }
    public WireMessage? ChannelPost { get; init; }
    public CallbackQuery? CallbackQuery { get; init; }
    public InlineQuery? InlineQuery { get; init; }
    public ChatMemberUpdated? MyChatMember { get; init; }
    public ChatMemberUpdated? ChatMember { get; init; }
}
