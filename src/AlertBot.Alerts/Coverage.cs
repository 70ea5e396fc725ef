using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Alerts;

/// <summary>A feed as coverage counts it.</summary>
/// <param name="Id">Which feed.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Health">How it fares.</param>
internal sealed record CoveredFeed(string Id, string Name, FeedHealth Health);

/// <summary>A topic as one channel hears of it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="TopicId">The topic.</param>
/// <param name="Sources">Its sources, as far as the channel may see them.</param>
/// <param name="IsMuted">The channel does not want to hear of it at present.</param>
/// <param name="IsPaused">Nothing is sent to the channel at present.</param>
internal sealed record CoveredTopic(
    ChannelRef Channel, string TopicId, IReadOnlyList<CoveredFeed> Sources, bool IsMuted, bool IsPaused);

/// <summary>What a channel is to be told.</summary>
internal abstract record CoverageNews
{
    /// <summary>Coverage of a topic became low.</summary>
    public sealed record Low(
        ChannelRef Channel, string TopicId, DateTimeOffset SinceUtc, int Total, IReadOnlyList<string> Missing)
        : CoverageNews;

    /// <summary>It is as usual again.</summary>
    public sealed record Ended(ChannelRef Channel, string TopicId, DateTimeOffset SinceUtc) : CoverageNews;

    /// <summary>Our own connection is down: no source is to blame, and every channel is told the same.</summary>
    public sealed record Outage(DateTimeOffset SinceUtc) : CoverageNews;

    /// <summary>It works again.</summary>
    public sealed record OutageEnded(DateTimeOffset SinceUtc) : CoverageNews;
}

/// <summary>Decides what channels are told of their sources. Pure.</summary>
/// <remarks>
/// <para>Coverage is low when two in five sources bring nothing, and at least two of them do, or all; it has ended when
/// fewer than one in four do. Between the two nothing is told, so that one source that comes and goes tells nothing ten
/// times. A source counts when it is silent by its own habit or gone, else when it has failed for an hour; that we
/// are late is no fault of a source.</para>
/// <para>While our own connection is down nothing is said of sources, nor in the hour after, in which they are read
/// again.</para>
/// </remarks>
internal static class Coverage
{
    private static readonly TimeSpan LeastFault = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeastOutage = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan CalmAfter = TimeSpan.FromHours(1);

    /// <summary>Decides.</summary>
    /// <param name="memory">What was told.</param>
    /// <param name="feeds">All feeds that are polled.</param>
    /// <param name="topics">All topics that channels are subscribed to, paused ones too.</param>
    /// <param name="nowUtc">The instant.</param>
    public static (CoverageMemory Memory, IReadOnlyList<CoverageNews> News) Step(
        CoverageMemory memory, IReadOnlyList<CoveredFeed> feeds, IReadOnlyList<CoveredTopic> topics,
        DateTimeOffset nowUtc)
    {
        if (OutageSince(feeds) is { } since)
            return memory.OutageSinceUtc is not null || nowUtc - since < LeastOutage
                ? (memory, [])
                : (memory with { OutageSinceUtc = since }, [new CoverageNews.Outage(since)]);
        var news = new List<CoverageNews>();
        if (memory.OutageSinceUtc is { } began)
        {
            news.Add(new CoverageNews.OutageEnded(began));
            memory = memory with { OutageSinceUtc = null, CalmUntilUtc = nowUtc + CalmAfter };
        }

        var isCalm = memory.CalmUntilUtc > nowUtc;
        var low = new List<LowCoverage>();
        foreach (var topic in topics)
        {
            var told = memory.Low.FirstOrDefault(l => l.Channel == topic.Channel && l.TopicId == topic.TopicId);
            if (Next(topic, told, isCalm, nowUtc, news) is { } next) low.Add(next);
        }

        if (!isCalm && memory.CalmUntilUtc is not null) memory = memory with { CalmUntilUtc = null };
        return (low.SequenceEqual(memory.Low) ? memory : memory with { Low = low }, news);
    }

    /// <summary>How one topic of one channel goes on; null when its coverage is not told to be low.</summary>
    private static LowCoverage? Next(
        CoveredTopic topic, LowCoverage? told, bool isCalm, DateTimeOffset nowUtc, List<CoverageNews> news)
    {
        // Where nothing can be said nothing begins, and what began goes on.
        if (topic.IsPaused) return told;
        var missing = topic.Sources.Where(source => IsMissing(source.Health, nowUtc))
            .OrderBy(source => source.Health.SinceUtc).ThenBy(source => source.Id, StringComparer.Ordinal).ToList();
        var (count, total) = (missing.Count, topic.Sources.Count);
        if (told is not null)
        {
            if (count > 0 && count * 4 >= total) return told;
            if (!topic.IsMuted) news.Add(new CoverageNews.Ended(topic.Channel, topic.TopicId, told.SinceUtc));
            return null;
        }

        var least = LeastMissing(total);
        if (topic.IsMuted || isCalm || total == 0 || count < least) return null;
        var sinceUtc = missing[least - 1].Health.SinceUtc ?? nowUtc;
        news.Add(new CoverageNews.Low(
            topic.Channel, topic.TopicId, sinceUtc, total, [.. missing.Select(source => source.Name)]));
        return new LowCoverage(topic.Channel, topic.TopicId, sinceUtc);
    }

    private static int LeastMissing(int total) => Math.Min(total, Math.Max(2, ((total * 2) + 4) / 5));

    private static bool IsMissing(FeedHealth health, DateTimeOffset nowUtc) =>
        health is { IsMissing: true, IsOwnFault: false, Kind: not FeedHealthKind.Late }
        && (health.Kind is FeedHealthKind.Silent or FeedHealthKind.Gone || nowUtc - health.SinceUtc >= LeastFault);

    // Half of them say so: the others were not asked since, or wait.
    private static DateTimeOffset? OutageSince(IReadOnlyList<CoveredFeed> feeds)
    {
        var living = feeds.Where(feed => feed.Health.Kind is not FeedHealthKind.Gone).ToList();
        var offline = living.Where(feed => feed.Health.IsOwnFault).ToList();
        return offline.Count > 0 && offline.Count * 2 >= living.Count
            ? offline.Min(feed => feed.Health.SinceUtc)
            : null;
    }
}
