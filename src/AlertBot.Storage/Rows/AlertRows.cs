using AlertBot.Alerts;
using AlertBot.Incidents;

namespace AlertBot.Storage.Rows;

/// <summary>An alert as the analysis knows it.</summary>
internal sealed class AlertRow
{
    public required string Id { get; set; }

    public required string Scope { get; set; }

    public required string IncidentId { get; set; }

    public int Sequence { get; set; }

    /// <summary>The alert as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>A digest as the analysis knows it.</summary>
internal sealed class DigestRow
{
    public required string Id { get; set; }

    public required string Scope { get; set; }

    public DateTimeOffset DueUtc { get; set; }

    public int Sequence { get; set; }

    /// <summary>The digest as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>A row of the outbox.</summary>
internal sealed class DeliveryRow
{
    public long Row { get; set; }

    public required string Key { get; set; }

    public required string Scope { get; set; }

    public required string AlertId { get; set; }

    public int Sequence { get; set; }

    public DeliveryKind Kind { get; set; }

    public string? IncidentId { get; set; }

    /// <summary>The channel's address, as in the body: what a channel is owed is asked for when it opens or closes.</summary>
    public required string Channel { get; set; }

    public SeverityLevel Severity { get; set; }

    public DateTimeOffset CreatedUtc { get; set; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    public string? Reason { get; set; }

    /// <summary>When it can be claimed next: its time, or the end of the claim on it; null when a person must
    /// act.</summary>
    public DateTimeOffset? ReadyUtc { get; set; }

    public string? ClaimedBy { get; set; }

    /// <summary>Key of the delivery that it was parked along with; null when it was not.</summary>
    public string? ParkedWith { get; set; }

    /// <summary>Channel of the platform's message; null until it is sent.</summary>
    public string? SentChannel { get; set; }

    /// <summary>The platform's own id of the message; null until it is sent.</summary>
    public string? SentId { get; set; }

    public DateTimeOffset? SentUtc { get; set; }

    /// <summary>When the last attempt ended, whatever came of it: for its limits a platform counts refusals
    /// too.</summary>
    public DateTimeOffset? TriedUtc { get; set; }

    /// <summary>The delivery as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>A request to the analysis. Kept when it is done, so that the same request is never met twice.</summary>
internal sealed class RequestRow
{
    public long Row { get; set; }

    public required string Id { get; set; }

    public required string Scope { get; set; }

    public DateTimeOffset CreatedUtc { get; set; }

    public bool IsDone { get; set; }

    /// <summary>The request as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>A subscription.</summary>
internal sealed class SubscriptionRow
{
    public required string Id { get; set; }

    public required string Scope { get; set; }

    public required string Channel { get; set; }

    public required string TopicId { get; set; }

    /// <summary>The subscription as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>A mute. Kept when it has ended, until its community's data go.</summary>
internal sealed class MuteRow
{
    public required string Id { get; set; }

    public required string Scope { get; set; }

    public bool IsEnded { get; set; }

    public DateTimeOffset CreatedUtc { get; set; }

    /// <summary>The mute as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>What a reader follows.</summary>
internal sealed class FollowRow
{
    public required string Id { get; set; }

    public required string Scope { get; set; }

    public DateTimeOffset CreatedUtc { get; set; }

    /// <summary>The follow as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>A channel to which nothing can be sent at present.</summary>
internal sealed class ClosedChannelRow
{
    public required string Channel { get; set; }

    public required string Scope { get; set; }

    public required string Why { get; set; }

    public DateTimeOffset SinceUtc { get; set; }

    public int Checks { get; set; }

    public DateTimeOffset NextCheckUtc { get; set; }
}

/// <summary>A channel that the platform calls by another address.</summary>
internal sealed class ChannelMoveRow
{
    public required string Channel { get; set; }

    public required string Scope { get; set; }

    public required string MovedTo { get; set; }

    public DateTimeOffset MovedUtc { get; set; }
}
