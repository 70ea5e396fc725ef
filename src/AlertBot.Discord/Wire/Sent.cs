using System.Text.Json.Serialization;

namespace AlertBot.Discord.Wire;

/// <summary>What a message is made of, for create, edit and answer alike; what is null is not sent.</summary>
internal sealed record MessageBody
{
    /// <summary>At most 2,000 characters; never with Components V2.</summary>
    public string? Content { get; init; }

    public IReadOnlyList<Embed>? Embeds { get; init; }

    /// <summary>Without it everything in a text that looks like a mention is one.</summary>
    public required AllowedMentions AllowedMentions { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Bits of <see cref="MessageFlags"/>.</summary>
    public int? Flags { get; init; }

    public MessageReference? MessageReference { get; init; }

    /// <summary>At most 25 characters; create only.</summary>
    public string? Nonce { get; init; }

    public bool? EnforceNonce { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }
}

/// <summary>Flags of a message that we set.</summary>
internal static class MessageFlags
{
    public const int SuppressNotifications = 1 << 12;
    public const int Ephemeral = 1 << 6;
    public const int ComponentsV2 = 1 << 15;
}

/// <summary>Who may be called. Empty lists call nobody.</summary>
internal sealed record AllowedMentions(
    IReadOnlyList<string> Parse, IReadOnlyList<Snowflake>? Roles = null, IReadOnlyList<Snowflake>? Users = null)
{
    /// <summary>Whether the author of the message that is answered is called; only with a reference.</summary>
    public bool? RepliedUser { get; init; }

    /// <summary>Nobody.</summary>
    public static AllowedMentions None { get; } = new([]) { RepliedUser = false };
}

/// <summary>The message that one answers. One that is gone does not stop the answer.</summary>
internal sealed record MessageReference(Snowflake MessageId, bool FailIfNotExists = false);

/// <summary>A thread that is begun: from a message, or in a forum with the message that begins it.</summary>
internal sealed record ThreadBody
{
    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Minutes without a message: 60, 1440, 4320 or 10080.</summary>
    public required int AutoArchiveDuration { get; init; }

    /// <summary>At most 5; forums alone.</summary>
    public IReadOnlyList<Snowflake>? AppliedTags { get; init; }

    /// <summary>Forums alone. Knows neither a nonce nor what it answers.</summary>
    public MessageBody? Message { get; init; }
}

/// <summary>What of a channel is changed; what is null stays.</summary>
internal sealed record ChannelBody
{
    /// <summary>Threads alone.</summary>
    public bool? Archived { get; init; }

    /// <summary>All tags of a post, at most 5.</summary>
    public IReadOnlyList<Snowflake>? AppliedTags { get; init; }

    /// <summary>All tags of a forum, at most 20.</summary>
    public IReadOnlyList<ForumTag>? AvailableTags { get; init; }
}

/// <summary>A framed piece of a message.</summary>
internal sealed record Embed
{
    /// <summary>At most 4,096 characters of mark-up.</summary>
    public string? Description { get; init; }

    /// <summary>Shown only with a title; without one it is a place for our own mark.</summary>
    public string? Url { get; init; }

    /// <summary>24 bits of red, green and blue.</summary>
    public int? Color { get; init; }
}

/// <summary>A file that goes with a message; its bytes are in the part <c>files[id]</c>.</summary>
internal sealed record Attachment(string Id, string Filename);

/// <summary>Any component. Which members belong to it hangs on <see cref="Type"/>.</summary>
internal sealed record Component
{
    public required ComponentType Type { get; init; }

    /// <summary>Our own number, 1 to 2^31 - 1, unlike any other in the message.</summary>
    public int? Id { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>1 to 100 characters, unlike any other in the message.</summary>
    public string? CustomId { get; init; }

    /// <summary>A <see cref="ButtonStyle"/> or a <see cref="TextStyle"/>.</summary>
    public int? Style { get; init; }

    /// <summary>1 to 80 characters on a button, 1 to 45 over a field.</summary>
    public string? Label { get; init; }

    /// <summary>1 to 100 characters under the label of a field.</summary>
    public string? Description { get; init; }

    /// <summary>At most 100 characters in an empty field, 150 on a closed list.</summary>
    public string? Placeholder { get; init; }

    /// <summary>What a field holds when it is shown; at most 4,000 characters.</summary>
    public string? Value { get; init; }

    /// <summary>1 to 4,000 characters that a field takes.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether a field must be filled in; Discord takes null for yes.</summary>
    public bool? Required { get; init; }

    /// <summary>1 to 25 of a list to choose from.</summary>
    public IReadOnlyList<SelectOption>? Options { get; init; }

    /// <summary>Kinds of channels that can be chosen.</summary>
    public IReadOnlyList<ChannelKind>? ChannelTypes { get; init; }

    /// <summary>The field under a label.</summary>
    [JsonPropertyName("component")]
    public Component? Inner { get; init; }

    /// <summary>Mark-up of a text display.</summary>
    public string? Content { get; init; }

    public int? AccentColor { get; init; }
}

/// <summary>Kinds of components. Others than these survive being read.</summary>
internal enum ComponentType
{
    ActionRow = 1,
    Button = 2,
    StringSelect = 3,
    TextInput = 4,
    ChannelSelect = 8,
    TextDisplay = 10,
    Separator = 14,
    Container = 17,
    Label = 18,
}

/// <summary>Looks of a button.</summary>
internal static class ButtonStyle
{
    public const int Secondary = 2;
}

/// <summary>Looks of a field for text.</summary>
internal static class TextStyle
{
    public const int Line = 1;
    public const int Paragraph = 2;
}

/// <summary>Something that can be chosen of a list.</summary>
/// <param name="Label">1 to 100 characters.</param>
/// <param name="Value">1 to 100 characters, unlike any other of the list.</param>
internal sealed record SelectOption(string Label, string Value)
{
    /// <summary>At most 100 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is chosen when the list is shown.</summary>
    public bool? Default { get; init; }
}

/// <summary>A command as Discord is told of it.</summary>
internal sealed record CommandBody
{
    /// <summary>1 for slash commands.</summary>
    public int? Type { get; init; }

    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    public required string Description { get; init; }

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    public IReadOnlyList<CommandOptionBody>? Options { get; init; }

    /// <summary>Bits of the rights that one needs unless the server says otherwise; null for everyone.</summary>
    public long? DefaultMemberPermissions { get; init; }

    /// <summary>Where it can be given: 0 servers, 1 the bot's own direct messages.</summary>
    public IReadOnlyList<int>? Contexts { get; init; }
}

/// <summary>An option or sub-command as Discord is told of it.</summary>
internal sealed record CommandOptionBody
{
    public required OptionKind Type { get; init; }

    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    public required string Description { get; init; }

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    public bool? Required { get; init; }

    public bool? Autocomplete { get; init; }

    public int? MinValue { get; init; }

    public IReadOnlyList<Choice>? Choices { get; init; }

    public IReadOnlyList<CommandOptionBody>? Options { get; init; }
}

/// <summary>Kinds of options that we use. Others survive being read.</summary>
internal enum OptionKind
{
    SubCommand = 1,
    SubCommandGroup = 2,
    String = 3,
    Integer = 4,
}

/// <summary>Something to choose.</summary>
internal sealed record Choice(string Name, string Value)
{
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }
}

/// <summary>The first answer to an interaction.</summary>
internal sealed record CallbackBody(CallbackType Type, CallbackData? Data = null);

/// <summary>What the first answer carries.</summary>
internal sealed record CallbackData
{
    /// <summary>A message, whole.</summary>
    public static CallbackData Of(MessageBody message) => new()
    {
        Content = message.Content,
        Embeds = message.Embeds,
        AllowedMentions = message.AllowedMentions,
        Components = message.Components,
        Flags = message.Flags,
    };

    public int? Flags { get; init; }

    public IReadOnlyList<Choice>? Choices { get; init; }

    public string? Content { get; init; }

    public IReadOnlyList<Embed>? Embeds { get; init; }

    public AllowedMentions? AllowedMentions { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>What a form is told by when it comes back, 1 to 100 characters.</summary>
    public string? CustomId { get; init; }

    /// <summary>Of a form, 1 to 45 characters.</summary>
    public string? Title { get; init; }
}

/// <summary>With whom a direct message is begun.</summary>
internal sealed record DirectBody(Snowflake RecipientId);

/// <summary>Kinds of first answers.</summary>
internal enum CallbackType
{
    Message = 4,
    DeferredMessage = 5,
    DeferredUpdate = 6,
    Completions = 8,
    Modal = 9,
}
