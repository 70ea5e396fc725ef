using AlertBot.Chat;

namespace AlertBot.Discord.Rendering;

/// <summary>A message as Discord's Markdown, in pieces that stand apart. Pure.</summary>
/// <param name="Pieces">Each of one or more lines; none is empty.</param>
/// <param name="Buttons">What can be pressed.</param>
/// <param name="Selects">What can be chosen of lists.</param>
/// <param name="Color">24 bits of red, green and blue.</param>
internal sealed record MarkdownCard(
    IReadOnlyList<string> Pieces, IReadOnlyList<ActionButton> Buttons, IReadOnlyList<Block> Selects, int Color)
{
    // Five rows, of five buttons or of one list each (Components, Action Row).
    private const int MaxRows = 5;
    private const int ButtonsInRow = 5;
    private const int MaxCommand = 100;
    private const int MaxChoices = 25;

    /// <summary>All pieces, an empty line between two.</summary>
    public string Text => string.Join("\n\n", Pieces);

    /// <summary>
    /// The card itself when it fits, else so much of its beginning as does: for what cutting by importance cannot
    /// shorten, such as a label without end.
    /// </summary>
    public MarkdownCard Within(int limit)
    {
        if (Text.Length <= limit) return this;
        var kept = new List<string>();
        var room = limit;
        foreach (var line in Pieces.SelectMany(piece => piece.Split('\n')).TakeWhile(line => line.Length < room))
        {
            kept.Add(line);
            room -= line.Length + 1;
        }
        return this with { Pieces = [kept.Count > 0 ? string.Join('\n', kept) : "…"] };
    }

    /// <summary>Writes a message in Markdown.</summary>
    public static MarkdownCard Of(Message message)
    {
        var writer = new MarkdownWriter(message);
        var pieces = new List<string>();
        var isStory = false;
        foreach (var block in message.Blocks)
        {
            if (writer.Piece(block) is not { Length: > 0 } piece) continue;
            // The headline and what is told under it are one; lists and facts stand apart.
            var goesOn = isStory && IsStory(block);
            if (goesOn) pieces[^1] += "\n" + piece;
            else pieces.Add(piece);
            isStory = IsStory(block);
        }
        var selects = message.Blocks.Select(Select).OfType<Block>().Take(MaxRows - 1).ToList();
        var buttons = message.Blocks.OfType<Block.Actions>().SelectMany(b => b.Buttons)
            .Select(b => b with { Label = CleanText.Line(b.Label) })
            .Where(b => b.Command.Length is > 0 and <= MaxCommand && b.Label.Length > 0)
            .DistinctBy(b => b.Command, StringComparer.Ordinal).Take((MaxRows - selects.Count) * ButtonsInRow).ToList();
        return new MarkdownCard(pieces, buttons, selects, ColorOf(message.Tone));
    }

    private static bool IsStory(Block block) => block is Block.Headline or Block.Sentence or Block.Paragraph;

    /// <summary>What of a block can be chosen from a list; null when nothing can.</summary>
    private static Block? Select(Block block) => block switch
    {
        Block.Choices choices when choices.Items.Where(i => i.Command.Length is > 0 and <= MaxCommand)
                .DistinctBy(i => i.Command, StringComparer.Ordinal).Take(MaxChoices).ToList() is { Count: > 0 } items =>
            choices with { Items = items },
        Block.ChannelChoice { Command.Length: > 0 and <= MaxCommand } choice => choice,
        _ => null,
    };

    private static int ColorOf(Tone tone) => tone switch
    {
        Tone.Critical => 0xB71C1C,
        Tone.High => 0xE65100,
        Tone.Medium => 0xF9A825,
        Tone.Low => 0x2E7D32,
        Tone.Problem => 0x6D4C41,
        _ => 0x546E7A,
    };
}
