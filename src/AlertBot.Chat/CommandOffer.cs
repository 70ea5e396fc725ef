namespace AlertBot.Chat;

/// <summary>How an option is filled in, where a platform asks people.</summary>
public enum OptionInput
{
    /// <summary>Any words.</summary>
    Text,

    /// <summary>A whole number, 1 or more.</summary>
    Number,

    /// <summary>Words that <see cref="ICommandHandler.CompleteAsync"/> can go on with.</summary>
    Completed,

    /// <summary>One of the option's choices.</summary>
    Choice,

    /// <summary>A text of several lines, taken as it is: a rule, a file.</summary>
    LongText,
}

/// <summary>Who is shown a command, where a platform can hide it from others.</summary>
public enum CommandAccess
{
    /// <summary>Everyone.</summary>
    Everyone,

    /// <summary>Who may manage the channel.</summary>
    ManageChannel,

    /// <summary>Moderators of the community.</summary>
    Moderate,
}

/// <summary>What people read of something, in one language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Name">What it is called there, as many words as the name itself.</param>
/// <param name="Summary">One line, 1 to 100 characters.</param>
public sealed record OfferText(string Language, string Name, string Summary);

/// <summary>Something to choose.</summary>
/// <param name="Value">What is typed for it.</param>
/// <param name="Labels">What it is called, by BCP 47 tag; English is always there.</param>
public sealed record ChoiceOffer(string Value, IReadOnlyDictionary<string, string> Labels);

/// <summary>An option of a command, as platforms list it.</summary>
/// <param name="Name">Lower case, 1 to 32 characters.</param>
/// <param name="Texts">In every language, English first.</param>
/// <param name="Input">How it is filled in.</param>
/// <param name="IsRequired">Whether the command needs it.</param>
/// <param name="Choices">What may be chosen; empty unless <see cref="OptionInput.Choice"/>.</param>
public sealed record OptionOffer(
    string Name, IReadOnlyList<OfferText> Texts, OptionInput Input, bool IsRequired, IReadOnlyList<ChoiceOffer> Choices);

/// <summary>A command, as platforms list it.</summary>
/// <param name="Name">Lower-case words, 1 to 32 characters, a sub-command behind a space.</param>
/// <param name="Texts">In every language, English first.</param>
/// <param name="Options">In their order.</param>
/// <param name="Access">Who is shown it.</param>
/// <param name="IsPrivate">Whether its answer is for the asker alone.</param>
public sealed record CommandOffer(
    string Name, IReadOnlyList<OfferText> Texts, IReadOnlyList<OptionOffer> Options, CommandAccess Access, bool IsPrivate)
{
    /// <summary>What is asked for together when it is lacking, where a platform has forms; the first that fits holds.</summary>
    public IReadOnlyList<FormOffer> Forms { get; init; } = [];
}

/// <summary>Options that are asked for together.</summary>
/// <param name="Option">The option on which it hangs whether this form is the right one; null when it always is.</param>
/// <param name="Value">What that option must be.</param>
/// <param name="Fields">Names of 1 to 5 options; without the first one the form is shown.</param>
public sealed record FormOffer(string? Option, string? Value, IReadOnlyList<string> Fields);

/// <summary>All commands, for platforms that list them. Does not change while the process runs.</summary>
/// <param name="All">In the order in which help lists them.</param>
public sealed record CommandOffers(IReadOnlyList<CommandOffer> All);
