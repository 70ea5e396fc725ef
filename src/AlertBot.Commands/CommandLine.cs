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

    /// <summary>Reads a line such as <c>/incidents iraq-militias since:3d</c>. Pure; never throws for what was typed.</summary>
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
        return $"There is no command /{word}." + (near is null ? " See /help." : $" Did you mean /{near}? See /help.");
    }

    private static CommandLine ReadOptions(CommandDefinition command, List<Word> words)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (NamedOption(command, word) is { } named)
            {
                options[named.Name] = Value(command, named, words, ref i);
                continue;
            }
            if (command.Options.FirstOrDefault(o => !options.ContainsKey(o.Name)) is not { } next)
                return new Failed($"/{command.Name} does not know what to do with '{word.Text}'. Usage: {command.Usage}");
            // The last option takes the rest of the line: names and rules hold spaces.
            var isLast = next == command.Options[^1] || command.Options.Count == 1;
            options[next.Name] = isLast ? string.Join(' ', words.Skip(i).Select(w => w.Text)) : word.Text;
            if (isLast) break;
        }
        var missing = command.Options.FirstOrDefault(o =>
            o.IsRequired && string.IsNullOrWhiteSpace(options.GetValueOrDefault(o.Name)));
        if (missing is null) return new Read(command, options);
        return new Failed($"/{command.Name} needs {missing.Name}: {missing.Summary} Usage: {command.Usage}");
    }

    /// <summary>A named value with the words behind it that belong to it: <c>actor:kataib hezbollah</c>, <c>since:12 march</c>.</summary>
    private static string Value(CommandDefinition command, OptionDefinition option, List<Word> words, ref int at)
    {
        var value = words[at].Text[(option.Name.Length + 1)..];
        while (at + 1 < words.Count && NamedOption(command, words[at + 1]) is null && GoesOn(option, value))
        {
            at++;
            value = value.Length == 0 ? words[at].Text : $"{value} {words[at].Text}";
        }
        return value;
    }

    private static bool GoesOn(OptionDefinition option, string value) => option.Type switch
    {
        OptionType.Text or OptionType.Actor or OptionType.Place => true,
        OptionType.Since => !SinceText.IsWhole(value),
        _ => value.Length == 0,
    };

    private static OptionDefinition? NamedOption(CommandDefinition command, Word word) => word.IsQuoted
        ? null
        : command.Options.FirstOrDefault(o =>
            word.Text.Length > o.Name.Length && word.Text[o.Name.Length] is ':' or '=' &&
            word.Text.StartsWith(o.Name, StringComparison.OrdinalIgnoreCase));

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
