using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Forms of answers that several commands share.</summary>
internal static class Answers
{
    /// <summary>Something was wrong with what was typed.</summary>
    public static Message Problem(string text) => Message.Line(text, Tone.Problem);

    /// <summary>Done, or a plain fact.</summary>
    public static Message Line(string text) => Message.Line(text);

    /// <summary>A titled list.</summary>
    public static Message List(string title, IEnumerable<IReadOnlyList<Span>> items, string? after = null)
    {
        var blocks = new List<Block> { new Block.Bullets(0, title, [.. items]) };
        if (after is not null) blocks.Add(new Block.Paragraph(1, [after]));
        return new Message(Tone.Neutral, blocks);
    }

    /// <summary>What a command tells is not for a channel that anybody reads.</summary>
    public static Message Withheld(CommandCall call) =>
        Line(call.Texts.Of("commands.withheld", ("command", "/" + call.Command.Name)));

    /// <summary>What was typed for an option is longer than it takes.</summary>
    public static Message TooLong(Texts texts, string option, int most) =>
        Problem(texts.Of("commands.line.toolong", ("option", option), ("most", most)));

    /// <summary>What is said of a text that is no time.</summary>
    public static string NoTime(CommandCall call, string option, string typed) => call.Texts.Of(
        "commands.time.none",
        ("option", option), ("typed", typed), ("expected", call.Texts["commands.time.expected"]));

    /// <summary>What is said of a value that an option does not have.</summary>
    public static string NoChoice(
        Texts texts, string option, string typed, string? near, IReadOnlyList<string> choices)
    {
        var all = string.Join(texts["chat.list.between"], choices);
        return near is null
            ? texts.Of("commands.line.choice", ("option", option), ("typed", typed), ("choices", all))
            : texts.Of("commands.line.choice.near",
                ("option", option), ("typed", typed), ("near", near), ("choices", all));
    }
}
