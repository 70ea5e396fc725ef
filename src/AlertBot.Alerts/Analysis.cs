using System.Collections.Immutable;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>
/// The analysis step: what new articles and requests make of the incidents we hold. Pure: no clock, store or log.
/// </summary>
public static class Analysis
{
    /// <summary>Works out one step. The window is not changed: the outcome carries the next one.</summary>
    /// <remarks>Ties go to the older incident: the answer must not hang on the order of rows.</remarks>
    public static AnalysisOutcome Step(
        AnalysisWindow window, AnalysisInput input, DateTimeOffset nowUtc, AnalysisRules rules)
    {
        var prepared = input.Articles.Select(rules.Prepare).ToList();
        var asked = input.Requests.Select(r => (Request: r, Cluster: Translate(r, window.Incidents))).ToList();
        var edited = input.Edited.Select(rules.Prepare).ToList();
        var clustered = Clusterer.Step(
            window.Incidents, prepared,
            [.. Rereads(edited, window.Incidents), .. asked.Select(a => a.Cluster).OfType<ClusterRequest>()],
            nowUtc, rules.Incidents);
        var silence = new Silence(input.Mutes, rules.Alerts.Watched, nowUtc);
        var owing = new Owed(rules.Alerts, input.Subscriptions, silence, Finder(clustered), window, nowUtc);
        var unmet = new AlertRequests(owing, silence, clustered.NextWindow, nowUtc).Meet(input.Requests);
        var refused = new Refusals(input, clustered, nowUtc).Of(asked, unmet);
        var owed = owing.Work(
            clustered.Changes, clustered.NextWindow.Incidents,
            [.. input.Requests.OfType<AnalysisRequest.ChannelChanged>()]);
        return new AnalysisOutcome(
            [
                .. Analysed(prepared, clustered),
                .. edited.Select(e => Done(e, clustered.NextWindow.IncidentOf(e.Article.Id))),
            ],
            [.. input.Requests.Select(r => r.Id).Where(id => id.Length > 0)],
            [.. clustered.Changes.Select(c => c.After)],
            owed.Alerts, owed.Digests, [.. owed.Deliveries, .. refused.Select(r => r.Notice()).OfType<Delivery>()],
            owed.Superseded,
            Next(window, clustered.NextWindow, owed, rules.Alerts, nowUtc))
        {
            Refused = refused,
            Mutes = silence.Changed,
        };
    }

    /// <summary>The window as it was before the process stopped, made again from what is stored.</summary>
    public static AnalysisWindow Restore(StoredWindow stored, AnalysisRules rules)
    {
        var incidents = stored.Incidents.Select(incident => (incident, incident.Members
            .Select(m => stored.Articles.GetValueOrDefault(m.ArticleId))
            .OfType<Feeds.Article>().Select(rules.Prepare)));
        return new AnalysisWindow
        {
            Incidents = IncidentWindow.Restore(incidents, stored.NextNumber, rules.Incidents),
            Alerts = stored.Alerts.ToImmutableDictionary(a => a.Id, StringComparer.Ordinal),
            Digests = stored.Digests.ToImmutableDictionary(d => d.Id, StringComparer.Ordinal),
        };
    }

    // A request may name an incident that left the window, or never was: then there is nothing to change.
    private static ClusterRequest? Translate(AnalysisRequest request, IncidentWindow window)
    {
        return request switch
        {
            AnalysisRequest.Merge r when Id(r.FirstNumber) is { } first && Id(r.SecondNumber) is { } second =>
                r.FirstNumber <= r.SecondNumber
                    ? new ClusterRequest.Merge(first, second)
                    : new ClusterRequest.Merge(second, first),
            AnalysisRequest.Split r when Id(r.Number) is { } id => new ClusterRequest.Split(id, r.ArticleIds),
            AnalysisRequest.Move r when Id(r.ToNumber) is { } id => new ClusterRequest.Move(r.ArticleId, id),
            AnalysisRequest.Retract r when Id(r.Number) is { } id => new ClusterRequest.Retract(id, r.Why),
            AnalysisRequest.Restore r when Id(r.Number) is { } id => new ClusterRequest.Restore(id),
            AnalysisRequest.RepairTick tick => new ClusterRequest.RepairTick(tick.SinceUtc),
            _ => null,
        };

        string? Id(long number) => window.Incidents.FirstOrDefault(i => i.Number == number)?.Id;
    }

    private static Func<string, Incident?> Finder(ClusterOutcome clustered)
    {
        var changed = clustered.Changes.ToDictionary(c => c.After.Id, c => c.After, StringComparer.Ordinal);
        return id => changed.GetValueOrDefault(id) ?? clustered.NextWindow.Find(id);
    }

    // What was edited long after the event changes nothing any more.
    private static IEnumerable<ClusterRequest> Rereads(IEnumerable<PreparedArticle> edited, IncidentWindow window) =>
        edited.Where(e => window.IncidentOf(e.Article.Id) is not null).Select(e => new ClusterRequest.Reread(e));

    private static IEnumerable<AnalysedArticle> Analysed(
        IReadOnlyList<PreparedArticle> prepared, ClusterOutcome clustered) =>
        prepared.Zip(clustered.Assignments, (article, assignment) => Done(article, assignment.IncidentId));

    private static AnalysedArticle Done(PreparedArticle prepared, string? incidentId) =>
        new(prepared.Article.Id, incidentId, prepared.Matches) { ContentHash = prepared.Article.ContentHash };

    private static AnalysisWindow Next(
        AnalysisWindow window, IncidentWindow incidents, OwedRows owed, AlertRules rules,
        DateTimeOffset nowUtc)
    {
        var alerts = window.Alerts.SetItems(owed.Alerts.Select(a => KeyValuePair.Create(a.Id, a)));
        var gone = alerts.Values.Where(a => incidents.Find(a.IncidentId) is null).Select(a => a.Id).ToList();
        var digests = window.Digests.SetItems(owed.Digests.Select(d => KeyValuePair.Create(d.Id, d)));
        var keptSinceUtc = nowUtc - rules.DigestKept;
        var sent = digests.Values.Where(d => d.DueUtc <= keptSinceUtc && !(d.AddedUtc > keptSinceUtc))
            .Select(d => d.Id).ToList();
        return new AnalysisWindow
        {
            Incidents = incidents,
            Alerts = alerts.RemoveRange(gone),
            Digests = digests.RemoveRange(sent),
        };
    }
}
