using AlertBot.Incidents.Clustering;
using AlertBot.Watchlists;

namespace AlertBot.Incidents.Summaries;

/// <summary>Where the event happened, by what most independent tellings say.</summary>
internal static class Whereabouts
{
    private const int MaxPlaces = 8;

    /// <summary>The place that most name, made finer where enough of them do; null when none names one.</summary>
    public static PlaceFact? Main(Telling telling)
    {
        var named = telling.Firsts.Select(m => m.Facts.Place).OfType<PlaceFact>().ToList();
        var votes = named.GroupBy(p => p.PlaceId, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenByDescending(g => g.First().Precision).ToList();
        if (votes.Count == 0) return null;
        var main = votes.Find(g => g.First().Precision != PlacePrecision.Country) ?? votes[0];
        var finer = votes.Find(g =>
            g.First().Precision > main.First().Precision && g.First().Within.Contains(main.Key)
            && (g.Count() > 1 || g.Count() * 3 >= main.Count()));
        return (finer ?? main).First();
    }

    /// <summary>Every place of the event, finest first; a wider one only where nothing finer lies in it.</summary>
    public static IReadOnlyList<PlaceFact> All(Telling telling, PlaceFact? main)
    {
        if (main is null) return [];
        var all = telling.Firsts.Where(m => m.Facts.Kind is not { } kind || !KindFamilies.IsReaction(kind))
            .SelectMany(m => m.Facts.Places).Prepend(main).DistinctBy(p => p.PlaceId, StringComparer.Ordinal).ToList();
        return [.. all
            .Where(p => p.PlaceId == main.PlaceId || PlaceFit.Between(main, p) >= 0 || IsVouchedFor(p, telling))
            .Where(p => !all.Exists(finer => finer.PlaceId != p.PlaceId
                && (finer.Within.Contains(p.PlaceId)
                    || (p.Precision == PlacePrecision.Country && finer.Country == p.Country))))
            .OrderByDescending(p => p.PlaceId == main.PlaceId).ThenByDescending(p => p.Precision).Take(MaxPlaces)];
    }

    // An event may have several sites, but one article's stray name is more often another event's place.
    private static bool IsVouchedFor(PlaceFact place, Telling telling) =>
        telling.Firsts.Count(m =>
            m.Facts.Places.Any(p => p.PlaceId == place.PlaceId)) * 3 >= Math.Min(telling.Firsts.Count, 6);
}
