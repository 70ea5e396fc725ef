namespace AlertBot.Chat;

/// <summary>Where a message goes or came from.</summary>
/// <param name="Platform">Lower-case name of the platform: terminal, discord, telegram, test.</param>
/// <param name="Community">The platform's own id of the server or chat; <c>local</c> on the terminal.</param>
/// <param name="Channel">The platform's own id of the channel; <c>main</c> on the terminal.</param>
/// <param name="Thread">The platform's own id of the thread or forum topic; null when there is none.</param>
public sealed record ChannelRef(string Platform, string Community, string Channel, string? Thread)
{
    /// <summary>Platform, community, channel and thread divided by slashes: the form in which it is stored.</summary>
    public override string ToString() =>
        Thread is null ? $"{Platform}/{Community}/{Channel}" : $"{Platform}/{Community}/{Channel}/{Thread}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is none of that form.</exception>
    public static ChannelRef Parse(string text) => text.Split('/') switch
    {
        [var platform, var community, var channel] => new(platform, community, channel, null),
        [var platform, var community, var channel, var thread] => new(platform, community, channel, thread),
        _ => throw new FormatException($"'{text}' is no channel: expected platform/community/channel[/thread]."),
    };
}

/// <summary>A message that a platform holds.</summary>
/// <param name="Channel">Where it stands.</param>
/// <param name="Id">The platform's own id.</param>
public sealed record MessageRef(ChannelRef Channel, string Id);

/// <summary>A person on a platform.</summary>
/// <param name="Id">The platform's own id.</param>
/// <param name="Name">As the platform shows it, to be treated as hostile text.</param>
/// <param name="MayManageChannel">The platform's own right to manage the channel.</param>
/// <param name="MayModerate">The platform's own right to manage the community.</param>
public sealed record UserRef(string Id, string Name, bool MayManageChannel, bool MayModerate)
{
    /// <summary>The platform's own ids of the roles that they have in the community; empty where there are none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}
