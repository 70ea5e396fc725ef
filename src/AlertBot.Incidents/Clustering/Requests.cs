namespace AlertBot.Incidents.Clustering;

/// <summary>Meets what moderators ask for.</summary>
internal static class Requests
{
    /// <summary>Null when the request was met, else why it could not be.</summary>
    public static ClusterRefusal? Meet(ClusterRequest request, WindowDraft draft, DateTimeOffset nowUtc, IncidentRules rules)
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
            default: throw new InvalidOperationException($"No rule for {request.GetType().Name}.");
        }
    }

    private static ClusterRefusal? Merge(ClusterRequest.Merge request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.Kept) is not { } kept) return ClusterRefusal.Gone;
        if (draft.Find(request.Other) is not { } other) return ClusterRefusal.Gone;
        if (kept.Incident.Number == other.Incident.Number) return ClusterRefusal.Itself;
        // Somebody else may have withdrawn one of them since this was asked.
        if (IsWithdrawn(kept) || IsWithdrawn(other)) return ClusterRefusal.Withdrawn;
        Regroup.Merge(kept, other, draft, nowUtc, pin: true);
        return null;
    }

    private static ClusterRefusal? Split(ClusterRequest.Split request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.Incident) is not { } incident) return ClusterRefusal.Gone;
        var leaving = incident.Incident.Members.Select(m => m.ArticleId).Intersect(request.Articles).ToHashSet();
        if (leaving.Count == 0) return ClusterRefusal.NoneOfThem;
        if (leaving.Count == incident.Incident.Members.Count)
            return ClusterRefusal.AllOfThem;
        Regroup.Split(incident, leaving, draft, nowUtc, pin: true);
        return null;
    }

    private static ClusterRefusal? Move(ClusterRequest.Move request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.ToIncident) is not { } target) return ClusterRefusal.Gone;
        if (draft.Holding(request.Article) is not { } source) return ClusterRefusal.NoArticle;
        if (source.Incident.Number == target.Incident.Number) return ClusterRefusal.ThereAlready;
        if (IsWithdrawn(target) || IsWithdrawn(source)) return ClusterRefusal.Withdrawn;
        if (source.Incident.Members.Count == 1) Regroup.Merge(target, source, draft, nowUtc, pin: true);
        else Regroup.Move(source, [request.Article], target, draft, nowUtc);
        return null;
    }

    private static ClusterRefusal? Reread(ClusterRequest.Reread request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Holding(request.Article.Article.Id) is not { } incident)
            return ClusterRefusal.NoArticle;
        Regroup.Reread(request.Article, incident, draft, nowUtc);
        return null;
    }

    private static ClusterRefusal? Retract(ClusterRequest.Retract request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.Incident) is not { } incident) return ClusterRefusal.Gone;
        if (IsWithdrawn(incident)) return ClusterRefusal.Withdrawn;
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

    private static ClusterRefusal? Restore(ClusterRequest.Restore request, WindowDraft draft, DateTimeOffset nowUtc)
    {
        if (draft.Find(request.Incident) is not { } incident) return ClusterRefusal.Gone;
        if (incident.Incident.State != IncidentState.Retracted) return ClusterRefusal.NotWithdrawn;
        draft.Put(incident with
        {
            Incident = draft.Revised(incident.Incident, nowUtc) with { State = IncidentState.Open, RetractedWhy = null },
        });
        return null;
    }

    private static bool IsWithdrawn(LiveIncident incident) => incident.Incident.State == IncidentState.Retracted;
}
