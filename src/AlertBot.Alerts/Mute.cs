using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What a mute is about.</summary>
public enum MuteWhat
{
    /// <summary>One incident, by its number.</summary>
    Incident,

    /// <summary>All of a topic.</summary>
    Topic,

    /// <summary>All in which an actor has a part.</summary>
    Actor,

    /// <summary>All that happened at a place or in it.</summary>
    Place,
}

/// <summary>
/// Something that a community does not want to hear of for a while. What was posted is kept right, without a sound.
/// </summary>
/// <param name="Id">Unique, 1 to 64 characters.</param>
/// <param name="Community">Whose it is.</param>
/// <param name="Channel">The only channel that it holds for; null for all of the community.</param>
/// <param name="What">What it is about.</param>
/// <param name="Target">Number of the incident, or id of the topic, actor or place.</param>
/// <param name="UntilUtc">When it ends; null when no time was named.</param>
/// <param name="IsUntilChange">It ends by itself at the first named change of what it silences.</param>
/// <param name="By">Who asked for it, as people know them.</param>
/// <param name="CreatedUtc">Since when.</param>
public sealed record Mute(
    string Id, CommunityId Community, ChannelRef? Channel, MuteWhat What, string Target, DateTimeOffset? UntilUtc,
    bool IsUntilChange, string By, DateTimeOffset CreatedUtc)
{
    /// <summary>When it was ended; null while it holds.</summary>
    public DateTimeOffset? EndedUtc { get; init; }

    /// <summary>Why it ended; null while it holds, and where an older version of the program ended it.</summary>
    public MuteEnd? Ended { get; init; }

    /// <summary>Why it ended, in the English words of an older version of the program; null otherwise.</summary>
    public string? EndedWhy { get; init; }
}

/// <summary>What ends a mute.</summary>
public enum MuteEndKind
{
    /// <summary>Its time was up.</summary>
    TimeUp,

    /// <summary>Another one of the same target took its place.</summary>
    Replaced,

    /// <summary>Somebody ended it.</summary>
    Person,

    /// <summary>What it silenced changed.</summary>
    Change,
}

/// <summary>Why a mute ended.</summary>
/// <param name="Kind">What ended it.</param>
/// <param name="By">Who ended it, as people know them; null when nobody did.</param>
/// <param name="Change">What changed; null when nothing did.</param>
public sealed record MuteEnd(MuteEndKind Kind, string? By = null, NamedChange? Change = null);

/// <summary>
/// Reads mutes. They are made and ended by <see cref="AnalysisRequest"/>s; safe to call from several workers at once.
/// </summary>
public interface IMuteStore
{
    /// <summary>Those of a community that hold at <paramref name="nowUtc"/>, oldest first.</summary>
    Task<IReadOnlyList<Mute>> ListAsync(
        CommunityId community, DateTimeOffset nowUtc, CancellationToken cancellationToken);
}
