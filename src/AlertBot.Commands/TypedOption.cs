namespace AlertBot.Commands;

/// <summary>What is being typed at the end of a line.</summary>
/// <param name="Option">The option that it is for; null when it can be for none.</param>
/// <param name="Start">Where its value begins in the line.</param>
/// <param name="Options">What was typed for the options before it.</param>
internal sealed record TypedOption(OptionDefinition? Option, int Start, IReadOnlyDictionary<string, string> Options);
