using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>
/// How a line may go on while it is typed. From memory alone: it is asked for at every keystroke.
/// </summary>
internal sealed class OptionCompletion(Lookup lookup)
{
    /// <summary>Whole lines that begin with what was typed, best first.</summary>
    public IEnumerable<string> Complete(string line, CommunityId community, CommandNames names)
    {
        var typed = line.TrimStart().TrimStart('/');
        var commands = names.Starting(typed).Select(name => "/" + name).ToList();
        if (commands.Count > 0 || !typed.Contains(' ', StringComparison.Ordinal)) return commands;
        if (Command(typed, names) is not var (command, length, language)) return [];
        var cut = typed.LastIndexOf(' ') + 1;
        var (head, word) = (typed[..cut], typed[cut..]);
        if (word.IndexOfAny([':', '=']) is var colon and > 0)
        {
            return names.Option(command, word[..colon]) is { } option
                ? Values(names, command, option, word[(colon + 1)..], community)
                    .Select(v => $"/{head}{word[..colon]}:{v}")
                : [];
        }
        var options = names.OptionsStarting(command, word, language).Select(name => $"/{head}{name}:");
        var position = Math.Min(
            typed[length..cut].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, command.Options.Count - 1);
        var values = position < 0 ? []
            : Values(names, command, command.Options[position], word, community).Select(v => $"/{head}{v}");
        return values.Concat(options);
    }

    /// <summary>The command at the front of a line, with how many characters its name has.</summary>
    private static (CommandDefinition Command, int Length, string? Language)? Command(string typed, CommandNames names)
    {
        var first = typed.IndexOf(' ', StringComparison.Ordinal);
        var second = typed.IndexOf(' ', first + 1);
        if (second > 0 && names.Command(typed[..second]) is ({ } sub, var inner)) return (sub, second, inner);
        return names.Command(typed[..first]) is ({ } command, var language) ? (command, first, language) : null;
    }

    private IEnumerable<string> Values(
        CommandNames names, CommandDefinition command, OptionDefinition option, string typed, CommunityId community)
    {
        if (option.Type == OptionType.Choice) return names.ChoicesStarting(command, option, typed);
        IEnumerable<string> all = option.Type switch
        {
            OptionType.Topic => lookup.Topics(community).Select(t => t.Id),
            OptionType.Actor => lookup.Actors(community).Select(a => a.Id),
            OptionType.Place => lookup.Places(community).Select(p => p.Id),
            OptionType.Kind => EventKinds.Words,
            OptionType.Severity => Lookup.Levels,
            OptionType.Since => ["12h", "1d", "3d", "1w", "yesterday"],
            OptionType.Duration => ["1h", "8h", "1d", "3d", "1w"],
            OptionType.Zone => ClockText.Zones,
            OptionType.Subject =>
                lookup.Actors(community).Select(a => a.Id).Concat(lookup.Places(community).Select(p => p.Id)),
            _ => [],
        };
        return all.Where(v => v.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(v => v.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1);
    }
}
