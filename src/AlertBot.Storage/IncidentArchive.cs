using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Storage;

/// <summary>Answers people's questions about incidents.</summary>
internal sealed class IncidentArchive(Database database) : IIncidentArchive
{
    /// <inheritdoc/>
    public Task<Incident?> WholeAsync(long number, CancellationToken cancellationToken) => database.ReadAsync(
        async session => (await IncidentRows.LoadAsync(session, $"SELECT {number}", cancellationToken)) is [var found]
            ? found : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IncidentView>> ListAsync(
        IncidentQuery query, Viewer viewer, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var finder = await IncidentFinder.OpenAsync(session, query, viewer.Community, cancellationToken);
                var numbers = await finder.PageAsync(IncidentBand.Of(query), query.Skip, limit, cancellationToken);
                return await ViewsAsync(session, numbers, viewer, cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IncidentView>> ListGravestAsync(
        IncidentQuery query, Viewer viewer, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var finder = await IncidentFinder.OpenAsync(session, query, viewer.Community, cancellationToken);
                var numbers = new List<long>(limit);
                var least = query.LeastSeverity ?? SeverityLevel.Low;
                for (var level = SeverityLevel.Critical; level >= least && numbers.Count < limit; level--)
                    numbers.AddRange(await finder.PageAsync(
                        IncidentBand.Of(query) with { Least = level, Most = level }, 0, limit - numbers.Count,
                        cancellationToken));
                return await ViewsAsync(session, numbers, viewer, cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IncidentCount> CountAsync(
        IncidentQuery query, CommunityId community, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var finder = await IncidentFinder.OpenAsync(session, query, community, cancellationToken);
                return await finder.CountAsync(IncidentBand.Of(query), cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> CountByTimeAsync(
        IncidentQuery query, CommunityId community, DateTimeOffset fromUtc, TimeSpan step, int steps,
        CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var finder = await IncidentFinder.OpenAsync(session, query, community, cancellationToken);
                return await finder.CountByTimeAsync(
                    IncidentBand.Of(query), fromUtc, step, steps, cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IncidentView?> FindAsync(long number, Viewer viewer, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ViewAsync(session, number, viewer, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IncidentView?> FindAsync(string id, Viewer viewer, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => await session.NumberAsync(
                $"""SELECT "Number" FROM "Incidents" WHERE "Id" = {id}""", cancellationToken) is { } number
                ? await ViewAsync(session, number, viewer, cancellationToken)
                : null,
            cancellationToken);

    private static async Task<IReadOnlyList<IncidentView>> ViewsAsync(
        Session session, IReadOnlyList<long> numbers, Viewer viewer, CancellationToken cancellationToken)
    {
        var views = new List<IncidentView>(numbers.Count);
        foreach (var number in numbers)
            if (await ViewAsync(session, number, viewer, cancellationToken) is { } view) views.Add(view);
        return views;
    }

    private static async Task<IncidentView?> ViewAsync(
        Session session, long number, Viewer viewer, CancellationToken cancellationToken)
    {
        var found = await IncidentRows.LoadAsync(session, $"SELECT {number}", cancellationToken);
        return found is [var incident] ? IncidentView.For(incident, viewer.Community, viewer.Language) : null;
    }
}
