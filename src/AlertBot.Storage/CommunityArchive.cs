using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage.Json;
using AlertBot.Storage.Rows;
using AlertBot.Watchlists;
using Microsoft.EntityFrameworkCore;

namespace AlertBot.Storage;

/// <summary>Reads and takes away all that is one community's.</summary>
internal sealed class CommunityArchive(Database database, WordForms forms) : ICommunityData
{
    /// <inheritdoc/>
    public Task<CommunityData> ReadAsync(CommunityId community, CancellationToken cancellationToken) =>
        database.ReadAsync(
        async session => new CommunityData(
            await CommunityStore.ReadAsync(session, community, cancellationToken),
            await session.ListAsync(
                $"""SELECT "Body" FROM "Subscriptions" WHERE "Scope" = {community.Value} ORDER BY "Id" """,
                reader => StoreJson.Read<Subscription>(reader.GetString(0)), cancellationToken),
            await session.ListAsync(
                $"""SELECT "Body" FROM "Mutes" WHERE "Scope" = {community.Value} ORDER BY "CreatedUtc", "Id" """,
                reader => StoreJson.Read<Mute>(reader.GetString(0)), cancellationToken),
            [.. (await session.Context.Watchlists.Where(w => w.Scope == community.Value)
                .OrderBy(w => w.TopicId).ThenBy(w => w.Version).ToListAsync(cancellationToken)).Select(w =>
                new StoredWatchlist(
                    w.TopicId, Scope.Of(community), w.Version, w.Yaml, w.ChangedUtc, w.ChangedBy))],
            await session.ListAsync(
                $"""
                SELECT "Body" FROM "Feeds" WHERE "Scope" = {community.Value} AND NOT "IsRemoved" ORDER BY "Name", "Id"
                """,
                reader => StoreJson.Read<Feed>(reader.GetString(0)), cancellationToken),
            await FollowStore.ListAsync(session, community, cancellationToken),
            await VoteStore.ListAsync(session, community, DateTimeOffset.UnixEpoch, cancellationToken),
            [.. (await session.Context.Audit.Where(a => a.Scope == community.Value).OrderBy(a => a.Row)
                .ToListAsync(cancellationToken)).Select(a => new AuditEntry(
                    a.AtUtc, community, a.UserId, a.UserName, a.Action, a.Subject, a.Before, a.After))]),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseAsync(CommunityId community, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
        async session =>
        {
            await TakeTurnAsync(session, cancellationToken);
            var erased = await TakeOutOfIncidentsAsync(session, community, nowUtc, cancellationToken);
            var forgotten = await session.RunAsync(
                $"""
                DELETE FROM "ArticleWords" WHERE rowid IN (
                    SELECT "Row" FROM "Articles" WHERE "Scope" = {community.Value} )
                """,
                cancellationToken);
            if (forgotten > 0) await forms.TidyAsync(session, cancellationToken);
            foreach (var statement in Deletes(session.Context, community))
                erased += await session.RunAsync(statement, cancellationToken);
            session.Context.Audit.Add(new AuditRow
            {
                Scope = Scope.Shared.ToString(),
                AtUtc = nowUtc,
                UserId = "",
                UserName = "",
                Action = "settings erase",
                Subject = "a community",
                After = string.Create(CultureInfo.InvariantCulture, $"{erased} rows"),
            });
            await session.Context.SaveChangesAsync(cancellationToken);
            return erased;
        },
        cancellationToken);

    /// <summary>
    /// Takes the analysis away from whoever holds it: what it remembers of the community would else be written again.
    /// </summary>
    private static Task<int> TakeTurnAsync(Session session, CancellationToken cancellationToken) => session.RunAsync(
        $"""
        UPDATE "Leases" SET "Fence" = "Fence" + 1, "Owner" = '', "UntilUtc" = 0 WHERE "Name" = {Analyst.LeaseName}
        """,
        cancellationToken);

    // No index leads to what its rules found in shared articles: all are looked through, some seconds for a million.
    // Incidents are everybody's: they lose the community's own articles, and what its rules found in shared ones.
    private static async Task<int> TakeOutOfIncidentsAsync(
        Session session, CommunityId community, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        var named = $"\"{JsonEncodedText.Encode(community.Value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        var touched = await IncidentRows.LoadAsync(
            session,
            $"""
            SELECT "IncidentNumber" FROM "IncidentMembers"
            WHERE "Scope" = {community.Value} OR instr("Body", {named} ) > 0
            """,
            cancellationToken);
        var erased = 0;
        var kept = new List<Incident>();
        var gone = new List<Incident>();
        foreach (var incident in touched)
        {
            var left = incident.Members.Where(m => m.Scope.Community != community)
                .Select(m => m with { Matches = [.. Without(m.Matches, community)] }).ToList();
            erased += incident.Members.Count - left.Count;
            if (left.Count == 0) gone.Add(incident);
            else kept.Add(incident with { Members = left, Revision = incident.Revision + 1, UpdatedUtc = nowUtc });
        }
        await IncidentRows.SaveAsync(session, kept, cancellationToken);

        // Nobody else saw these. Their numbers are never given again: the counter keeps them.
        await IncidentRows.DropAsync(session, [.. gone.Select(i => (i.Number, i.Id))], cancellationToken);
        return erased + gone.Count;
    }

    // Where its own watchlist took the place of a shared one the shared one holds again.
    private static IEnumerable<Match> Without(IEnumerable<Match> matches, CommunityId community) => matches
        .Where(match => match.Scope.Community != community)
        .Select(match => match.Except is not { } except ? match
            : except.Where(c => c != community).ToList() is { Count: > 0 } others ? match with { Except = others }
            : match with { Except = null });

    // Of every table that there is, so that none is forgotten when one is added. The log of the erasing comes after.
    private static IEnumerable<SqlText> Deletes(AlertBotContext context, CommunityId community)
    {
        foreach (var type in context.Model.GetEntityTypes())
        {
            var owner = type.FindProperty("Scope") ?? type.FindProperty("Audience");
            if (owner is null || type.GetTableName() is not { } table) continue;
            var delete = SqlText.Of($"DELETE FROM \"{table}\" WHERE \"{owner.GetColumnName()}\" = ");
            delete.AppendFormatted(community.Value);
            yield return delete;
        }
    }
}
