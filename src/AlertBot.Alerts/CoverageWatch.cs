using AlertBot.Chat;
using AlertBot.Feeds;
using Microsoft.Extensions.Logging;

namespace AlertBot.Alerts;

/// <summary>The shell around <see cref="Coverage"/>: looks how the sources fare, and has channels told what
/// changed.</summary>
public sealed partial class CoverageWatch(
    IFeedStore feeds, ISubscriptionStore subscriptions, IMuteStore mutes, ICoverageStore store, TimeProvider time,
    ILogger<CoverageWatch> logger)
{
    // What told of a topic in the last weeks is its source; where fewer did than that, all that are polled are.
    private const int LeastSources = 3;
    private static readonly TimeSpan SourceWindow = TimeSpan.FromDays(28);

    /// <summary>Looks once. Answers how many channels are told something.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        var listings = await feeds.ListAsync(cancellationToken);
        var covered = listings.ToDictionary(
            l => l.Feed.Id, l => new CoveredFeed(l.Feed.Id, l.Feed.Name, FeedHealth.Of(l.State, nowUtc)),
            StringComparer.Ordinal);
        var (memory, version) = await store.ReadAsync(cancellationToken);
        var own = listings.Where(l => !l.Feed.Scope.IsShared).ToList();
        var moved = own.Where(l => l.State is { MovedTo: not null, PausedReason: null }).Select(l => l.Feed).ToList();
        var gone = own.Where(l => l.State.PausedReason is not null).Select(l => l.Feed).ToList();
        var isWell = memory is { Low: [], OutageSinceUtc: null } && !covered.Values.Any(f => f.Health.IsMissing);
        if (isWell && IdsOf(moved).SequenceEqual(memory.MovedFeeds) && IdsOf(gone).SequenceEqual(memory.GoneFeeds))
            return 0;

        var wanted = (await subscriptions.ListAsync(cancellationToken)).Where(s => !s.IsFollow).ToList();
        var topics = await TopicsAsync(wanted, listings, covered, nowUtc, cancellationToken);
        var (next, news) = Coverage.Step(memory, [.. covered.Values], topics, nowUtc);
        var changes = new FeedChanges(
            [.. moved.Where(f => !memory.MovedFeeds.Contains(f.Id, StringComparer.Ordinal))],
            [.. gone.Where(f => !memory.GoneFeeds.Contains(f.Id, StringComparer.Ordinal))]);
        next = next with { MovedFeeds = IdsOf(moved), GoneFeeds = IdsOf(gone) };
        var notices = new CoverageNotices(Audience.Of(wanted), memory.Told + 1, nowUtc).Of(news, changes);
        if (notices.Count > 0) next = next with { Told = memory.Told + 1 };
        // Another worker that was quicker has said it.
        if (!await store.CommitAsync(next, version, notices, cancellationToken)) return 0;
        foreach (var one in news) Log(one);
        return notices.Count;
    }

    private static List<string> IdsOf(IEnumerable<Feed> feeds) =>
        [.. feeds.Select(f => f.Id).Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<CoveredTopic>> TopicsAsync(
        IReadOnlyList<Subscription> wanted, IReadOnlyList<FeedListing> listings,
        Dictionary<string, CoveredFeed> covered, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        var sources = (await store.ListSourcesAsync(nowUtc - SourceWindow, cancellationToken))
            .ToLookup(s => (s.Audience, s.TopicId), s => s.FeedId);
        var topics = new List<CoveredTopic>(wanted.Count);
        foreach (var community in wanted.GroupBy(s => s.Community))
        {
            var muted = await mutes.ListAsync(community.Key, nowUtc, cancellationToken);
            var visible = listings.Where(l => l.Feed.Scope.IsVisibleTo(community.Key))
                .Select(l => covered[l.Feed.Id]).ToList();
            foreach (var subscription in community)
            {
                var told = sources[("", subscription.TopicId)]
                    .Concat(sources[(community.Key.Value, subscription.TopicId)]).ToHashSet(StringComparer.Ordinal);
                var own = visible.Where(f => told.Contains(f.Id)).ToList();
                topics.Add(new CoveredTopic(
                    subscription.Channel, subscription.TopicId, own.Count < LeastSources ? visible : own,
                    muted.Any(m => Silences(m, subscription)), subscription.PausedWhy is not null));
            }
        }

        return topics;
    }

    private static bool Silences(Mute mute, Subscription subscription) =>
        mute.What == MuteWhat.Topic && mute.Target == subscription.TopicId
        && (mute.Channel is null || mute.Channel == subscription.Channel);

    private void Log(CoverageNews news)
    {
        switch (news)
        {
            case CoverageNews.Low low: LogLow(low.TopicId, low.Channel, low.Missing.Count, low.Total); break;
            case CoverageNews.Ended ended: LogEnded(ended.TopicId, ended.Channel); break;
            case CoverageNews.Outage outage: LogOutage(outage.SinceUtc); break;
            case CoverageNews.OutageEnded: LogOutageEnded(); break;
        }
    }

    [LoggerMessage(4030, LogLevel.Warning,
        "Coverage of {Topic} in {Channel} is low: {Missing} of {Total} sources bring nothing.")]
    private partial void LogLow(string topic, ChannelRef channel, int missing, int total);

    [LoggerMessage(4031, LogLevel.Information, "Coverage of {Topic} in {Channel} is as usual again.")]
    private partial void LogEnded(string topic, ChannelRef channel);

    [LoggerMessage(4032, LogLevel.Error, "Our own connection is down since {SinceUtc:u}: no source can be read.")]
    private partial void LogOutage(DateTimeOffset sinceUtc);

    [LoggerMessage(4033, LogLevel.Information, "Our own connection works again.")]
    private partial void LogOutageEnded();
}
