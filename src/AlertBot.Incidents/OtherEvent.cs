using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>An event that an article tells of beside the one that it is about.</summary>
/// <param name="Kind">What happened; null when the text only calls it an attack or an incident.</param>
/// <param name="Place">The finest place of it; null when none is named.</param>
/// <param name="Day">The local day; null when the text does not tell.</param>
/// <param name="Killed">Deaths; null when nothing is said.</param>
/// <param name="Wounded">Wounded; null when nothing is said.</param>
/// <param name="Munitions">What was used; null when nothing is said.</param>
/// <param name="Sentences">The sentences that tell of it, as the article has them, in order; at least one.</param>
public sealed record OtherEvent(
    EventKind? Kind, PlaceFact? Place, DateOnly? Day, Figure? Killed, Figure? Wounded, Munitions? Munitions,
    IReadOnlyList<string> Sentences);
