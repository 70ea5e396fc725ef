using System.Text;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What a typed line asks for.</summary>
public abstract record CommandLine
{
    /// <summary>A command with its options as typed, by option name.</summary>
    public sealed record Read(CommandDefinition Command, IReadOnlyDictionary<string, string> Options) : CommandLine;

    /// <summary>No command. <paramref name="Problem"/> says what was expected and what to do.</summary>
    public sealed record Failed(string Problem) : CommandLine;

    /// <summary>
    /// Reads a line such as <c>/incidents iraq-militias since:3d</c>. Pure; never throws for what was typed.
    /// </summary>
    public static CommandLine Parse(string line, IReadOnlyList<CommandDefinition> catalogue)
    {
        var words = Words(line.TrimStart().TrimStart('/'));
        if (words.Count == 0) return new Failed("Type a command, for example /help.");
        var command = Find(words, catalogue, out var used);
        if (command is null) return new Failed(Unknown(words[0].Text, catalogue));
        return ReadOptions(command, words.GetRange(used, words.Count - used));
    }

    private static CommandDefinition? Find(List<Word> words, IReadOnlyList<CommandDefinition> catalogue, out int used)
    {
        // Telegram adds the bot's name where several bots listen: /help@alertbot.
        var first = words[0].Text.Split('@')[0];
        used = 2;
        if (words.Count > 1 && Named($"{first} {words[1].Text}") is { } sub) return sub;
        used = 1;
        return Named(first);

        CommandDefinition? Named(string name) =>
            catalogue.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string Unknown(string word, IReadOnlyList<CommandDefinition> catalogue)
    {
        var subs = catalogue.Where(c => c.Name.StartsWith(word + " ", StringComparison.OrdinalIgnoreCase)).ToList();
        if (subs.Count > 0) return $"/{word} needs one of: {string.Join(", ", subs.Select(c => "/" + c.Name))}.";
        var near = DidYouMean.Nearest(word, catalogue.Select(c => c.Name.Split(' ')[0]));
        return $"There is no command /{word}.{(near is null ? "" : $" Did you mean /{near}?")} See /help.";
    }

    private static CommandLine ReadOptions(CommandDefinition command, List<Word> words)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < words.Count; at++)
        {
            if (NamedOption(command, words, at) is { } named)
            {
                options[named.Name] = NamedValue(command, named, words, ref at);
                continue;
            }
            var next = Positional(command).FirstOrDefault(o => !options.ContainsKey(o.Name));
            if (IsPage(command, next, words[at])) next = Pages.Definition;
            if (next is null || options.ContainsKey(next.Name))
                return new Failed(
                    $"/{command.Name} does not know what to do with '{words[at].Text}'. Usage: {command.Usage}");
            if (next.Type != OptionType.Text && MistypedName(command, words[at]) is { } mistyped)
                return new Failed(mistyped);
            options[next.Name] = PositionalValue(command, next, words, ref at);
        }
        return Fault(command, options) is { } fault ? new Failed(fault) : new Read(command, options);
    }

    private static string? Fault(CommandDefinition command, Dictionary<string, string> options)
    {
        foreach (var option in command.Options)
        {
            var text = options.GetValueOrDefault(option.Name)?.Trim() ?? "";
            if (text.Length == 0 && option.IsRequired)
                return $"/{command.Name} needs {option.Name}: {option.Summary} Usage: {command.Usage}";
            if (text.Length == 0 || option.Type != OptionType.Choice) continue;
            if (!option.Choices.Contains(text, StringComparer.OrdinalIgnoreCase))
                return $"{option.Name}: '{text}' is none.{Lookup.Near(text, option.Choices)} "
                    + $"One of: {string.Join(", ", option.Choices)}.";
        }
        return null;
    }

    // A page is asked for by its name or as a bare number, never by its place.
    private static IEnumerable<OptionDefinition> Positional(CommandDefinition command) =>
        command.Options.Where(o => o.Name != Pages.Option);

    /// <summary>"/incidents 2" means the second page where a number can mean nothing else.</summary>
    private static bool IsPage(CommandDefinition command, OptionDefinition? next, Word word) =>
        !word.IsQuoted && word.Text.Length < 5 && word.Text.All(char.IsAsciiDigit) &&
        next?.Type is not (OptionType.Number or OptionType.Text or OptionType.Since or OptionType.Duration) &&
        command.Options.Any(o => o.Name == Pages.Option);

    /// <summary>
    /// "sinc:3d" where no option is called so: a guess at what was meant; null when it is no such word.
    /// </summary>
    private static string? MistypedName(CommandDefinition command, Word word)
    {
        var name = word.Text.TakeWhile(char.IsAsciiLetter).Count();
        if (word.IsQuoted || name < 2 || name == word.Text.Length || word.Text[name] is not (':' or '=')) return null;
        var typed = word.Text[..name];
        return $"/{command.Name} has no option '{typed}'.{Lookup.Near(typed, command.Options.Select(o => o.Name))} "
            + $"Usage: {command.Usage}";
    }

    /// <summary>
    /// One word; of a last or required text all words to the next named option: names and rules hold spaces.
    /// </summary>
    private static string PositionalValue(
        CommandDefinition command, OptionDefinition option, List<Word> words, ref int at)
    {
        var value = words[at].Text;
        var takesAll = option == Positional(command).LastOrDefault()
            || option is { Type: OptionType.Text, IsRequired: true };
        while (at + 1 < words.Count && NamedOption(command, words, at + 1) is null &&
            (takesAll || (IsTime(option) && GoesOn(option, value, words[at + 1].Text))))
            value += " " + words[++at].Text;
        return value;
    }

    /// <summary>
    /// A named value with the words that belong to it: <c>actor:kataib hezbollah</c>, <c>since 12 march</c>.
    /// </summary>
    private static string NamedValue(CommandDefinition command, OptionDefinition option, List<Word> words, ref int at)
    {
        var value = words[at].Text.Length > option.Name.Length ? words[at].Text[(option.Name.Length + 1)..] : "";
        while (at + 1 < words.Count && NamedOption(command, words, at + 1) is null
            && GoesOn(option, value, words[at + 1].Text))
        {
            at++;
            value = value.Length == 0 ? words[at].Text : $"{value} {words[at].Text}";
        }
        return value;
    }

    private static bool IsTime(OptionDefinition option) => option.Type is OptionType.Since or OptionType.Duration;

    private static bool GoesOn(OptionDefinition option, string value, string next) => option.Type switch
    {
        OptionType.Text or OptionType.Actor or OptionType.Place => true,
        // "12 march" is a time, and "12 march 2019" is another.
        OptionType.Since or OptionType.Duration => !SinceText.IsWhole(value) || SinceText.IsWhole($"{value} {next}"),
        _ => value.Length == 0,
    };

    /// <summary>
    /// The option that a word names: <c>since:3d</c>, <c>since=3d</c>, or <c>since</c> before its value.
    /// </summary>
    private static OptionDefinition? NamedOption(CommandDefinition command, List<Word> words, int at)
    {
        var word = words[at];
        if (word.IsQuoted) return null;
        foreach (var option in command.Options)
        {
            if (!word.Text.StartsWith(option.Name, StringComparison.OrdinalIgnoreCase)) continue;
            if (word.Text.Length > option.Name.Length && word.Text[option.Name.Length] is (':' or '=')) return option;
            var isBare = word.Text.Length == option.Name.Length && option.Type != OptionType.Text;
            if (isBare && at + 1 < words.Count) return option;
        }
        return null;
    }

    private readonly record struct Word(string Text, bool IsQuoted);

    private static List<Word> Words(string line)
    {
        var words = new List<Word>();
        var word = new StringBuilder();
        var (quote, isQuoted) = ('\0', false);
        foreach (var c in line)
        {
            if (quote != '\0' && c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '“' or '”')
            {
                quote = c == '“' ? '”' : c;
                isQuoted |= word.Length == 0;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                word.Append(c);
            }
        }
        End();
        return words;

        void End()
        {
            if (word.Length > 0) words.Add(new Word(word.ToString(), isQuoted));
            word.Clear();
            isQuoted = false;
        }
    }
}
