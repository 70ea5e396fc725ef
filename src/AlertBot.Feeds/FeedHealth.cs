namespace AlertBot.Feeds;

/// <summary>How a feed fares, the worse the later.</summary>
public enum FeedHealthKind
{
    /// <summary>It is read as it should be.</summary>
    Ok,

    /// <summary>It is read, at another address than people gave.</summary>
    Moved,

    /// <summary>It is read, and publishes far less than it used to.</summary>
    Silent,

    /// <summary>It should have been asked by now, and was not: we are behind.</summary>
    Late,

    /// <summary>What it answers is no feed, or it does not answer.</summary>
    Failing,

    /// <summary>Its server does not let us in.</summary>
    Blocked,

    /// <summary>It is gone for good, and asked no more.</summary>
    Gone,
}

/// <summary>How a feed fares, and since when.</summary>
/// <param name="Kind">How it fares.</param>
/// <param name="SinceUtc">Since when it fares so; null while all is well.</param>
/// <param name="Code">Short and stable: what failed, for example <c>http-503</c>; null where the kind says all.</param>
public sealed record FeedHealth(FeedHealthKind Kind, DateTimeOffset? SinceUtc, string? Code)
{
    // Polls wait for hosts that rest, and for others that are due; longer than this somebody should look.
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(15);

    /// <summary>True when nothing comes of it at present that should: it fails, is blocked, late, gone or
    /// silent.</summary>
    public bool IsMissing => Kind > FeedHealthKind.Moved;

    /// <summary>True when our own connection is to blame.</summary>
    public bool IsOwnFault => Code == OwnConnection.Code;

    /// <summary>Tells it from a feed's state. Pure.</summary>
    public static FeedHealth Of(FeedState state, DateTimeOffset nowUtc) => state switch
    {
        { PausedReason: not null } => new(FeedHealthKind.Gone, state.FailingSinceUtc ?? state.LastPollUtc, state.ErrorCode),
        { ConsecutiveFailures: > 0, ErrorCode: "http-401" or "http-403" or "challenge" or "html" } =>
            new(FeedHealthKind.Blocked, state.FailingSinceUtc, state.ErrorCode),
        { ConsecutiveFailures: > 0 } => new(FeedHealthKind.Failing, state.FailingSinceUtc, state.ErrorCode),
        _ when nowUtc - state.NextPollUtc > LateAfter => new(FeedHealthKind.Late, state.NextPollUtc, null),
        { SilentSinceUtc: { } since } => new(FeedHealthKind.Silent, since, null),
        { MovedTo: not null } => new(FeedHealthKind.Moved, state.MovedSinceUtc, null),
        _ => new(FeedHealthKind.Ok, null, null),
    };
}
