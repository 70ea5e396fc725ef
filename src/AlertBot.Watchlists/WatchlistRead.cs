namespace AlertBot.Watchlists;

/// <summary>What came of reading a watchlist file.</summary>
/// <param name="Watchlist">What could be read, faulty parts left out; null when the file is no watchlist at
/// all.</param>
/// <param name="Problems">Every fault, in order of place; empty when the file is sound.</param>
public sealed record WatchlistRead(Watchlist? Watchlist, IReadOnlyList<ConfigProblem> Problems);

/// <summary>What came of reading a gazetteer.</summary>
/// <param name="Places">All places, the largest population first.</param>
/// <param name="Problems">Every line that could not be read.</param>
public sealed record GazetteerRead(IReadOnlyList<Place> Places, IReadOnlyList<ConfigProblem> Problems);
