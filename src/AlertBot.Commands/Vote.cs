using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>What a reader thinks of an alert.</summary>
public enum Verdict
{
    /// <summary>It was worth sending.</summary>
    Good,

    /// <summary>It was not.</summary>
    Noise,

    /// <summary>Noise, because it is pinned to a wrong place.</summary>
    WrongPlace,

    /// <summary>Noise, because it names a wrong actor.</summary>
    WrongActor,

    /// <summary>Noise, because it tells what another alert tells.</summary>
    Duplicate,
}

/// <summary>One reader's word on one incident.</summary>
/// <param name="Community">Where it was said.</param>
/// <param name="Number">The incident.</param>
/// <param name="UserId">Who, by the platform's own id.</param>
/// <param name="UserName">Who, as the platform showed it, to be treated as hostile text.</param>
/// <param name="Verdict">What they think of it.</param>
/// <param name="AtUtc">When they last said so.</param>
/// <param name="Rules">
/// The rules that had matched by then, as topic, slash and id: rules change, and a verdict is on those of its day.
/// </param>
/// <param name="Outlets">The outlets that had reported by then.</param>
public sealed record Vote(
    CommunityId Community, long Number, string UserId, string UserName, Verdict Verdict, DateTimeOffset AtUtc,
    IReadOnlyList<string> Rules, IReadOnlyList<string> Outlets);

/// <summary>What readers think of alerts. Safe to call from several workers at once.</summary>
public interface IVoteStore
{
    /// <summary>
    /// Keeps a vote in the place of an earlier one by the same person on the same incident, which is given back; null
    /// when there was none.
    /// </summary>
    Task<Vote?> SaveAsync(Vote vote, CancellationToken cancellationToken);

    /// <summary>Takes somebody's vote on an incident away; false when there is none.</summary>
    Task<bool> RemoveAsync(CommunityId community, long number, string userId, CancellationToken cancellationToken);

    /// <summary>The community's votes of that instant and later, oldest first.</summary>
    Task<IReadOnlyList<Vote>> ListAsync(
        CommunityId community, DateTimeOffset sinceUtc, CancellationToken cancellationToken);
}
