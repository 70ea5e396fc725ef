using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>
/// How a line may go on while it is typed. From memory alone: it is asked for at every keystroke.
/// </summary>
internal sealed class OptionCompletion(Lookup lookup, TextBook book)
{
    private readonly KnownNames _known = new(lookup);

    /// <summary>The command whose options are being typed; null when there is none yet.</summary>
    public static CommandDefinition? CommandOf(string line, CommandNames names) =>
        Command(Bare(line), names) is ({ } command, _, _) ? command : null;

    /// <summary>Whole lines that begin with what was typed, best first.</summary>
    public IEnumerable<string> Complete(string line, CommunityId community, CommandNames names, AheadNames ahead)
    {
        var typed = Bare(line);
        var commands = names.Starting(typed).Select(name => "/" + name).ToList();
        if (commands.Count > 0 || !typed.Contains(' ', StringComparison.Ordinal)) return commands;
        if (Command(typed, names) is not var (command, length, language)) return [];
        var words = LineWords.Of(typed).Where(w => w.Start >= length).ToList();
        var texts = book.For(language ?? (IsArabic(typed) ? "ar" : null));
        var at = new OptionReader(command, typed, words, names, texts).AtEnd();
        var values = at.Option is null ? []
            : Values(names, command, at, typed[at.Start..], community, ahead, texts)
                .Select(value => $"/{typed[..at.Start]}{value}");
        // What is typed may also be the beginning of an option's name.
        var cut = typed.LastIndexOf(' ') + 1;
        var options = typed[cut..].IndexOfAny([':', '=']) >= 0 || command.Options.Count == 1 ? []
            : names.OptionsStarting(command, typed[cut..], language)
                .Where(name => names.Option(command, name) is { } o && !at.Options.ContainsKey(o.Name))
                .Select(name => $"/{typed[..cut]}{name}:");
        return values.Concat(options).Distinct(StringComparer.Ordinal);
    }

    private static string Bare(string line) => line.TrimStart().TrimStart('/');

    /// <summary>The command at the front of a line, with how many characters its name has.</summary>
    private static (CommandDefinition Command, int Length, string? Language)? Command(string typed, CommandNames names)
    {
        var first = typed.IndexOf(' ', StringComparison.Ordinal);
        if (first < 0) return null;
        var second = typed.IndexOf(' ', first + 1);
        if (second > 0 && names.Command(typed[..second]) is ({ } sub, var inner)) return (sub, second, inner);
        return names.Command(typed[..first]) is ({ } command, var language) ? (command, first, language) : null;
    }

    private IEnumerable<string> Values(
        CommandNames names, CommandDefinition command, TypedOption at, string typed, CommunityId community,
        AheadNames ahead, Texts texts)
    {
        var option = at.Option!;
        switch (option.Type)
        {
            case OptionType.Choice:
                return names.ChoicesStarting(command, option, typed);
            case OptionType.Topic:
                return KnownNames.Called(_known.Topics(community), typed)
                    .Concat(option == IncidentFilter.Topic ? Containing([IncidentFilter.Everything], typed) : []);
            case OptionType.Actor:
                return KnownNames.Called(_known.Actors(community), typed);
            case OptionType.Place:
                return KnownNames.Called(_known.Places(community), typed);
            case OptionType.Subject:
                return KnownNames.Called([.. _known.Actors(community), .. _known.Places(community)], typed);
            case OptionType.Incident:
                return ahead.Incidents.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))
                    .Where(n => n.StartsWith(Digits.InAscii(typed).TrimStart('#'), StringComparison.Ordinal)
                        && !at.Options.Values.Contains(n, StringComparer.Ordinal));
            case OptionType.Feed:
                return Containing(ahead.Feeds, typed);
            case OptionType.Follow:
                return Containing(ahead.Follows, typed);
            case OptionType.Text or OptionType.Verbatim when option.Name == HelpCommand.Topic:
                return names.Starting(typed.TrimStart('/'));
            case OptionType.Text or OptionType.Verbatim or OptionType.Part:
                return _known.Parts(command.Name, option.Name, at.Options, community, typed);
            default:
                return Containing(Words(command, option, texts), typed);
        }
    }

    private static IReadOnlyList<string> Words(CommandDefinition command, OptionDefinition option, Texts texts)
    {
        return option.Type switch
        {
            OptionType.Kind => Lookup.KindNames(texts),
            OptionType.Severity => Lookup.LevelNames(texts),
            OptionType.Since => List("commands.typed.since"),
            OptionType.Duration when command.Name == "mute" =>
                [.. List("commands.typed.length"), MuteCommand.UntilChange],
            OptionType.Duration => List("commands.typed.length"),
            OptionType.Clock => List("commands.typed.clock"),
            OptionType.Hours => List("commands.typed.hours"),
            OptionType.Zone => ClockText.Zones,
            OptionType.Word when command.Name == "setup" => [SetupCommand.Here],
            _ => [],
        };

        string[] List(string key) => texts[key].Split('|');
    }

    private static IEnumerable<string> Containing(IReadOnlyList<string> all, string typed) => all
        .Where(v => v.Contains(typed, StringComparison.OrdinalIgnoreCase))
        .OrderBy(v => v.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1);

    private static bool IsArabic(string text) => text.Any(c => c is >= '\u0600' and <= '\u06FF');
}
