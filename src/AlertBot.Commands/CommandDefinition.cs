using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>What an option takes.</summary>
public enum OptionType
{
    /// <summary>Any words.</summary>
    Text,

    /// <summary>A whole number, 1 or more.</summary>
    Number,

    /// <summary>The id of a topic.</summary>
    Topic,

    /// <summary>An actor by any of its names.</summary>
    Actor,

    /// <summary>A place by any of its names.</summary>
    Place,

    /// <summary>An event kind.</summary>
    Kind,

    /// <summary>Low, medium, high or critical.</summary>
    Severity,

    /// <summary>An instant in the past as people write it: 3d, 12h, yesterday, 12 march.</summary>
    Since,

    /// <summary>A length of time as people write it: 2h, 3d, 1 week.</summary>
    Duration,

    /// <summary>One of the option's choices.</summary>
    Choice,

    /// <summary>A time zone by its IANA name or by its city.</summary>
    Zone,

    /// <summary>An actor or place by any of its names, or any words.</summary>
    Subject,

    /// <summary>One word: an id, a code, an address, somebody to mention.</summary>
    Word,

    /// <summary>The number of an incident, with or without its #.</summary>
    Incident,

    /// <summary>Whole numbers with commas between.</summary>
    Numbers,

    /// <summary>A time of day: 08:00, 8 pm.</summary>
    Clock,

    /// <summary>From one time of day to another: 22:00-06:00.</summary>
    Hours,

    /// <summary>Degrees north and east: 33.53,44.26.</summary>
    Coordinates,

    /// <summary>Two letters of ISO 3166: IQ.</summary>
    Country,

    /// <summary>What a watchlist holds, by id or name: a rule, an actor, a place, words.</summary>
    Part,

    /// <summary>A feed of the community's own, by name or address.</summary>
    Feed,

    /// <summary>What a reader follows, by its number or text.</summary>
    Follow,

    /// <summary>All words to the next named option, exactly as typed: quotation marks and line ends are kept. For rules
    /// and files.</summary>
    Verbatim,
}

/// <summary>Who may give a command.</summary>
public enum Permission
{
    /// <summary>Everyone who may speak there.</summary>
    Everyone,

    /// <summary>Who may manage the channel.</summary>
    ManageChannel,

    /// <summary>Moderators of the community.</summary>
    Moderate,
}

/// <summary>One option of a command. What it is for is said by <see cref="CommandDefinition.SummaryOf"/>.</summary>
/// <param name="Name">Lower case, 1 to 32 characters.</param>
/// <param name="Type">What it takes.</param>
/// <param name="IsRequired">Whether the command needs it.</param>
/// <param name="Choices">What may be chosen; empty unless <see cref="OptionType.Choice"/>.</param>
public sealed record OptionDefinition(string Name, OptionType Type, bool IsRequired, IReadOnlyList<string> Choices)
{
    /// <summary>An option that may be left out.</summary>
    public static OptionDefinition Optional(string name, OptionType type, params string[] choices) =>
        new(name, type, false, choices);

    /// <summary>An option that the command needs.</summary>
    public static OptionDefinition Required(string name, OptionType type) => new(name, type, true, []);
}

/// <summary>Options that are asked for together.</summary>
/// <param name="Fields">Names of 1 to 5 options; without the first one the form is shown.</param>
public sealed record CommandForm(params IReadOnlyList<string> Fields)
{
    /// <summary>The option on which it hangs whether this form is the right one; null when it always is.</summary>
    public string? Option { get; init; }

    /// <summary>What that option must be.</summary>
    public string? Value { get; init; }
}

/// <summary>
/// One command: what it is called, takes and who may give it. Every platform renders it from here; what it is for is
/// said by the texts of each language, under keys that follow from the names.
/// </summary>
/// <param name="Name">Lower-case words, 1 to 32 characters, a sub-command behind a space: <c>watch test</c>.</param>
/// <param name="Options">In the order in which they may be given without their names; the last may hold spaces.</param>
/// <param name="Permission">Who may give it.</param>
/// <param name="IsPrivate">Whether the answer is for the asker alone, where the platform can.</param>
/// <param name="Examples">Whole lines that work.</param>
public sealed record CommandDefinition(
    string Name, IReadOnlyList<OptionDefinition> Options, Permission Permission, bool IsPrivate,
    IReadOnlyList<string> Examples)
{
    private const string Root = "commands.";

    /// <summary>Least time between two uses by one person; zero when it costs little.</summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>
    /// Options that are asked for together where a platform has forms; the first that fits holds. None when nothing is
    /// long enough for one.
    /// </summary>
    public IReadOnlyList<CommandForm> Forms { get; init; } = [];

    /// <summary>For example <c>/incidents [topic] [since]</c>.</summary>
    public string Usage =>
        $"/{Name}" + string.Concat(Options.Select(o => o.IsRequired ? $" {o.Name}" : $" [{o.Name}]"));

    private string Key => Root + Name.Replace(' ', '.');

    /// <summary>
    /// One line for people, 1 to 100 characters: the text <c>commands.watch.test.summary</c>.
    /// </summary>
    public string Summary(Texts texts) => texts[Key + ".summary"];

    /// <summary>
    /// What an option is for, 1 to 100 characters: the text <c>commands.NAME.option.OPTION</c>, or
    /// <c>commands.option.OPTION</c> where several commands share it.
    /// </summary>
    public string SummaryOf(OptionDefinition option, Texts texts) =>
        texts.Find($"{Key}.option.{option.Name}") ?? texts[$"{Root}option.{option.Name}"];

    /// <summary>
    /// The name in a language, as many words as <see cref="Name"/>: the texts <c>commands.watch.name</c> and
    /// <c>commands.watch.test.name</c>. Each word has 1 to 32 letters; people may type it too.
    /// </summary>
    public string NameIn(Texts texts)
    {
        var words = Name.Split(' ');
        var path = Root.TrimEnd('.');
        return string.Join(' ', words.Select(word => texts.Find($"{path += "." + word}.name") ?? word));
    }

    /// <summary>
    /// An option's name in a language, 1 to 32 letters: <c>commands.NAME.option.OPTION.name</c> or
    /// <c>commands.option.OPTION.name</c>.
    /// </summary>
    public string NameOf(OptionDefinition option, Texts texts) =>
        texts.Find($"{Key}.option.{option.Name}.name") ?? texts.Find($"{Root}option.{option.Name}.name") ?? option.Name;

    /// <summary>
    /// What a choice is called in a language, 1 to 100 characters: <c>commands.NAME.choice.CHOICE</c> or
    /// <c>commands.choice.CHOICE</c>.
    /// </summary>
    public string LabelOf(string choice, Texts texts) =>
        texts.Find($"{Key}.choice.{choice}") ?? texts.Find($"{Root}choice.{choice}") ?? choice;
}
