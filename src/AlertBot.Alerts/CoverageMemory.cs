using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>A channel that was told that the coverage of a topic is low.</summary>
/// <param name="Channel">Which channel.</param>
/// <param name="TopicId">Which topic.</param>
/// <param name="SinceUtc">Since when coverage is low.</param>
public sealed record LowCoverage(ChannelRef Channel, string TopicId, DateTimeOffset SinceUtc);

/// <summary>What channels were told of their sources: stored together with what they are told next.</summary>
public sealed record CoverageMemory
{
    /// <summary>Nothing was told yet.</summary>
    public static CoverageMemory None { get; } = new();

    /// <summary>Where low coverage was told and has not ended.</summary>
    public IReadOnlyList<LowCoverage> Low { get; init; } = [];

    /// <summary>Since when our own connection is down, as it was told; null while nothing was.</summary>
    public DateTimeOffset? OutageSinceUtc { get; init; }

    /// <summary>Until then feeds are given time to be read again after an outage of our own.</summary>
    public DateTimeOffset? CalmUntilUtc { get; init; }

    /// <summary>Feeds of communities whose move was told, by id.</summary>
    public IReadOnlyList<string> MovedFeeds { get; init; } = [];

    /// <summary>Feeds of communities of which it was told that they are gone, by id.</summary>
    public IReadOnlyList<string> GoneFeeds { get; init; } = [];

    /// <summary>How often something was told: makes the keys of what is told.</summary>
    public long Told { get; init; }
}

/// <summary>A feed that told of a topic.</summary>
/// <param name="Audience">The community in whose eyes it did; empty for everybody's.</param>
/// <param name="TopicId">The topic.</param>
/// <param name="FeedId">The feed.</param>
public sealed record TopicSource(string Audience, string TopicId, string FeedId);

/// <summary>Where it is kept what channels were told of their sources. Safe to call from several workers at
/// once.</summary>
public interface ICoverageStore
{
    /// <summary>What was told, and the version of that.</summary>
    Task<(CoverageMemory Memory, long Version)> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Which feeds had a part in incidents of which topics since an instant.</summary>
    Task<IReadOnlyList<TopicSource>> ListSourcesAsync(DateTimeOffset sinceUtc, CancellationToken cancellationToken);

    /// <summary>In one transaction: stores what is told from now on and owes the notices. False, and nothing is done,
    /// when the version is another by now.</summary>
    Task<bool> CommitAsync(
        CoverageMemory memory, long expectedVersion, IReadOnlyList<Delivery> notices,
        CancellationToken cancellationToken);
}
