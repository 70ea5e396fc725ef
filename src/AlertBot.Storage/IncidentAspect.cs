using System.Text.Json;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>One thing that a question asks for, as the lists in which its incidents stand. The thing is one topic, actor
/// or place, or any of several places.</summary>
/// <param name="Common">Lists of what everybody is shown; empty when nothing was ever put there.</param>
/// <param name="Own">Lists of what the community alone is shown.</param>
/// <param name="Hidden">What it is not shown of the common lists, as it is shown the same incidents in its own.</param>
internal sealed record IncidentAspect(
    IReadOnlyList<long> Common, IReadOnlyList<long> Own, IReadOnlyList<long> Hidden)
{
    /// <summary>All of its lists.</summary>
    public IEnumerable<long> All => [.. Common, .. Own, .. Hidden];

    /// <summary>What a question asks for, each of which an incident must have; at least one unless it asks for
    /// words.</summary>
    public static async Task<(IReadOnlyList<IncidentAspect> Things, IncidentAspect? Places)> ReadAsync(
        Session session, IncidentQuery query, CommunityId community, CancellationToken cancellationToken)
    {
        var wanted = new List<(Facet Facet, string Value)>();
        if (query.Topic is { } topic) wanted.Add((Facet.Topic, topic));
        if (query.ActorId is { } actor) wanted.Add((Facet.Actor, actor));
        if (query.PlaceId is { } place) wanted.Add((Facet.Place, place));
        if (query is { IsWatched: true, Topic: null }) wanted.Add((Facet.Watched, ""));
        if (wanted.Count == 0 && query is { PlaceIds: null, Text: null }) wanted.Add((Facet.All, ""));
        var things = new List<IncidentAspect>(wanted.Count);
        foreach (var (facet, value) in wanted)
            things.Add(await ReadAsync(session, facet, [value], community, cancellationToken));
        return (things, query.PlaceIds is { } places
            ? await ReadAsync(session, Facet.Place, places, community, cancellationToken)
            : null);
    }

    /// <summary>The lists of everything.</summary>
    public static Task<IncidentAspect> EverythingAsync(
        Session session, CommunityId community, CancellationToken cancellationToken) =>
        ReadAsync(session, Facet.All, [""], community, cancellationToken);

    private static async Task<IncidentAspect> ReadAsync(
        Session session, Facet facet, IReadOnlyList<string> values, CommunityId community,
        CancellationToken cancellationToken)
    {
        var lists = await session.ListAsync(
            $"""
            SELECT "Audience", "IsHidden", "Id" FROM "IncidentLists"
            WHERE "Audience" IN ('', {community.Value} ) AND "Facet" = {facet}
                AND "Value" IN (SELECT "value" FROM json_each({JsonSerializer.Serialize(values)} ))
            """,
            reader => (IsCommon: reader.GetString(0).Length == 0, IsHidden: reader.GetBoolean(1), Id: reader.GetInt64(2)),
            cancellationToken);
        return new IncidentAspect(
            [.. lists.Where(l => l.IsCommon).Select(l => l.Id)],
            [.. lists.Where(l => l is { IsCommon: false, IsHidden: false }).Select(l => l.Id)],
            [.. lists.Where(l => l.IsHidden).Select(l => l.Id)]);
    }
}
