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
        if (option.Type == OptionType.Topic)
            return Called(lookup.Topics(community).Select(t => (t.Id, (IEnumerable<string>)[t.Name])), typed);
        if (option.Type == OptionType.Actor)
            return Called(lookup.Actors(community).Select(a => (a.Id, Spellings(a.Name, a.Aliases))), typed);
        if (option.Type == OptionType.Place)
            return Called(lookup.Places(community).Select(p => (p.Id, Spellings(p.Name, p.Aliases))), typed);
        IEnumerable<string> all = option.Type switch
        {
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

    private static IEnumerable<string> Spellings(string name, IEnumerable<Alias> aliases) =>
        aliases.Select(alias => alias.Text).Prepend(name);

    // By id; whoever types a word of another name of it, in any script, is given the id too.
    private static IEnumerable<string> Called(IEnumerable<(string Id, IEnumerable<string> Names)> all, string typed)
    {
        var named = all.ToList();
        var byId = named.Select(one => one.Id).Where(id => id.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(id => id.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Distinct(StringComparer.Ordinal).ToList();
        var folded = TextFolder.FoldWord(typed);
        if (byId.Count > 0 || folded.Length == 0) return byId;
        return named.Where(one => one.Names.SelectMany(name => name.Split(' '))
                .Any(word => TextFolder.FoldWord(word).StartsWith(folded, StringComparison.Ordinal)))
            .Select(one => one.Id).Distinct(StringComparer.Ordinal);
    }
}
