namespace AlertBot.Feeds;

/// <summary>Which rule set the time of a feed's next poll. Stored by name: members are never renamed.</summary>
public enum PollRule
{
    /// <summary>It was never polled; new feeds are spread so that they do not all start together.</summary>
    FirstPoll,

    /// <summary>Our own shortest interval, as nothing asked for longer.</summary>
    OwnMinimum,

    /// <summary>It seldom changes, so it is asked less often.</summary>
    Adaptive,

    /// <summary>The server's Cache-Control max-age, less Age.</summary>
    CacheControl,

    /// <summary>The server's Expires.</summary>
    Expires,

    /// <summary>The document's ttl.</summary>
    Ttl,

    /// <summary>The document's sy:updatePeriod and sy:updateFrequency.</summary>
    UpdatePeriod,

    /// <summary>Something asked for longer than we ever wait.</summary>
    Ceiling,

    /// <summary>The document's skipHours or skipDays moved it on.</summary>
    SkipTimes,

    /// <summary>The server's Retry-After, which holds for the whole host.</summary>
    RetryAfter,

    /// <summary>Failures one after another, each wait longer than the one before.</summary>
    BackOff,

    /// <summary>A hub pushes what is new, so it is asked only now and then.</summary>
    Pushed,

    /// <summary>Its hub says that there is something new, and does not say what.</summary>
    Pinged,

    /// <summary>It is not polled until a person says so; see <see cref="FeedState.PausedReason"/>.</summary>
    Paused,
}
