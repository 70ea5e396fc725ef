namespace AlertBot.Feeds;

/// <summary>How fast one feed may be asked: what the settings allow for its address.</summary>
/// <param name="MinInterval">Shortest time between two polls of the feed.</param>
/// <param name="HostDelay">Rest between two requests to its host.</param>
/// <param name="IsPrivate">Its address is one of <see cref="FeedOptions.AllowedPrivateOrigins"/>.</param>
/// <param name="IsUrgent">People asked for it to be polled as often as is polite.</param>
internal readonly record struct PollPace(TimeSpan MinInterval, TimeSpan HostDelay, bool IsPrivate, bool IsUrgent)
{
    private static readonly TimeSpan FirstPollSpread = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestSpread = TimeSpan.FromMinutes(5);

    /// <summary>No public feed is polled more often, whatever the settings say.</summary>
    public static TimeSpan PublicMinInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>No public host is asked again sooner, whatever the settings say.</summary>
    public static TimeSpan PublicHostDelay { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The pace of a feed that is polled at <paramref name="address"/>.</summary>
    public static PollPace For(Feed feed, Uri address, FeedOptions options)
    {
        var isPrivate = options.AllowedPrivateOrigins.Contains(Feed.HostOf(address), StringComparer.OrdinalIgnoreCase);
        var interval = feed.Urgent && options.UrgentMinPollInterval < options.MinPollInterval
            ? options.UrgentMinPollInterval
            : options.MinPollInterval;
        return isPrivate
            ? new PollPace(interval, options.HostDelay, true, feed.Urgent)
            : new PollPace(
                Max(interval, PublicMinInterval), Max(options.HostDelay, PublicHostDelay), false, feed.Urgent);
    }

    /// <summary>How long a feed waits for its first poll, so that not all are asked at once after a cold start.</summary>
    /// <param name="rank">Its place among all feeds, from 0.</param>
    public TimeSpan FirstWait(int rank)
    {
        if (IsPrivate) return TimeSpan.Zero;
        var wait = FirstPollSpread * rank;
        return wait < LongestSpread ? wait : LongestSpread;
    }

    /// <summary>How long the host of an address rests after a request, whatever was asked for.</summary>
    public static TimeSpan RestOf(Uri address, FeedOptions options) =>
        options.AllowedPrivateOrigins.Contains(Feed.HostOf(address), StringComparer.OrdinalIgnoreCase)
            ? options.HostDelay
            : Max(options.HostDelay, PublicHostDelay);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
