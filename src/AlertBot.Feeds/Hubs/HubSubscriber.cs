using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Asks hubs to push the feeds that offer one, renews before leases end, and takes leave of hubs that are no
/// longer wanted.</summary>
/// <remarks>One call at a time; the host sees to it that one worker of several calls. What is agreed is in the store before a
/// hub is asked, as it may ask back before it answers.</remarks>
public sealed partial class HubSubscriber
{
    private const int BatchSize = 32;
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(2);

    private readonly IHubStore _store;
    private readonly IFeedStore _feeds;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HubClient _client;
    private readonly DateTimeOffset _sinceUtc;
    private readonly ConcurrentQueue<(HubSubscription Hub, DateTimeOffset PublishedUtc)> _missed = new();
    private DateTimeOffset? _lookUtc;
    private int _isChanged;

    /// <summary>Makes the one of a process.</summary>
    public HubSubscriber(
        IHubStore store, IFeedStore feeds, FeedPoller poller, FeedFetcher fetcher, IOptions<FeedOptions> options,
        TimeProvider time, ILogger<HubSubscriber> logger)
    {
        ArgumentNullException.ThrowIfNull(poller);
        ArgumentNullException.ThrowIfNull(options);
        (_store, _feeds, _options, _time, _logger) = (store, feeds, options.Value, time, logger);
        _client = new HubClient(fetcher, poller.Gates, options.Value, time);
        _sinceUtc = time.GetUtcNow();
        if (_options.TakesPushes) poller.Polled += Note;
    }

    /// <summary>Whether <see cref="WorkAsync"/> may find something to do; looks into the store at most once for each
    /// call.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        if (!_options.TakesPushes) return false;
        var nowUtc = _time.GetUtcNow();
        return _lookUtc is not { } next || nowUtc >= next || Volatile.Read(ref _isChanged) == 1 || !_missed.IsEmpty
            || await _store.NextDueUtcAsync(cancellationToken) <= nowUtc;
    }

    /// <summary>Does all that is due. What the store throws ends it; what was taken and not finished is due again
    /// later.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (!_options.TakesPushes) return;
        while (_missed.TryDequeue(out var miss)) await MissedAsync(miss.Hub, cancellationToken);
        var nowUtc = _time.GetUtcNow();
        if (Interlocked.Exchange(ref _isChanged, 0) == 1 || _lookUtc is not { } next || nowUtc >= next)
        {
            await PlanAsync(nowUtc, cancellationToken);
            _lookUtc = nowUtc + LookEvery;
        }

        while (true)
        {
            nowUtc = _time.GetUtcNow();
            var due = await _store.TakeDueAsync(nowUtc, nowUtc + ClaimTime, BatchSize, cancellationToken);
            if (due.Count == 0) return;
            await Task.WhenAll(due.GroupBy(static s => Feed.HostOf(s.Hub), StringComparer.Ordinal)
                .Select(host => AskHostAsync([.. host], cancellationToken)));
        }
    }

    private void Note(ClaimedFeed claimed, FeedState after, PollOutcome outcome)
    {
        if (claimed.State.Offer != after.Offer || !Equals(claimed.State.PausedReason, after.PausedReason))
            Volatile.Write(ref _isChanged, 1);
        if (claimed.Hub is { } hub && HubStep.IsMiss(hub, outcome.OldestNewsUtc, _sinceUtc, _time.GetUtcNow()))
            _missed.Enqueue((hub, outcome.OldestNewsUtc!.Value));
    }

    private async Task MissedAsync(HubSubscription hub, CancellationToken cancellationToken)
    {
        var nowUtc = _time.GetUtcNow();
        var before = await _store.ChangeAsync(hub.Key, known => HubStep.Missed(known, nowUtc), cancellationToken);
        if (before is { BrokenSinceUtc: null }) LogMissed(Shown(hub.Hub), hub.FeedId);
    }

    private async Task PlanAsync(DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        var tasks = HubPlan.Of(
            await _feeds.ListAsync(cancellationToken), await _store.ListAsync(cancellationToken), _options.PublicAddress,
            nowUtc);
        foreach (var task in tasks)
            switch (task)
            {
                case HubTask.Begin begin:
                    await _store.AddAsync(NewOf(begin, nowUtc), cancellationToken);
                    break;
                case HubTask.Leave leave:
                    await _store.ChangeAsync(
                        leave.Subscription.Key, known => HubStep.Left(known, nowUtc), cancellationToken);
                    LogLeft(Shown(leave.Subscription.Hub), leave.Subscription.FeedId);
                    break;
                case HubTask.Forget forget:
                    await _store.ChangeAsync(
                        forget.Subscription.Key, _ => new HubChange(null, nowUtc), cancellationToken);
                    break;
            }
    }

    private HubSubscription NewOf(HubTask.Begin begin, DateTimeOffset nowUtc)
    {
        var key = HubAddresses.NewKey();
        return new HubSubscription
        {
            Key = key,
            FeedId = begin.Feed.Id,
            Scope = begin.Feed.Scope,
            Hub = begin.Hub,
            Self = begin.Self,
            Callback = HubAddresses.CallbackOf(_options.PublicAddress, key),
            Secret = HubAddresses.NewSecret(),
            DueUtc = nowUtc,
            Rests = begin.Rests,
        };
    }

    private async Task AskHostAsync(IReadOnlyList<HubSubscription> due, CancellationToken cancellationToken)
    {
        HubReply? last = null;
        foreach (var one in due)
            if (last is { IsOfHost: true } reply)
                await _store.ChangeAsync(
                    one.Key, known => HubStep.PutOff(known, reply, _time.GetUtcNow()), cancellationToken);
            else
                last = await AskAsync(one, cancellationToken);
    }

    /// <summary>Does what is due of one, and answers the hub's reply; null when it was not asked.</summary>
    private async Task<HubReply?> AskAsync(HubSubscription due, CancellationToken cancellationToken)
    {
        var nowUtc = _time.GetUtcNow();
        HubSubscription? asked = null;
        var before = await _store.ChangeAsync(
            due.Key,
            known =>
            {
                var change = HubStep.Asking(known, nowUtc);
                asked = change.After;
                return change;
            },
            cancellationToken);
        if (before is { Stage: HubStage.Active } && asked is not { Stage: HubStage.Active })
            LogLost(Shown(due.Hub), due.FeedId);
        if (asked?.AskedUtc is null || asked.Stage is HubStage.Resting) return null;
        var reply = await _client.AskAsync(asked, cancellationToken);
        HubSubscription? after = null;
        await _store.ChangeAsync(
            due.Key,
            known =>
            {
                var change = HubStep.Answered(known, reply, _time.GetUtcNow());
                after = change.After;
                return change;
            },
            cancellationToken);
        if (!reply.IsAccepted && after?.Problem is not null && !Equals(asked.Problem, after.Problem))
            LogRefused(Shown(due.Hub), due.FeedId, reply.Code, after.DueUtc);
        return reply;
    }

    // Keys may stand in the query.
    private static string Shown(Uri url) => url.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    [LoggerMessage(1040, LogLevel.Warning,
        "Hub {Hub} does not take the subscription of feed {FeedId}, {Code}; it is asked again after {Next:u}.")]
    private partial void LogRefused(string hub, string feedId, string code, DateTimeOffset next);

    [LoggerMessage(1041, LogLevel.Warning,
        "Hub {Hub} did not renew the subscription of feed {FeedId} before its lease ended; the feed is polled as ever.")]
    private partial void LogLost(string hub, string feedId);

    [LoggerMessage(1042, LogLevel.Warning,
        "Hub {Hub} did not push what polling feed {FeedId} brought; the feed is polled as ever until the hub does better.")]
    private partial void LogMissed(string hub, string feedId);

    [LoggerMessage(1043, LogLevel.Information, "Hub {Hub} is no longer wanted for feed {FeedId}; the subscription is ended.")]
    private partial void LogLeft(string hub, string feedId);
}
