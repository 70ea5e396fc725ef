using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Storage;

/// <summary>Finds and counts what fits one question, in one transaction.</summary>
/// <remarks>
/// A question for one thing is answered from the tallies of its lists: they tell the count, and the day on which a page
/// begins, however deep. One for several things walks the shortest of their lists and looks the others up; it is counted
/// as far as <see cref="MostCounted"/>. Words are looked for in the newest articles alone that have them.
/// </remarks>
internal sealed class IncidentFinder
{
    private const int MostCounted = 1000;
    private const int MostHits = 2000;
    private const int Widening = 4;

    private readonly Session _session;
    private readonly CommunityId _community;
    private readonly IncidentAspect _everything;
    private readonly IReadOnlyList<IncidentAspect> _things;
    private readonly IncidentAspect? _places;

    private IncidentFinder(
        Session session, CommunityId community, IncidentAspect everything, IReadOnlyList<IncidentAspect> things,
        IncidentAspect? places) =>
        (_session, _community, _everything, _things, _places) = (session, community, everything, things, places);

    /// <summary>The numbers of articles' incidents, newest article first; null when no words are asked for.</summary>
    private IReadOnlyList<long>? Hits { get; init; }

    /// <summary>The one thing that is asked for, and nothing else; null when more is.</summary>
    private IncidentAspect? Single => Hits is null && _places is null && _things is [var only] ? only : null;

    /// <summary>The places that are asked for, and nothing else; null when more is, or others are.</summary>
    private IncidentAspect? Several => Hits is null && _things.Count == 0 ? _places : null;

    /// <summary>What is asked for.</summary>
    public static async Task<IncidentFinder> OpenAsync(
        Session session, IncidentQuery query, CommunityId community, CancellationToken cancellationToken)
    {
        var everything = await IncidentAspect.EverythingAsync(session, community, cancellationToken);
        var (things, places) = await IncidentAspect.ReadAsync(session, query, community, cancellationToken);
        return new IncidentFinder(session, community, everything, things, places)
        {
            Hits = query.Text is { } text ? await HitsAsync(session, text, community, cancellationToken) : null,
        };
    }

    /// <summary>Numbers of the incidents that fit, the newest first.</summary>
    public async Task<IReadOnlyList<long>> PageAsync(
        IncidentBand band, int skip, int limit, CancellationToken cancellationToken)
    {
        if (Single is { } only) return await PageAsync(only, band, skip, limit, cancellationToken);
        if (Several is { } places)
            return [.. (await NewestAsync(places, band, skip + limit, cancellationToken)).Skip(skip)];
        return await ReadAsync(await SelectAsync(band, cancellationToken), skip, limit, cancellationToken);
    }

    /// <summary>How many fit.</summary>
    public async Task<IncidentCount> CountAsync(IncidentBand band, CancellationToken cancellationToken)
    {
        if (Single is { } only)
            return new IncidentCount(
                (await IncidentDays.ReadAsync(_session, only, _everything, band, cancellationToken)).Sum(d => d.Count));
        var known = Several is { } places
            ? (await NewestAsync(places, band, MostCounted + 1, cancellationToken)).Count
            : await CountAsync(await SelectAsync(band, cancellationToken), cancellationToken);
        return new IncidentCount(
            Math.Min(known, MostCounted), known > MostCounted || (known > 0 && Hits?.Count > MostHits));
    }

    /// <summary>How many fit in each of some spans that follow one another.</summary>
    public async Task<IReadOnlyList<int>> CountByTimeAsync(
        IncidentBand band, DateTimeOffset fromUtc, TimeSpan step, int steps, CancellationToken cancellationToken)
    {
        var spans = new TimeSpans(fromUtc, step, steps);
        band = band with { FromUtc = fromUtc, ToUtc = spans.EndUtc };
        return Single is { } only && step >= TimeSpan.FromDays(1)
            ? await IncidentDays.ReadAsync(_session, only, _everything, band, spans, cancellationToken)
            : await spans.CountAsync(_session, await SelectAsync(band, cancellationToken), cancellationToken);
    }

    /// <summary>A page of one list: the tallies tell on which day it begins.</summary>
    private async Task<IReadOnlyList<long>> PageAsync(
        IncidentAspect thing, IncidentBand band, int skip, int limit, CancellationToken cancellationToken)
    {
        var days = await IncidentDays.ReadAsync(_session, thing, _everything, band, cancellationToken);
        var first = 0;
        while (first < days.Count && skip >= days[first].Count) skip -= days[first++].Count;
        if (first == days.Count) return [];
        var last = first;
        for (var known = days[first].Count; known < skip + limit && last + 1 < days.Count;) known += days[++last].Count;
        var (fromUtc, toUtc) = (IncidentLists.BeginOf(days[last].Day), IncidentLists.BeginOf(days[first].Day + 1));
        var within = band with { FromUtc = fromUtc > band.FromUtc ? fromUtc : band.FromUtc ?? fromUtc, ToUtc = toUtc };
        return await ReadAsync(
            IncidentSelect.Walk(thing, [], null, _everything, within), skip, limit, cancellationToken);
    }

    /// <summary>The newest of several places: the last days are read, and ever more of them until there are
    /// enough.</summary>
    private async Task<IReadOnlyList<long>> NewestAsync(
        IncidentAspect places, IncidentBand band, int wanted, CancellationToken cancellationToken)
    {
        if (await SpanAsync(places, band, cancellationToken) is not { } span) return [];
        for (var days = 1L; ; days *= Widening)
        {
            var fromUtc = span.LastUtc - TimeSpan.FromDays(days);
            var isAll = fromUtc <= span.FirstUtc;
            var found = await ReadAsync(
                IncidentSelect.Walk(places, [], null, _everything, isAll ? band : band with { FromUtc = fromUtc }), 0,
                wanted, cancellationToken);
            if (found.Count >= wanted || isAll) return found;
        }
    }

    /// <summary>When the first and the last were at any of several places; null when there was none.</summary>
    private async Task<(DateTimeOffset FirstUtc, DateTimeOffset LastUtc)?> SpanAsync(
        IncidentAspect places, IncidentBand band, CancellationToken cancellationToken)
    {
        var days = await _session.ListAsync(
            $"""
            SELECT MIN((SELECT MIN(t."Day") FROM "IncidentTallies" t WHERE t."List" = n."value")),
                MAX((SELECT MAX(t."Day") FROM "IncidentTallies" t WHERE t."List" = n."value"))
            FROM json_each({IncidentSelect.Json([.. places.Common, .. places.Own])} ) n
            """,
            reader => reader.IsDBNull(0) ? ((long, long)?)null : (reader.GetInt64(0), reader.GetInt64(1)),
            cancellationToken);
        if (days is not [(var first, var last)]) return null;
        var (firstUtc, lastUtc) = (IncidentLists.BeginOf(first), IncidentLists.BeginOf(last + 1));
        return (band.FromUtc > firstUtc ? band.FromUtc.Value : firstUtc, lastUtc);
    }

    /// <summary>What is walked and what is looked up: the thing with the fewest incidents is walked, as there are too
    /// many of several places together; places only where nothing else is asked for.</summary>
    private async Task<(IncidentAspect Lead, IReadOnlyList<IncidentAspect> Others)> ArrangeAsync(
        IncidentBand band, CancellationToken cancellationToken)
    {
        if (_things is [var only]) return (only, []);
        var lead = _things[0];
        var least = long.MaxValue;
        foreach (var thing in _things)
        {
            var days = await IncidentDays.TalliedAsync(_session, thing, band, cancellationToken);
            if (days.Sum(d => (long)d.Count) is var size && size < least) (lead, least) = (thing, size);
        }

        return (lead, [.. _things.Where(t => !ReferenceEquals(t, lead))]);
    }

    /// <summary>All that fits, in no order; of places alone in the order of time.</summary>
    private async Task<SqlText?> SelectAsync(IncidentBand band, CancellationToken cancellationToken)
    {
        if (Hits is not null) return Among(band);
        if (_things.Count == 0) return IncidentSelect.Walk(_places!, [], null, _everything, band);
        var (lead, others) = await ArrangeAsync(band, cancellationToken);
        return IncidentSelect.Walk(lead, others, _places, _everything, band);
    }

    private SqlText Among(IncidentBand band) => IncidentSelect.Among(
        IncidentSelect.Json(Hits!.Distinct()), _things, _places, _community.Value, band);

    private async Task<IReadOnlyList<long>> ReadAsync(
        SqlText? select, int skip, int limit, CancellationToken cancellationToken) => select is null
        ? []
        : await _session.ListAsync(
            $"{select} ORDER BY 1 DESC, 2 DESC LIMIT {limit} OFFSET {skip}", reader => reader.GetInt64(1),
            cancellationToken);

    private async Task<int> CountAsync(SqlText? select, CancellationToken cancellationToken) => select is null
        ? 0
        : (int)(await _session.NumberAsync(
            $"SELECT COUNT(*) FROM ({select} LIMIT {MostCounted + 1} )", cancellationToken) ?? 0);

    // Rows of articles are numbered by time: the newest come first without a sort.
    private static async Task<IReadOnlyList<long>> HitsAsync(
        Session session, string text, CommunityId community, CancellationToken cancellationToken) =>
        await WordForms.QueryAsync(session, text, cancellationToken) is not { } words
            ? []
            : await session.ListAsync(
                $"""
                SELECT m."IncidentNumber" FROM "ArticleWords" w
                CROSS JOIN "IncidentMembers" m ON m."ArticleRow" = w.rowid
                WHERE w."Words" MATCH {words} AND m."Scope" IN ('', {community.Value} )
                ORDER BY w.rowid DESC LIMIT {MostHits + 1}
                """,
                reader => reader.GetInt64(0), cancellationToken);
}
