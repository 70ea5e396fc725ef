namespace AlertBot.Storage.Rows;

/// <summary>A right held for a while. Never deleted: its fence must go on growing.</summary>
internal sealed class LeaseRow
{
    public required string Name { get; set; }

    public required string Scope { get; set; }

    public required string Owner { get; set; }

    public long Fence { get; set; }

    public DateTimeOffset UntilUtc { get; set; }
}

/// <summary>Bytes that a platform keeps.</summary>
internal sealed class PlatformValueRow
{
    public required string Platform { get; set; }

    public required string Key { get; set; }

    public required string Scope { get; set; }

    public required byte[] Value { get; set; }

    public long Version { get; set; }
}

/// <summary>One change that a person made.</summary>
internal sealed class AuditRow
{
    public long Row { get; set; }

    public required string Scope { get; set; }

    public DateTimeOffset AtUtc { get; set; }

    public required string UserId { get; set; }

    public required string UserName { get; set; }

    public required string Action { get; set; }

    public required string Subject { get; set; }

    public string? Before { get; set; }

    public string? After { get; set; }
}

/// <summary>What a reader thinks of an alert.</summary>
internal sealed class VoteRow
{
    public required string Scope { get; set; }

    public long Number { get; set; }

    public required string UserId { get; set; }

    public DateTimeOffset AtUtc { get; set; }

    /// <summary>The vote as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>What a community set.</summary>
internal sealed class CommunityRow
{
    public required string Scope { get; set; }

    /// <summary>The settings as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>When a worker last showed that it lives.</summary>
internal sealed class HeartbeatRow
{
    public required string Name { get; set; }

    public required string Scope { get; set; }

    public DateTimeOffset AtUtc { get; set; }
}

/// <summary>A number that only grows, whatever is deleted.</summary>
internal sealed class CounterRow
{
    public const string IncidentNumber = "incident-number";

    public required string Name { get; set; }

    public required string Scope { get; set; }

    public long Value { get; set; }
}

/// <summary>One version of a watchlist. Versions are kept: any of them can be put back.</summary>
internal sealed class WatchlistRow
{
    public required string Scope { get; set; }

    public required string TopicId { get; set; }

    public int Version { get; set; }

    public required string Yaml { get; set; }

    public DateTimeOffset ChangedUtc { get; set; }

    public required string ChangedBy { get; set; }
}
