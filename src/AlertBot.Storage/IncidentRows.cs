using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage.Json;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>Writes incidents with what they are found by, and reads them back.</summary>
internal static class IncidentRows
{
    private const int FirstRevision = 1; // nothing of it can be stored

    /// <summary>Writes incidents, but for those that are there with the same or a later revision.</summary>
    public static async Task SaveAsync(
        Session session, IReadOnlyList<Incident> incidents, CancellationToken cancellationToken)
    {
        var lists = new IncidentLists(session);
        foreach (var incident in incidents) await SaveAsync(session, lists, incident, cancellationToken);
        await lists.CountAsync(cancellationToken);
        if (incidents.Count == 0) return;
        await session.RunAsync(
            $"""
            INSERT INTO "Counters" ("Name", "Scope", "Value")
            VALUES ({CounterRow.IncidentNumber}, '', {incidents.Max(i => i.Number)})
            ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value" WHERE excluded."Value" > "Counters"."Value"
            """,
            cancellationToken);
    }

    /// <summary>Takes incidents away, with their members, alerts and places in lists.</summary>
    public static async Task DropAsync(
        Session session, IReadOnlyList<(long Number, string Id)> incidents, CancellationToken cancellationToken)
    {
        var lists = new IncidentLists(session);
        foreach (var (number, id) in incidents)
        {
            await lists.PutAsync(number, [], cancellationToken);
            await session.RunAsync($"""DELETE FROM "Alerts" WHERE "IncidentId" = {id}""", cancellationToken);
            await session.RunAsync($"""DELETE FROM "Incidents" WHERE "Number" = {number}""", cancellationToken);
        }

        await lists.CountAsync(cancellationToken);
    }

    /// <summary>Incidents with their members, by number.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="numbers">A query for their numbers.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<Incident>> LoadAsync(
        Session session, SqlText numbers, CancellationToken cancellationToken)
    {
        var members = await session.ListAsync(
            $"""
            SELECT "IncidentNumber", "Body" FROM "IncidentMembers" WHERE "IncidentNumber" IN ({numbers})
            ORDER BY "IncidentNumber", "Position"
            """,
            reader => (Number: reader.GetInt64(0), Member: StoreJson.Read<IncidentMember>(reader.GetString(1))),
            cancellationToken);
        var byNumber = members.ToLookup(m => m.Number, m => m.Member);
        var incidents = await session.ListAsync(
            $"""SELECT "Body" FROM "Incidents" WHERE "Number" IN ({numbers}) ORDER BY "Number" """,
            reader => StoreJson.Read<Incident>(reader.GetString(0)), cancellationToken);
        return [.. incidents.Select(incident => incident with { Members = [.. byNumber[incident.Number]] })];
    }

    private static async Task SaveAsync(
        Session session, IncidentLists lists, Incident incident, CancellationToken cancellationToken)
    {
        var lastSeen = incident.Members.Count == 0 ? (DateTimeOffset?)null : incident.Members.Max(m => m.SeenUtc);
        var isNew = await session.RunAsync(
            $"""
            INSERT INTO "Incidents" ("Number", "Id", "Scope", "State", "Revision", "UpdatedUtc", "LastSeenUtc", "Body")
            VALUES ({incident.Number}, {incident.Id}, {ScopeOf(incident)}, {incident.State}, {incident.Revision},
                {incident.UpdatedUtc}, {lastSeen}, {StoreJson.Write(incident with { Members = [] })})
            ON CONFLICT ("Id") DO UPDATE SET "Scope" = excluded."Scope", "State" = excluded."State",
                "Revision" = excluded."Revision", "UpdatedUtc" = excluded."UpdatedUtc",
                "LastSeenUtc" = excluded."LastSeenUtc", "Body" = excluded."Body"
            WHERE excluded."Revision" > "Incidents"."Revision"
            """,
            cancellationToken);
        if (isNew == 0) return;
        await SaveMembersAsync(session, incident, cancellationToken);
        await lists.PutAsync(incident.Number, IncidentListing.Of(incident), cancellationToken);
    }

    private static async Task SaveMembersAsync(Session session, Incident incident, CancellationToken cancellationToken)
    {
        var kept = incident.Members.Select(m => m.ArticleId).ToHashSet(StringComparer.Ordinal);
        List<string> stored = incident.Revision == FirstRevision
            ? []
            : await session.ListAsync(
                $"""SELECT "ArticleId" FROM "IncidentMembers" WHERE "IncidentNumber" = {incident.Number}""",
                reader => reader.GetString(0), cancellationToken);
        foreach (var gone in stored.Where(id => !kept.Contains(id)))
            await session.RunAsync(
                $"""
                DELETE FROM "IncidentMembers" WHERE "ArticleId" = {gone} AND "IncidentNumber" = {incident.Number}
                """,
                cancellationToken);
        for (var position = 0; position < incident.Members.Count; position++)
        {
            var member = incident.Members[position];
            await session.RunAsync(
                $"""
                INSERT INTO "IncidentMembers" ("ArticleId", "IncidentNumber", "Position", "Scope", "ArticleRow", "Body")
                VALUES ({member.ArticleId}, {incident.Number}, {position}, {member.Scope.ToString()},
                    (SELECT "Row" FROM "Articles" WHERE "Id" = {member.ArticleId}), {StoreJson.Write(member)})
                ON CONFLICT ("ArticleId") DO UPDATE SET "IncidentNumber" = excluded."IncidentNumber",
                    "Position" = excluded."Position", "Scope" = excluded."Scope", "Body" = excluded."Body"
                WHERE "IncidentMembers"."IncidentNumber" <> excluded."IncidentNumber"
                    OR "IncidentMembers"."Position" <> excluded."Position"
                    OR "IncidentMembers"."Body" <> excluded."Body"
                """,
                cancellationToken);
        }
    }

    private static string ScopeOf(Incident incident)
    {
        var scopes = incident.Members.Select(m => m.Scope).Distinct().Take(2).ToList();
        return scopes is [var only] ? only.ToString() : Scope.Shared.ToString();
    }
}
