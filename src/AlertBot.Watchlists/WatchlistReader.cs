using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Reads watchlist files. Pure; never throws for what the text contains.</summary>
public static class WatchlistReader
{
    /// <summary>Most actors in one watchlist.</summary>
    public const int MaxActors = 2000;

    /// <summary>Most places in one watchlist.</summary>
    public const int MaxPlaces = 5000;

    /// <summary>Most rules in one watchlist.</summary>
    public const int MaxRules = 1000;

    /// <summary>Most term lists in one watchlist.</summary>
    public const int MaxTermLists = 200;

    /// <summary>Most terms in one list.</summary>
    public const int MaxTerms = 2000;

    /// <summary>Reads one watchlist with every fault at its place; what is faulty is left out, the rest
    /// serves.</summary>
    /// <param name="path">The file's name, for the problems.</param>
    /// <param name="yaml">Its text.</param>
    /// <param name="scope">Whose watchlist it is.</param>
    public static WatchlistRead Read(string path, string yaml, Scope scope) => Read(path, yaml, scope, version: 0);

    /// <summary>Reads one saved version of a watchlist.</summary>
    /// <param name="path">The file's name, for the problems.</param>
    /// <param name="yaml">Its text.</param>
    /// <param name="scope">Whose watchlist it is.</param>
    /// <param name="version">Counts the saved versions from 1; 0 for a file.</param>
    public static WatchlistRead Read(string path, string yaml, Scope scope, int version)
    {
        var document = ConfigDocument.Read(path, yaml);
        if (document.Mapping() is not { } root) return new WatchlistRead(null, document.Problems);
        root.Allow("topic", "name", "description", "actors", "places", "terms", "rules");
        var id = root.Id("topic", required: true);
        var name = root.Text("name", required: true, maxLength: 100);
        var description = root.Text("description") ?? "";
        var actors = new ActorsReader().Read(root);
        var places = new PlacesReader().Read(root);
        var terms = ReadTerms(root);
        var rules = ReadRules(root, actors, places, terms);
        if (id is null) return new WatchlistRead(null, document.Problems);
        var topic = new Topic(id, scope, name ?? id, description);
        return new WatchlistRead(new Watchlist(topic, actors, places, terms, rules, version), document.Problems);
    }

    private static List<TermList> ReadTerms(ConfigMapping root)
    {
        var lists = new List<TermList>();
        if (root.Mapping("terms") is not { } mapping) return lists;
        foreach (var key in mapping.Keys)
        {
            if (!Ids.IsValid(key.Value))
                key.Report(
                    Saying.Of("terms.name", $"the list is called '{key.Value:name}'"),
                    Saying.Of("do.name", "use lower-case letters, digits and single hyphens, at most 64"));
            else if (lists.Count == MaxTermLists)
                key.Report(
                    Saying.Of("terms.many", $"more than {MaxTermLists:most} term lists"),
                    Saying.Of("do.divide", "divide the file"));
            else lists.Add(new TermList(key.Value, ReadList(mapping, key.Value)));
        }

        return lists;
    }

    private static List<string> ReadList(ConfigMapping mapping, string key)
    {
        var terms = new List<string>();
        foreach (var scalar in mapping.Scalars(key, MaxTerms, maxLength: 100))
        {
            var words = RuleTermReader.Words(scalar.Value);
            if (words.Length == 0)
                scalar.Report(
                    Saying.Of("term.empty", $"the term '{scalar.Value:term}' has no letter or digit"),
                    Saying.Of("do.word", "write a word"));
            else if (scalar.Value.EndsWith('*')
                && (words.Length < RuleTermReader.MinPrefix || words.Contains(' ', StringComparison.Ordinal)))
                scalar.Report(
                    Saying.Of(
                        "term.star",
                        $"'{scalar.Value:term}' must be one word of at least {RuleTermReader.MinPrefix:least} letters before *"),
                    Saying.Of("do.lengthen", "lengthen it"));
            else terms.Add(scalar.Value.Trim());
        }

        return terms;
    }

    private static List<Rule> ReadRules(
        ConfigMapping root, List<Actor> actors, List<Place> places, List<TermList> terms)
    {
        var names = new RuleNames(
            terms.Select(list => list.Name).ToHashSet(StringComparer.Ordinal),
            actors.Select(actor => actor.Id).ToHashSet(StringComparer.Ordinal),
            places.Select(place => place.Id).ToHashSet(StringComparer.Ordinal));
        var rules = new List<Rule>();
        var ids = new UniqueIds(Saying.Of("part.rule", "rule"));
        foreach (var item in root.Mappings("rules", MaxRules))
        {
            item.Allow("id", "name", "query");
            var id = ids.Read(item);
            var name = item.Text("name", maxLength: 100);
            if (item.Scalar("query", required: true, RuleParser.MaxLength) is not { } query) continue;
            switch (RuleParser.Parse(query.Value, names))
            {
                case RuleParse.Read { Rule: var rule } when id is not null:
                    rules.Add(rule with { Id = id, Name = name ?? id });
                    break;
                case RuleParse.Failed fault:
                    query.ReportAt(
                        fault.Column - 1,
                        Saying.Of(
                            "rule.fault",
                            $"rule '{id ?? "?":rule}': expected {fault.Expected:expected}, found {fault.Found:found}"),
                        fault.Remedy);
                    break;
            }
        }

        return rules;
    }
}

/// <summary>Reads ids and reports those that stand twice.</summary>
internal sealed class UniqueIds(Saying what)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>The id of an item; null when it has none that may be used.</summary>
    public string? Read(ConfigMapping item)
    {
        if (item.Id("id", required: true) is not { } id) return null;
        if (_lines.TryAdd(id, item.Line)) return id;
        item["id"]!.Report(
            Saying.Of("id.twice", $"the {what:what} '{id:id}' stands in line {_lines[id]:line} already"),
            Saying.Of("do.other-id", "give one of the two another id"));
        return null;
    }
}
