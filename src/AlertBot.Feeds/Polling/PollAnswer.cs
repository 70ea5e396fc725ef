namespace AlertBot.Feeds;

/// <summary>What one poll of a feed came to, before anything is decided about it.</summary>
internal abstract record PollAnswer
{
    /// <summary>Nothing new: "not modified", or a body that is the same to the byte.</summary>
    /// <param name="Head">What the answer said.</param>
    /// <param name="WithBody">True when a body came, so that its validators replace those we had.</param>
    public sealed record Same(FetchHead Head, bool WithBody) : PollAnswer;

    /// <summary>A feed was read.</summary>
    /// <param name="Head">What the answer said.</param>
    /// <param name="BodyHash">SHA-256 of the body.</param>
    /// <param name="End">How the body ended: the last entry of one that did not end well is not whole.</param>
    /// <param name="Document">What it says.</param>
    /// <param name="Warnings">What had to be repaired or left out, as the reader's codes.</param>
    public sealed record Read(
        FetchHead Head, string BodyHash, BodyEnd End, FeedDocument Document,
        IReadOnlyList<string> Warnings) : PollAnswer;

    /// <summary>Nothing that is a feed came.</summary>
    /// <param name="Code">Short and stable.</param>
    /// <param name="Message">One line for people.</param>
    /// <param name="Kind">How the next tries are spread.</param>
    public sealed record Failed(string Code, Saying Message, FailureKind Kind) : PollAnswer
    {
        /// <summary>What the server asked for; null when nothing.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>Who asked for it; null when no one.</summary>
        public Uri? At { get; init; }

        /// <summary>The body was none that can be read: its validators must not keep it from being sent
        /// again.</summary>
        public bool DropsValidators { get; init; }

        /// <summary>The server says that it never comes back.</summary>
        public bool IsFinal { get; init; }
    }

    /// <summary>What a fetch without a body came to.</summary>
    public static PollAnswer Of(FetchResult result) => result switch
    {
        FetchResult.NotModified same => new Same(same.Head, false),
        FetchResult.Gone =>
            new Failed("http-410", Saying.Of("fetch.gone", "HTTP 410: it is gone for good"), FailureKind.Steep)
            {
                IsFinal = true,
            },
        FetchResult.Blocked blocked => new Failed(blocked.Code, blocked.Message, FailureKind.Steep),
        FetchResult.Failed failed => new Failed(failed.Code, failed.Message, KindOf(failed))
        {
            RetryAfter = failed.RetryAfter,
            At = failed.At,
        },
        _ => throw new ArgumentException($"{result.GetType().Name} has a body.", nameof(result)),
    };

    /// <summary>No fault of the feed: nobody can be reached from here.</summary>
    public static Failed Offline(FetchResult.Failed failed) => new(
        OwnConnection.Code,
        Saying.Of("fetch.offline", $"our own connection seems to be down; this time: {failed.Message:why}"),
        FailureKind.Flat);

    private static FailureKind KindOf(FetchResult.Failed failed) =>
        failed.Status is 429 or 503 || failed.Code is "dns" or "connect" or "tls" or "private-address"
            ? FailureKind.Steep
            : FailureKind.Gentle;
}
