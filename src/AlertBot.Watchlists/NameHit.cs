namespace AlertBot.Watchlists;

/// <summary>A name that stands in a text.</summary>
/// <param name="FirstToken">Index of its first token.</param>
/// <param name="TokenCount">1 or more.</param>
/// <param name="Actor">The actor, or null when it is a place.</param>
/// <param name="Place">The place, or null when it is an actor.</param>
public readonly record struct NameHit(int FirstToken, int TokenCount, Actor? Actor, Place? Place);

/// <summary>All names in one text, in order, the longer one where two overlap.</summary>
/// <param name="Text">The text they stand in.</param>
/// <param name="Hits">By first token; a place name that means several places gives only the likeliest.</param>
public sealed record NamedText(FoldedText Text, IReadOnlyList<NameHit> Hits)
{
    /// <summary>Names that only communities' own watchlists know. They may be shown to, and count for, that community
    /// alone.</summary>
    public IReadOnlyList<OwnNameHit> OwnHits { get; init; } = [];
}

/// <summary>A name from one community's own watchlist.</summary>
/// <param name="Community">Whose watchlist it is.</param>
/// <param name="Hit">The name and where it stands.</param>
public readonly record struct OwnNameHit(Feeds.CommunityId Community, NameHit Hit);
