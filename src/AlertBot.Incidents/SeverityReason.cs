using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>What makes an incident grave, or less so.</summary>
public enum SeverityReasonKind
{
    /// <summary>People were killed.</summary>
    Killed,

    /// <summary>People were wounded.</summary>
    Wounded,

    /// <summary>It is about somebody or somewhere that is watched.</summary>
    Watched,

    /// <summary>What sort of attack it is, and with how much.</summary>
    Weapon,

    /// <summary>Somebody who is watched was hurt.</summary>
    Victim,

    /// <summary>Somebody who is watched was aimed at.</summary>
    Target,

    /// <summary>How many tell it independently.</summary>
    Reports,

    /// <summary>It is not confirmed: half of the points.</summary>
    Unconfirmed,

    /// <summary>It has not happened: a fifth.</summary>
    Hypothetical,

    /// <summary>It is a look back: a fifth.</summary>
    Historical,

    /// <summary>It was withdrawn: a fifth.</summary>
    Withdrawn,

    /// <summary>Words or mourning: 30 at most.</summary>
    Reaction,

    /// <summary>A false alarm: 20 at most.</summary>
    FalseAlarm,

    /// <summary>No event is told: 20 at most.</summary>
    NoEvent,
}

/// <summary>One part of a severity: data, put into words where it is read.</summary>
/// <param name="What">What it is.</param>
/// <param name="Points">What it adds, 1 or more; 0 for what takes from the others.</param>
public sealed record SeverityReason(SeverityReasonKind What, int Points)
{
    /// <summary>How many were killed, wounded or used, or how many reports; 0 when it is not about a number.</summary>
    public int Count { get; init; }

    /// <summary>There may be more than <see cref="Count"/>.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>Who or where; null when it is about neither.</summary>
    public string? Name { get; init; }

    /// <summary>What sort of attack; null when it is not about that.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>What was used, as <see cref="Munitions.Type"/> has it; null when that is unknown.</summary>
    public string? Munition { get; init; }
}
