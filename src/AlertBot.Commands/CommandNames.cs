using AlertBot.Chat;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>
/// What people may type for commands, options and choices: the names that never change, and those of every language.
/// Immutable.
/// </summary>
internal sealed class CommandNames
{
    private readonly Dictionary<string, (CommandDefinition Command, string? Language)> _commands =
        new(StringComparer.Ordinal);

    private readonly Dictionary<(string Command, string Typed), OptionDefinition> _options = [];
    private readonly Dictionary<(string Command, string Option, string Typed), string> _choices = [];
    private readonly TextBook _book;

    /// <summary>Learns the names of a catalogue. Where two are alike, the first keeps the name.</summary>
    public CommandNames(IReadOnlyList<CommandDefinition> definitions, TextBook book)
    {
        (Definitions, _book) = (definitions, book);
        foreach (var command in definitions)
        {
            foreach (var name in Spellings(command.Name)) _commands.TryAdd(name, (command, null));
            foreach (var texts in Others())
                foreach (var name in Spellings(command.NameIn(texts)))
                    _commands.TryAdd(name, (command, texts.Language));
            foreach (var option in command.Options) Learn(command, option);
        }
    }

    /// <summary>The catalogue.</summary>
    public IReadOnlyList<CommandDefinition> Definitions { get; }

    /// <summary>
    /// The command of a name of one word or two, and the language of that name; its language is null for the name that
    /// never changes.
    /// </summary>
    public (CommandDefinition Command, string? Language)? Command(string name) =>
        _commands.TryGetValue(KeyOf(name), out var found) ? found : null;

    /// <summary>The option that a command calls so; null when it has none such.</summary>
    public OptionDefinition? Option(CommandDefinition command, string typed) =>
        _options.GetValueOrDefault((command.Name, Folded(typed)));

    /// <summary>The choice that is meant, as the command knows it; null when it has none such.</summary>
    public string? Choice(CommandDefinition command, OptionDefinition option, string typed) =>
        _choices.GetValueOrDefault((command.Name, option.Name, Folded(typed)));

    /// <summary>The commands below a word: <c>watch test</c> for <c>watch</c>; empty when there are none.</summary>
    public IReadOnlyList<CommandDefinition> Below(string word)
    {
        var folded = Folded(word);
        return [.. Definitions.Where(d => d.Name.Contains(' ', StringComparison.Ordinal)
            && All(d.NameIn).Prepend(d.Name).Any(name => Folded(name.Split(' ')[0]) == folded))];
    }

    /// <summary>The name nearest to what was typed, in whichever language; null when none is near.</summary>
    public string? NearestCommand(string typed) => DidYouMean.Nearest(
        typed, Definitions.SelectMany(d => All(d.NameIn).Prepend(d.Name)).Distinct(StringComparer.Ordinal));

    /// <summary>The option's name nearest to what was typed; null when none is near.</summary>
    public string? NearestOption(CommandDefinition command, string typed) => DidYouMean.Nearest(
        typed, command.Options.SelectMany(o => All(texts => command.NameOf(o, texts)).Prepend(o.Name)));

    /// <summary>The choice nearest to what was typed; null when none is near.</summary>
    public string? NearestChoice(CommandDefinition command, OptionDefinition option, string typed) => DidYouMean.Nearest(
        typed, option.Choices.SelectMany(c => All(texts => command.LabelOf(c, texts)).Prepend(c)));

    /// <summary>
    /// The commands' names that begin so: those that never change, then those of other languages. Where nothing is typed
    /// yet, the former alone.
    /// </summary>
    public IEnumerable<string> Starting(string typed) => Starting(typed, null, Definitions, d => d.Name, d => d.NameIn);

    /// <summary>The names of a command's options that begin so, in the language of the command's name.</summary>
    public IEnumerable<string> OptionsStarting(CommandDefinition command, string typed, string? language) =>
        Starting(typed, language, command.Options, o => o.Name, o => texts => command.NameOf(o, texts));

    /// <summary>The choices that begin so; all of them where nothing is typed yet.</summary>
    public IEnumerable<string> ChoicesStarting(CommandDefinition command, OptionDefinition option, string typed) =>
        Starting(typed, null, option.Choices, c => c, c => texts => command.LabelOf(c, texts));

    private IEnumerable<string> Starting<T>(
        string typed, string? language, IReadOnlyList<T> all, Func<T, string> own, Func<T, Func<Texts, string>> inTexts)
    {
        if (typed.Length == 0)
            return all.Select(item => language is null ? own(item) : inTexts(item)(_book.For(language)));
        return all.Select(own).Concat(Others().SelectMany(texts => all.Select(item => inTexts(item)(texts))))
            .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
                || (name.StartsWith("ال", StringComparison.Ordinal)
                    && name.AsSpan(2).StartsWith(typed, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal);
    }

    private void Learn(CommandDefinition command, OptionDefinition option)
    {
        foreach (var name in All(texts => command.NameOf(option, texts)).Prepend(option.Name))
            foreach (var spelling in Spellings(name)) _options.TryAdd((command.Name, spelling), option);
        foreach (var choice in option.Choices)
            foreach (var label in All(texts => command.LabelOf(choice, texts)).Prepend(choice))
                foreach (var spelling in Spellings(label).Concat(OtherWordsFor(choice)))
                    _choices.TryAdd((command.Name, option.Name, spelling), choice);
    }

    // People type switches in many ways.
    private static IEnumerable<string> OtherWordsFor(string choice) => choice switch
    {
        "on" => ["true", "yes", KeyOf("نعم")],
        "off" => ["false", "no", KeyOf("لا")],
        _ => [],
    };

    private IEnumerable<Texts> Others() => TextBook.Languages.Skip(1).Select(_book.For);

    private IEnumerable<string> All(Func<Texts, string> name) => TextBook.Languages.Select(l => name(_book.For(l)));

    // Many write the Arabic article and many do not.
    private static IEnumerable<string> Spellings(string name)
    {
        var key = KeyOf(name);
        yield return key;
        if (key.StartsWith("ال", StringComparison.Ordinal) && key.Length > 4) yield return key[2..];
    }

    private static string KeyOf(string name) => string.Join(' ', name.Split(' ').Select(Folded));

    // Case, hyphens, vowel signs and the forms of Arabic letters do not matter.
    private static string Folded(string word) => TextFolder.FoldWord(word);
}
