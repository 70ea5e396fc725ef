using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>All that a community made here. What it was sent is not among it: that stands in its channels.</summary>
/// <param name="Settings">What it set.</param>
/// <param name="Subscriptions">What its channels hear of, by id.</param>
/// <param name="Mutes">What it wanted to hear no more of, ended mutes among them, oldest first.</param>
/// <param name="Watchlists">Every version of its own watchlists, by topic and version.</param>
/// <param name="Feeds">The feeds that it added and did not take out, by name.</param>
/// <param name="Follows">What its readers follow, oldest first.</param>
/// <param name="Votes">What its readers think of alerts, oldest first.</param>
/// <param name="Audit">Who changed what, oldest first.</param>
public sealed record CommunityData(
    CommunitySettings Settings, IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<Mute> Mutes,
    IReadOnlyList<StoredWatchlist> Watchlists, IReadOnlyList<Feed> Feeds, IReadOnlyList<Follow> Follows,
    IReadOnlyList<Vote> Votes, IReadOnlyList<AuditEntry> Audit);

/// <summary>A community's data as a whole.</summary>
public interface ICommunityData
{
    /// <summary>All that the community made.</summary>
    Task<CommunityData> ReadAsync(CommunityId community, CancellationToken cancellationToken);

    /// <summary>
    /// Takes away every row that is the community's, and nothing of others, in one transaction: also its own feeds'
    /// articles, what its own rules found in shared ones, and what it is still owed. Analyses that run meanwhile start
    /// again from what is left. The audit log keeps that somebody erased so many rows, and not who.
    /// </summary>
    /// <returns>How many rows that were.</returns>
    Task<int> EraseAsync(CommunityId community, DateTimeOffset nowUtc, CancellationToken cancellationToken);
}
