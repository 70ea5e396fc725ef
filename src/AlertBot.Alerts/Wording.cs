using System.Globalization;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>Facts in words for people. English; never a finer or firmer word than the sources have.</summary>
public static class Wording
{
    private const string Differ = " (sources differ)";

    /// <summary>For example "at least 3", "2 to 5 (sources differ)", "none"; null when nothing is said.</summary>
    public static string? Of(Figure? figure) => figure switch
    {
        null or { Min: null, Max: null } => null,
        { Min: 0, Max: 0 } => "none",
        { Qualifier: FigureQualifier.Dozens } => "dozens",
        { Qualifier: FigureQualifier.Scores } => "scores",
        { Qualifier: FigureQualifier.Conflicting, Max: null } => $"{figure.Min} or more{Differ}",
        { Qualifier: FigureQualifier.Conflicting } => $"{figure.Min ?? 0} to {figure.Max}{Differ}",
        { Qualifier: FigureQualifier.About } => $"about {figure.Min ?? figure.Max}",
        { Qualifier: FigureQualifier.MoreThan, Min: > 0 } => $"more than {figure.Min}",
        { Max: null } => $"at least {figure.Min}",
        { Qualifier: FigureQualifier.UpTo } => $"up to {figure.Max}",
        { Min: { } min, Max: { } max } when min != max => $"{min} to {max}",
        _ => (figure.Min ?? figure.Max)!.Value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>For example "rocket attack"; "incident" when nothing is known.</summary>
    public static string Of(EventKind? kind) => kind is { } known and not EventKind.Other
        ? known.Word().Replace('_', ' ')
        : "incident";

    /// <summary>For example "Claimed by".</summary>
    public static string Of(ActorRole role) => role switch
    {
        ActorRole.Claimed => "Claimed by",
        ActorRole.Denied => "Denied by",
        ActorRole.Accused => "Blamed on",
        ActorRole.Accuser => "Blame laid by",
        ActorRole.Suspected => "Suspected",
        ActorRole.Confirmed => "Done by",
        ActorRole.Target => "Aimed at",
        ActorRole.Victim => "Hurt",
        ActorRole.Speaker => "Said by",
        _ => "Named",
    };

    /// <summary>For example "unconfirmed"; null when it is simply reported.</summary>
    public static string? Of(FactStatus status) => status switch
    {
        FactStatus.Reported => null,
        FactStatus.Claimed => "claimed by one side only",
        FactStatus.Unconfirmed => "unconfirmed",
        FactStatus.Hypothetical => "not said to have happened",
        FactStatus.Historical => "a look back",
        _ => "withdrawn",
    };

    /// <summary>For example "18 rockets"; null when nothing is said.</summary>
    public static string? Of(Munitions? munitions)
    {
        if (munitions is null) return null;
        var count = Of(munitions.Count);
        if (munitions.Type is not { } type) return count;
        if (count is null) return type;
        if (munitions.Count is { Min: 1, Max: 1 }) return $"1 {type}";
        // "10 to 18 rockets (sources differ)": the remark stands behind the whole.
        return count.EndsWith(Differ, StringComparison.Ordinal)
            ? $"{count[..^Differ.Length]} {Plural(type)}{Differ}"
            : $"{count} {Plural(type)}";
    }

    /// <summary>For example "Taji base (site, Iraq)": never a finer pin than the text.</summary>
    public static string? Of(PlaceFact? place) => place switch
    {
        null => null,
        { Precision: PlacePrecision.Country } => place.Name,
        _ => $"{place.Name} ({Of(place.Precision)}, {Country(place.Country)})",
    };

    /// <summary>
    /// Several places, the country said once where it is the same: "Taji base (site); Taji (city); Iraq".
    /// </summary>
    public static string Of(IReadOnlyList<PlaceFact> places)
    {
        var countries = places.Select(p => p.Country).Distinct(StringComparer.Ordinal).ToList();
        return countries.Count > 1
            ? string.Join("; ", places.Select(p => Of(p)))
            : string.Join("; ", places.Where(p => p.Precision != PlacePrecision.Country)
                .Select(p => $"{p.Name} ({Of(p.Precision)})").Append(Country(countries[0])));
    }

    /// <summary>For example "6 articles, 2 independent reports"; one article is one report, and says no more.</summary>
    public static string Sources(int articles, int reports) => articles == 1
        ? "1 article"
        : $"{Count(articles, "article")}, {Count(reports, "independent report")}";

    /// <summary>
    /// What is known of an incident in a few words: kind, place, dead, wounded; each left out when unknown.
    /// </summary>
    public static IReadOnlyList<string> InShort(IncidentView view) =>
    [
        .. new[]
        {
            view.Kind is null or EventKind.Other ? null : Of(view.Kind), Of(view.Place),
            Told("killed", view.Killed), Told("wounded", view.Wounded),
        }.OfType<string>(),
    ];

    /// <summary>For example "1 article" or "3 articles".</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>An instant for people: day, month, time and the zone, as in "11 Mar 2020 19:35 UTC".</summary>
    public static string Of(DateTimeOffset instantUtc) =>
        instantUtc.UtcDateTime.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A day for people, as in "11 Mar 2020".</summary>
    public static string Of(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Of(PlacePrecision precision) => precision switch
    {
        PlacePrecision.Country => "country",
        PlacePrecision.Region => "province",
        PlacePrecision.City => "city",
        _ => "site",
    };

    /// <summary>
    /// A country's English name by its two letters; the letters where this machine knows no name for them.
    /// </summary>
    public static string Country(string code)
    {
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    private static string? Told(string name, Figure? figure) => Of(figure) is { } text ? $"{name} {text}" : null;

    private static string Plural(string noun) => noun.EndsWith('s') ? noun : noun + "s";
}
