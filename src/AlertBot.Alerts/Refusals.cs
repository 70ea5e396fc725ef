using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>Finds out why the requests of a step could not be met, as far as who asked may know. Pure.</summary>
internal sealed class Refusals(AnalysisInput input, ClusterOutcome clustered, DateTimeOffset nowUtc)
{
    private readonly Dictionary<long, Incident> _named =
        input.Named.Concat(clustered.Changes.Select(c => c.After)).GroupBy(i => i.Number)
            .ToDictionary(g => g.Key, g => g.Last());

    /// <summary>All that were refused, in the order in which they were asked.</summary>
    /// <param name="asked">What was asked of incidents; null where nothing could be asked of any.</param>
    /// <param name="unmet">What was refused of alerts and mutes.</param>
    public IReadOnlyList<RefusedRequest> Of(
        IEnumerable<(AnalysisRequest Request, ClusterRequest? Cluster)> asked, IReadOnlyList<RefusedRequest> unmet) =>
        [.. asked.Select(a => Of(a.Request, a.Cluster)).OfType<RefusedRequest>().Concat(unmet)
            .Select(r => Explained(r) with { AtUtc = nowUtc })];

    private RefusedRequest? Of(AnalysisRequest request, ClusterRequest? cluster)
    {
        // The rules that the step was given are the answer to it.
        if (request is AnalysisRequest.WatchlistChanged or AnalysisRequest.ChannelChanged) return null;
        if (AlertRequests.IsOne(request)) return null;
        if (cluster is null) return new RefusedRequest(request, RefusalReason.NoIncident, Lost(request));
        return clustered.Refused.Where(r => ReferenceEquals(r.Request, cluster))
            .Select(r => new RefusedRequest(request, Reason(r.Why), Blamed(request, r.Why))).FirstOrDefault();
    }

    private static RefusalReason Reason(ClusterRefusal why) => why switch
    {
        ClusterRefusal.Withdrawn => RefusalReason.Withdrawn,
        ClusterRefusal.NotWithdrawn => RefusalReason.NotWithdrawn,
        ClusterRefusal.Itself => RefusalReason.Itself,
        ClusterRefusal.NoneOfThem => RefusalReason.NoneOfThem,
        ClusterRefusal.AllOfThem => RefusalReason.AllOfThem,
        ClusterRefusal.NoArticle => RefusalReason.NoArticle,
        ClusterRefusal.ThereAlready => RefusalReason.ThereAlready,
        _ => RefusalReason.NoIncident,
    };

    private long Blamed(AnalysisRequest request, ClusterRefusal why)
    {
        if (why != ClusterRefusal.Withdrawn) return Lost(request);
        var numbers = request.Numbers;
        // An article may be in one that nobody named.
        if (request is AnalysisRequest.Move move
            && clustered.NextWindow.IncidentOf(move.ArticleId) is { } id && clustered.NextWindow.Find(id) is { } source)
            numbers = [.. numbers, source.Number];
        var withdrawn = clustered.NextWindow.Incidents
            .FirstOrDefault(i => i.State == IncidentState.Retracted && numbers.Contains(i.Number));
        return withdrawn?.Number ?? numbers[0];
    }

    /// <summary>The first of the incidents named that takes no changes; the last of them when all do.</summary>
    private long Lost(AnalysisRequest request)
    {
        var numbers = request.Numbers;
        return numbers.FirstOrDefault(n => !clustered.NextWindow.Incidents.Any(i => i.Number == n), numbers[^1]);
    }

    // Why it is gone, as far as that is known: the number alone helps nobody.
    private RefusedRequest Explained(RefusedRequest refused)
    {
        if (refused.Why != RefusalReason.NoIncident || _named.GetValueOrDefault(refused.Number) is not { } incident)
            return refused;
        if (incident.State != IncidentState.Merged) return refused with { Why = RefusalReason.Closed };
        return refused with { Why = RefusalReason.Merged, CarriesOn = CarriesOn(incident, refused.Request.Asker) };
    }

    private long? CarriesOn(Incident merged, Asker? asker)
    {
        if (asker is null || merged.MergedInto is not { } id) return null;
        var winner = Standing(id);
        return winner is not null && !IsPublic(asker) && IncidentView.For(winner, asker.Community) is not null
            ? winner.Number : null;
    }

    private Incident? Standing(string id)
    {
        for (var hops = 0; hops < 10; hops++)
        {
            var next = clustered.NextWindow.Find(id) ?? _named.Values.FirstOrDefault(i => i.Id == id);
            if (next is not { State: IncidentState.Merged, MergedInto: { } winner }) return next;
            id = winner;
        }
        return null;
    }

    // Where anybody reads nothing is named that is not out yet.
    private bool IsPublic(Asker asker) =>
        input.Subscriptions.Any(s => s.Channel == asker.Channel && s.Share == ShareLevel.Public);
}
