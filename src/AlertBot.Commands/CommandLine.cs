using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>What a typed line asks for.</summary>
internal abstract record CommandLine
{
    /// <summary>A command with its options as typed, by option name; choices by the names that never change.</summary>
    /// <param name="Command">What is meant.</param>
    /// <param name="Options">What was typed for each option.</param>
    /// <param name="Language">
    /// BCP 47 tag of the language in which the command was named; null for the name that never changes.
    /// </param>
    public sealed record Read(
        CommandDefinition Command, IReadOnlyDictionary<string, string> Options, string? Language) : CommandLine;

    /// <summary>No command. <paramref name="Problem"/> says what was expected and what to do.</summary>
    public sealed record Failed(string Problem) : CommandLine
    {
        /// <summary>The command that was meant; null when there is none such.</summary>
        public CommandDefinition? Command { get; init; }

        /// <summary>The required option that was left out; null when something else is wrong.</summary>
        public string? Lacks { get; init; }
    }

    /// <summary>
    /// Reads a line such as <c>/incidents iraq-militias since:3d</c>. Pure; never throws for what was typed.
    /// </summary>
    /// <param name="line">As typed.</param>
    /// <param name="names">What commands and their options are called.</param>
    /// <param name="texts">In which problems are told.</param>
    public static CommandLine Parse(string line, CommandNames names, Texts texts)
    {
        var words = LineWords.Of(line);
        if (words.Count > 0) words[0] = words[0] with { Text = words[0].Text.TrimStart('/') };
        if (words.Count > 0 && words[0].Text.Length == 0) words.RemoveAt(0);
        if (words.Count == 0) return new Failed(texts["commands.line.empty"]);
        if (Find(words, names, out var used) is not var (command, language))
            return new Failed(Unknown(words[0].Text, names, texts));
        return new OptionReader(command, line, words.GetRange(used, words.Count - used), names, texts).Read(language);
    }

    /// <summary>What is said of a command that does not exist.</summary>
    public static string Unknown(string word, CommandNames names, Texts texts)
    {
        var below = names.Below(word);
        if (below.Count > 0)
            return texts.Of("commands.line.below",
                ("command", "/" + word),
                ("commands", string.Join(texts["chat.list.between"], below.Select(c => "/" + c.Name))));
        return names.NearestCommand(word) is { } near
            ? texts.Of("commands.line.unknown.near", ("command", "/" + word), ("near", "/" + near), ("help", "/help"))
            : texts.Of("commands.line.unknown", ("command", "/" + word), ("help", "/help"));
    }

    private static (CommandDefinition Command, string? Language)? Find(
        List<LineWord> words, CommandNames names, out int used)
    {
        // Telegram adds the bot's name where several bots listen: /help@alertbot.
        var first = words[0].Text.Split('@')[0];
        used = 2;
        if (words.Count > 1 && names.Command($"{first} {words[1].Text}") is { } sub) return sub;
        used = 1;
        return names.Command(first);
    }
}
