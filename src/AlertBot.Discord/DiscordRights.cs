using AlertBot.Chat;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord;

/// <summary>Finds out whether a channel can be written to, without writing: asked about those that once refused.</summary>
internal sealed class DiscordRights(DiscordRest rest)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Snowflake? _self;

    /// <summary>Whether alerts can be posted there now, and if not, why.</summary>
    public async Task<ChannelAccess> CheckAsync(Snowflake address, CancellationToken cancellationToken)
    {
        var answer = await rest.CallAsync(RestRoute.Channel(address), null, Patience, cancellationToken);
        if (answer is RestAnswer.Refused { Status: 403 or 404, Code: not 0 } refused)
            return new ChannelAccess.Closed(Answers.Words(refused));
        if (Read(answer, DiscordJson.Default.ReceivedChannel) is not { } channel) return new ChannelAccess.CannotTell();
        // A direct message has no rights: it is open or refuses.
        if (channel.GuildId is not { } guildId) return new ChannelAccess.Open();
        var rights = await RightsAsync(guildId, channel, cancellationToken);
        if (rights is null) return new ChannelAccess.CannotTell();
        var missing = Rights.Missing(rights.Value, channel.Type);
        return missing.Count == 0
            ? new ChannelAccess.Open()
            : new ChannelAccess.Closed($"AlertBot lacks rights there: {string.Join(", ", missing)}");
    }

    private async Task<ulong?> RightsAsync(Snowflake guildId, ReceivedChannel channel, CancellationToken cancellationToken)
    {
        if (await SelfAsync(cancellationToken) is not { } self) return null;
        var holder = channel;
        // A thread has the overwrites of the channel it is in.
        if (channel.PermissionOverwrites is null && channel.ParentId is { } parent)
        {
            holder = Read(
                await rest.CallAsync(RestRoute.Channel(parent), null, Patience, cancellationToken),
                DiscordJson.Default.ReceivedChannel);
            if (holder is null) return null;
        }
        var guild = Read(
            await rest.CallAsync(RestRoute.Guild(guildId), null, Patience, cancellationToken),
            DiscordJson.Default.ReceivedGuild);
        var member = Read(
            await rest.CallAsync(RestRoute.Member(guildId, self), null, Patience, cancellationToken),
            DiscordJson.Default.ReceivedMember);
        return guild is null || member is null ? null : Rights.Of(guild, self, [.. member.Roles ?? []], holder);
    }

    private async Task<Snowflake?> SelfAsync(CancellationToken cancellationToken) => _self ??= Read(
        await rest.CallAsync(RestRoute.Self, null, Patience, cancellationToken), DiscordJson.Default.ReceivedUser)?.Id;

    private static T? Read<T>(RestAnswer answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => answer is RestAnswer.Done done ? done.Read(type) : null;
}
