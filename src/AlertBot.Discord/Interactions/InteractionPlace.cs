using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Interactions;

/// <summary>Where something was done and by whom. Pure.</summary>
internal static class InteractionPlace
{
    /// <summary>The command that an interaction stands for; null when it was done nowhere or by nobody.</summary>
    /// <param name="interaction">What was told.</param>
    /// <param name="line">The whole line.</param>
    /// <param name="canAnswerAlone">Whether the answer is shown to the person alone.</param>
    public static IncomingCommand? Command(ReceivedInteraction interaction, string line, bool canAnswerAlone) =>
        Channel(interaction) is { } channel && User(interaction) is { } user
            ? new IncomingCommand(channel, user, line, interaction.Locale) { CanAnswerAlone = canAnswerAlone }
            : null;

    private static ChannelRef? Channel(ReceivedInteraction interaction)
    {
        if ((interaction.ChannelId ?? interaction.Channel?.Id) is not { } id) return null;
        // A direct message is a community of its own.
        if (interaction.GuildId is not { } guild)
            return new ChannelRef(DiscordPlatform.PlatformName, $"dm-{id}", id.ToString(), null);
        return interaction.Channel is { ParentId: { } parent } channel && IsThread(channel.Type)
            ? new ChannelRef(DiscordPlatform.PlatformName, guild.ToString(), parent.ToString(), id.ToString())
            : new ChannelRef(DiscordPlatform.PlatformName, guild.ToString(), id.ToString(), null);
    }

    private static bool IsThread(ChannelKind kind) =>
        kind is ChannelKind.AnnouncementThread or ChannelKind.PublicThread or ChannelKind.PrivateThread;

    private static UserRef? User(ReceivedInteraction interaction)
    {
        if ((interaction.Member?.User ?? interaction.User) is not { } user) return null;
        var name = interaction.Member?.Nick ?? user.GlobalName ?? user.Username ?? user.Id.ToString();
        // In their own direct messages everybody is at home.
        if (interaction.GuildId is null) return new UserRef(user.Id.ToString(), name, true, true);
        var rights = Rights.Read(interaction.Member?.Permissions);
        var isAdministrator = (rights & Rights.Administrator) != 0;
        return new UserRef(
            user.Id.ToString(), name,
            MayManageChannel: isAdministrator || (rights & Rights.ManageChannels) != 0,
            MayModerate: isAdministrator || (rights & Rights.ManageGuild) != 0)
        {
            Roles = [.. (interaction.Member?.Roles ?? []).Select(role => role.ToString())],
        };
    }
}
