namespace AlertBot.Watchlists;

/// <summary>How finely a place is meant.</summary>
public enum PlacePrecision
{
    /// <summary>A whole country.</summary>
    Country,

    /// <summary>A governorate, province or region.</summary>
    Region,

    /// <summary>A city, town or village.</summary>
    City,

    /// <summary>A base, embassy, crossing, airport, field or quarter.</summary>
    Site,
}

/// <summary>The words of the precisions, as watchlists spell them.</summary>
public static class PlacePrecisions
{
    /// <summary>All of them, the coarsest first.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<PlacePrecision>().Select(Word)];

    /// <summary>For example <c>site</c>.</summary>
    public static string Word(this PlacePrecision precision) => precision switch
    {
        PlacePrecision.Country => "country",
        PlacePrecision.Region => "region",
        PlacePrecision.City => "city",
        _ => "site",
    };
}

/// <summary>A watched or listed place.</summary>
/// <param name="Id">Lower-case words with hyphens, or <c>geonames-</c> and a number; 1 to 64 characters.</param>
/// <param name="Name">The name that people are shown.</param>
/// <param name="Country">ISO 3166 alpha-2, upper case.</param>
/// <param name="Precision">How fine it is.</param>
/// <param name="Latitude">Degrees north, WGS 84; null when unknown.</param>
/// <param name="Longitude">Degrees east, WGS 84; null when unknown.</param>
/// <param name="Within">The places it lies in, nearest first, by id; empty when none is listed.</param>
/// <param name="Weight">What being hit there adds to severity, 0 to 25.</param>
/// <param name="IsWatched">True when a watchlist names it, false when only the gazetteer knows it.</param>
/// <param name="Aliases">Every spelling; the name is one of them.</param>
public sealed record Place(
    string Id, string Name, string Country, PlacePrecision Precision, double? Latitude, double? Longitude,
    IReadOnlyList<string> Within, int Weight, bool IsWatched, IReadOnlyList<Alias> Aliases)
{
    /// <summary>How many live there, to tell places of one name apart; 0 when unknown.</summary>
    public long Population { get; init; }
}
