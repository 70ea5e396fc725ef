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
/// <param name="HeldUntilUtc">
/// Until when its first message waits for the end of quiet hours; null when it does not.
/// </param>
/// <param name="ContentSequence">
/// Number of the newest delivery that carries its whole content, a send or an edit, which the next one supersedes; 0
/// when there is none or a reply stands under it.
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
    /// <summary>
    /// When the newest delivery of its whole content is due, or was; null when there is none that the next must wait
    /// for.
    /// </summary>
    public DateTimeOffset? ContentDueUtc { get; init; }

    /// <summary>
    /// The newest content may be what posts the alert: no later one that has to wait stands in for it.
    /// </summary>
    public bool IsFirstContent { get; init; }

    /// <summary>Who of the community has seen it, in the order in which they said so; null for nobody.</summary>
    public IReadOnlyList<Acknowledgement>? Acknowledged { get; init; }

    /// <summary>
    /// The most deaths that a reply or the first message told: fewer and then the same again is no news.
    /// </summary>
    public int ShownDeaths { get; init; }

    /// <summary>Number of the reply that waits for its time; 0 when none does.</summary>
    public int PendingReply { get; init; }

    /// <summary>When the reply that waits is to be sent; null when none waits.</summary>
    public DateTimeOffset? PendingReplyUtc { get; init; }

    /// <summary>What the reply that waits will tell, oldest first; null when none waits.</summary>
    public IReadOnlyList<AlertChange>? PendingChanges { get; init; }

    /// <summary>Whom the reply that waits will call, by the platform's own ids; null for nobody.</summary>
    public IReadOnlyList<string>? PendingCalled { get; init; }

    /// <summary>Readers who follow it and were notified, by the platform's own ids; null for nobody.</summary>
    public IReadOnlyList<string>? Followers { get; init; }

    /// <summary>When the first article that the channel was told of appeared; null when that is not known.</summary>
    public DateTimeOffset? FirstPublishedUtc { get; init; }
}

/// <summary>Somebody took note of an alert.</summary>
/// <param name="UserId">The platform's own id.</param>
/// <param name="UserName">As the platform showed it, to be treated as hostile text.</param>
/// <param name="AtUtc">When.</param>
public sealed record Acknowledgement(string UserId, string UserName, DateTimeOffset AtUtc)
{
    /// <summary>Where they said so; null when an older version of the program did not note it.</summary>
    public ChannelRef? Channel { get; init; }

    /// <summary>
    /// Whether the alert that it stands on is the one under which they are called should it be withdrawn: one of those
    /// of their community, that of the channel where they said so if there is one.
    /// </summary>
    public bool IsCalledHere { get; init; }
}

/// <summary>One line of the log that ends an alert, or of a reply.</summary>
/// <param name="AtUtc">When it was noticed.</param>
/// <param name="Change">What changed; null when an older version of the program put it into words at once.</param>
public sealed record AlertChange(DateTimeOffset AtUtc, NamedChange? Change)
{
    /// <summary>Who reports it; null when nobody does or that is not known.</summary>
    public string? Outlet { get; init; }

    /// <summary>Nothing changed but who is called: it tells of what a reader follows.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>The words of an older version of the program, in English; null when there is a change.</summary>
    public string? Text { get; init; }
}

/// <summary>Why incidents are gathered into one message.</summary>
public enum DigestReason
{
    /// <summary>The subscription wants it so.</summary>
    Timed,

    /// <summary>More happened at once than a channel can bear; the message is edited while it lasts.</summary>
    Crowd,

    /// <summary>It happened in quiet hours; the message comes at their end.</summary>
    CatchUp,

    /// <summary>It was too old when we first read of it: the message only tells how much that was.</summary>
    LeftOut,
}

/// <summary>Incidents gathered for one channel into one message.</summary>
/// <param name="Id">Made of channel and time; 22 characters.</param>
/// <param name="Channel">Where it goes.</param>
/// <param name="DueUtc">When it is sent.</param>
/// <param name="Sequence">Number of its newest delivery, 1 or more.</param>
/// <param name="IncidentIds">What it stands for, in the order in which they came.</param>
public sealed record Digest(
    string Id, ChannelRef Channel, DateTimeOffset DueUtc, int Sequence, IReadOnlyList<string> IncidentIds)
{
    /// <summary>Why they are gathered.</summary>
    public DigestReason Reason { get; init; }

    /// <summary>When an incident was last put in; null when that is not known.</summary>
    public DateTimeOffset? AddedUtc { get; init; }

    /// <summary>
    /// Of the message owed last: an edit to the same content is no edit. Null when that is not known.
    /// </summary>
    public string? ContentHash { get; init; }

    /// <summary>When the newest delivery is due, or was; null when that is not known.</summary>
    public DateTimeOffset? ContentDueUtc { get; init; }
}
