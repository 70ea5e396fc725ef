namespace AlertBot.Chat;

/// <summary>Is told by platforms where the bot is let in and thrown out. Safe to call from several threads.</summary>
public interface ICommunityPresence
{
    /// <summary>The bot was thrown out: what the community is owed rests until it is let in again.</summary>
    /// <param name="platform">Lower-case name of the platform.</param>
    /// <param name="community">The platform's own id of the server or chat.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task LeftAsync(string platform, string community, CancellationToken cancellationToken);

    /// <summary>The bot is in these: what rests because it was not is looked at soon.</summary>
    /// <param name="platform">Lower-case name of the platform.</param>
    /// <param name="communities">The platform's own ids.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task PresentAsync(string platform, IReadOnlySet<string> communities, CancellationToken cancellationToken);

    /// <summary>Of those that somebody may tell of, the bot is in these alone; it may have been thrown out unheard.</summary>
    /// <param name="platform">Lower-case name of the platform.</param>
    /// <param name="communities">The platform's own ids.</param>
    /// <param name="isToldOf">Whether a community is one of those.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task PresentOnlyAsync(
        string platform, IReadOnlySet<string> communities, Func<string, bool> isToldOf,
        CancellationToken cancellationToken);
}
