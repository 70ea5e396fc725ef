namespace AlertBot.Watchlists;

/// <summary>Actors, places, words and rules for one topic.</summary>
/// <param name="Topic">What channels subscribe to.</param>
/// <param name="Actors">Its actors; ids are unique.</param>
/// <param name="Places">Its places; ids are unique.</param>
/// <param name="TermLists">Its named lists of words, phrases and <c>word*</c> beginnings.</param>
/// <param name="Rules">Its rules; ids are unique. Rules that could not be read are not among them.</param>
/// <param name="Version">Counts the saved versions from 1; 0 for a file.</param>
public sealed record Watchlist(
    Topic Topic, IReadOnlyList<Actor> Actors, IReadOnlyList<Place> Places, IReadOnlyList<TermList> TermLists,
    IReadOnlyList<Rule> Rules, int Version);

/// <summary>Words that rules name together: <c>terms:attack-words</c>.</summary>
/// <param name="Name">Lower-case words with hyphens, 1 to 64 characters.</param>
/// <param name="Terms">Words, phrases, and beginnings that end in a star; each 1 to 100 characters.</param>
public sealed record TermList(string Name, IReadOnlyList<string> Terms);
