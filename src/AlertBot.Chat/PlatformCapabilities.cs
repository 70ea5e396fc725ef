namespace AlertBot.Chat;

/// <summary>In what the length of a text is counted.</summary>
public enum LengthUnit
{
    /// <summary>UTF-16 code units (Telegram).</summary>
    Utf16,

    /// <summary>Unicode code points (Discord).</summary>
    CodePoints,
}

/// <summary>What a platform can do. All others ask here instead of asking which platform it is.</summary>
public sealed record PlatformCapabilities
{
    /// <summary>In what lengths are counted.</summary>
    public required LengthUnit LengthUnit { get; init; }

    /// <summary>Longest message in <see cref="LengthUnit"/>.</summary>
    public required int MaxMessageLength { get; init; }

    /// <summary>Most buttons under one message; 0 when there are none.</summary>
    public int MaxButtons { get; init; }

    /// <summary>Whether sent messages can be changed.</summary>
    public bool CanEdit { get; init; }

    /// <summary>Whether sent messages can be removed.</summary>
    public bool CanDelete { get; init; }

    /// <summary>Whether a message can answer another.</summary>
    public bool CanReply { get; init; }

    /// <summary>Whether a message can come without sound.</summary>
    public bool CanBeSilent { get; init; }

    /// <summary>Whether an answer can be shown to the asker alone.</summary>
    public bool CanBeEphemeral { get; init; }

    /// <summary>Whether options are completed while they are typed.</summary>
    public bool CanComplete { get; init; }

    /// <summary>Whether it lets people choose among the channels of the community.</summary>
    public bool CanOfferChannels { get; init; }

    /// <summary>Whether channels can hold threads.</summary>
    public bool HasThreads { get; init; }

    /// <summary>Whether <see cref="IChatPlatform.FindAsync(string, ChannelRef, CancellationToken)"/> can tell what was sent.</summary>
    public bool CanFind { get; init; }

    /// <summary>
    /// How much it takes; none for no limit. They are kept before a call is made, never learned from a refusal.
    /// </summary>
    public IReadOnlyList<RateLimit> Limits { get; init; } = [];

    /// <summary>How long the platform finds a text.</summary>
    public int LengthOf(string text) => LengthUnit == LengthUnit.Utf16
        ? text.Length
        : text.Length - text.Where((c, i) => char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]))
            .Count();
}
