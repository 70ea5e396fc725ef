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
    public const ulong Connect = 1UL << 20;
    public const ulong ManageThreads = 1UL << 34;
    public const ulong CreatePublicThreads = 1UL << 35;
    public const ulong SendMessagesInThreads = 1UL << 38;

    /// <summary>
    /// What the invite link asks for: to see, write and answer in channels and threads, begin threads, show cards and
    /// files, find what was sent before a crash, and call the role that a subscription names.
    /// </summary>
    public const ulong Invite = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory
        | MentionEveryone | CreatePublicThreads | SendMessagesInThreads;

    /// <summary>Every right that can be lacking, in the order in which Discord's settings show them.</summary>
    public static IReadOnlyList<ulong> Named { get; } =
    [
        ViewChannel, ManageChannels, SendMessages, SendMessagesInThreads, CreatePublicThreads, EmbedLinks,
        ReadMessageHistory, Connect,
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

    /// <summary>Without these nothing at all can be posted.</summary>
    public static ulong Needed(ChannelKind kind) => ViewChannel | kind switch
    {
        ChannelKind.AnnouncementThread or ChannelKind.PublicThread or ChannelKind.PrivateThread => SendMessagesInThreads,
        // Begun with the one, gone on with the other.
        ChannelKind.Forum or ChannelKind.Media => SendMessages | SendMessagesInThreads,
        // Who may not join does not see what is written beside the voices.
        ChannelKind.Voice or ChannelKind.Stage => SendMessages | Connect,
        _ => SendMessages,
    };

    /// <summary>Without these it goes on, but less well.</summary>
    public static ulong Wanted(ChannelKind kind, DiscordOptions options)
    {
        var wanted = EmbedLinks | ReadMessageHistory;
        if (options.Changes == DiscordChanges.Threads && kind is ChannelKind.Text or ChannelKind.Announcement)
            wanted |= CreatePublicThreads | SendMessagesInThreads;
        if (options.CreateTags && IsForum(kind)) wanted |= ManageChannels;
        return wanted;
    }

    /// <summary>Whether a channel holds nothing but threads.</summary>
    public static bool IsForum(ChannelKind kind) => kind is ChannelKind.Forum or ChannelKind.Media;

    /// <summary>Whether it is a thread.</summary>
    public static bool IsThread(ChannelKind kind) =>
        kind is ChannelKind.AnnouncementThread or ChannelKind.PublicThread or ChannelKind.PrivateThread;

    private static ulong Apply(ulong rights, IEnumerable<Overwrite> overwrites)
    {
        var (allow, deny) = (0UL, 0UL);
        foreach (var overwrite in overwrites)
            (allow, deny) = (allow | Read(overwrite.Allow), deny | Read(overwrite.Deny));
        return (rights & ~deny) | allow;
    }
}
