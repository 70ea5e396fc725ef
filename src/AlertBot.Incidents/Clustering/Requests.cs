namespace AlertBot.Incidents.Clustering;

/// <summary>Meets what moderators ask for.</summary>
internal static class Requests
{
    /// <summary>Null when the request was met, else why it could not be.</summary>
    public static string? Meet(ClusterRequest request, WindowDraft draft, DateTimeOffset nowUtc, IncidentRules rules)
    {
        switch (request)
        {
            case ClusterRequest.Merge merge: return Merge(merge, draft, nowUtc);
            case ClusterRequest.Split split: return Split(split, draft, nowUtc);
            case ClusterRequest.Move move: return Move(move, draft, nowUtc);
            case ClusterRequest.Reread reread: return Reread(reread, draft, nowUtc);
            case ClusterRequest.Retract retract: return Retract(retract, draft, nowUtc);
            case ClusterRequest.Restore restore: return Restore(restore, draft, nowUtc);
            case ClusterRequest.RepairTick tick:
                Repair.Run(draft, tick.SinceUtc, nowUtc, rules);
                return null;
            default: return "This request is not known.";
        }
    }

    private static string? Merge(ClusterRequest.Merge request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.Kept) is not { } kept) return Gone(request.Kept);
        if (draft.Find(request.Other) is not { } other) return Gone(request.Other);
        if (kept.Incident.Number == other.Incident.Number) return "An incident cannot be merged with itself.";
        Regroup.Merge(kept, other, draft, nowUtc, pin: true);
        return null;
    }

    private static string? Split(ClusterRequest.Split request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.Incident) is not { } incident) return Gone(request.Incident);
        var leaving = incident.Incident.Members.Select(m => m.ArticleId).Intersect(request.Articles).ToHashSet();
        if (leaving.Count == 0) return "None of these articles is in the incident.";
        if (leaving.Count == incident.Incident.Members.Count)
            return "All articles would leave: nothing would be split.";
        Regroup.Split(incident, leaving, draft, nowUtc, pin: true);
        return null;
    }

    private static string? Move(ClusterRequest.Move request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.ToIncident) is not { } target) return Gone(request.ToIncident);
        if (draft.Holding(request.Article) is not { } source) return "No open incident holds that article.";
        if (source.Incident.Number == target.Incident.Number) return "The article is there already.";
        if (source.Incident.Members.Count == 1) Regroup.Merge(target, source, draft, nowUtc, pin: true);
        else Regroup.Move(source, [request.Article], target, draft, nowUtc);
        return null;
    }

    private static string? Reread(ClusterRequest.Reread request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Holding(request.Article.Article.Id) is not { } incident)
            return "No open incident holds that article.";
        Regroup.Reread(request.Article, incident, draft, nowUtc);
        return null;
    }

    private static string? Retract(ClusterRequest.Retract request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.Incident) is not { } incident) return Gone(request.Incident);
        draft.Put(incident with
        {
            Incident = draft.Revised(incident.Incident, nowUtc) with
            {
                State = IncidentState.Retracted,
                RetractedWhy = request.Why,
                IsPinned = true,
            },
        });
        return null;
    }

    private static string? Restore(ClusterRequest.Restore request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.Incident) is not { } incident) return Gone(request.Incident);
        if (incident.Incident.State != IncidentState.Retracted) return "The incident is not withdrawn.";
        draft.Put(incident with
        {
            Incident = draft.Revised(incident.Incident, nowUtc) with { State = IncidentState.Open, RetractedWhy = null },
        });
        return null;
    }

    private static string Gone(string incident) =>
        $"Incident {incident} is merged, or closed for lack of news, or was never there.";
}
