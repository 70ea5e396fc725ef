using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Reads what hubs pushed, by the reader and the rules of a poll, and keeps it under the feed's claim.</summary>
/// <remarks>A push waits in the store until what it brought is kept, in the same transaction: a process that dies between
/// the two reads it again, and nothing is stored twice. While a feed is polled its pushes wait.</remarks>
public sealed partial class HubPushes
{
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(2);

    private readonly IHubStore _store;
    private readonly IFeedStore _feeds;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FeedReaderLimits _limits;

    /// <summary>Makes the one of a process.</summary>
    public HubPushes(
        IHubStore store, IFeedStore feeds, IOptions<FeedOptions> options, TimeProvider time, ILogger<HubPushes> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_store, _feeds, _options, _time, _logger) = (store, feeds, options.Value, time, logger);
        _limits = new FeedReaderLimits(_options.MaxBodyBytes);
    }

    /// <summary>Raised after articles were stored, with how many wait for analysis anew.</summary>
    public event Action<int>? ArticlesStored;

    /// <summary>Reads all that waits, the oldest first. What the store throws ends it; nothing is lost.</summary>
    public async Task ReadWaitingAsync(CancellationToken cancellationToken)
    {
        if (!_options.TakesPushes) return;
        var busy = new HashSet<string>(StringComparer.Ordinal);
        while (await _store.NextPushAsync(busy, cancellationToken) is { } push)
        {
            var nowUtc = _time.GetUtcNow();
            var claiming = await _feeds.ClaimAsync(
                push.FeedId, _options.WorkerId, nowUtc, nowUtc + ClaimTime, cancellationToken);
            switch (claiming)
            {
                case FeedClaiming.Claimed(var claimed):
                    if (!await ReadAsync(push, claimed, cancellationToken)) busy.Add(push.FeedId);
                    break;
                case FeedClaiming.Gone:
                    await _store.DropPushAsync(push.Id, cancellationToken);
                    break;
                default:
                    busy.Add(push.FeedId);
                    break;
            }
        }
    }

    /// <summary>Reads one; false when its feed was taken from us meanwhile.</summary>
    private async Task<bool> ReadAsync(HubPush push, ClaimedFeed claimed, CancellationToken cancellationToken)
    {
        PollOutcome outcome;
        try
        {
            outcome = await KeepAsync(CommitOf(push, claimed), cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException))
        {
            // What cannot be read or kept must not stand before all others for ever: polling brings it.
            LogOwnFault(exception, push.FeedId);
            outcome = await KeepAsync(
                PushStep.OfPing(claimed, push, _time.GetUtcNow(), _options), cancellationToken);
        }
        catch
        {
            await ReleaseAsync(claimed.Claim);
            throw;
        }

        if (outcome.ClaimLost) return false;
        if (outcome.New > 0)
            await _store.ChangeAsync(push.Key, HubStep.Proved, cancellationToken);
        LogRead(push.FeedId, outcome.New, outcome.Updated);
        if (outcome.New + outcome.Updated > 0) ArticlesStored?.Invoke(outcome.New + outcome.Updated);
        return true;
    }

    private PollCommit CommitOf(HubPush push, ClaimedFeed claimed)
    {
        var source = new FeedSource(push.Self, push.ContentType);
        var read = push.Body.IsEmpty ? null : FeedReader.Read(push.Body, source, _limits);
        var nowUtc = _time.GetUtcNow();
        // A page, or a note of the hub's own, tells that there is something new, as an empty push does.
        return read is FeedRead.Read(var document, _)
            ? PushStep.OfDocument(claimed, push, document, nowUtc, _options)
            : PushStep.OfPing(claimed, push, nowUtc, _options);
    }

    private async Task<PollOutcome> KeepAsync(PollCommit commit, CancellationToken cancellationToken) =>
        (await _feeds.CommitPollsAsync([commit], cancellationToken))[0];

    private async Task ReleaseAsync(FeedClaim claim)
    {
        try
        {
            await _feeds.ReleaseAsync([claim], CancellationToken.None);
        }
        catch (IOException)
        {
            // It runs out by itself; what went wrong before is told by whoever called.
        }
    }

    [LoggerMessage(1044, LogLevel.Error, "A push of feed {FeedId} met a fault of our own; the feed is polled instead.")]
    private partial void LogOwnFault(Exception exception, string feedId);

    [LoggerMessage(1045, LogLevel.Debug, "A push of feed {FeedId} brought {New} new articles and {Updated} edited ones.")]
    private partial void LogRead(string feedId, int @new, int updated);
}
