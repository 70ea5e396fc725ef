using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Storage;

/// <summary>What narrows a list beside the things that it is about. Null fields do not narrow.</summary>
/// <param name="Kind">Only of this kind.</param>
/// <param name="Least">Only of at least this level.</param>
/// <param name="Most">Only of at most this level.</param>
/// <param name="FromUtc">Only at or after this instant.</param>
/// <param name="ToUtc">Only before this instant.</param>
internal sealed record IncidentBand(
    EventKind? Kind, SeverityLevel? Least, SeverityLevel? Most, DateTimeOffset? FromUtc, DateTimeOffset? ToUtc)
{
    /// <summary>The band of a question.</summary>
    public static IncidentBand Of(IncidentQuery query) =>
        new(query.Kind, query.LeastSeverity, null, query.SinceUtc, null);
}

/// <summary>The queries for what fits a question: numbers and times. Pure.</summary>
/// <remarks>
/// Entries of a list lie in the order of time, so a page of it is read from its end, and whether an incident stands in
/// another list too is one look at a key, as its time is the same there. What everybody is shown and what the
/// community alone is shown are two such walks that are merged; of the former it is not shown what it has of its own.
/// </remarks>
internal static class IncidentSelect
{
    /// <summary>Incidents of one thing, or of one of several places, that have the others too; null when there can be
    /// none.</summary>
    /// <param name="lead">What is walked.</param>
    /// <param name="others">What is looked up for each incident of it.</param>
    /// <param name="places">Places of which the incident has one; null when they lead or none are asked for.</param>
    /// <param name="everything">The lists of everything.</param>
    /// <param name="band">What else narrows.</param>
    public static SqlText? Walk(
        IncidentAspect lead, IReadOnlyList<IncidentAspect> others, IncidentAspect? places, IncidentAspect everything,
        IncidentBand band)
    {
        var common = Part(lead.Common, [.. others.Select(o => o.Common)], places?.Common, band);
        var own = Part(lead.Own, [.. others.Select(o => o.Own)], places?.Own, band);
        if (common is not null && everything.Hidden is [var hidden])
            common = Sql($"""
                {common} AND NOT EXISTS (SELECT 1 FROM "IncidentEntries" h WHERE h."List" = {hidden}
                    AND h."LatestUtc" = x."LatestUtc" AND h."Number" = x."Number")
                """);
        return common is null ? own : own is null ? common : Sql($"{common} UNION ALL {own}");
    }

    /// <summary>Those of some incidents, by number, that have all the things.</summary>
    public static SqlText Among(
        string numbers, IReadOnlyList<IncidentAspect> things, IncidentAspect? places, string community,
        IncidentBand band)
    {
        var sql = Sql($"""
            SELECT x."LatestUtc", x."Number" FROM json_each({numbers} ) n
            CROSS JOIN "IncidentListings" x ON x."Number" = n."value" AND NOT x."IsHidden"
            WHERE (x."Audience" = {community} OR (x."Audience" = '' AND NOT EXISTS (SELECT 1
                FROM "IncidentListings" o WHERE o."Number" = x."Number" AND o."Audience" = {community} ))) 
                {Rest(band)}
            """);
        foreach (var thing in (IReadOnlyList<IncidentAspect>)(places is null ? things : [.. things, places]))
            sql = Sql($"""
                {sql} AND EXISTS (SELECT 1 FROM json_each(x."Lists") l
                    WHERE l."value" IN (SELECT "value" FROM json_each({Json(thing.All)} )))
                """);
        return sql;
    }

    /// <summary>Numbers as a JSON array.</summary>
    public static string Json(IEnumerable<long> numbers) => $"[{string.Join(',', numbers)}]";

    private static SqlText? Part(
        IReadOnlyList<long> lead, IReadOnlyList<IReadOnlyList<long>> others, IReadOnlyList<long>? places,
        IncidentBand band)
    {
        if (lead.Count == 0 || places is { Count: 0 } || others.Any(o => o.Count == 0)) return null;
        var sql = lead is [var only]
            ? Sql($"""
                SELECT x."LatestUtc", x."Number" FROM "IncidentEntries" x WHERE x."List" = {only} {Rest(band)}
                """)
            : Sql($"""
                SELECT DISTINCT x."LatestUtc", x."Number" FROM json_each({Json(lead)} ) n
                CROSS JOIN "IncidentEntries" x ON x."List" = n."value" WHERE TRUE {Rest(band)}
                """);
        foreach (var other in others)
            sql = Sql($"""
                {sql} AND EXISTS (SELECT 1 FROM "IncidentEntries" y WHERE y."List" = {other[0]}
                    AND y."LatestUtc" = x."LatestUtc" AND y."Number" = x."Number")
                """);
        if (places is not null)
            sql = Sql($"""
                {sql} AND EXISTS (SELECT 1 FROM "IncidentListings" p, json_each(p."Lists") l
                    WHERE p."Number" = x."Number" AND NOT p."IsHidden"
                        AND l."value" IN (SELECT "value" FROM json_each({Json(places)} )))
                """);
        return sql;
    }

    private static SqlText Rest(IncidentBand band)
    {
        var sql = Sql($"");
        if (band.FromUtc is { } from) sql = Sql($"""{sql} AND x."LatestUtc" >= {from}""");
        if (band.ToUtc is { } to) sql = Sql($"""{sql} AND x."LatestUtc" < {to}""");
        if (band.Kind is { } kind) sql = Sql($"""{sql} AND x."Kind" = {kind}""");
        if (band.Least is { } least) sql = Sql($"""{sql} AND x."Severity" >= {LeastScore(least)}""");
        if (band.Most is { } most and not SeverityLevel.Critical)
            sql = Sql($"""{sql} AND x."Severity" < {LeastScore(most + 1)}""");
        return sql;
    }

    private static int LeastScore(SeverityLevel level) => level switch
    {
        SeverityLevel.Critical => 75,
        SeverityLevel.High => 50,
        SeverityLevel.Medium => 25,
        _ => 0,
    };

    private static SqlText Sql(SqlText sql) => sql;
}
