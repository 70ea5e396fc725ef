using System.Text.Json;

namespace AlertBot.Discord.Wire;

/// <summary>A message as Discord has it; of its many members those that we look at.</summary>
internal sealed record ReceivedMessage
{
    public Snowflake Id { get; init; }

    public Snowflake ChannelId { get; init; }

    public ReceivedUser? Author { get; init; }

    public string? Content { get; init; }

    public IReadOnlyList<Embed>? Embeds { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    public int? Flags { get; init; }

    /// <summary>Who asked for it; null when nobody's interaction made it.</summary>
    public ReceivedInteractionMetadata? InteractionMetadata { get; init; }
}

/// <summary>Whose interaction made a message.</summary>
internal sealed record ReceivedInteractionMetadata(ReceivedUser? User);

/// <summary>A person or a bot.</summary>
internal sealed record ReceivedUser(Snowflake Id, string? Username, string? GlobalName);

/// <summary>What Discord says when it refuses.</summary>
internal sealed record ErrorBody
{
    /// <summary>Discord's own number; 0 when it gave none.</summary>
    public int Code { get; init; }

    public string? Message { get; init; }

    /// <summary>In which member of the body the fault is.</summary>
    public JsonElement? Errors { get; init; }

    /// <summary>Seconds; only with 429.</summary>
    public double? RetryAfter { get; init; }

    public bool Global { get; init; }
}

/// <summary>Where the gateway is, and how often sessions may be begun.</summary>
internal sealed record GatewayInfo(string Url, int Shards, SessionStartLimit SessionStartLimit);

/// <summary>How often sessions may be begun.</summary>
/// <param name="Total">A day.</param>
/// <param name="Remaining">Of this day.</param>
/// <param name="ResetAfter">Milliseconds until the day ends.</param>
/// <param name="MaxConcurrency">At once, each 5 seconds.</param>
internal sealed record SessionStartLimit(int Total, int Remaining, long ResetAfter, int MaxConcurrency);

/// <summary>A channel or thread.</summary>
internal sealed record ReceivedChannel
{
    public Snowflake Id { get; init; }

    public ChannelKind Type { get; init; }

    public Snowflake? GuildId { get; init; }

    public Snowflake? ParentId { get; init; }

    public string? Name { get; init; }

    public Snowflake? LastMessageId { get; init; }

    public IReadOnlyList<Overwrite>? PermissionOverwrites { get; init; }

    /// <summary>Who began a thread; null elsewhere.</summary>
    public Snowflake? OwnerId { get; init; }

    /// <summary>Bits of <see cref="ChannelFlags"/>.</summary>
    public int? Flags { get; init; }

    /// <summary>What posts of a forum can be filed under.</summary>
    public IReadOnlyList<ForumTag>? AvailableTags { get; init; }

    /// <summary>What a post is filed under.</summary>
    public IReadOnlyList<Snowflake>? AppliedTags { get; init; }

    /// <summary>Of threads alone.</summary>
    public ThreadMetadata? ThreadMetadata { get; init; }
}

/// <summary>Flags of a channel that we look at.</summary>
internal static class ChannelFlags
{
    /// <summary>Pinned in its forum.</summary>
    public const int Pinned = 1 << 1;

    /// <summary>A forum whose posts must have a tag.</summary>
    public const int RequiresTag = 1 << 4;
}

/// <summary>What posts of a forum can be filed under.</summary>
/// <param name="Id">Its number; null for one that is to be made.</param>
/// <param name="Name">0 to 20 characters.</param>
/// <param name="Moderated">Whether only who manages threads may apply it.</param>
/// <param name="EmojiId">Of an emoji of the server.</param>
/// <param name="EmojiName">Of a standard emoji.</param>
internal sealed record ForumTag(Snowflake? Id, string Name, bool Moderated, Snowflake? EmojiId, string? EmojiName);

/// <summary>Whether a thread is closed.</summary>
internal sealed record ThreadMetadata(bool Archived, bool Locked);

/// <summary>Threads, and the messages that begin them as far as they are told.</summary>
internal sealed record ReceivedThreads(
    IReadOnlyList<ReceivedChannel>? Threads, IReadOnlyList<ReceivedMessage>? FirstMessages, bool HasMore);

/// <summary>Kinds of channels that matter to us. Others survive being read.</summary>
internal enum ChannelKind
{
    Text = 0,
    DirectMessage = 1,
    Voice = 2,
    Announcement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
    Stage = 13,
    Forum = 15,
    Media = 16,
}

/// <summary>What a channel grants or takes from a role or a member.</summary>
internal sealed record Overwrite(Snowflake Id, int Type, string Allow, string Deny);

/// <summary>A server's roles and owner.</summary>
internal sealed record ReceivedGuild(Snowflake Id, Snowflake OwnerId, IReadOnlyList<ReceivedRole>? Roles);

/// <summary>A role.</summary>
internal sealed record ReceivedRole(Snowflake Id, string Permissions);

/// <summary>Somebody in a server.</summary>
internal sealed record ReceivedMember
{
    public ReceivedUser? User { get; init; }

    public IReadOnlyList<Snowflake>? Roles { get; init; }

    public string? Nick { get; init; }

    /// <summary>Bits of rights in the channel of an interaction, as decimal text; null elsewhere.</summary>
    public string? Permissions { get; init; }
}

/// <summary>What somebody did with a command, a button or a dialogue.</summary>
internal sealed record ReceivedInteraction
{
    public Snowflake Id { get; init; }

    public Snowflake ApplicationId { get; init; }

    public InteractionKind Type { get; init; }

    public required string Token { get; init; }

    public Snowflake? GuildId { get; init; }

    public Snowflake? ChannelId { get; init; }

    public ReceivedChannel? Channel { get; init; }

    public ReceivedMember? Member { get; init; }

    /// <summary>In direct messages, where there is no member.</summary>
    public ReceivedUser? User { get; init; }

    public InteractionData? Data { get; init; }

    public ReceivedMessage? Message { get; init; }

    /// <summary>The language of the person's client, for example <c>en-GB</c> or <c>ar</c>.</summary>
    public string? Locale { get; init; }
}

/// <summary>Kinds of interactions. Others survive being read.</summary>
internal enum InteractionKind
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}

/// <summary>What an interaction carries.</summary>
internal sealed record InteractionData
{
    public string? Name { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }

    public string? CustomId { get; init; }

    /// <summary>What was chosen of a list.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>A form as it was filled in.</summary>
    public IReadOnlyList<FilledComponent>? Components { get; init; }
}

/// <summary>A piece of a form as it was filled in.</summary>
internal sealed record FilledComponent
{
    public string? CustomId { get; init; }

    /// <summary>What was written.</summary>
    public string? Value { get; init; }

    /// <summary>What was chosen.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The field under a label.</summary>
    public FilledComponent? Component { get; init; }
}

/// <summary>An option as a person filled it in.</summary>
internal sealed record InteractionOption
{
    public required string Name { get; init; }

    public OptionKind Type { get; init; }

    /// <summary>Text, number or truth value.</summary>
    public JsonElement? Value { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }

    public bool Focused { get; init; }
}

/// <summary>A payload of the gateway.</summary>
internal sealed record GatewayPayload
{
    public int Op { get; init; }

    public JsonElement D { get; init; }

    public long? S { get; init; }

    public string? T { get; init; }
}

/// <summary>What opens a session.</summary>
internal sealed record ReadyBody(string SessionId, string ResumeGatewayUrl, ReadyApplication Application)
{
    /// <summary>All servers of the shard that the bot is in.</summary>
    public IReadOnlyList<GuildEvent>? Guilds { get; init; }

    /// <summary>Index and count; null where there is but one.</summary>
    public IReadOnlyList<int>? Shard { get; init; }
}

/// <summary>The application whose session it is.</summary>
internal sealed record ReadyApplication(Snowflake Id);

/// <summary>Something in a server that changed.</summary>
internal sealed record GuildPart(Snowflake? GuildId);

/// <summary>A server that was joined, left or went out of reach.</summary>
internal sealed record GuildEvent
{
    public Snowflake Id { get; init; }

    /// <summary>Out of reach and not left.</summary>
    public bool Unavailable { get; init; }

    /// <summary>Where Discord announces newcomers; null when the server wants that nowhere.</summary>
    public Snowflake? SystemChannelId { get; init; }

    public Snowflake? OwnerId { get; init; }

    /// <summary>When the bot joined.</summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>BCP 47 tag of the server's language.</summary>
    public string? PreferredLocale { get; init; }
}
