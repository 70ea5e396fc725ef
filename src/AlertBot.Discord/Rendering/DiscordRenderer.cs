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

    // Who is called stands in the same 4,000 characters of Components V2: "<@", at most 20 digits, ">" and a space.
    private const int MaxCall = 24;
    private const int MaxCalled = 20;

    /// <summary>How it looks.</summary>
    public DiscordLayout Layout => layout;

    /// <summary>The message with what does not fit left out, as Markdown.</summary>
    /// <param name="message">What is said.</param>
    /// <param name="keep">Characters to be left free for what is added to it.</param>
    public static MarkdownCard Fit(Message message, int keep = MaxCall * MaxCalled) =>
        MarkdownCard.Of(MessageCutter.Fit(message, m => MarkdownCard.Of(m).Text.Length, MaxText - keep));

    /// <summary>A new message.</summary>
    public MessageBody Create(ChatDelivery delivery)
    {
        var body = Body(Fit(delivery.Message!), delivery.Key, Called.Of(delivery));
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
    /// <param name="reply">What is said.</param>
    /// <param name="keep">Characters to be left free for what is added to it.</param>
    public MessageBody Answer(CommandReply reply, int keep = 0) => Body(Fit(reply.Message, keep), null, null) with
    {
        Attachments = reply.Files.Count == 0 ? null
            : [.. reply.Files.Select((f, i) => new Attachment(i.ToString(System.Globalization.CultureInfo.InvariantCulture), f.Name))],
    };

    private static int? Or(int? flags, int more) => ((flags ?? 0) | more) is var all and not 0 ? all : null;

    private MessageBody Body(MarkdownCard card, string? key, Called? called) => layout == DiscordLayout.Embeds
        ? Embedded(card, key, called)
        : Contained(card, key, called);

    private static MessageBody Embedded(MarkdownCard card, string? key, Called? called) => new()
    {
        Content = called?.Text,
        Embeds =
        [
            new Embed { Description = card.Text, Color = card.Color, Url = key is null ? null : KeyMark.AddressOf(key) },
        ],
        Components = [.. Rows(card)],
        AllowedMentions = called?.Allowed ?? AllowedMentions.None,
    };

    private static MessageBody Contained(MarkdownCard card, string? key, Called? called)
    {
        var numbers = key is null ? ((int Container, int Text)?)null : KeyMark.NumbersOf(key);
        var texts = card.Pieces.Count <= MaxTexts ? card.Pieces
            : [.. card.Pieces.Take(MaxTexts - 1), string.Join('\n', card.Pieces.Skip(MaxTexts - 1))];
        var inside = texts.Select((text, i) => new Component
        {
            Type = ComponentType.TextDisplay,
            Id = i == 0 ? numbers?.Text : null,
            Content = text,
        }).Concat(Rows(card));
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
            Components = called is not null
                ? [new Component { Type = ComponentType.TextDisplay, Content = called.Text }, frame]
                : [frame],
            AllowedMentions = called?.Allowed ?? AllowedMentions.None,
        };
    }

    private static IEnumerable<Component> Rows(MarkdownCard card) =>
        card.Selects.Select(Selects.Row).Concat(card.Buttons.Chunk(ButtonsInRow).Select(row => new Component
        {
            Type = ComponentType.ActionRow,
            Components = [.. row.Select(Button)],
        }));

    private static Component Button(ActionButton button) => new()
    {
        Type = ComponentType.Button,
        Style = ButtonStyle.Secondary,
        Label = button.Label.Length <= MaxLabel ? button.Label : button.Label[..(MaxLabel - 1)] + "…",
        CustomId = button.Command,
    };

    /// <summary>Who is called by a message, and by nothing else in it.</summary>
    private sealed record Called(string Text, AllowedMentions Allowed)
    {
        /// <summary>The role of the subscription and those who follow; null for nobody.</summary>
        public static Called? Of(ChatDelivery delivery)
        {
            List<Snowflake> roles = Snowflake.TryParse(delivery.Mention, out var role) ? [role] : [];
            var users = delivery.Followers.Select(f => Snowflake.TryParse(f, out var user) ? user : default)
                .Where(u => u != default).Distinct().Take(MaxCalled - roles.Count).ToList();
            if (roles.Count + users.Count == 0) return null;
            return new Called(
                string.Join(' ', roles.Select(r => $"<@&{r}>").Concat(users.Select(u => $"<@{u}>"))),
                AllowedMentions.None with
                {
                    Roles = roles.Count == 0 ? null : roles,
                    Users = users.Count == 0 ? null : users,
                });
        }
    }
}
