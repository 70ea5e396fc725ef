using System.Globalization;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord;

/// <summary>Rights of Discord, and how they come about (Permissions, Permission Overwrites). Pure.</summary>
internal static class Rights
{
    public const ulong Administrator = 1UL << 3;
    public const ulong ManageChannels = 1UL << 4;
    public const ulong ManageGuild = 1UL << 5;
    public const ulong ViewChannel = 1UL << 10;
    public const ulong SendMessages = 1UL << 11;
    public const ulong EmbedLinks = 1UL << 14;
    public const ulong AttachFiles = 1UL << 15;
    public const ulong ReadMessageHistory = 1UL << 16;
    public const ulong MentionEveryone = 1UL << 17;
    public const ulong SendMessagesInThreads = 1UL << 38;

    /// <summary>
    /// What the invite link asks for: to see, write and answer in channels and threads, show cards and files, find what
    /// was sent before a crash, and call the role that a subscription names.
    /// </summary>
    public const ulong Invite = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory
        | MentionEveryone | SendMessagesInThreads;

    private static readonly (ulong Right, string Name)[] Needed =
    [
        (ViewChannel, "View Channel"), (SendMessages, "Send Messages"), (EmbedLinks, "Embed Links"),
        (ReadMessageHistory, "Read Message History"),
    ];

    /// <summary>Reads what Discord writes as decimal text; none when it is none.</summary>
    public static ulong Read(string? text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : 0;

    /// <summary>What a member may do in a channel.</summary>
    public static ulong Of(ReceivedGuild guild, Snowflake member, IReadOnlyCollection<Snowflake> roles, ReceivedChannel channel)
    {
        if (guild.OwnerId == member) return ulong.MaxValue;
        // The role with the server's own id is everyone's.
        var rights = (guild.Roles ?? []).Where(r => r.Id == guild.Id || roles.Contains(r.Id))
            .Aggregate(0UL, (all, role) => all | Read(role.Permissions));
        if ((rights & Administrator) != 0) return ulong.MaxValue;
        var overwrites = channel.PermissionOverwrites ?? [];
        rights = Apply(rights, overwrites.Where(o => o.Id == guild.Id));
        rights = Apply(rights, overwrites.Where(o => o.Type == 0 && o.Id != guild.Id && roles.Contains(o.Id)));
        return Apply(rights, overwrites.Where(o => o.Type == 1 && o.Id == member));
    }

    /// <summary>Names of the rights that alerts need and that are lacking; in a thread it has a right of its own.</summary>
    public static IReadOnlyList<string> Missing(ulong rights, ChannelKind kind)
    {
        var isThread = kind is ChannelKind.AnnouncementThread or ChannelKind.PublicThread or ChannelKind.PrivateThread;
        return
        [
            .. Needed.Select(n => isThread && n.Right == SendMessages
                    ? (Right: SendMessagesInThreads, Name: "Send Messages in Threads") : n)
                .Where(n => (rights & n.Right) == 0).Select(n => n.Name),
        ];
    }

    private static ulong Apply(ulong rights, IEnumerable<Overwrite> overwrites)
    {
        var (allow, deny) = (0UL, 0UL);
        foreach (var overwrite in overwrites)
            (allow, deny) = (allow | Read(overwrite.Allow), deny | Read(overwrite.Deny));
        return (rights & ~deny) | allow;
    }
}
