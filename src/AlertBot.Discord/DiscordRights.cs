using AlertBot.Chat;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord;

/// <summary>What the bot may do in a channel.</summary>
/// <param name="Kind">Of the channel.</param>
/// <param name="Bits">Of <see cref="Rights"/>; all of them in direct messages, where there are none.</param>
internal sealed record ChannelRights(ChannelKind Kind, ulong Bits)
{
    /// <summary>Which of some rights are lacking.</summary>
    public ulong Without(ulong wanted) => wanted & ~Bits;
}

/// <summary>
/// Finds out whether a channel can be written to, without writing: when it is subscribed, and once it refused.
/// </summary>
internal sealed class DiscordRights(DiscordRest rest, IOptions<DiscordOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly RestAnswer.Refused Elsewhere = new(404, 10003, "Unknown Channel");

    private Snowflake? _self;

    /// <summary>Whether alerts can be posted there now, and if not, why.</summary>
    /// <param name="address">The channel or thread.</param>
    /// <param name="community">The server that it must be in: another one's channels are as if they were not there.</param>
    /// <param name="cancellationToken">Ends the wait for Discord.</param>
    public async Task<ChannelAccess> CheckAsync(Snowflake address, string community, CancellationToken cancellationToken)
    {
        var answer = await rest.CallAsync(RestRoute.Channel(address), null, Patience, cancellationToken);
        if (answer is RestAnswer.Refused { Status: 403 or 404, Code: not 0 } refused) return Answers.Why(refused).Closed();
        if (Read(answer, DiscordJson.Default.ReceivedChannel) is { GuildId: { } guild } && guild.ToString() != community)
            return Answers.Why(Elsewhere).Closed();
        if (await OfAsync(answer, cancellationToken) is not { } rights) return new ChannelAccess.CannotTell();
        if (rights.Without(Rights.Needed(rights.Kind)) is not 0 and var needed) return Lacking(needed).Closed();
        return rights.Without(Rights.Wanted(rights.Kind, options.Value)) is not 0 and var wanted
            ? new ChannelAccess.Open
            {
                Lacks = Reason.Of(texts => texts.Of("discord.lacks.wanted", ("rights", texts.Names(wanted)))).Said,
            }
            : new ChannelAccess.Open();
    }

    /// <summary>What the bot may do there; null when it cannot be found out.</summary>
    public async Task<ChannelRights?> LookAsync(Snowflake address, CancellationToken cancellationToken) =>
        await OfAsync(
            await rest.CallAsync(RestRoute.Channel(address), null, Patience, cancellationToken), cancellationToken);

    /// <summary>Why Discord refused something for lack of rights, by the names of those that are lacking.</summary>
    public async Task<Reason> WhyAsync(
        Snowflake address, RestAnswer.Refused refused, CancellationToken cancellationToken) =>
        await LookAsync(address, cancellationToken) is { } rights
        && rights.Without(Rights.Needed(rights.Kind) | Rights.Wanted(rights.Kind, options.Value)) is not 0 and var lacking
            ? Lacking(lacking)
            : Answers.Why(refused);

    /// <summary>The bot's own id; null when it cannot be found out.</summary>
    public async Task<Snowflake?> SelfAsync(CancellationToken cancellationToken) => _self ??= Read(
        await rest.CallAsync(RestRoute.Self, null, Patience, cancellationToken), DiscordJson.Default.ReceivedUser)?.Id;

    private static Reason Lacking(ulong rights) =>
        Reason.Of(texts => texts.Of("discord.lacks.needed", ("rights", texts.Names(rights))));

    private async Task<ChannelRights?> OfAsync(RestAnswer answer, CancellationToken cancellationToken)
    {
        if (Read(answer, DiscordJson.Default.ReceivedChannel) is not { } channel) return null;
        // A direct message has no rights: it is open or refuses.
        if (channel.GuildId is not { } guildId) return new ChannelRights(channel.Type, ulong.MaxValue);
        return await BitsAsync(guildId, channel, cancellationToken) is { } bits
            ? new ChannelRights(channel.Type, bits)
            : null;
    }

    private async Task<ulong?> BitsAsync(Snowflake guildId, ReceivedChannel channel, CancellationToken cancellationToken)
    {
        if (await SelfAsync(cancellationToken) is not { } self) return null;
        var holder = channel;
        // A thread has the overwrites of the channel it is in.
        if (Rights.IsThread(channel.Type) && channel.ParentId is { } parent)
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

    private static T? Read<T>(RestAnswer answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => answer is RestAnswer.Done done ? done.Read(type) : null;
}
