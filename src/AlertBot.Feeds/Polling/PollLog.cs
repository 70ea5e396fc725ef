using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AlertBot.Feeds;

/// <summary>Tells the operator how feeds fare: once for every change, never for every try. Used by one thread at a
/// time.</summary>
/// <remarks>What was told is remembered for the life of the process: whoever starts it anew wants to hear what
/// fails.</remarks>
internal sealed partial class PollLog(ILogger logger)
{
    private readonly HashSet<(string FeedId, string Code)> told = [];

    /// <summary>Says what changed between two states of a feed; nothing when it fares as before.</summary>
    public void Change(ClaimedFeed before, FeedState after, DateTimeOffset nowUtc)
    {
        var feed = before.Feed;
        if (after.PausedReason is { } reason)
            Paused(feed.Id, feed.Name, reason.English);
        else if (after is { ConsecutiveFailures: > 0, ErrorCode: { } code, Error: { } error })
            TellFailure(feed, after, code, error.English, nowUtc);
        else if (before.State.ConsecutiveFailures > 0)
            TellRecovery(feed, before.State.ConsecutiveFailures);
        if (after.Notice is { } notice && !notice.Equals(before.State.Notice)) NotWhole(feed.Id, feed.Name, notice.English);
        if (after.MovedTo is { } to && after.MovedTo != before.State.MovedTo) Moved(feed.Id, feed.Name, Shown(to));
        if (after.MovedTo is null && before.State.MovedTo is not null) MovedBack(feed.Id, feed.Name, Shown(feed.Url));
    }

    // A feed that fails in turn by two ways is told twice, not at every turn.
    private void TellFailure(Feed feed, FeedState after, string code, string error, DateTimeOffset nowUtc)
    {
        if (told.Add((feed.Id, code)))
            Failed(
                feed.Id, feed.Name, Shown(after.AddressOf(feed)), code, error, Shown(after.NextPollUtc),
                Shown(after.NextPollUtc - nowUtc));
    }

    private void TellRecovery(Feed feed, int failures)
    {
        told.RemoveWhere(one => one.FeedId == feed.Id);
        Recovered(feed.Id, feed.Name, failures);
    }

    public void OwnFault(Exception exception, Feed feed) => OwnFault(exception, feed.Id, feed.Name);

    public void NotKept(Exception exception, Feed feed) => NotKept(exception, feed.Id, feed.Name);

    public void ClaimLost(Feed feed) => ClaimLost(feed.Id, feed.Name);

    // Keys of paid feeds stand in the user part and the query.
    private static string Shown(Uri url) => url.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string Shown(DateTimeOffset atUtc) =>
        atUtc.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Shown(TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(wait.TotalSeconds, 0):0.#} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{wait.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{wait.TotalHours:0.#} h"),
    };

    [LoggerMessage(1001, LogLevel.Warning,
        "Feed {FeedId} ({Name}, {Address}) failed, {Code}: {Error}. It is tried again at {NextUtc}, in {Wait}.")]
    private partial void Failed(
        string feedId, string name, string address, string code, string error, string nextUtc, string wait);

    [LoggerMessage(1002, LogLevel.Information, "Feed {FeedId} ({Name}) answers again after {Failures} failures.")]
    private partial void Recovered(string feedId, string name, int failures);

    [LoggerMessage(1003, LogLevel.Error,
        "Feed {FeedId} ({Name}) is paused: {Reason}. Correct or remove its address in config/feeds.yaml.")]
    private partial void Paused(string feedId, string name, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "Feed {FeedId} ({Name}) has moved for good and is now polled at {Address}.")]
    private partial void Moved(string feedId, string name, string address);

    [LoggerMessage(1005, LogLevel.Warning,
        "Feed {FeedId} ({Name}) does not answer where it moved; it is polled at {Address} as configured.")]
    private partial void MovedBack(string feedId, string name, string address);

    [LoggerMessage(1006, LogLevel.Error, "Feed {FeedId} ({Name}) met a fault of our own; the others go on.")]
    private partial void OwnFault(Exception exception, string feedId, string name);

    [LoggerMessage(
        1007, LogLevel.Error, "What feed {FeedId} ({Name}) brought could not be stored; it is asked for again.")]
    private partial void NotKept(Exception exception, string feedId, string name);

    [LoggerMessage(
        1008, LogLevel.Debug, "The polls of {Feeds} feeds could not be stored together; each is tried alone.")]
    public partial void BatchRefused(Exception exception, int feeds);

    [LoggerMessage(
        1009, LogLevel.Warning, "Feed {FeedId} ({Name}) was polled too slowly: another worker took it over.")]
    private partial void ClaimLost(string feedId, string name);

    [LoggerMessage(1013, LogLevel.Warning, "Feed {FeedId} ({Name}) was not read whole: {Notice}.")]
    private partial void NotWhole(string feedId, string name, string notice);

    [LoggerMessage(
        1010, LogLevel.Warning, "The claims on {Feeds} feeds could not be given back; they run out by themselves.")]
    public partial void NotReleased(Exception exception, int feeds);
}
