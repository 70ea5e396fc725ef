using System.Globalization;
using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Rendering;

/// <summary>Makes of a message what Discord is sent, within every limit. Pure.</summary>
/// <param name="layout">How it looks.</param>
internal sealed class DiscordRenderer(DiscordLayout layout)
{
    /// <summary>
    /// Longest texts: an embed's description, all texts of Components V2 together, the content. Discord counts code
    /// points once the ends are trimmed (discord-api-docs#1315); UTF-16 units, counted here, are never fewer.
    /// </summary>
    public const int MaxDescription = 4096, MaxTexts = 4000, MaxContent = 2000;

    private const int ButtonsInRow = 5;
    private const int MaxLabel = 80;

    // Of 40 components a message, what the frame and five rows of buttons leave; more pieces share the last text.
    private const int MaxPieces = 6;

    /// <summary>How it looks.</summary>
    public DiscordLayout Layout => layout;

    /// <summary>The message with what does not fit left out, as Markdown.</summary>
    /// <param name="message">What is to be said.</param>
    /// <param name="limit">The longest that is allowed, in UTF-16 units.</param>
    public static MarkdownCard Fit(Message message, int limit) =>
        MarkdownCard.Of(MessageCutter.Fit(message, m => MarkdownCard.Of(m).Text.Length, limit)).Within(limit);

    /// <summary>A new message.</summary>
    public MessageBody Create(ChatDelivery delivery) =>
        Created(Body(delivery.Message!, delivery.Key, Called.Of(delivery)), delivery);

    /// <summary>What a message is changed to. Its first line with the mention, if it had one, stays as it is.</summary>
    public MessageBody Edit(Message message, string key) => Body(message, key, null) with { Content = null };

    /// <summary>A new message for where no embeds are allowed: plain text that says why it is plain.</summary>
    public static MessageBody CreatePlain(ChatDelivery delivery) =>
        Created(Plain(delivery.Message!, delivery.Key, Called.Of(delivery)), delivery);

    /// <summary>What a message is changed to where no embeds are allowed.</summary>
    /// <param name="message">What is to be said.</param>
    /// <param name="key">Of the delivery.</param>
    /// <param name="before">What its content was: whom it called stays there.</param>
    public static MessageBody EditPlain(Message message, string key, string? before) =>
        Plain(message, key, Called.In(before) is { Length: > 0 } text ? new Called(text, AllowedMentions.None) : null)
            with
        { Embeds = [] };

    /// <summary>An answer to an interaction.</summary>
    /// <param name="reply">What is said.</param>
    /// <param name="keep">Characters to be left free for what is added to it.</param>
    public MessageBody Answer(CommandReply reply, int keep = 0) => Body(reply.Message, null, null, keep) with
    {
        Attachments = reply.Files.Count == 0 ? null
            : [.. reply.Files.Select((f, i) => new Attachment(i.ToString(CultureInfo.InvariantCulture), f.Name))],
    };

    private static MessageBody Created(MessageBody body, ChatDelivery delivery) => body with
    {
        Flags = Or(body.Flags, delivery.IsSilent ? MessageFlags.SuppressNotifications : 0),
        MessageReference = delivery.ReplyTo is { } to && Snowflake.TryParse(to.Id, out var id)
            ? new MessageReference(id) : null,
        Nonce = delivery.Key,
        EnforceNonce = true,
    };

    private static int? Or(int? flags, int more) => ((flags ?? 0) | more) is var all and not 0 ? all : null;

    private MessageBody Body(Message message, string? key, Called? called, int keep = 0) =>
        layout == DiscordLayout.Embeds
            ? Embedded(Fit(message, MaxDescription - keep), key, called)
            : Contained(Fit(message, MaxTexts - keep - (called?.Text.Length ?? 0)), key, called);

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
        var texts = card.Pieces.Count <= MaxPieces ? card.Pieces
            : [.. card.Pieces.Take(MaxPieces - 1), string.Join("\n\n", card.Pieces.Skip(MaxPieces - 1))];
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

    private static MessageBody Plain(Message message, string key, Called? called)
    {
        var texts = DiscordTexts.Book.For(message.Language);
        var note = "-# " + MarkdownText.Escape(texts.Of("discord.plain", ("rights", texts.Names(Rights.EmbedLinks))));
        var head = called is null ? "" : called.Text + "\n";
        var card = Fit(message, MaxContent - head.Length - note.Length - 1);
        return new MessageBody
        {
            Content = $"{head}{card.Text}\n{note}",
            Components = [.. Marked(Rows(card), KeyMark.NumbersOf(key))],
            AllowedMentions = called?.Allowed ?? AllowedMentions.None,
        };
    }

    // Without an embed the key stands in the first row of buttons, if there is one.
    private static IEnumerable<Component> Marked(IEnumerable<Component> rows, (int Container, int Text) numbers) =>
        rows.Select((row, i) => i > 0 ? row : row with
        {
            Id = numbers.Container,
            Components = [.. row.Components!.Select((button, j) => j > 0 ? button : button with { Id = numbers.Text })],
        });

    private static IEnumerable<Component> Rows(MarkdownCard card) =>
        card.Selects.Select(Selects.Row).Concat(card.Buttons.Chunk(InRow(card.Buttons.Count)).Select(row => new Component
        {
            Type = ComponentType.ActionRow,
            Components = [.. row.Select(Button)],
        }));

    // Six are three and three, and not five and one.
    private static int InRow(int buttons)
    {
        var rows = (buttons + ButtonsInRow - 1) / ButtonsInRow;
        return rows == 0 ? ButtonsInRow : (buttons + rows - 1) / rows;
    }

    private static Component Button(ActionButton button) => new()
    {
        Type = ComponentType.Button,
        Style = ButtonStyle.Secondary,
        Label = ShortText.Within(button.Label, MaxLabel),
        CustomId = button.Command,
    };
}
