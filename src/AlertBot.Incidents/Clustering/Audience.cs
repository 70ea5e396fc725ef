using AlertBot.Feeds;

namespace AlertBot.Incidents.Clustering;

/// <summary>Whose eyes evidence is for. What all see must be decided by what all may read.</summary>
internal static class Audience
{
    /// <summary>Everyone: shared articles alone.</summary>
    public const ulong Everyone = 0;

    /// <summary>Nobody in common: incidents that so far have private articles alone.</summary>
    public static ulong Hidden { get; } = TermHash.Text("hidden");

    /// <summary>One community: shared articles and its own.</summary>
    public static ulong Of(CommunityId community) => TermHash.Text("community " + community.Value);
}
