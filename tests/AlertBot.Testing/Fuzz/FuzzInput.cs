using AlertBot.Feeds;

namespace AlertBot.Testing.Fuzz;

/// <summary>A document that was made up to break the reader.</summary>
/// <param name="Kind">How it was made.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Source">What is said of where it came from.</param>
/// <param name="Ids">The identities that its entries must have, in order; null when nobody can say.</param>
public sealed record FuzzInput(string Kind, byte[] Body, FeedSource Source, IReadOnlyList<string>? Ids = null);
