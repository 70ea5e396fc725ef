namespace AlertBot.Feeds;

/// <summary>How the bytes of a body ended.</summary>
public enum BodyEnd
{
    /// <summary>As they should.</summary>
    Complete,

    /// <summary>At <see cref="FeedOptions.MaxBodyBytes"/>: the rest was not read.</summary>
    TooLong,

    /// <summary>Before the server had sent what it announced, or in the middle of a packed stream.</summary>
    CutShort,
}

/// <summary>How a server wants its answer to be kept.</summary>
/// <param name="MaxAge">Cache-Control max-age less Age; null when not said.</param>
/// <param name="Expires">Time from the answer's Date to its Expires; null when not said or past.</param>
public sealed record CacheHints(TimeSpan? MaxAge, TimeSpan? Expires)
{
    /// <summary>Nothing was said.</summary>
    public static CacheHints None { get; } = new(null, null);
}

/// <summary>What an answer says besides its body.</summary>
/// <param name="FinalUrl">The address that answered, after redirects.</param>
/// <param name="MovedTo">Where permanent redirects led before any other kind; null when there was none.</param>
/// <param name="ETag">As sent, byte for byte; null when not sent.</param>
/// <param name="LastModified">As sent, byte for byte; null when not sent.</param>
/// <param name="Cache">How it wants to be kept.</param>
public sealed record FetchHead(Uri FinalUrl, Uri? MovedTo, string? ETag, string? LastModified, CacheHints Cache)
{
    /// <summary>Its Link headers, divided by commas; null when it had none.</summary>
    public string? Link { get; init; }
}

/// <summary>What came of asking for one document.</summary>
public abstract record FetchResult
{
    /// <summary>A body came. Whoever gets this disposes of <paramref name="Body"/>.</summary>
    public sealed record Fetched(FetchHead Head, FeedSource Source, FetchedBody Body) : FetchResult;

    /// <summary>Nothing changed since the validators were given.</summary>
    public sealed record NotModified(FetchHead Head) : FetchResult;

    /// <summary>No document came; it may come another time.</summary>
    /// <param name="Code">Short and stable: <c>http-503</c>, <c>timeout</c>, <c>dns</c>, <c>connect</c>, <c>tls</c>,
    /// <c>protocol</c>, <c>cut-short</c>, <c>redirect-loop</c>, <c>private-address</c>, …</param>
    /// <param name="Message">Why, in one line for people.</param>
    /// <param name="Status">The HTTP status; null when none came.</param>
    /// <param name="RetryAfter">How long the server wants to be left alone; null when it did not say.</param>
    public sealed record Failed(string Code, Saying Message, int? Status = null, TimeSpan? RetryAfter = null)
        : FetchResult
    {
        /// <summary>The address that answered so; null when none did.</summary>
        public Uri? At { get; init; }
    }

    /// <summary>The server says that the document is gone for good (410).</summary>
    public sealed record Gone : FetchResult;

    /// <summary>The server does not let us: 401, 403, or a page for people in place of the feed.</summary>
    /// <param name="Code"><c>http-401</c>, <c>http-403</c>, <c>challenge</c> or <c>html</c>.</param>
    /// <param name="Message">Why, in one line for people.</param>
    public sealed record Blocked(string Code, Saying Message) : FetchResult;
}
