using System.Text;

namespace AlertBot.Testing;

/// <summary>What a server may do once it has sent what it sends.</summary>
public enum FeedServerEnding
{
    /// <summary>Everything that was announced was sent.</summary>
    Complete,

    /// <summary>Closes the connection in the middle of the body.</summary>
    Cut,

    /// <summary>Keeps the connection open and sends no more of the body.</summary>
    Stall,

    /// <summary>Sends the body again and again, for ever.</summary>
    Endless,

    /// <summary>Says nothing at all, not even a status.</summary>
    Silent,

    /// <summary>Closes the connection before the status.</summary>
    Hangup,
}

/// <summary>A request as it came over the wire.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">Names without case; bytes as Latin-1 characters.</param>
public sealed record FeedServerRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A header's value; null when it was not sent.</summary>
    public string? this[string name] => Headers.GetValueOrDefault(name);
}

/// <summary>What the server answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Lines such as <c>ETag: "1"</c>, sent byte for byte.</param>
/// <param name="Body">The body as it goes over the wire.</param>
/// <param name="Ending">How it ends.</param>
public sealed record FeedServerReply(
    int Status, IReadOnlyList<string> Headers, byte[] Body, FeedServerEnding Ending = FeedServerEnding.Complete)
{
    /// <summary>A document with headers.</summary>
    public static FeedServerReply Document(string body, params string[] headers) =>
        new(200, headers, Encoding.UTF8.GetBytes(body));

    /// <summary>A status without a body.</summary>
    public static FeedServerReply Empty(int status, params string[] headers) => new(status, headers, []);

    /// <summary>A redirect.</summary>
    public static FeedServerReply Redirect(int status, string to) => Empty(status, $"Location: {to}");

    /// <summary>A document that is sent again only when the validator differs.</summary>
    public static FeedServerReply Validated(FeedServerRequest request, string etag, string body) =>
        request["If-None-Match"] == etag ? Empty(304, $"ETag: {etag}") : Document(body, $"ETag: {etag}");
}
