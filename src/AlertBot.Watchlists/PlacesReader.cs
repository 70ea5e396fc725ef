using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Reads the places of one watchlist.</summary>
internal sealed class PlacesReader
{
    private readonly UniqueIds _ids = new(Saying.Of("part.place", "place"));
    private readonly Dictionary<string, string?> _parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigNode> _parentNodes = new(StringComparer.Ordinal);

    public List<Place> Read(ConfigMapping root)
    {
        var places = new List<Place>();
        foreach (var item in root.Mappings("places", WatchlistReader.MaxPlaces))
            if (ReadOne(item) is { } place) places.Add(place);
        var parents = new ParentCheck("within", Saying.Of("part.place", "place"), _parents, _parentNodes);
        foreach (var place in places)
            if (!parents.IsSound(place.Id)) _parentNodes.Remove(place.Id);
        return places.ConvertAll(place => place with { Within = Chain(place.Id) });
    }

    private Place? ReadOne(ConfigMapping item)
    {
        item.Allow("id", "name", "country", "precision", "lat", "lon", "within", "weight", "aliases");
        var id = _ids.Read(item);
        var name = item.Text("name", required: true, maxLength: 100);
        var country = Countries.Read(item, "country", required: true);
        var precision = item.Choice("precision", PlacePrecisions.Words, required: true);
        var latitude = item.Number("lat", -90, 90);
        var longitude = item.Number("lon", -180, 180);
        if (item["lat"] is null != item["lon"] is null)
            (item["lat"] ?? item["lon"])!.Report(
                Saying.Of("place.both", "'lat' and 'lon' go together"),
                Saying.Of("do.both", "add the other one, or take this one out"));
        var within = item.Id("within");
        var weight = item.Integer("weight", 0, 25) ?? 0;
        if (id is null || name is null || country is null) return null;
        _parents[id] = within;
        if (within is not null) _parentNodes[id] = item["within"]!;
        var hasBoth = latitude is not null && longitude is not null;
        return new Place(
            id, name, country, (PlacePrecision)Math.Max(0, PlacePrecisions.Words.ToList().IndexOf(precision ?? "site")),
            hasBoth ? latitude : null, hasBoth ? longitude : null, [], weight, IsWatched: true,
            AliasReader.Read(item, name, (_, _) => { }));
    }

    // Nearest first; a link that is faulty was taken out of the nodes and ends the chain.
    private List<string> Chain(string id)
    {
        var chain = new List<string>();
        while (_parentNodes.ContainsKey(id) && _parents[id] is { } parent && !chain.Contains(parent))
        {
            chain.Add(parent);
            id = parent;
        }

        return chain;
    }
}
