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

/// <summary>One option of a command.</summary>
/// <param name="Name">Lower case, 1 to 32 characters.</param>
/// <param name="Summary">One line for people, 1 to 100 characters.</param>
/// <param name="Type">What it takes.</param>
/// <param name="IsRequired">Whether the command needs it.</param>
/// <param name="Choices">What may be chosen; empty unless <see cref="OptionType.Choice"/>.</param>
public sealed record OptionDefinition(
    string Name, string Summary, OptionType Type, bool IsRequired, IReadOnlyList<string> Choices)
{
    /// <summary>An option that may be left out.</summary>
    public static OptionDefinition Optional(string name, OptionType type, string summary, params string[] choices) =>
        new(name, summary, type, false, choices);

    /// <summary>An option that the command needs.</summary>
    public static OptionDefinition Required(string name, OptionType type, string summary) =>
        new(name, summary, type, true, []);
}

/// <summary>
/// One command: what it is called, takes, is for and who may give it. Every platform renders it from here.
/// </summary>
/// <param name="Name">Lower-case words, 1 to 32 characters, a sub-command behind a space: <c>watch test</c>.</param>
/// <param name="Summary">One line for people, 1 to 100 characters.</param>
/// <param name="Options">In the order in which they may be given without their names; the last may hold spaces.</param>
/// <param name="Permission">Who may give it.</param>
/// <param name="IsPrivate">Whether the answer is for the asker alone, where the platform can.</param>
/// <param name="Examples">Whole lines that work.</param>
public sealed record CommandDefinition(
    string Name, string Summary, IReadOnlyList<OptionDefinition> Options, Permission Permission, bool IsPrivate,
    IReadOnlyList<string> Examples)
{
    /// <summary>Least time between two uses by one person; zero when it costs little.</summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>For example <c>/incidents [topic] [since]</c>.</summary>
    public string Usage =>
        $"/{Name}" + string.Concat(Options.Select(o => o.IsRequired ? $" {o.Name}" : $" [{o.Name}]"));
}
