namespace AlertBot.Testing.Telegram;

/// <summary>The limits of the stand-in: those of the real one unless a test says otherwise.</summary>
public sealed record TelegramRules
{
    /// <summary>Calls in any second, over all chats.</summary>
    public int CallsASecond { get; init; } = 30;

    /// <summary>Calls in any minute to one group.</summary>
    public int CallsAMinuteInGroups { get; init; } = 20;

    /// <summary>Calls to one chat at once; after that one a second.</summary>
    public int ChatBurst { get; init; } = 3;

    /// <summary>Whether flood control is on.</summary>
    public bool HasFloodControl { get; init; } = true;

    /// <summary>Whether the server knows the tag of instants, as since Bot API 9.5.</summary>
    public bool KnowsClocks { get; init; } = true;

    /// <summary>For how many seconds a chat is held by <see cref="TelegramFault.TooMany"/>.</summary>
    public int ToldToWait { get; init; } = 7;

    /// <summary>How old a message may be that is removed.</summary>
    public TimeSpan DeletesUntil { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How long updates wait to be fetched.</summary>
    public TimeSpan UpdatesKept { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a pressed button or an inline query may be answered.</summary>
    public TimeSpan QueriesKept { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>What goes wrong with one call.</summary>
public enum TelegramFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection is cut before anything was done.</summary>
    CutBefore,

    /// <summary>It is done, and the connection is cut before the answer.</summary>
    CutAfter,

    /// <summary>It is done, and the connection is cut in the middle of the answer.</summary>
    CutAnswer,

    /// <summary>The server fails, and says so: nothing was done.</summary>
    ServerError,

    /// <summary>A gateway in front of the server fails: it is done all the same.</summary>
    BadGateway,

    /// <summary>No answer comes until the caller gives up: nothing was done.</summary>
    Hang,

    /// <summary>It is done, and no answer comes until the caller gives up.</summary>
    HoldAnswer,

    /// <summary>Told to wait, see <see cref="TelegramRules.ToldToWait"/>; who does not is refused again.</summary>
    TooMany,
}
