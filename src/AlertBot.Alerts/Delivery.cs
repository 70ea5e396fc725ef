using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What a delivery does.</summary>
public enum DeliveryKind
{
    /// <summary>Posts the alert.</summary>
    Send,

    /// <summary>
    /// Makes the posted alert say this; posts it when nothing was posted yet because the first message was superseded.
    /// </summary>
    Edit,

    /// <summary>Answers the alert that was posted.</summary>
    Reply,

    /// <summary>Posts a digest.</summary>
    Digest,

    /// <summary>Removes the alert that was posted.</summary>
    Delete,
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent at or after its time.</summary>
    Due,

    /// <summary>Handed to the platform; the answer is not in yet.</summary>
    Sending,

    /// <summary>The platform has it.</summary>
    Sent,

    /// <summary>Nobody knows whether the platform has it.</summary>
    Unknown,

    /// <summary>Given up, with the reason, until somebody retries or drops it.</summary>
    Parked,

    /// <summary>A newer one says all that it said.</summary>
    Superseded,
}

/// <summary>One send, edit, reply or delete that a channel is owed: a row of the outbox.</summary>
/// <param name="Key">Idempotency key: 22 characters, made of alert and sequence.</param>
/// <param name="AlertId">
/// Alert or digest; deliveries with the same one go in the order of <paramref name="Sequence"/>.
/// </param>
/// <param name="Sequence">1 or more, without gaps.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Channel">Where it goes.</param>
/// <param name="IncidentId">The incident; null for a digest.</param>
/// <param name="Severity">What goes first when limits bite.</param>
/// <param name="Message">What it says; null for a delete.</param>
/// <param name="IsSilent">Without sound.</param>
/// <param name="Mention">Whom to notify; null for nobody.</param>
/// <param name="PublishedUtc">When the article that caused it appeared, for the latency; null when none did.</param>
/// <param name="CreatedUtc">When it was owed.</param>
/// <param name="DueUtc">Not to be sent before.</param>
public sealed record Delivery(
    string Key, string AlertId, int Sequence, DeliveryKind Kind, ChannelRef Channel, string? IncidentId,
    SeverityLevel Severity, Message? Message, bool IsSilent, string? Mention, DateTimeOffset? PublishedUtc,
    DateTimeOffset CreatedUtc, DateTimeOffset DueUtc)
{
    /// <summary>Readers to notify besides because they follow it, by the platform's own ids; null for nobody.</summary>
    public IReadOnlyList<string>? Followers { get; init; }
}

/// <summary>A delivery with all that happened to it.</summary>
/// <param name="Delivery">What is owed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was handed to the platform.</param>
/// <param name="Reason">Why it was not sent the last time; null when nothing went wrong.</param>
/// <param name="Sent">The message that the platform made of it; null until then.</param>
/// <param name="SentUtc">When the platform took it; null until then.</param>
/// <param name="AlertMessage">
/// The message of the first row of the same alert that is Sent, a send or an edit: what edits change and replies
/// answer; null until there is one.
/// </param>
public sealed record OutboxRow(
    Delivery Delivery, DeliveryState State, int Attempts, string? Reason, MessageRef? Sent, DateTimeOffset? SentUtc,
    MessageRef? AlertMessage)
{
    /// <summary>
    /// Nobody knows whether the message that it would change or answer was ever posted: only a person can tell.
    /// </summary>
    public bool IsAlertUnknown { get; init; }

    /// <summary>Nobody knew whether it had arrived when somebody had it tried again: ask before it is sent.</summary>
    public bool WasUnknown { get; init; }
}
