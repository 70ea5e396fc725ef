using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>Who asked for something, and where: they are told there when it could not be done.</summary>
/// <param name="Channel">Where it was asked.</param>
/// <param name="UserId">Who, by the platform's own id.</param>
/// <param name="UserName">Who, as the platform showed it, to be treated as hostile text.</param>
/// <param name="Command">The command that was given, without the stroke before it: <c>merge</c>.</param>
/// <param name="Language">BCP 47 tag of the language in which they are answered; null for English.</param>
public sealed record Asker(ChannelRef Channel, string UserId, string UserName, string Command, string? Language)
{
    /// <summary>Whose data they may be told of.</summary>
    public Feeds.CommunityId Community => Communities.Of(Channel);

    /// <summary>
    /// Whom to notify so that they see what stands there for them: in a chat of one's own nobody needs to be.
    /// </summary>
    public IReadOnlyList<string> Called => Channel.Channel == UserId || UserId.Length == 0 ? [] : [UserId];
}
