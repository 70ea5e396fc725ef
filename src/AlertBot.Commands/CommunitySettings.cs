using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>What a community set for all of its channels.</summary>
/// <param name="Language">
/// BCP 47 tag of the language of answers and new subscriptions where nothing nearer is known; null for English.
/// </param>
/// <param name="TimeZone">IANA name of the zone of new subscriptions; null for UTC.</param>
/// <param name="ModeratorRole">
/// The platform's own id of a role whose members are moderators here beside those whom the platform lets manage the
/// community; null for none.
/// </param>
public sealed record CommunitySettings(string? Language, string? TimeZone, string? ModeratorRole)
{
    /// <summary>Nothing was set.</summary>
    public static CommunitySettings None { get; } = new(null, null, null);

    /// <summary>Whether readers may follow what they like here. They may unless somebody forbade it.</summary>
    public bool MayFollow { get; init; } = true;
}

/// <summary>What communities set. Safe to call from several workers at once.</summary>
public interface ICommunitySettings
{
    /// <summary>What a community set; <see cref="CommunitySettings.None"/> when it set nothing.</summary>
    Task<CommunitySettings> ReadAsync(CommunityId community, CancellationToken cancellationToken);

    /// <summary>Keeps what a community set.</summary>
    Task SaveAsync(CommunityId community, CommunitySettings settings, CancellationToken cancellationToken);
}
