using System.Buffers;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Something that people may name.</summary>
/// <param name="Id">What is typed for it.</param>
/// <param name="Folded">Its names, folded word by word, with a space before each word.</param>
internal sealed record KnownName(string Id, IReadOnlyList<string> Folded);

/// <summary>The names of the watchlists as they are looked for at every keystroke: folded once an index.</summary>
internal sealed class KnownNames(Lookup lookup)
{
    // More communities than type at one time.
    private const int Remembered = 200;

    private static readonly SearchValues<char> Parted = SearchValues.Create(" \t\n()\"");

    private readonly Lock _lock = new();
    private readonly Dictionary<CommunityId, Names> _names = [];
    private WatchlistIndex? _index;

    public IReadOnlyList<KnownName> Topics(CommunityId community) => Of(community).Topics;

    public IReadOnlyList<KnownName> Actors(CommunityId community) => Of(community).Actors;

    public IReadOnlyList<KnownName> Places(CommunityId community) => Of(community).Places;

    /// <summary>By id; whoever types words of another name of it, in any script, is given the id too.</summary>
    public static IReadOnlyList<string> Called(IReadOnlyList<KnownName> all, string typed)
    {
        var byId = all.Select(one => one.Id).Where(id => id.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(id => id.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Distinct(StringComparer.Ordinal).ToList();
        var folded = Folded(typed);
        if (byId.Count > 0 || folded.Length == 0) return byId;
        return [.. all.Where(one => one.Folded.Any(name => name.Contains(folded, StringComparison.Ordinal)))
            .Select(one => one.Id).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What a text of the moderators' commands may be: parts of watchlists by what was typed before.</summary>
    /// <param name="command">Which command.</param>
    /// <param name="option">Which of its texts.</param>
    /// <param name="typed">What was typed for the options before.</param>
    /// <param name="community">Whose watchlists.</param>
    /// <param name="text">What is typed of it so far.</param>
    public IEnumerable<string> Parts(
        string command, string option, IReadOnlyDictionary<string, string> typed, CommunityId community, string text)
    {
        var lists = lookup.Watchlists(community)
            .Where(w => !typed.TryGetValue("topic", out var topic) || w.Topic.Id == topic).ToList();
        var what = typed.GetValueOrDefault("what");
        return (command, option) switch
        {
            ("watch backtest", "rule") => InRule(lists, text, lists.SelectMany(w => w.Rules).Select(r => r.Id)),
            ("watch add", "text") when what == "rule" => InRule(lists, text, []),
            ("watch remove", "text") => Containing(what switch
            {
                "rule" => lists.SelectMany(w => w.Rules).Select(r => r.Id),
                "actor" => lists.SelectMany(w => w.Actors).Select(a => a.Id),
                "place" => lists.SelectMany(w => w.Places).Select(p => p.Id),
                "words" => lists.SelectMany(w => w.TermLists).Select(t => t.Name),
                "alias" => lists.SelectMany(w => Aliases(w, typed.GetValueOrDefault("of"))),
                _ => lists.SelectMany(w => w.Rules.Select(r => r.Id).Concat(w.Actors.Select(a => a.Id))
                    .Concat(w.Places.Select(p => p.Id)).Concat(w.TermLists.Select(t => t.Name))),
            }, text),
            ("watch add" or "watch remove", "of") => Containing(what == "words"
                ? lists.SelectMany(w => w.TermLists).Select(t => t.Name)
                : lists.SelectMany(w => w.Actors.Select(a => a.Id).Concat(w.Places.Select(p => p.Id))), text),
            _ => [],
        };
    }

    private static IEnumerable<string> Aliases(Watchlist list, string? of) =>
        list.Actors.Where(a => of is null || a.Id == of).SelectMany(a => a.Aliases.Where(x => x.Text != a.Name))
            .Concat(list.Places.Where(p => of is null || p.Id == of)
                .SelectMany(p => p.Aliases.Where(x => x.Text != p.Name)))
            .Select(alias => alias.Text);

    // A rule goes on with the names that it may use: actor:kat…
    private static IEnumerable<string> InRule(List<Watchlist> lists, string text, IEnumerable<string> rules)
    {
        var cut = text.AsSpan().LastIndexOfAny(Parted) + 1;
        var (head, word) = (text[..cut], text[cut..]);
        var names = lists.SelectMany(w => w.Actors.Select(a => "actor:" + a.Id)
            .Concat(w.Places.Select(p => "place:" + p.Id)).Concat(w.TermLists.Select(t => "terms:" + t.Name)))
            .Concat(EventKinds.Words.Select(k => "kind:" + k));
        // An id of a rule stands alone.
        var whole = cut == 0 ? Containing(rules, word) : [];
        return whole.Concat(word.Length == 0 ? []
            : names.Where(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)
                .Select(n => head + n));
    }

    private static IEnumerable<string> Containing(IEnumerable<string> all, string typed) => all
        .Where(v => v.Contains(typed, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)
        .OrderBy(v => v.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1);

    private Names Of(CommunityId community)
    {
        var index = lookup.Index;
        lock (_lock)
        {
            if (!ReferenceEquals(index, _index) || _names.Count >= Remembered) _names.Clear();
            _index = index;
            if (_names.TryGetValue(community, out var known)) return known;
            return _names[community] = new Names(
                [.. lookup.Topics(community).Select(t => new KnownName(t.Id, [Folded(t.Name)]))],
                [.. lookup.Actors(community).Select(a => Name(a.Id, a.Name, a.Aliases))],
                [.. lookup.Places(community).Select(p => Name(p.Id, p.Name, p.Aliases))]);
        }
    }

    private static KnownName Name(string id, string name, IReadOnlyList<Alias> aliases) =>
        new(id, [.. aliases.Select(alias => alias.Text).Prepend(name).Select(Folded)]);

    private static string Folded(string text) => string.Concat(
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => " " + TextFolder.FoldWord(word)));

    private sealed record Names(
        IReadOnlyList<KnownName> Topics, IReadOnlyList<KnownName> Actors, IReadOnlyList<KnownName> Places);
}
