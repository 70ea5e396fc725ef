using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>What people ask incidents for. Null fields do not narrow.</summary>
/// <param name="Topic">Only incidents that match a rule of this topic.</param>
/// <param name="ActorId">Only those in which the actor has a part.</param>
/// <param name="PlaceId">Only those at the place or in it.</param>
/// <param name="Kind">Only those of this kind.</param>
/// <param name="LeastSeverity">Only those of at least this level.</param>
/// <param name="SinceUtc">Only those with an article at or after this instant.</param>
/// <param name="Text">Only those with an article that full-text search finds for these words.</param>
/// <param name="Skip">How many of the newest to leave out, 0 or more: for pages.</param>
public sealed record IncidentQuery(
    string? Topic, string? ActorId, string? PlaceId, EventKind? Kind, SeverityLevel? LeastSeverity,
    DateTimeOffset? SinceUtc, string? Text, int Skip)
{
    /// <summary>Only those that match a rule of any topic.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Only those at one of these places or in it; null does not narrow.</summary>
    public IReadOnlyList<string>? PlaceIds { get; init; }

    /// <summary>Every incident.</summary>
    public static IncidentQuery All { get; } = new(null, null, null, null, null, null, null, 0);
}

/// <summary>How many incidents fit.</summary>
/// <param name="Known">As many there are for certain, 0 or more.</param>
/// <param name="IsMore">There are more, which nobody counted: no reader needs to know how many thousands fit several
/// conditions at once. Never true for none.</param>
public readonly record struct IncidentCount(int Known, bool IsMore = false);

/// <summary>Where people's questions about incidents are answered. Safe to call from several workers at once.</summary>
public interface IIncidentArchive
{
    /// <summary>
    /// The incident with a number as it is stored, with what other communities know of it: for what shows of it no more
    /// than a view does. Null when there is none.
    /// </summary>
    Task<Incident?> WholeAsync(long number, CancellationToken cancellationToken);

    /// <summary>Open and retracted incidents that the viewer may see, newest first, at most <paramref name="limit"/> (1 to 100).</summary>
    Task<IReadOnlyList<IncidentView>> ListAsync(
        IncidentQuery query, Viewer viewer, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The gravest incidents that <see cref="ListAsync"/> would list, level by level and the newest of each level first,
    /// at most <paramref name="limit"/> (1 to 100). The skip of <paramref name="query"/> does not count.
    /// </summary>
    Task<IReadOnlyList<IncidentView>> ListGravestAsync(
        IncidentQuery query, Viewer viewer, int limit, CancellationToken cancellationToken);

    /// <summary>How many there are in all for <paramref name="query"/>, its skip aside: all of them when it asks for one
    /// topic, actor or place or for none, of whatever kind, severity and time; else as far as they were counted.</summary>
    Task<IncidentCount> CountAsync(IncidentQuery query, CommunityId community, CancellationToken cancellationToken);

    /// <summary>
    /// How many there are for <paramref name="query"/> in each of <paramref name="steps"/> spans that follow one another, by the
    /// time of the newest article.
    /// </summary>
    /// <param name="query">Which; its skip and since do not count.</param>
    /// <param name="community">Who asks.</param>
    /// <param name="fromUtc">Where the first span begins.</param>
    /// <param name="step">How long each is, 1 minute or more.</param>
    /// <param name="steps">How many there are, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    Task<IReadOnlyList<int>> CountByTimeAsync(
        IncidentQuery query, CommunityId community, DateTimeOffset fromUtc, TimeSpan step, int steps,
        CancellationToken cancellationToken);

    /// <summary>The incident with that number, of any state; null when there is none that the viewer may see.</summary>
    Task<IncidentView?> FindAsync(long number, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>The incident with that id, of any state; null when there is none that the viewer may see.</summary>
    Task<IncidentView?> FindAsync(string id, Viewer viewer, CancellationToken cancellationToken);
}
