using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Rendering;

/// <summary>Lists to choose from. Pure.</summary>
internal static class Selects
{
    private const string Prefix = "choose ";
    private const int MaxText = 100;

    // Where alerts can go: text, announcements and forums. In a thread the command is given there.
    private static readonly ChannelKind[] Kinds = [ChannelKind.Text, ChannelKind.Announcement, ChannelKind.Forum];

    /// <summary>The row of one list, and its number among those of the message.</summary>
    public static Component Row(Block block, int number) => new()
    {
        Type = ComponentType.ActionRow,
        Components = [block is Block.ChannelChoice channels ? Channels(channels) : Choices((Block.Choices)block, number)],
    };

    /// <summary>The line that something chosen stands for; null when nothing of ours was chosen.</summary>
    /// <param name="customId">Of the list.</param>
    /// <param name="values">What was chosen.</param>
    public static string? LineOf(string customId, IReadOnlyList<string>? values)
    {
        if (values is not [var value]) return null;
        if (customId.StartsWith(Prefix, StringComparison.Ordinal)) return value.StartsWith('/') ? value : null;
        return Snowflake.TryParse(value, out _)
            ? customId.Replace(Block.ChannelChoice.Hole, value, StringComparison.Ordinal) : null;
    }

    private static Component Choices(Block.Choices block, int number) => new()
    {
        Type = ComponentType.StringSelect,
        CustomId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{number}"),
        Placeholder = Cut(block.Prompt),
        Options =
        [
            .. block.Items.Select(item => new SelectOption(Cut(item.Label) ?? "…", item.Command)
            {
                Description = Cut(item.Note),
            }),
        ],
    };

    private static Component Channels(Block.ChannelChoice block) => new()
    {
        Type = ComponentType.ChannelSelect,
        CustomId = block.Command,
        Placeholder = Cut(block.Prompt),
        ChannelTypes = Kinds,
    };

    // White space alone is nothing to Discord either.
    private static string? Cut(string text) => CleanText.Line(text) switch
    {
        "" => null,
        var line => ShortText.Within(line, MaxText),
    };
}
