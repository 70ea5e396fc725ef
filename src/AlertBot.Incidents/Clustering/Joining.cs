using System.Globalization;
using AlertBot.Feeds;

namespace AlertBot.Incidents.Clustering;

/// <summary>Puts articles into incidents.</summary>
internal static class Joining
{
    /// <summary>A new incident made of one article.</summary>
    public static LiveIncident Begin(
        PreparedArticle prepared, ArticleFeatures article, string? related, WindowDraft draft, DateTimeOffset nowUtc)
    {
        var number = draft.TakeNumber();
        var member = IncidentMembers.From(prepared, Relation.NewIncident, article.ArticleId);
        var incident = new Incident(
            NewId(article.ArticleId, number, draft), number, IncidentState.Open, null, 1, nowUtc, nowUtc, related, null,
            [member]);
        var live = LiveIncident.Of(incident, [article]);
        draft.Put(live);
        return live;
    }

    /// <summary>One article more in an incident.</summary>
    public static LiveIncident Add(
        PreparedArticle prepared, ArticleFeatures article, LiveIncident incident, string? related, WindowDraft draft,
        DateTimeOffset nowUtc)
    {
        var report = WireCopies.Find(article, incident) ?? article.ArticleId;
        var member = IncidentMembers.From(
            prepared, RelationOf(prepared.Facts, article.Scope, incident.Incident), report);
        var old = incident.Incident;
        var changed = draft.Revised(old, nowUtc) with { Members = [.. old.Members, member] };
        // What it may be related to was judged by articles that not all may see: judge again by the first that all may.
        if (article.Scope.IsShared && !incident.HasShared) changed = changed with { RelatedTo = related };
        var live = incident.Plus(Retractions.Applied(changed), article);
        draft.Put(live);
        return live;
    }

    public static string NewId(string articleId, long number, WindowDraft draft)
    {
        var id = "i" + TermHash.Text(articleId).ToString("x16", CultureInfo.InvariantCulture);
        return draft.Find(id) is null ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{number}");
    }

    /// <summary>
    /// How the article stands to the members that its readers may see: to them it is new when there are none.
    /// </summary>
    public static Relation RelationOf(ArticleFacts facts, Scope scope, Incident incident)
    {
        var known = incident.Members.Where(m => m.Scope.IsShared || m.Scope == scope).ToList();
        if (known.Count == 0) return Relation.NewIncident;
        if (facts.CorrectionSentence is not null || facts.Status == FactStatus.Retracted) return Relation.Correction;
        var isReaction = facts.Kind is { } kind && KindFamilies.IsReaction(kind);
        return isReaction && known.Exists(m => m.Facts.Kind is { } k && !KindFamilies.IsReaction(k))
            ? Relation.FollowUp : Relation.Update;
    }
}
