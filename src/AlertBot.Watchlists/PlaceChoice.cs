namespace AlertBot.Watchlists;

/// <summary>Makes hits of what was found: one place where a name means several, every actor once.</summary>
internal static class PlaceChoice
{
    /// <summary>The hits of one scope by first word, actors before the place.</summary>
    public static List<NameHit> Choose(List<FoundName> found, int scope)
    {
        var hits = new List<NameHit>(found.Count);
        var countries = default(HashSet<string>);
        for (var i = 0; i < found.Count;)
        {
            var end = i;
            var first = hits.Count;
            var place = default(Place);
            while (end < found.Count && found[end].First == found[i].First && found[end].Count == found[i].Count)
            {
                var name = found[end++];
                if (name.Scope != scope) continue;
                if (name.Actor is { } actor)
                {
                    var hit = new NameHit(name.First, name.Count, actor, null);
                    if (hits.IndexOf(hit, first) < 0) hits.Add(hit);
                }
                else if (place is null || IsLikelier(name.Place!, place, countries ??= Countries(found, scope)))
                {
                    place = name.Place;
                }
            }

            if (place is not null) hits.Add(new NameHit(found[i].First, found[i].Count, null, place));
            i = end;
        }

        return hits;
    }

    private static bool IsLikelier(Place place, Place than, HashSet<string> countries)
    {
        if (place.IsWatched != than.IsWatched) return place.IsWatched;
        var isMentioned = countries.Contains(place.Country);
        if (isMentioned != countries.Contains(than.Country)) return isMentioned;

        // Ties go to the greater place, then to the smaller id: the answer must not hang on the order of files.
        if (place.Population != than.Population) return place.Population > than.Population;
        return string.CompareOrdinal(place.Id, than.Id) < 0;
    }

    // Countries of the names that mean one thing only.
    private static HashSet<string> Countries(List<FoundName> found, int scope)
    {
        var countries = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < found.Count; i++)
        {
            var name = found[i];
            if (name.Scope != scope && name.Scope != 0) continue;
            if (name.Actor?.Country is { } home) countries.Add(home);
            if (name.Place is { } place && !SharesSpan(found, i)) countries.Add(place.Country);
        }

        return countries;
    }

    private static bool SharesSpan(List<FoundName> found, int i) =>
        (i > 0 && found[i - 1].First == found[i].First && found[i - 1].Place is not null)
        || (i + 1 < found.Count && found[i + 1].First == found[i].First && found[i + 1].Place is not null);
}
