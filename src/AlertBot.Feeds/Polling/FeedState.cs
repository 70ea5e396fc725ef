namespace AlertBot.Feeds;

/// <summary>How a feed fares: what the next poll must know. Written only together with the articles of the same
/// poll.</summary>
public sealed record FeedState
{
    /// <summary>When it is due; <see cref="Never"/> while it is paused.</summary>
    public required DateTimeOffset NextPollUtc { get; init; }

    /// <summary>Which rule set <see cref="NextPollUtc"/>.</summary>
    public required PollRule NextPollRule { get; init; }

    /// <summary>The ETag to send back, byte for byte (bytes as Latin-1 characters), at most 1,024; null when there is
    /// none.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified to send back, byte for byte, at most 256 characters; null when there is
    /// none.</summary>
    public string? LastModified { get; init; }

    /// <summary>The address that gave the validators: another one is never asked with them. Null when there are
    /// none.</summary>
    public Uri? ValidatorsUrl { get; init; }

    /// <summary>SHA-256 of the last body that was read, 64 hexadecimal digits; null before the first.</summary>
    public string? BodyHash { get; init; }

    /// <summary>Which version of the reader read that body; another version reads it again. 0 before the
    /// first.</summary>
    public int ReaderVersion { get; init; }

    /// <summary>When it was last asked, however that went; null before the first poll.</summary>
    public DateTimeOffset? LastPollUtc { get; init; }

    /// <summary>When it last answered as it should, with a feed or with "not modified"; null when it never
    /// did.</summary>
    public DateTimeOffset? LastSuccessUtc { get; init; }

    /// <summary>When it last sent a whole body: a stuck validator is found out by asking once without.</summary>
    public DateTimeOffset? LastBodyUtc { get; init; }

    /// <summary>The time of the newest entry of the last document; null when its entries have no dates.</summary>
    public DateTimeOffset? NewestEntryUtc { get; init; }

    /// <summary>Median time between the newest entries of the last document; null when fewer than four have
    /// dates.</summary>
    public TimeSpan? TypicalGap { get; init; }

    /// <summary>In which hours it was watched and brought news; null before the first success. See
    /// <see cref="FeedRhythm"/>.</summary>
    public string? Rhythm { get; init; }

    /// <summary>Since when it publishes far less than it used to; null while it does not.</summary>
    public DateTimeOffset? SilentSinceUtc { get; init; }

    /// <summary>The hours over which it was found silent; 0 while it is not.</summary>
    public int SilentHours { get; init; }

    /// <summary>In how many quarters of an hour of these it used to bring news; 0 while it is not silent.</summary>
    public double SilentExpected { get; init; }

    /// <summary>The interval that the last document asked for by ttl or sy:, null when it asked for none.</summary>
    public TimeSpan? DocumentInterval { get; init; }

    /// <summary>Whether <see cref="DocumentInterval"/> came from sy:updatePeriod rather than ttl.</summary>
    public bool IsDocumentIntervalPeriod { get; init; }

    /// <summary>Hours of the day (UTC) in which the last document wants no poll: bit 0 is midnight to one.</summary>
    public int SkipHours { get; init; }

    /// <summary>Days on which the last document wants no poll: bit 0 is Sunday.</summary>
    public int SkipDays { get; init; }

    /// <summary>Failures since the last success, 0 when it is well.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>When the present run of failures began; null when it is well.</summary>
    public DateTimeOffset? FailingSinceUtc { get; init; }

    /// <summary>Short code of the last failure, for example <c>http-503</c> or <c>timeout</c>; null when it is
    /// well.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>One line for people about the last failure, at most 300 characters in English; null when it is
    /// well.</summary>
    public Saying? Error { get; init; }

    /// <summary>One line for people about what of the last document was left out; null when it was read
    /// whole.</summary>
    public Saying? Notice { get; init; }

    /// <summary>Who pushes it, as the last document says; null when it says nothing of hubs.</summary>
    public HubOffer? Offer { get; init; }

    /// <summary>Where it moved for good: polled instead of <see cref="Feed.Url"/>. Null while it has not
    /// moved.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>Since when it is polled at <see cref="MovedTo"/>; null while it has not moved.</summary>
    public DateTimeOffset? MovedSinceUtc { get; init; }

    /// <summary>A permanent redirect that is not believed yet; null when there is none.</summary>
    public Uri? MoveCandidate { get; init; }

    /// <summary>How many polls in a row saw <see cref="MoveCandidate"/>.</summary>
    public int MoveSightings { get; init; }

    /// <summary>When <see cref="MoveCandidate"/> was first seen; null when there is none.</summary>
    public DateTimeOffset? MoveSinceUtc { get; init; }

    /// <summary>Why it is not polled at all, one line for people; null while it is polled.</summary>
    public Saying? PausedReason { get; init; }

    /// <summary>True when it was read at least once: from then on an entry without a date is news.</summary>
    public bool WasRead => LastBodyUtc is not null;

    /// <summary>Stands for "not before a person says so"; short of the greatest instant, which no database
    /// holds.</summary>
    public static DateTimeOffset Never { get; } = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The state of a feed that was never polled.</summary>
    public static FeedState New(DateTimeOffset firstPollUtc) =>
        new() { NextPollUtc = firstPollUtc, NextPollRule = PollRule.FirstPoll };

    /// <summary>The same, polled at the address that people gave. What is known of the other one's answers says nothing of
    /// it, and what it holds without a date may have been there for long.</summary>
    public FeedState ReturnedHome() => this with
    {
        MovedTo = null,
        MovedSinceUtc = null,
        ETag = null,
        LastModified = null,
        ValidatorsUrl = null,
        BodyHash = null,
        LastBodyUtc = null,
        Offer = null,
    };

    /// <summary>The address to ask: where the feed moved, else where it was configured.</summary>
    public Uri AddressOf(Feed feed) => MovedTo ?? feed.Url;
}
