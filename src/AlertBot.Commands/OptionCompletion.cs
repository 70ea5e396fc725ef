using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>
/// How options may go on while they are typed. From memory alone: it is asked for at every keystroke.
/// </summary>
internal sealed class OptionCompletion(Lookup lookup)
{
    /// <summary>Whole lines that begin with what was typed, best first.</summary>
    public IEnumerable<string> Complete(
        string typed, CommunityId community, IReadOnlyList<CommandDefinition> catalogue)
    {
        var command = catalogue.OrderByDescending(c => c.Name.Length)
            .FirstOrDefault(c => typed.StartsWith(c.Name + " ", StringComparison.OrdinalIgnoreCase));
        if (command is null) return [];
        var cut = typed.LastIndexOf(' ') + 1;
        var (head, word) = (typed[..cut], typed[cut..]);
        if (word.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
        {
            var option = command.Options.FirstOrDefault(
                o => o.Name.Equals(word[..colon], StringComparison.OrdinalIgnoreCase));
            return option is null ? []
                : Values(option, word[(colon + 1)..], community).Select(v => $"/{head}{option.Name}:{v}");
        }
        var names = command.Options.Where(o => o.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(o => $"/{head}{o.Name}:");
        var position = Math.Min(
            typed[command.Name.Length..cut].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
            command.Options.Count - 1);
        var values = position < 0 ? [] : Values(command.Options[position], word, community).Select(v => $"/{head}{v}");
        return values.Concat(names);
    }

    private IEnumerable<string> Values(OptionDefinition option, string typed, CommunityId community)
    {
        IEnumerable<string> all = option.Type switch
        {
            OptionType.Topic => lookup.Topics(community).Select(t => t.Id),
            OptionType.Actor => lookup.Actors(community).Select(a => a.Id),
            OptionType.Place => lookup.Places(community).Select(p => p.Id),
            OptionType.Kind => EventKinds.Words,
            OptionType.Severity => Lookup.Levels,
            OptionType.Since => ["12h", "1d", "3d", "1w", "yesterday"],
            OptionType.Duration => ["1h", "8h", "1d", "3d", "1w"],
            OptionType.Choice => option.Choices,
            _ => [],
        };
        return all.Where(v => v.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(v => v.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1);
    }
}
