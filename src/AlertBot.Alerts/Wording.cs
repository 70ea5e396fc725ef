using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>Facts in words for people: <c>texts.Of(view.Killed)</c>. Never a finer or firmer word than the sources have.</summary>
public static partial class Wording
{
    /// <summary>For example "at least 3", "2 to 5 (sources differ)", "none"; null when nothing is said.</summary>
    public static string? Of(this Texts texts, Figure? figure) =>
        Told(texts, figure, count => count, word => texts[$"alerts.figure.{word}"]);

    /// <summary>For example "rocket attack"; "incident" when nothing is known.</summary>
    public static string Of(this Texts texts, EventKind? kind)
    {
        var word = kind is { } known and not EventKind.Other ? known.Word() : "none";
        return texts[$"alerts.kind.{word}"];
    }

    /// <summary>For example "Claimed by".</summary>
    public static string Of(this Texts texts, ActorRole role) => texts[$"alerts.role.{Key(role)}"];

    /// <summary>For example "unconfirmed"; null when it is simply reported.</summary>
    public static string? Of(this Texts texts, FactStatus status) =>
        status == FactStatus.Reported ? null : texts[$"alerts.status.{Key(status)}"];

    /// <summary>For example "High".</summary>
    public static string Of(this Texts texts, SeverityLevel level) => texts[$"alerts.level.{Key(level)}"];

    /// <summary>For example "18 rockets"; null when nothing is said.</summary>
    public static string? Of(this Texts texts, Munitions? munitions)
    {
        if (munitions?.Type is not { } type) return texts.Of(munitions?.Count);
        var key = "alerts.munition." + type.Replace(' ', '-');
        // A word that a later reader finds and no language has yet stands as it is.
        if (!texts.Has(key + ".other")) return texts.Of(munitions.Count) is { } count ? $"{count} {type}" : type;
        return Told(texts, munitions.Count, count => texts.Count(key, count), word => texts[$"{key}.{word}"])
            ?? texts[key + ".kind"];
    }

    /// <summary>For example "Taji base (site, Iraq)": never a finer pin than the text.</summary>
    public static string? Of(this Texts texts, PlaceFact? place) => place switch
    {
        null => null,
        { Precision: PlacePrecision.Country } => place.Name,
        _ => texts.Of("alerts.place.full", ("name", place.Name), ("precision", texts.Of(place.Precision)),
            ("country", texts.Country(place.Country))),
    };

    /// <summary>
    /// Several places, the country said once where it is the same: "Taji base (site); Taji (city); Iraq".
    /// </summary>
    public static string Of(this Texts texts, IReadOnlyList<PlaceFact> places)
    {
        var countries = places.Select(p => p.Country).Distinct(StringComparer.Ordinal).ToList();
        return string.Join(texts["alerts.place.between"], countries.Count > 1
            ? places.Select(p => texts.Of(p))
            : places.Where(p => p.Precision != PlacePrecision.Country)
                .Select(p => texts.Of(
                    "alerts.place.part", ("name", p.Name), ("precision", texts.Of(p.Precision))))
                .Append(texts.Country(countries[0])));
    }

    /// <summary>For example "6 articles, 2 independent reports"; one article is one report, and says no more.</summary>
    public static string Sources(this Texts texts, int articles, int reports) => articles == 1
        ? texts.Count("alerts.articles", 1)
        : texts.Of("alerts.sources.counted", ("articles", texts.Count("alerts.articles", articles)),
            ("reports", texts.Count("alerts.reports", reports)));

    /// <summary>
    /// What is known of an incident in a few words: kind, place, dead, wounded; each left out when unknown.
    /// </summary>
    public static IReadOnlyList<string> InShort(this Texts texts, IncidentView view) =>
    [
        .. new[]
        {
            view.Kind is null or EventKind.Other ? null : texts.Of(view.Kind), texts.Of(view.Place),
            texts.Of(view.Killed) is { } killed ? texts.Of("alerts.short.killed", ("figure", killed)) : null,
            texts.Of(view.Wounded) is { } wounded ? texts.Of("alerts.short.wounded", ("figure", wounded)) : null,
        }.OfType<string>(),
    ];

    /// <summary>Texts after one another as the language divides them, each isolated where it must be: "a, b".</summary>
    public static string Joined(this Texts texts, IEnumerable<string> parts) =>
        string.Join(texts["chat.list.between"], parts.Select(texts.Isolated));

    /// <summary>An instant for people: day, month, time and the zone, as in "11 Mar 2020 19:35 UTC".</summary>
    public static string Of(this Texts texts, DateTimeOffset instantUtc) => texts.Of(
        "alerts.instant", ("date", texts.Of(DateOnly.FromDateTime(instantUtc.UtcDateTime))),
        ("time", instantUtc.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)));

    /// <summary>A day for people, as in "11 Mar 2020".</summary>
    public static string Of(this Texts texts, DateOnly day) => texts.Of(
        "alerts.day", ("day", day.Day), ("month", texts[$"alerts.month.{day.Month}"]), ("year", day.Year));

    /// <summary>For example "province".</summary>
    public static string Of(this Texts texts, PlacePrecision precision) => texts[precision switch
    {
        PlacePrecision.Country => "alerts.precision.country",
        PlacePrecision.Region => "alerts.precision.region",
        PlacePrecision.City => "alerts.precision.city",
        _ => "alerts.precision.site",
    }];

    /// <summary>
    /// A country's name by its two letters; in English where the language has none of ours, and the letters where this
    /// machine knows no name for them.
    /// </summary>
    public static string Country(this Texts texts, string code)
    {
        var key = "alerts.country." + code.ToLowerInvariant();
        if (texts.Has(key)) return texts[key];
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    /// <summary>A figure with its reserve around it; null when nothing is said.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="figure">What the sources give.</param>
    /// <param name="counted">A number as it is told: alone, or with what is counted.</param>
    /// <param name="word">The words "none", "dozens" and "scores", of what is counted.</param>
    private static string? Told(
        Texts texts, Figure? figure, Func<int, object> counted, Func<string, string> word)
    {
        return figure switch
        {
            null or { Min: null, Max: null } => null,
            { Min: 0, Max: 0 } => word("none"),
            { Qualifier: FigureQualifier.Dozens } => word("dozens"),
            { Qualifier: FigureQualifier.Scores } => word("scores"),
            { Qualifier: FigureQualifier.Conflicting, Max: null } => One("alerts.figure.or-more", figure.Min),
            { Qualifier: FigureQualifier.Conflicting } => Two("alerts.figure.differ", figure.Min ?? 0, figure.Max!.Value),
            { Qualifier: FigureQualifier.About } => One("alerts.figure.about", figure.Min ?? figure.Max),
            { Qualifier: FigureQualifier.MoreThan, Min: > 0 } => One("alerts.figure.more-than", figure.Min),
            { Max: null } => One("alerts.figure.at-least", figure.Min),
            { Qualifier: FigureQualifier.UpTo } => One("alerts.figure.up-to", figure.Max),
            { Min: { } min, Max: { } max } when min != max => Two("alerts.figure.range", min, max),
            _ => Convert.ToString(counted((figure.Min ?? figure.Max)!.Value), CultureInfo.InvariantCulture),
        };

        string One(string key, int? count) => texts.Of(key, ("count", counted(count ?? 0)));

        string Two(string key, int min, int max) => texts.Of(key, ("min", min), ("max", counted(max)));
    }

    private static string Key<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
