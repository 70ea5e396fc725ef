using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>The message about one incident in one channel.</summary>
/// <param name="Id">Made of incident and channel; 22 characters.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Channel">Where it stands.</param>
/// <param name="CreatedUtc">When it was first owed.</param>
/// <param name="Sequence">
/// Number of its newest delivery; 0 when the incident went into a digest and has no message of its own.
/// </param>
/// <param name="HeldUntilUtc">Until when its first message waits for the end of quiet hours; null when it does not.</param>
/// <param name="ContentSequence">
/// Number of the newest delivery that carries its whole content, a send or an edit, which the next one supersedes; 0 when there is
/// none or a reply stands under it.
/// </param>
/// <param name="LastReplyUtc">When a reply was last owed; null when none was.</param>
/// <param name="ContentHash">Of the message owed last: an edit to the same content is no edit.</param>
/// <param name="ShownLevel">The highest severity that it was owed with.</param>
/// <param name="Changes">The five latest named changes, oldest first, as they stand at the end of the alert.</param>
public sealed record Alert(
    string Id, string IncidentId, ChannelRef Channel, DateTimeOffset CreatedUtc, int Sequence,
    DateTimeOffset? HeldUntilUtc, int ContentSequence, DateTimeOffset? LastReplyUtc, string ContentHash,
    SeverityLevel ShownLevel, IReadOnlyList<AlertChange> Changes)
{
    /// <summary>When the newest delivery of its whole content is due, or was; null when there is none that the next must wait for.</summary>
    public DateTimeOffset? ContentDueUtc { get; init; }

    /// <summary>The newest content may be what posts the alert: no later one that has to wait stands in for it.</summary>
    public bool IsFirstContent { get; init; }
}

/// <summary>One line of the log that ends an alert.</summary>
/// <param name="AtUtc">When it was noticed.</param>
/// <param name="Text">One short line for people.</param>
public sealed record AlertChange(DateTimeOffset AtUtc, string Text);

/// <summary>Incidents gathered for one channel until a fixed time.</summary>
/// <param name="Id">Made of channel and time; 22 characters.</param>
/// <param name="Channel">Where it goes.</param>
/// <param name="DueUtc">When it is sent.</param>
/// <param name="Sequence">Number of its newest delivery, 1 or more.</param>
/// <param name="IncidentIds">What it stands for, in the order in which they came.</param>
public sealed record Digest(
    string Id, ChannelRef Channel, DateTimeOffset DueUtc, int Sequence, IReadOnlyList<string> IncidentIds);
