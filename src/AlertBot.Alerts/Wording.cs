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

    /// <summary>For example "Taji base, Iraq (site)": never a finer pin than the text.</summary>
    public static string? Of(PlaceFact? place) => place switch
    {
        null => null,
        { Precision: PlacePrecision.Country } => place.Name,
        _ => $"{place.Name} ({Of(place.Precision)}, {place.Country})",
    };

    /// <summary>For example "6 articles, 2 independent reports".</summary>
    public static string Sources(int articles, int reports) =>
        $"{Count(articles, "article")}, {Count(reports, "independent report")}";

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

    private static string Plural(string noun) => noun.EndsWith('s') ? noun : noun + "s";
}
