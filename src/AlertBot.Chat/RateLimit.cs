namespace AlertBot.Chat;

/// <summary>What a limit is shared by.</summary>
public enum RateScope
{
    /// <summary>All that goes to the platform.</summary>
    Platform,

    /// <summary>All that goes to one channel.</summary>
    Channel,

    /// <summary>All that goes to one community, whichever of its channels and threads it goes to.</summary>
    Community,
}

/// <summary>Which calls a limit counts.</summary>
public enum RateCalls
{
    /// <summary>Every one: posts, edits and removals.</summary>
    All,

    /// <summary>Edits of messages that are older than <see cref="RateLimit.OldAge"/>.</summary>
    OldEdits,
}

/// <summary>How much a platform takes, as its documentation says.</summary>
/// <param name="Scope">What the limit is shared by.</param>
/// <param name="Count">Calls within <paramref name="Per"/>, 1 or more.</param>
/// <param name="Per">The span in which they count.</param>
public sealed record RateLimit(RateScope Scope, int Count, TimeSpan Per)
{
    /// <summary>From which age on a message is old: Discord caps edits of those (error 30046).</summary>
    public static readonly TimeSpan OldAge = TimeSpan.FromHours(1);

    /// <summary>Which calls count.</summary>
    public RateCalls Calls { get; init; }

    /// <summary>To which channels it applies, such as groups alone; null for all.</summary>
    public Func<ChannelRef, bool>? OnlyFor { get; init; }

    /// <summary>Whether a call counts for it.</summary>
    /// <param name="channel">Where the call goes.</param>
    /// <param name="isOldEdit">It edits a message older than <see cref="OldAge"/>.</param>
    public bool Counts(ChannelRef channel, bool isOldEdit) =>
        (isOldEdit || Calls == RateCalls.All) && (OnlyFor is null || OnlyFor(channel));
}
