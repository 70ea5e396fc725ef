using System.Globalization;

namespace AlertBot.Watchlists;

/// <summary>What became of a part of a watchlist.</summary>
public enum WatchlistChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,
}

/// <summary>One difference between two watchlists.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Part">The word of the file: topic, actor, place, terms or rule.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that people are shown; the id when it has none.</param>
/// <param name="Details">Line by line what it says, or what it said and says, in the words of the file.</param>
public sealed record WatchlistChange(
    WatchlistChangeKind Kind, string Part, string Id, string Name, IReadOnlyList<string> Details);

/// <summary>Tells watchlists apart by what they say, whatever their files look like. Pure.</summary>
public static class WatchlistDiff
{
    private static readonly Watchlist Nothing =
        new(new Topic("", Feeds.Scope.Shared, "", ""), [], [], [], [], 0);

    /// <summary>What changed from one to the other, in the order of the file. Null stands for a watchlist that is not
    /// there.</summary>
    public static IReadOnlyList<WatchlistChange> Of(Watchlist? before, Watchlist? after)
    {
        var (old, now) = (before ?? Nothing, after ?? Nothing);
        return
        [
            .. Parts("topic", Topics(old), Topics(now), Fields),
            .. Parts("actor", old.Actors.Select(a => (a.Id, a)), now.Actors.Select(a => (a.Id, a)), Fields),
            .. Parts("place", old.Places.Select(p => (p.Id, p)), now.Places.Select(p => (p.Id, p)), Fields),
            .. Parts("terms", old.TermLists.Select(t => (t.Name, t)), now.TermLists.Select(t => (t.Name, t)), Fields),
            .. Parts("rule", old.Rules.Select(r => (r.Id, r)), now.Rules.Select(r => (r.Id, r)), Fields),
        ];
    }

    private static IEnumerable<(string, Topic)> Topics(Watchlist list) =>
        list.Topic.Id.Length == 0 ? [] : [(list.Topic.Id, list.Topic)];

    private static IEnumerable<WatchlistChange> Parts<T>(
        string part, IEnumerable<(string Id, T Item)> before, IEnumerable<(string Id, T Item)> after,
        Func<T, Fields> fieldsOf)
    {
        var old = before.DistinctBy(b => b.Id).ToDictionary(b => b.Id, b => fieldsOf(b.Item), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, item) in after)
        {
            if (!seen.Add(id)) continue;
            var fields = fieldsOf(item);
            if (!old.TryGetValue(id, out var was))
                yield return new WatchlistChange(WatchlistChangeKind.Added, part, id, fields.Name, fields.Lines());
            else if (fields.Since(was) is { Count: > 0 } changes)
                yield return new WatchlistChange(WatchlistChangeKind.Changed, part, id, fields.Name, changes);
        }

        foreach (var (id, fields) in old)
            if (!seen.Contains(id))
                yield return new WatchlistChange(WatchlistChangeKind.Removed, part, id, fields.Name, []);
    }

    private static Fields Fields(Topic topic) =>
        new(topic.Name, [("name", topic.Name), ("description", topic.Description)], "", []);

    private static Fields Fields(Actor actor) => new(
        actor.Name,
        [
            ("name", actor.Name), ("kind", actor.Kind.Word()), ("country", actor.Country),
            ("weight", Number(actor.Weight)), ("partOf", actor.PartOf),
        ],
        "aliases", Spellings(actor.Name, actor.Aliases));

    private static Fields Fields(Place place) => new(
        place.Name,
        [
            ("name", place.Name), ("country", place.Country), ("precision", place.Precision.Word()),
            ("lat", Number(place.Latitude)), ("lon", Number(place.Longitude)),
            ("within", place.Within.Count == 0 ? null : place.Within[0]), ("weight", Number(place.Weight)),
        ],
        "aliases", Spellings(place.Name, place.Aliases));

    private static Fields Fields(TermList list) => new(list.Name, [], "terms", list.Terms);

    private static Fields Fields(Rule rule) =>
        new(rule.Name.Length == 0 ? rule.Id : rule.Name, [("name", rule.Name), ("query", rule.Query)], "", []);

    private static string? Number(double? number) =>
        number is null or 0 ? null : number.Value.ToString("R", CultureInfo.InvariantCulture);

    private static List<string> Spellings(string name, IReadOnlyList<Alias> aliases) =>
    [
        .. aliases.Where(alias => !NameContent.AreSame(alias, Alias.Plain(name))).Select(alias => alias.Text
            + (alias.CaseSensitive ? " (caseSensitive)" : "")
            + (alias.Needs.Count == 0 ? "" : $" (needs {string.Join(", ", alias.Needs)})")
            + (alias.Unless.Count == 0 ? "" : $" (unless {string.Join(", ", alias.Unless)})")),
    ];
}

/// <summary>What one part of a watchlist says, by the keys of the file.</summary>
/// <param name="Name">The name that people are shown.</param>
/// <param name="Values">Keys with single values; null where there is none.</param>
/// <param name="ListKey">The key of its list.</param>
/// <param name="List">The list.</param>
internal sealed record Fields(
    string Name, IReadOnlyList<(string Key, string? Value)> Values, string ListKey, IReadOnlyList<string> List)
{
    public IReadOnlyList<string> Lines()
    {
        var lines = Values.Where(v => v.Key != "name" && !string.IsNullOrEmpty(v.Value))
            .Select(v => $"{v.Key}: {v.Value}");
        return [.. lines, .. List.Count == 0 ? (string[])[] : [$"{ListKey}: {string.Join("; ", List)}"]];
    }

    public IReadOnlyList<string> Since(Fields was)
    {
        var lines = new List<string>();
        for (var i = 0; i < Values.Count; i++)
            if ((Values[i].Value ?? "") != (was.Values[i].Value ?? ""))
                lines.Add($"{Values[i].Key}: {Shown(was.Values[i].Value)} → {Shown(Values[i].Value)}");
        var changes = List.Except(was.List, StringComparer.Ordinal).Select(text => $"+ {text}")
            .Concat(was.List.Except(List, StringComparer.Ordinal).Select(text => $"− {text}")).ToList();
        if (changes.Count > 0) lines.Add($"{ListKey}: {string.Join("; ", changes)}");
        return lines;
    }

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "–" : value;
}
