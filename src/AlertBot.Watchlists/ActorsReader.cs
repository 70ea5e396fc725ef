using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Reads the actors of one watchlist.</summary>
internal sealed class ActorsReader
{
    private readonly UniqueIds _ids = new(Saying.Of("part.actor", "actor"));
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigNode> _wholes = new(StringComparer.Ordinal);

    public List<Actor> Read(ConfigMapping root)
    {
        var actors = new List<Actor>();
        foreach (var item in root.Mappings("actors", WatchlistReader.MaxActors))
            if (ReadOne(item) is { } actor) actors.Add(actor);
        var parents = new ParentCheck("partOf", Saying.Of("part.actor", "actor"), actors.ToDictionary(
            actor => actor.Id, actor => actor.PartOf, StringComparer.Ordinal), _wholes);
        return actors.ConvertAll(actor => parents.IsSound(actor.Id) ? actor : actor with { PartOf = null });
    }

    private Actor? ReadOne(ConfigMapping item)
    {
        item.Allow("id", "name", "kind", "country", "weight", "partOf", "aliases");
        var id = _ids.Read(item);
        var name = item.Text("name", required: true, maxLength: 100);
        var kind = item.Choice("kind", ActorKinds.Words, required: true);
        var country = Countries.Read(item, "country", required: false);
        var weight = item.Integer("weight", 0, 25) ?? 0;
        var partOf = item.Id("partOf");
        if (id is null || name is null) return null;
        if (partOf is not null) _wholes[id] = item["partOf"]!;
        var aliases = AliasReader.Read(item, name, (alias, node) => CheckOwner(alias, node, id));
        var parsed = kind is not null && ActorKinds.TryParse(kind, out var known) ? known : ActorKind.Organisation;
        return new Actor(id, name, parsed, country, weight, partOf, aliases);
    }

    // One spelling for two actors is a mistake, unless case or context tells the two apart.
    private void CheckOwner(Alias alias, ConfigNode node, string id)
    {
        if (alias.Needs.Count > 0 || alias.Unless.Count > 0) return;
        var key = alias.CaseSensitive ? alias.Text : RuleTermReader.Words(alias.Text);
        if (_owners.TryAdd(key, id) || _owners[key] == id) return;
        node.Report(
            Saying.Of(
                "alias.taken", $"the spelling '{alias.Text:spelling}' belongs to the actor '{_owners[key]:actor}' already"),
            Saying.Of("do.apart", "keep it with one of them, or tell them apart with needs or unless"));
    }
}

/// <summary>Whether the parents that items name exist and lead to an end.</summary>
internal sealed class ParentCheck(
    string key, Saying what, IReadOnlyDictionary<string, string?> parents,
    IReadOnlyDictionary<string, ConfigNode> places)
{
    /// <summary>Whether an item's parent may be used; reports it when not.</summary>
    public bool IsSound(string id)
    {
        if (!parents.TryGetValue(id, out var parent) || parent is null) return true;
        if (!parents.ContainsKey(parent))
        {
            places[id].Report(
                Saying.Of(
                    "parent.unknown", $"'{key:key}' names the {what:what} '{parent:parent}', which is not in this file"),
                DidYouMean.Remedy(parent, [.. parents.Keys]));
            return false;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { id };
        for (var next = parent; next is not null; next = parents.GetValueOrDefault(next))
        {
            if (seen.Add(next)) continue;
            if (next != id) return true;
            places[id].Report(
                Saying.Of("parent.circle", $"'{key:key}' leads from '{id:id}' back to itself"),
                Saying.Of("do.unlink", "take out one of the links"));
            return false;
        }

        return true;
    }
}
