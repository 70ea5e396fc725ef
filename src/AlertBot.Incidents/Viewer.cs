using AlertBot.Feeds;

namespace AlertBot.Incidents;

/// <summary>Who looks at incidents.</summary>
/// <param name="Community">Whose articles count besides those of all.</param>
/// <param name="Language">
/// BCP 47 tag, without a region, of the language that headline and summary are taken from where an article is written in
/// it; null for English.
/// </param>
public readonly record struct Viewer(CommunityId Community, string? Language = null)
{
    /// <summary>A community that reads English.</summary>
    public static implicit operator Viewer(CommunityId community) => FromCommunityId(community);

    /// <inheritdoc cref="op_Implicit"/>
    public static Viewer FromCommunityId(CommunityId community) => new(community);
}
