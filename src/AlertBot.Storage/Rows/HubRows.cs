namespace AlertBot.Storage.Rows;

/// <summary>A feed at a hub.</summary>
internal sealed class HubSubscriptionRow
{
    public required string Key { get; set; }

    public required string Scope { get; set; }

    public required string FeedId { get; set; }

    /// <summary>The number of its stage.</summary>
    public int Stage { get; set; }

    public DateTimeOffset DueUtc { get; set; }

    /// <summary>The subscription as JSON, its secret included.</summary>
    public required string Body { get; set; }
}

/// <summary>Something that a hub pushed and that was not read yet.</summary>
internal sealed class HubPushRow
{
    public long Row { get; set; }

    public required string Key { get; set; }

    public required string Scope { get; set; }

    public required string FeedId { get; set; }

    public required string Self { get; set; }

    public DateTimeOffset AtUtc { get; set; }

    public string? ContentType { get; set; }

    public required byte[] Body { get; set; }
}
