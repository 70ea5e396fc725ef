using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Rendering;

/// <summary>Makes of a message what Discord is sent, within every limit. Pure.</summary>
/// <param name="layout">How it looks.</param>
internal sealed class DiscordRenderer(DiscordLayout layout)
{
    // An embed's description has 4,096 characters, the texts of Components V2 together 4,000. Counted in UTF-16 units,
    // which are never fewer than what Discord counts.
    public const int MaxText = 4000;

    private const int ButtonsInRow = 5;
    private const int MaxLabel = 80;

    // Of 40 components a message, what the frame and five rows of buttons leave; more pieces share the last text.
    private const int MaxTexts = 6;

    // A role's mention stands in the same 4,000 characters: "<@&" and at most 20 digits.
    private const int MaxMention = 25;

    /// <summary>How it looks.</summary>
    public DiscordLayout Layout => layout;

    /// <summary>The message with what does not fit left out, as Markdown.</summary>
    public static MarkdownCard Fit(Message message) =>
        MarkdownCard.Of(MessageCutter.Fit(message, m => MarkdownCard.Of(m).Text.Length, MaxText - MaxMention));

    /// <summary>A new message.</summary>
    public MessageBody Create(ChatDelivery delivery)
    {
        var body = Body(Fit(delivery.Message!), delivery.Key, RoleOf(delivery.Mention));
        return body with
        {
            Flags = Or(body.Flags, delivery.IsSilent ? MessageFlags.SuppressNotifications : 0),
            MessageReference = delivery.ReplyTo is { } to && Snowflake.TryParse(to.Id, out var id)
                ? new MessageReference(id) : null,
            Nonce = delivery.Key,
            EnforceNonce = true,
        };
    }

    /// <summary>What a message is changed to. Its first line with the mention, if it had one, stays as it is.</summary>
    public MessageBody Edit(Message message, string key) => Body(Fit(message), key, null) with { Content = null };

    /// <summary>An answer to an interaction.</summary>
    public MessageBody Answer(CommandReply reply) => Body(Fit(reply.Message), null, null) with
    {
        Attachments = reply.Files.Count == 0 ? null
            : [.. reply.Files.Select((f, i) => new Attachment(i.ToString(System.Globalization.CultureInfo.InvariantCulture), f.Name))],
    };

    private static int? Or(int? flags, int more) => ((flags ?? 0) | more) is var all and not 0 ? all : null;

    private static Snowflake? RoleOf(string? mention) =>
        Snowflake.TryParse(mention, out var role) ? role : null;

    private MessageBody Body(MarkdownCard card, string? key, Snowflake? role) => layout == DiscordLayout.Embeds
        ? Embedded(card, key, role)
        : Contained(card, key, role);

    private static MessageBody Embedded(MarkdownCard card, string? key, Snowflake? role) => new()
    {
        Content = role is { } called ? $"<@&{called}>" : null,
        Embeds =
        [
            new Embed { Description = card.Text, Color = card.Color, Url = key is null ? null : KeyMark.AddressOf(key) },
        ],
        Components = [.. Rows(card.Buttons)],
        AllowedMentions = Allowed(role),
    };

    private static MessageBody Contained(MarkdownCard card, string? key, Snowflake? role)
    {
        var numbers = key is null ? ((int Container, int Text)?)null : KeyMark.NumbersOf(key);
        var texts = card.Pieces.Count <= MaxTexts ? card.Pieces
            : [.. card.Pieces.Take(MaxTexts - 1), string.Join('\n', card.Pieces.Skip(MaxTexts - 1))];
        var inside = texts.Select((text, i) => new Component
        {
            Type = ComponentType.TextDisplay,
            Id = i == 0 ? numbers?.Text : null,
            Content = text,
        }).Concat(Rows(card.Buttons));
        var frame = new Component
        {
            Type = ComponentType.Container,
            Id = numbers?.Container,
            AccentColor = card.Color,
            Components = [.. inside],
        };
        return new MessageBody
        {
            Flags = MessageFlags.ComponentsV2,
            Components = role is { } called
                ? [new Component { Type = ComponentType.TextDisplay, Content = $"<@&{called}>" }, frame]
                : [frame],
            AllowedMentions = Allowed(role),
        };
    }

    private static AllowedMentions Allowed(Snowflake? role) =>
        role is { } called ? AllowedMentions.None with { Roles = [called] } : AllowedMentions.None;

    private static IEnumerable<Component> Rows(IReadOnlyList<ActionButton> buttons) =>
        buttons.Chunk(ButtonsInRow).Select(row => new Component
        {
            Type = ComponentType.ActionRow,
            Components = [.. row.Select(Button)],
        });

    private static Component Button(ActionButton button) => new()
    {
        Type = ComponentType.Button,
        Style = ButtonStyle.Secondary,
        Label = button.Label.Length <= MaxLabel ? button.Label : button.Label[..(MaxLabel - 1)] + "…",
        CustomId = button.Command,
    };
}
