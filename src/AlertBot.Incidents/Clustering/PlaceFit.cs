using AlertBot.Watchlists;

namespace AlertBot.Incidents.Clustering;

/// <summary>Whether two named places can be where one event happened.</summary>
internal static class PlaceFit
{
    /// <summary>They cannot: the texts are about two events.</summary>
    public const float Veto = -1;

    // Two listed sites are as exact as it gets: a camp and a quarter 25 km off are two places, a town and the base
    // beside it one.
    private const double SiteKilometres = 6;
    private const double TownKilometres = 25;

    /// <summary>
    /// 1 the same, less when one lies in or near the other, 0 when nothing is said, <see cref="Veto"/> when apart.
    /// </summary>
    public static float Between(PlaceFact a, PlaceFact b)
    {
        if (a.PlaceId == b.PlaceId) return a.Precision == PlacePrecision.Country ? 0.1f : 1;
        if (a.Precision == PlacePrecision.Country || b.Precision == PlacePrecision.Country)
            return a.Country == b.Country ? 0 : -0.5f;
        if (a.Within.Contains(b.PlaceId) || b.Within.Contains(a.PlaceId))
            return a.Precision == PlacePrecision.Region || b.Precision == PlacePrecision.Region ? 0.4f : 0.7f;
        if (a.Precision == PlacePrecision.Region || b.Precision == PlacePrecision.Region)
            return a.Country == b.Country ? -0.5f : Veto;
        var bothSites = a.Precision == PlacePrecision.Site && b.Precision == PlacePrecision.Site;
        return Kilometres(a, b) is { } distance && distance <= (bothSites ? SiteKilometres : TownKilometres) ? 0.5f
            : Veto;
    }

    private static double? Kilometres(PlaceFact a, PlaceFact b)
    {
        if (a is not { Latitude: { } latA, Longitude: { } lonA }
            || b is not { Latitude: { } latB, Longitude: { } lonB })
            return null;
        const double degree = 111.2;
        var north = (latA - latB) * degree;
        var east = (lonA - lonB) * degree * Math.Cos((latA + latB) / 2 * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}
