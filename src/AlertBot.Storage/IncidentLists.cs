using System.Globalization;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>Keeps incidents in the lists by which they are found, and counts how many stand in each. One a
/// transaction.</summary>
/// <remarks>Only what changed is written. Counts are summed up until the end: of an incident that moves within its day,
/// as most do, nothing is left to write.</remarks>
internal sealed class IncidentLists(Session session)
{
    private const long DayMilliseconds = 24 * 60 * 60 * 1000;

    private readonly Dictionary<(string Audience, Facet Facet, string Value, bool IsHidden), long> _ids = [];
    private readonly Dictionary<(long List, long Day, int Level, int Kind), int> _changes = [];

    /// <summary>The day of an instant, in days since 1970.</summary>
    public static long DayOf(DateTimeOffset at) => DayOf(at.ToUnixTimeMilliseconds());

    /// <summary>When a day begins.</summary>
    public static DateTimeOffset BeginOf(long day) => DateTimeOffset.FromUnixTimeMilliseconds(day * DayMilliseconds);

    /// <summary>Puts an incident into the lists of its listings, and out of all others.</summary>
    public async Task PutAsync(
        long number, IReadOnlyList<IncidentListing> listings, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(number, cancellationToken);
        var after = new List<Place>(listings.Count);
        foreach (var listing in listings) after.Add(await PlaceAsync(listing, cancellationToken));
        foreach (var old in before)
        {
            var next = after.Find(p => p.Key == old.Key);
            await TakeOutAsync(number, old, next is not null && next.IsAt(old) ? next.Lists : [], cancellationToken);
            if (next is null) await DropAsync(number, old, cancellationToken);
        }

        foreach (var next in after)
        {
            var old = before.Find(p => p.Key == next.Key);
            await PutInAsync(number, next, old is not null && old.IsAt(next) ? old.Lists : [], cancellationToken);
            if (old is null || !old.IsAt(next) || !old.Lists.SequenceEqual(next.Lists))
                await SaveAsync(number, next, cancellationToken);
        }
    }

    /// <summary>Writes how many more or fewer stand in the lists now. Once, when all are put.</summary>
    public async Task CountAsync(CancellationToken cancellationToken)
    {
        foreach (var ((list, day, level, kind), change) in _changes)
        {
            if (change == 0) continue;
            await session.RunAsync(
                $"""
                INSERT INTO "IncidentTallies" ("List", "Day", "Level", "Kind", "Count")
                VALUES ({list}, {day}, {level}, {kind}, {change})
                ON CONFLICT ("List", "Day", "Level", "Kind") DO UPDATE
                SET "Count" = "IncidentTallies"."Count" + excluded."Count"
                """,
                cancellationToken);
            if (change < 0)
                await session.RunAsync(
                    $"""
                    DELETE FROM "IncidentTallies" WHERE "List" = {list} AND "Day" = {day} AND "Level" = {level}
                        AND "Kind" = {kind} AND "Count" = 0
                    """,
                    cancellationToken);
        }

        _changes.Clear();
    }

    private static long DayOf(long milliseconds) =>
        (milliseconds - (((milliseconds % DayMilliseconds) + DayMilliseconds) % DayMilliseconds)) / DayMilliseconds;

    private Task<List<Place>> ReadAsync(long number, CancellationToken cancellationToken) => session.ListAsync(
        $"""
        SELECT "Audience", "IsHidden", "LatestUtc", "Severity", "Kind", "Lists" FROM "IncidentListings"
        WHERE "Number" = {number}
        """,
        reader => new Place(
            (reader.GetString(0), reader.GetBoolean(1)), reader.GetInt64(2), reader.GetInt32(3), reader.GetInt32(4),
            [.. reader.GetString(5).Trim('[', ']').Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture))]),
        cancellationToken);

    private async Task<Place> PlaceAsync(IncidentListing listing, CancellationToken cancellationToken)
    {
        var lists = new List<long>(listing.Facets.Count);
        foreach (var (facet, value) in listing.Facets)
            lists.Add(await IdAsync((listing.Audience, facet, value, listing.IsHidden), cancellationToken));
        lists.Sort();
        return new Place(
            (listing.Audience, listing.IsHidden), listing.LatestUtc.ToUnixTimeMilliseconds(), listing.Severity,
            listing.Kind, lists);
    }

    private async Task<long> IdAsync(
        (string Audience, Facet Facet, string Value, bool IsHidden) list, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue(list, out var known)) return known;
        var id = await session.NumberAsync(
            $"""
            SELECT "Id" FROM "IncidentLists" WHERE "Audience" = {list.Audience} AND "Facet" = {list.Facet}
                AND "Value" = {list.Value} AND "IsHidden" = {list.IsHidden}
            """,
            cancellationToken)
            ?? await session.NumberAsync(
            $"""
            INSERT INTO "IncidentLists" ("Audience", "Facet", "Value", "IsHidden")
            VALUES ({list.Audience}, {list.Facet}, {list.Value}, {list.IsHidden}) RETURNING "Id"
            """,
            cancellationToken);
        return _ids[list] = id!.Value;
    }

    private async Task TakeOutAsync(
        long number, Place place, IReadOnlyList<long> stays, CancellationToken cancellationToken)
    {
        var gone = place.Lists.Except(stays).ToList();
        if (gone.Count == 0) return;
        Tally(place, gone, -1);
        await session.RunAsync(
            $"""
            DELETE FROM "IncidentEntries" WHERE "List" IN (SELECT "value" FROM json_each({Json(gone)} ))
                AND "LatestUtc" = {place.LatestUtc} AND "Number" = {number}
            """,
            cancellationToken);
    }

    private async Task PutInAsync(
        long number, Place place, IReadOnlyList<long> there, CancellationToken cancellationToken)
    {
        var added = place.Lists.Except(there).ToList();
        if (added.Count == 0) return;
        Tally(place, added, 1);
        await session.RunAsync(
            $"""
            INSERT INTO "IncidentEntries" ("List", "LatestUtc", "Number", "Severity", "Kind")
            SELECT "value", {place.LatestUtc} , {number} , {place.Severity} , {place.Kind} FROM json_each({Json(added)} )
            """,
            cancellationToken);
    }

    private Task<int> SaveAsync(long number, Place place, CancellationToken cancellationToken) => session.RunAsync(
        $"""
        INSERT INTO "IncidentListings" ("Number", "Audience", "IsHidden", "LatestUtc", "Severity", "Kind", "Lists")
        VALUES ({number}, {place.Key.Audience}, {place.Key.IsHidden}, {place.LatestUtc}, {place.Severity},
            {place.Kind}, {Json(place.Lists)})
        ON CONFLICT ("Number", "Audience", "IsHidden") DO UPDATE SET "LatestUtc" = excluded."LatestUtc",
            "Severity" = excluded."Severity", "Kind" = excluded."Kind", "Lists" = excluded."Lists"
        """,
        cancellationToken);

    private Task<int> DropAsync(long number, Place place, CancellationToken cancellationToken) => session.RunAsync(
        $"""
        DELETE FROM "IncidentListings" WHERE "Number" = {number} AND "Audience" = {place.Key.Audience}
            AND "IsHidden" = {place.Key.IsHidden}
        """,
        cancellationToken);

    private void Tally(Place place, List<long> lists, int change)
    {
        var (day, level) = (DayOf(place.LatestUtc), (int)new Incidents.Severity(place.Severity, []).Level);
        foreach (var list in lists)
        {
            var cell = (list, day, level, place.Kind);
            _changes[cell] = _changes.GetValueOrDefault(cell) + change;
        }
    }

    private static string Json(IReadOnlyList<long> lists) => $"[{string.Join(',', lists)}]";

    /// <summary>Where one audience finds an incident.</summary>
    private sealed record Place(
        (string Audience, bool IsHidden) Key, long LatestUtc, int Severity, int Kind, IReadOnlyList<long> Lists)
    {
        /// <summary>Whether the entries in the lists of both are the same.</summary>
        public bool IsAt(Place other) =>
            (LatestUtc, Severity, Kind) == (other.LatestUtc, other.Severity, other.Kind);
    }
}
