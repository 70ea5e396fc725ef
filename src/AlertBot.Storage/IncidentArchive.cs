using System.Text.Json;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>Answers people's questions about incidents.</summary>
/// <remarks>
/// A list is walked along an index that is ordered by time, for everybody's view and for the community's own, and both
/// are
/// merged: of an incident that has a view of the community's own, the common one is left out.
/// </remarks>
internal sealed class IncidentArchive(Database database) : IIncidentArchive
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<IncidentView>> ListAsync(
        IncidentQuery query, CommunityId community, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IncidentView>>(
            async session =>
            {
                if (Select(query, community) is not { } select) return [];
                var numbers = await session.ListAsync(
                    $"{select} ORDER BY 2 DESC, 1 DESC LIMIT {limit} OFFSET {query.Skip}",
                    reader => reader.GetInt64(0), cancellationToken);
                var views = new List<IncidentView>(numbers.Count);
                foreach (var number in numbers)
                    if (await ViewAsync(session, number, community, cancellationToken) is { } view) views.Add(view);
                return views;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IncidentCount> CountAsync(
        IncidentQuery query, CommunityId community, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => new IncidentCount(Select(query, community) is { } select
                ? (int)(await session.NumberAsync($"SELECT COUNT(*) FROM ({select})", cancellationToken) ?? 0)
                : 0),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IncidentView>> ListGravestAsync(
        IncidentQuery query, CommunityId community, int limit, CancellationToken cancellationToken)
    {
        var views = new List<IncidentView>();
        for (var level = SeverityLevel.Critical; level >= (query.LeastSeverity ?? SeverityLevel.Low) && views.Count < limit; level--)
            views.AddRange((await ListAsync(
                query with { LeastSeverity = level, Skip = 0 }, community, 100, cancellationToken))
                .Where(v => v.Severity.Level == level).Take(limit - views.Count));
        return views;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> CountByTimeAsync(
        IncidentQuery query, CommunityId community, DateTimeOffset fromUtc, TimeSpan step, int steps,
        CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<int>>(
            async session =>
            {
                var counts = new int[steps];
                if (Select(query with { SinceUtc = fromUtc }, community) is not { } select) return counts;
                var spans = await session.ListAsync(
                    $"""
                    SELECT (s."LatestUtc" - {fromUtc} ) / {(long)step.TotalMilliseconds} , COUNT(*) FROM ({select} ) s
                    GROUP BY 1
                    """,
                    reader => (Step: reader.GetInt64(0), Count: reader.GetInt32(1)), cancellationToken);
                foreach (var (span, count) in spans)
                    if (span >= 0 && span < steps) counts[span] = count;
                return counts;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IncidentView?> FindAsync(long number, CommunityId community, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ViewAsync(session, number, community, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IncidentView?> FindAsync(string id, CommunityId community, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => await session.NumberAsync(
                $"""SELECT "Number" FROM "Incidents" WHERE "Id" = {id}""", cancellationToken) is { } number
                ? await ViewAsync(session, number, community, cancellationToken)
                : null,
            cancellationToken);

    private static async Task<IncidentView?> ViewAsync(
        Session session, long number, CommunityId community, CancellationToken cancellationToken)
    {
        var found = await IncidentRows.LoadAsync(session, $"SELECT {number}", cancellationToken);
        return found is [var incident] ? IncidentView.For(incident, community) : null;
    }

    /// <summary>Numbers and times of the incidents that fit; null when none can.</summary>
    private static SqlText? Select(IncidentQuery query, CommunityId community)
    {
        var words = query.Text is { } text ? SearchWords.Query(text) : null;
        if (query.Text is not null && words is null) return null;
        var rest = Rest(query, community, words);
        return $"""
            {From(query, community.Value)} {rest}
            UNION ALL {From(query, "")} AND NOT EXISTS (SELECT 1 FROM "IncidentListings" o
                WHERE o."Number" = x."Number" AND o."Audience" = {community.Value} ) {rest}
            """;
    }

    // What narrows most leads, as its rows are found by an index: a topic, actor or place; several places; any topic.
    // Without any of them the list does.
    private static SqlText From(IncidentQuery query, string audience)
    {
        var facets = FacetsOf(query);
        SqlText sql = (facets, query) switch
        {
            ([var (facet, value), ..], _) => Of($"""
                SELECT x."Number", x."LatestUtc" FROM "IncidentFacets" x
                WHERE x."Audience" = {audience} AND x."Facet" = {facet} AND x."Value" = {value}
                """),
            (_, { PlaceIds: { } places }) => Of($"""
                SELECT DISTINCT x."Number", x."LatestUtc" FROM "IncidentFacets" x
                WHERE x."Audience" = {audience} AND x."Facet" = {Facet.Place}
                    AND x."Value" IN (SELECT value FROM json_each({JsonSerializer.Serialize(places)} ))
                """),
            (_, { IsWatched: true }) => Of($"""
                SELECT DISTINCT x."Number", x."LatestUtc" FROM "IncidentFacets" x
                WHERE x."Audience" = {audience} AND x."Facet" = {Facet.Topic}
                """),
            _ => Of($"""SELECT x."Number", x."LatestUtc" FROM "IncidentListings" x WHERE x."Audience" = {audience}"""),
        };
        foreach (var (other, wanted) in facets.Skip(1))
            sql = $"""
                {sql} AND EXISTS (SELECT 1 FROM "IncidentFacets" y WHERE y."Number" = x."Number"
                    AND y."Audience" = x."Audience" AND y."Facet" = {other} AND y."Value" = {wanted} )
                """;
        return sql;
    }

    private static SqlText Rest(IncidentQuery query, CommunityId community, string? words)
    {
        SqlText sql = $"";
        if (query.Kind is { } kind) sql = $"""{sql} AND x."Kind" = {kind}""";
        if (query.LeastSeverity is { } level) sql = $"""{sql} AND x."Severity" >= {LeastScore(level)}""";
        // What leads is not asked for again.
        var isFaceted = FacetsOf(query).Count > 0;
        if (query is { IsWatched: true, Topic: null } && (isFaceted || query.PlaceIds is not null))
            sql = $"""
                {sql} AND EXISTS (SELECT 1 FROM "IncidentFacets" t WHERE t."Number" = x."Number"
                    AND t."Audience" = x."Audience" AND t."Facet" = {Facet.Topic} )
                """;
        if (isFaceted && query.PlaceIds is { } places)
            sql = $"""
                {sql} AND EXISTS (SELECT 1 FROM "IncidentFacets" p WHERE p."Number" = x."Number"
                    AND p."Audience" = x."Audience" AND p."Facet" = {Facet.Place}
                    AND p."Value" IN (SELECT value FROM json_each({JsonSerializer.Serialize(places)})))
                """;
        if (query.SinceUtc is { } sinceUtc) sql = $"""{sql} AND x."LatestUtc" >= {sinceUtc}""";
        if (words is not null)
            sql = $"""
                {sql} AND x."Number" IN (SELECT m."IncidentNumber" FROM "ArticleWords" w
                    JOIN "IncidentMembers" m ON m."ArticleRow" = w.rowid
                    WHERE w."Words" MATCH {words} AND m."Scope" IN ('', {community.Value} ))
                """;
        return sql;
    }

    private static List<(Facet Facet, string Value)> FacetsOf(IncidentQuery query)
    {
        var facets = new List<(Facet, string)>(3);
        if (query.Topic is { } topic) facets.Add((Facet.Topic, topic));
        if (query.ActorId is { } actor) facets.Add((Facet.Actor, actor));
        if (query.PlaceId is { } place) facets.Add((Facet.Place, place));
        return facets;
    }

    private static int LeastScore(SeverityLevel level) => level switch
    {
        SeverityLevel.Critical => 75,
        SeverityLevel.High => 50,
        SeverityLevel.Medium => 25,
        _ => 0,
    };

    private static SqlText Of(SqlText sql) => sql;
}
