namespace AlertBot.Feeds;

/// <summary>What a feed says about when and where to ask it again. Advice, to be held within the poller's own
/// bounds.</summary>
public sealed record FeedHints
{
    /// <summary>Nothing was said.</summary>
    public static FeedHints None { get; } = new();

    /// <summary>RSS <c>ttl</c> in minutes, 1 to 525,600; null when none that can be read.</summary>
    public int? TtlMinutes { get; init; }

    /// <summary>Hours, in UTC, 0 to 23, in which it asks not to be polled.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days, in UTC, on which it asks not to be polled.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>Time between two updates: <c>sy:updatePeriod</c> divided by <c>sy:updateFrequency</c>; null when not
    /// said.</summary>
    public TimeSpan? UpdateInterval { get; init; }

    /// <summary>The feed's own address (<c>rel=self</c>, <c>feed_url</c>).</summary>
    public string? SelfLink { get; init; }

    /// <summary>WebSub hubs, at most 5.</summary>
    public IReadOnlyList<string> HubLinks { get; init; } = [];

    /// <summary>Address of the next page of a paged feed (<c>rel=next</c>, <c>next_url</c>).</summary>
    public string? NextLink { get; init; }
}
