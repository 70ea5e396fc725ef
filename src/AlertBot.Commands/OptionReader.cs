using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Reads the words behind a command's name as its options. Made for one line.</summary>
/// <param name="command">What is meant.</param>
/// <param name="line">As typed.</param>
/// <param name="words">The words of the line behind the command's name.</param>
/// <param name="names">What options are called.</param>
/// <param name="texts">In which problems are told.</param>
internal sealed class OptionReader(
    CommandDefinition command, string line, List<LineWord> words, CommandNames names, Texts texts)
{
    // "The day before yesterday" and "3rd of march 2020" have four.
    private const int MostTimeWords = 4;

    private static readonly char[] Assigns = [':', '=', '：'];

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly bool _hasProse = command.Options.Any(OptionShape.IsProse);
    private OptionDefinition? _last;
    private int _lastStart;

    /// <summary>The options, or what is wrong with them.</summary>
    /// <param name="language">In which the command was named.</param>
    public CommandLine Read(string? language) => ReadAll() ?? Fault()
        ?? (CommandLine)new CommandLine.Read(command, _options, language);

    /// <summary>To which option the end of the line belongs, while the line is being typed.</summary>
    public TypedOption AtEnd()
    {
        var failed = ReadAll();
        var isOpen = line.Length == 0 || char.IsWhiteSpace(line[^1]);
        if (!isOpen)
        {
            var before = words.Count == 0 ? [] : _options.Where(o => o.Key != _last?.Name || failed is not null)
                .ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);
            return new TypedOption(failed is null ? _last : null, _lastStart, before);
        }
        // "/incidents since ": what comes next is its value.
        if (words is [.., { IsQuoted: false } name] && names.Option(command, name.Text) is { } named
            && (_last is null || _options.GetValueOrDefault(_last.Name) == name.Text || failed is not null))
            return new TypedOption(named, line.Length, _options.Where(o => o.Value != name.Text)
                .ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal));
        if (failed is not null) return new TypedOption(null, line.Length, _options);
        return _last is { } last && OptionShape.IsProse(last)
            && (last == Positional().LastOrDefault() || last.Type is OptionType.Verbatim or OptionType.Part)
            ? new TypedOption(last, _lastStart, _options)
            : new TypedOption(
                Positional().FirstOrDefault(o => !_options.ContainsKey(o.Name)), line.Length, _options);
    }

    private CommandLine.Failed? ReadAll()
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (NamedOption(at, isWithin: false) is { } named)
            {
                var assigned = words[at].Text.IndexOfAny(Assigns);
                (_last, _lastStart) = (named, assigned < 0 ? words[at + 1].Start
                    : line.IndexOfAny(Assigns, words[at].Start) + 1);
                _options[named.Name] = NamedValue(named, ref at);
                continue;
            }
            var next = Positional().FirstOrDefault(o => !_options.ContainsKey(o.Name));
            if (TimeAt(next, at) is var (since, length))
            {
                (_last, _lastStart) = (since, words[at].Start);
                _options[since.Name] = string.Join(' ', words.Slice(at, length).Select(w => w.Text));
                at += length - 1;
                continue;
            }
            if (IsPage(next, words[at])) next = Pages.Definition;
            var isFree = next is not null && (OptionShape.IsProse(next) || next.Type == OptionType.Word);
            if (!isFree && (MistypedName(words[at]) ?? MistypedBareName(next, at)) is { } mistyped) return mistyped;
            if (next is null || _options.ContainsKey(next.Name))
                return Failed("commands.line.toomuch", ("word", words[at].Text));
            (_last, _lastStart) = (next, words[at].Start);
            _options[next.Name] = PositionalValue(next, ref at);
        }
        return null;
    }

    private CommandLine.Failed? Fault()
    {
        foreach (var option in command.Options)
        {
            var text = _options.GetValueOrDefault(option.Name)?.Trim() ?? "";
            if (text.Length == 0 && option.IsRequired)
            {
                var missing = Failed(
                    "commands.line.missing", ("option", option.Name), ("summary", command.SummaryOf(option, texts)));
                return missing with { Lacks = option.Name };
            }
            if (text.Length == 0) continue;
            if (!OptionShape.IsProse(option) && option.Type is not (OptionType.Choice or OptionType.Word))
                _options[option.Name] = Digits.InAscii(text);
            if (option.Type != OptionType.Choice) continue;
            if (names.Choice(command, option, text) is not { } choice)
                return new CommandLine.Failed(Answers.NoChoice(
                    texts, option.Name, text, names.NearestChoice(command, option, text),
                    [.. option.Choices.Select(c => command.LabelOf(c, texts))]))
                { Command = command };
            _options[option.Name] = choice;
        }
        return null;
    }

    /// <summary>
    /// "/incidents last week" and "/trend 30d": words that can only be a time, where a topic or the like might stand.
    /// </summary>
    private (OptionDefinition Since, int Length)? TimeAt(OptionDefinition? next, int at)
    {
        if (next?.Type is not (OptionType.Topic or OptionType.Actor or OptionType.Place or OptionType.Kind
                or OptionType.Severity)
            || command.Options.FirstOrDefault(o => o.Type == OptionType.Since) is not { } since
            || _options.ContainsKey(since.Name)) return null;
        for (var length = Math.Min(MostTimeWords, words.Count - at); length > 0; length--)
        {
            var run = words.GetRange(at, length);
            if (!run.Exists(w => w.IsQuoted) && SinceText.IsWhole(string.Join(' ', run.Select(w => w.Text))))
                return (since, length);
        }
        return null;
    }

    // A page is asked for by its name or as a bare number, never by its place.
    private IEnumerable<OptionDefinition> Positional() => command.Options.Where(o => o.Name != Pages.Option);

    /// <summary>"/incidents 2" means the second page where a number can mean nothing else.</summary>
    private bool IsPage(OptionDefinition? next, LineWord word) =>
        !word.IsQuoted && word.Text.Length < 5 && word.Text.All(char.IsDigit) &&
        next?.Type is not (OptionType.Number or OptionType.Incident or OptionType.Numbers or OptionType.Text
            or OptionType.Feed or OptionType.Since or OptionType.Duration) &&
        command.Options.Any(o => o.Name == Pages.Option);

    /// <summary>
    /// "sinc:3d" where no option is called so: a guess at what was meant; null when it is no such word.
    /// </summary>
    private CommandLine.Failed? MistypedName(LineWord word)
    {
        var name = word.Text.TakeWhile(char.IsLetter).Count();
        if (word.IsQuoted || name < 2 || name == word.Text.Length || !Assigns.Contains(word.Text[name])) return null;
        var typed = word.Text[..name];
        return names.NearestOption(command, typed) is { } near
            ? Failed("commands.line.option.near", ("option", typed), ("near", near))
            : Failed("commands.line.option", ("option", typed));
    }

    /// <summary>
    /// "/subscribe iraq-militias sevrity high": a word that the awaited option cannot take and that is nearly the name of
    /// one; null when it is no such word.
    /// </summary>
    private CommandLine.Failed? MistypedBareName(OptionDefinition? next, int at)
    {
        var word = words[at];
        if (word.IsQuoted || at + 1 >= words.Count || !word.Text.All(char.IsLetter)
            || names.NearestOption(command, word.Text) is not { } near) return null;
        var isValue = next is not null && (next.Type == OptionType.Choice
            ? names.Choice(command, next, word.Text) is not null
                || names.NearestChoice(command, next, word.Text) is not null
            : OptionShape.Fits(next, word.Text) || OptionShape.IsTime(next));
        return isValue ? null : Failed("commands.line.option.near", ("option", word.Text), ("near", near));
    }

    /// <summary>
    /// One word; of a last or required text all words to the next named option: names and rules hold spaces.
    /// </summary>
    private string PositionalValue(OptionDefinition option, ref int at)
    {
        var (value, first) = (words[at].Text, at);
        var takesAll = option.Type is OptionType.Verbatim or OptionType.Part
            || option is { Type: OptionType.Text or OptionType.Feed, IsRequired: true }
            || (option == Positional().LastOrDefault()
                && (OptionShape.IsProse(option) || option.Type is OptionType.Actor or OptionType.Place));
        while (at + 1 < words.Count && IsValue(option, at + 1) &&
            (takesAll || (!IsName(option) && OptionShape.GoesOn(option, value, words[at + 1].Text))))
            value += " " + words[++at].Text;
        return option.Type == OptionType.Verbatim ? line[words[first].Start..words[at].End] : value;
    }

    // Where further options may follow without their names, a name is one word.
    private static bool IsName(OptionDefinition option) =>
        OptionShape.IsProse(option) || option.Type is OptionType.Actor or OptionType.Place;

    /// <summary>
    /// A named value with the words that belong to it: <c>actor:kataib hezbollah</c>, <c>since 12 march</c>.
    /// </summary>
    private string NamedValue(OptionDefinition option, ref int at)
    {
        var assigned = words[at].Text.IndexOfAny(Assigns);
        var value = assigned < 0 ? "" : words[at].Text[(assigned + 1)..];
        var start = line.IndexOfAny(Assigns, words[at].Start) + 1;
        while (at + 1 < words.Count && IsValue(option, at + 1)
            && OptionShape.GoesOn(option, value, words[at + 1].Text))
        {
            at++;
            value = value.Length == 0 ? words[at].Text : $"{value} {words[at].Text}";
        }
        return option.Type == OptionType.Verbatim ? line[start..words[at].End].Trim() : value;
    }

    // A file that is typed in has keys of its own, and one of them may be called as its option is.
    private bool IsValue(OptionDefinition option, int at) =>
        NamedOption(at, isWithin: true) is not { } named || (option.Type == OptionType.Verbatim && named == option);

    /// <summary>
    /// The option that a word names: <c>since:3d</c>, <c>since=3d</c>, or <c>since</c> before its value.
    /// </summary>
    /// <param name="at">Which word.</param>
    /// <param name="isWithin">Whether the value of an option has begun, and may go on with this word.</param>
    private OptionDefinition? NamedOption(int at, bool isWithin)
    {
        var word = words[at];
        if (word.IsQuoted) return null;
        var assigned = word.Text.IndexOfAny(Assigns);
        if (assigned > 0) return names.Option(command, word.Text[..assigned]);
        if (at + 1 >= words.Count || names.Option(command, word.Text) is not { } option) return null;
        // "/watch add topic ..." adds a topic: where one of some words is awaited, that word is it.
        var awaited = Positional().FirstOrDefault(o => !_options.ContainsKey(o.Name));
        if (awaited is { Type: OptionType.Choice } && awaited != option
            && names.Choice(command, awaited, word.Text) is not null) return null;
        // "/feed add https://… name News of the North", but not "/search words of war".
        if (OptionShape.IsProse(option)) return !isWithin && option == awaited && !option.IsRequired ? option : null;
        // "Rockets in Taji" asks for no list.
        if (option.Type == OptionType.Choice)
            return names.Choice(command, option, words[at + 1].Text) is null && (_hasProse || isWithin) ? null : option;
        return !_hasProse || IsAsked(option, at + 1) ? option : null;
    }

    // Among words of a text only what looks like a value makes a word before it the name of an option.
    private bool IsAsked(OptionDefinition option, int at) => option.Type switch
    {
        OptionType.Topic or OptionType.Actor or OptionType.Place or OptionType.Number or OptionType.Incident => true,
        OptionType.Word => false,
        _ => Enumerable.Range(1, Math.Min(MostTimeWords, words.Count - at)).Any(length =>
            OptionShape.Fits(option, string.Join(' ', words.GetRange(at, length).Select(w => w.Text)))),
    };

    private CommandLine.Failed Failed(string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        new(texts.Of(key, [.. values, ("command", "/" + command.Name), ("usage", command.Usage)])) { Command = command };
}
