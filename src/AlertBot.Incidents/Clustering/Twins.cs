namespace AlertBot.Incidents.Clustering;

/// <summary>Merges incidents that turn out to be one event.</summary>
internal static class Twins
{
    /// <summary>Merges the incident with its nearest twin, if it has one: the older is kept.</summary>
    public static void Merge(LiveIncident incident, WindowDraft draft, DateTimeOffset nowUtc, IncidentRules rules)
    {
        // Rarity is looked up anew for each tongue only once: nothing changes while the candidates are compared.
        var rarities = new Dictionary<string, Rarity>(StringComparer.Ordinal);
        var best = Placing.Near(incident, draft, rules)
            .Where(other => !other.Incident.IsPinned && other.Incident.State == incident.Incident.State)
            .Select(other => (Other: other, Score: Score(incident, other, RarityIn, rules)))
            .Where(t => t.Score >= rules.MergeScore)
            .OrderByDescending(t => t.Score).ThenBy(t => t.Other.Incident.Number).FirstOrDefault();
        if (best.Other is null) return;
        var (kept, ended) = IsKept(incident, best.Other) ? (incident, best.Other) : (best.Other, incident);
        Regroup.Merge(kept, ended, draft, nowUtc, pin: false);

        Rarity RarityIn(string tongue) => rarities.TryGetValue(tongue, out var known)
            ? known
            : rarities[tongue] = draft.Index.RarityIn(tongue);
    }

    // One that only a community sees goes into the one that all see, whichever is older: others must notice nothing.
    private static bool IsKept(LiveIncident a, LiveIncident b) =>
        a.HasShared != b.HasShared ? a.HasShared : a.Incident.Number < b.Incident.Number;

    /// <summary>Complete linkage on the facts, mean linkage on the words, from the side with fewer articles.</summary>
    private static float Score(
        LiveIncident a, LiveIncident b, Func<string, Rarity> rarityIn, IncidentRules rules)
    {
        if (!a.HasShared && !b.HasShared) return JoinScore.Never;
        var (few, many) = a.HasShared && (!b.HasShared || a.Features.Count > b.Features.Count) ? (b, a) : (a, b);
        float sum = 0;
        var count = 0;
        foreach (var article in few.Features)
        {
            if (article is null || (few.HasShared && !article.Scope.IsShared)) continue;
            if (many.For(article.Scope) is not { } profile) return JoinScore.Never;
            var evidence = Evidence.Of(new Query(article, rarityIn(article.Tongue)), profile);
            if (evidence.Place < 0 || evidence.Kind < -0.5f || evidence.Day < -0.8f) return JoinScore.Never;
            sum += JoinScore.Of(evidence, rules);
            count++;
        }

        return count == 0 ? JoinScore.Never : sum / count;
    }
}
