namespace AlertBot.Feeds;

/// <summary>A file that an entry brings along.</summary>
/// <param name="Url">Absolute http or https address.</param>
/// <param name="Type">Media type as the document says; null when it does not.</param>
/// <param name="LengthBytes">Size as the document says; null when it does not, or when it is no number.</param>
public sealed record Enclosure(string Url, string? Type, long? LengthBytes);
