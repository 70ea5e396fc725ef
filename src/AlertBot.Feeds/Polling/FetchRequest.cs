namespace AlertBot.Feeds;

/// <summary>Asks for one document.</summary>
/// <param name="Url">Absolute http or https address.</param>
public sealed record FetchRequest(Uri Url)
{
    /// <summary>Sent as If-None-Match, byte for byte; null to ask without.</summary>
    public string? ETag { get; init; }

    /// <summary>Sent as If-Modified-Since, byte for byte; null to ask without.</summary>
    public string? LastModified { get; init; }

    /// <summary>The address that gave the two: "not modified" from another one is not believed. Null when there are
    /// none.</summary>
    public Uri? ValidatorsUrl { get; init; }

    /// <summary>A page for people is wanted, not a feed.</summary>
    public bool IsPage { get; init; }

    /// <summary>The turn at the address's host, which redirects carry on to others; null where nobody
    /// queues.</summary>
    internal HostTurn? Turn { get; init; }
}
