using System.Globalization;

namespace AlertBot.Discord.Rest;

/// <summary>One thing that can be asked of the API.</summary>
/// <param name="Method">How.</param>
/// <param name="Template">The path without any id: what buckets are learned by.</param>
/// <param name="Major">The channel, server or webhook that limits are counted by; empty for none.</param>
/// <param name="Path">The path under the API's address, with its query.</param>
internal sealed record RestRoute(HttpMethod Method, string Template, string Major, string Path)
{
    /// <summary>Not counted by the global limit (Discord: interaction endpoints).</summary>
    public bool IsInteraction { get; init; }

    /// <summary>
    /// Whether asking twice does no more than asking once. A create is so only with an enforced nonce.
    /// </summary>
    public bool IsRepeatable { get; init; } = true;

    public static RestRoute Gateway { get; } = new(HttpMethod.Get, "gateway/bot", "", "gateway/bot");

    public static RestRoute Self { get; } = new(HttpMethod.Get, "users/@me", "", "users/@me");

    /// <summary>Opens direct messages with somebody; opened ones stay as they are.</summary>
    public static RestRoute OpenDirect { get; } = new(HttpMethod.Post, "users/@me/channels", "", "users/@me/channels");

    public static RestRoute Channel(Snowflake channel) =>
        new(HttpMethod.Get, "channels/", channel.ToString(), $"channels/{channel}");

    public static RestRoute Guild(Snowflake guild) =>
        new(HttpMethod.Get, "guilds/", guild.ToString(), $"guilds/{guild}");

    public static RestRoute Member(Snowflake guild, Snowflake user) =>
        new(HttpMethod.Get, "guilds//members/", guild.ToString(), $"guilds/{guild}/members/{user}");

    /// <summary>Always with a nonce that is enforced: the same one again gives the message that is there.</summary>
    public static RestRoute CreateMessage(Snowflake channel) =>
        new(HttpMethod.Post, "channels//messages", channel.ToString(), $"channels/{channel}/messages");

    public static RestRoute EditMessage(Snowflake channel, Snowflake message) =>
        new(HttpMethod.Patch, "channels//messages/", channel.ToString(), $"channels/{channel}/messages/{message}");

    public static RestRoute DeleteMessage(Snowflake channel, Snowflake message) =>
        new(HttpMethod.Delete, "channels//messages/", channel.ToString(), $"channels/{channel}/messages/{message}");

    public static RestRoute Message(Snowflake channel, Snowflake message) =>
        new(HttpMethod.Get, "channels//messages/", channel.ToString(), $"channels/{channel}/messages/{message}");

    /// <summary>Shows a message to the channels that follow an announcement channel.</summary>
    public static RestRoute Crosspost(Snowflake channel, Snowflake message) =>
        new(HttpMethod.Post, "channels//messages//crosspost", channel.ToString(),
            $"channels/{channel}/messages/{message}/crosspost");

    /// <summary>Begins the thread of a message; asked again it is refused, for there is but one.</summary>
    public static RestRoute StartThread(Snowflake channel, Snowflake message) =>
        new(HttpMethod.Post, "channels//messages//threads", channel.ToString(),
            $"channels/{channel}/messages/{message}/threads");

    /// <summary>Begins a post of a forum. There is no nonce for it: asked again it makes another.</summary>
    public static RestRoute StartPost(Snowflake forum) =>
        new(HttpMethod.Post, "channels//threads", forum.ToString(), $"channels/{forum}/threads")
        {
            IsRepeatable = false,
        };

    public static RestRoute EditChannel(Snowflake channel) =>
        new(HttpMethod.Patch, "channels/", channel.ToString(), $"channels/{channel}");

    /// <summary>All threads of a server that are not archived.</summary>
    public static RestRoute ActiveThreads(Snowflake guild) =>
        new(HttpMethod.Get, "guilds//threads/active", guild.ToString(), $"guilds/{guild}/threads/active");

    /// <summary>Threads of a channel that are archived, the one archived last first.</summary>
    public static RestRoute ArchivedThreads(Snowflake channel, int limit) =>
        new(HttpMethod.Get, "channels//threads/archived/public", channel.ToString(), string.Create(
            CultureInfo.InvariantCulture, $"channels/{channel}/threads/archived/public?limit={limit}"));

    /// <summary>Messages before another, youngest first.</summary>
    /// <param name="channel">Whose.</param>
    /// <param name="before">Only older ones; null for the latest.</param>
    /// <param name="limit">1 to 100.</param>
    public static RestRoute ListMessages(Snowflake channel, Snowflake? before, int limit) =>
        new(HttpMethod.Get, "channels//messages", channel.ToString(), string.Create(
            CultureInfo.InvariantCulture,
            $"channels/{channel}/messages?limit={limit}{(before is { } b ? $"&before={b}" : "")}"));

    /// <summary>Puts the whole list of commands in the place of the one that is there.</summary>
    public static RestRoute PutCommands(Snowflake application, Snowflake? guild) => guild is { } only
        ? new(HttpMethod.Put, "applications//guilds//commands", only.ToString(),
            $"applications/{application}/guilds/{only}/commands")
        : new(HttpMethod.Put, "applications//commands", "", $"applications/{application}/commands");

    /// <summary>The first answer to an interaction: due within 3 seconds, and only once.</summary>
    public static RestRoute Callback(Snowflake interaction, string token) =>
        new(HttpMethod.Post, "interactions///callback", token, $"interactions/{interaction}/{token}/callback")
        {
            IsInteraction = true,
            IsRepeatable = false,
        };

    /// <summary>Changes the first answer to an interaction.</summary>
    public static RestRoute EditOriginal(Snowflake application, string token) =>
        new(HttpMethod.Patch, "webhooks///messages/@original", token,
            $"webhooks/{application}/{token}/messages/@original")
        {
            IsInteraction = true,
        };

    /// <summary>Takes back the first answer to an interaction.</summary>
    public static RestRoute DeleteOriginal(Snowflake application, string token) =>
        EditOriginal(application, token) with { Method = HttpMethod.Delete };

    /// <summary>A further answer to an interaction. Nothing tells two of them apart: it is sent once.</summary>
    public static RestRoute FollowUp(Snowflake application, string token) =>
        new(HttpMethod.Post, "webhooks//", token, $"webhooks/{application}/{token}")
        {
            IsInteraction = true,
            IsRepeatable = false,
        };
}
