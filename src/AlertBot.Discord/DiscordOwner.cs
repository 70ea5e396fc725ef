using AlertBot.Chat;
using AlertBot.Discord.Places;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord;

/// <summary>Writes to the owner of a server in private. Whoever takes no such messages is left in peace.</summary>
internal sealed class DiscordOwner(DiscordRest rest, MessagePoster poster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether the owner got it.</summary>
    public async Task<bool> TellAsync(ChannelRef channel, Message message, CancellationToken cancellationToken)
    {
        if (!Snowflake.TryParse(channel.Community, out var guildId)) return false;
        var guild = await rest.CallAsync(RestRoute.Guild(guildId), null, Patience, cancellationToken);
        if (guild is not RestAnswer.Done told || told.Read(DiscordJson.Default.ReceivedGuild) is not { } server)
            return false;
        var body = RestBody.Of(new DirectBody(server.OwnerId), DiscordJson.Default.DirectBody);
        var opened = await rest.CallAsync(RestRoute.OpenDirect, body, Patience, cancellationToken);
        if (opened is not RestAnswer.Done done || done.Read(DiscordJson.Default.ReceivedChannel) is not { } room)
            return false;
        // The nonce keeps a request that is repeated from being a second message.
        var key = $"own-{channel.Channel}";
        var delivery = new ChatDelivery(
            key.Length <= 25 ? key : key[..25], channel, message, null, null, IsSilent: false, null);
        return await poster.PostAsync(room.Id, delivery, cancellationToken) is RestAnswer.Done;
    }
}
