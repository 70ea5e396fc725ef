using System.Runtime.InteropServices;

namespace AlertBot.Storage;

/// <summary>How many incidents there were on a day.</summary>
/// <param name="Day">Days since 1970 in UTC.</param>
/// <param name="Count">How many, 0 or more.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IncidentDay(long Day, int Count);

/// <summary>Reads how many incidents of one thing there were day by day, from the tallies.</summary>
internal static class IncidentDays
{
    /// <summary>The days of a band, the newest first, with how many the community is shown: exact, as what lies on a day
    /// but not in the band is counted apart.</summary>
    public static async Task<IReadOnlyList<IncidentDay>> ReadAsync(
        Session session, IncidentAspect thing, IncidentAspect everything, IncidentBand band,
        CancellationToken cancellationToken)
    {
        var days = await TalliedAsync(session, thing, band, cancellationToken);
        for (var i = 0; i < days.Count; i++)
        {
            var (from, to) = (IncidentLists.BeginOf(days[i].Day), IncidentLists.BeginOf(days[i].Day + 1));
            if (!(band.FromUtc > from) && !(band.ToUtc < to)) continue;
            var part = band with
            {
                FromUtc = band.FromUtc > from ? band.FromUtc : from,
                ToUtc = band.ToUtc < to ? band.ToUtc : to,
            };
            var counts = await new TimeSpans(from, TimeSpan.FromDays(1), 1).CountAsync(
                session, IncidentSelect.Walk(thing, [], null, everything, part), cancellationToken);
            days[i] = days[i] with { Count = counts[0] };
        }

        return days;
    }

    /// <summary>How many there were in each of some spans of a day or more; days that two spans share are walked.</summary>
    public static async Task<IReadOnlyList<int>> ReadAsync(
        Session session, IncidentAspect thing, IncidentAspect everything, IncidentBand band, TimeSpans spans,
        CancellationToken cancellationToken)
    {
        var counts = new int[spans.Count];
        foreach (var (day, count) in await TalliedAsync(session, thing, band, cancellationToken))
        {
            var (from, to) = (IncidentLists.BeginOf(day), IncidentLists.BeginOf(day + 1));
            if (spans.IndexOf(from) is var span && span == spans.IndexOf(to.AddMilliseconds(-1)))
            {
                if (span >= 0 && span < counts.Length) counts[span] += count;
                continue;
            }

            var part = band with
            {
                FromUtc = band.FromUtc > from ? band.FromUtc : from,
                ToUtc = band.ToUtc < to ? band.ToUtc : to,
            };
            var shares = await spans.CountAsync(
                session, IncidentSelect.Walk(thing, [], null, everything, part), cancellationToken);
            for (var i = 0; i < counts.Length; i++) counts[i] += shares[i];
        }

        return counts;
    }

    /// <summary>Days of which any part lies in the band, the newest first, with the whole day's count; of several places
    /// an incident at two of them counts twice.</summary>
    public static async Task<List<IncidentDay>> TalliedAsync(
        Session session, IncidentAspect thing, IncidentBand band, CancellationToken cancellationToken)
    {
        SqlText sql = $"""
            SELECT t."Day", SUM(CASE WHEN t."List" IN (SELECT "value" FROM json_each({IncidentSelect.Json(thing.Hidden)} ))
                THEN -t."Count" ELSE t."Count" END)
            FROM json_each({IncidentSelect.Json(thing.All)} ) n
            CROSS JOIN "IncidentTallies" t ON t."List" = n."value" WHERE TRUE
            """;
        if (band.FromUtc is { } from) sql = $"""{sql} AND t."Day" >= {IncidentLists.DayOf(from)}""";
        if (band.ToUtc is { } to) sql = $"""{sql} AND t."Day" <= {IncidentLists.DayOf(to)}""";
        if (band.Kind is { } kind) sql = $"""{sql} AND t."Kind" = {kind}""";
        if (band.Least is { } least) sql = $"""{sql} AND t."Level" >= {least}""";
        if (band.Most is { } most) sql = $"""{sql} AND t."Level" <= {most}""";
        return await session.ListAsync(
            $"""{sql} GROUP BY t."Day" ORDER BY t."Day" DESC""",
            reader => new IncidentDay(reader.GetInt64(0), reader.GetInt32(1)), cancellationToken);
    }
}
