using AlertBot.Chat;

namespace AlertBot.Testing;

/// <summary>The limits and answers of the test platform; tight unless one of the profiles is taken.</summary>
public sealed record TestPlatformRules
{
    /// <summary>What the platform is called, as in <see cref="ChannelRef.Platform"/>.</summary>
    public string Name { get; init; } = TestPlatform.PlatformName;

    /// <summary>Longest message in <see cref="LengthUnit"/>.</summary>
    public int MaxLength { get; init; } = 300;

    /// <summary>Most buttons under a message.</summary>
    public int MaxButtons { get; init; } = 2;

    /// <summary>Calls that a channel takes at once.</summary>
    public int Burst { get; init; } = 1000;

    /// <summary>How long it takes until a channel takes one more.</summary>
    public TimeSpan Refill { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the platform can tell what it has, and takes a key but once.</summary>
    public bool CanFind { get; init; } = true;

    /// <summary>In what lengths are counted.</summary>
    public LengthUnit LengthUnit { get; init; }

    /// <summary>
    /// The documented limits, in any span of their length; when there are some, the burst does not count.
    /// </summary>
    public IReadOnlyList<RateLimit> Limits { get; init; } = [];

    /// <summary>How long a key is remembered; null for ever.</summary>
    public TimeSpan? KeysKept { get; init; }

    /// <summary>How old a message may be that is removed; null for any age.</summary>
    public TimeSpan? DeletesUntil { get; init; }

    /// <summary>Whether a wait is told in whole seconds.</summary>
    public bool WaitsInWholeSeconds { get; init; }

    /// <summary>Whether mark-up that does not close is refused; else it is shown as it is.</summary>
    public bool RefusesBadMarkup { get; init; }

    /// <summary>Whether an edit that changes nothing is refused; else it is taken.</summary>
    public bool RefusesSameText { get; init; }

    /// <summary>Whether threads fall asleep, are woken by a post, and refuse edits until then.</summary>
    public bool ThreadsArchive { get; init; }

    /// <summary>What it says of a thread that is not there.</summary>
    public string NoThread { get; init; } = "there is no such thread";

    /// <summary>What it says of a message that is not there.</summary>
    public string NoMessage { get; init; } = "there is no such message";

    /// <summary>What it says where the bot was thrown out.</summary>
    public string Forbidden { get; init; } = "the bot may not write here";

    /// <summary>
    /// Discord as documented in 2026: 2,000 code points, 25 buttons, 50 calls a second in all and 5 in 5 seconds a
    /// channel, a nonce that holds for a few minutes, threads that are archived, edits of messages older than an hour
    /// with a cap of their own (error 30046; its size is not documented).
    /// </summary>
    public static TestPlatformRules Discord { get; } = new()
    {
        MaxLength = 2000,
        MaxButtons = 25,
        LengthUnit = LengthUnit.CodePoints,
        KeysKept = TimeSpan.FromMinutes(3),
        ThreadsArchive = true,
        NoThread = "Unknown Channel (10003)",
        NoMessage = "Unknown Message (10008)",
        Forbidden = "Missing Access (50001)",
        Limits =
        [
            new RateLimit(RateScope.Platform, 50, TimeSpan.FromSeconds(1)),
            new RateLimit(RateScope.Channel, 5, TimeSpan.FromSeconds(5)),
            new RateLimit(RateScope.Channel, 5, TimeSpan.FromMinutes(1)) { Calls = RateCalls.OldEdits },
        ],
    };

    /// <summary>Telegram numbers groups below zero, private chats above.</summary>
    private static bool IsGroup(ChannelRef chat) => chat.Channel.StartsWith('-');

    /// <summary>
    /// Telegram as documented in 2026: 4,096 UTF-16 units, 30 messages a second in all, one a second and 20 a minute in
    /// a group, no key, waits in whole seconds, removal within 48 hours, bad entities and edits to the same text
    /// refused.
    /// </summary>
    public static TestPlatformRules Telegram { get; } = new()
    {
        MaxLength = 4096,
        MaxButtons = 100,
        CanFind = false,
        DeletesUntil = TimeSpan.FromHours(48),
        WaitsInWholeSeconds = true,
        RefusesBadMarkup = true,
        RefusesSameText = true,
        NoThread = "Bad Request: message thread not found",
        NoMessage = "Bad Request: message to edit not found",
        Forbidden = "Forbidden: bot was kicked from the supergroup chat",
        Limits =
        [
            new RateLimit(RateScope.Platform, 30, TimeSpan.FromSeconds(1)),
            new RateLimit(RateScope.Channel, 1, TimeSpan.FromSeconds(1)),
            new RateLimit(RateScope.Channel, 20, TimeSpan.FromMinutes(1)) { OnlyFor = IsGroup },
        ],
    };
}
