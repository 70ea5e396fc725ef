namespace AlertBot.Incidents.Clustering;

/// <summary>Moves articles between incidents and builds both sides anew from what they are left with.</summary>
internal static class Regroup
{
    /// <summary>All articles of <paramref name="other"/> go to <paramref name="kept"/>, and the other ends.</summary>
    public static void Merge(LiveIncident kept, LiveIncident other, WindowDraft draft, DateTimeOffset nowUtc, bool pin)
    {
        var ended = draft.Revised(other.Incident, nowUtc) with
        {
            State = IncidentState.Merged,
            MergedInto = kept.Incident.Id,
            RelatedTo = null,
            Members = [],
        };
        draft.End(ended);
        var related = kept.Incident.RelatedTo == other.Incident.Id ? null : kept.Incident.RelatedTo;
        var changed = draft.Revised(kept.Incident, nowUtc) with { RelatedTo = related };
        Rebuild(changed, [.. MembersOf(kept), .. MembersOf(other)], draft, pin);
    }

    /// <summary>The articles leave and become an incident of their own, which is returned.</summary>
    public static LiveIncident Split(
        LiveIncident incident, HashSet<string> leaving, WindowDraft draft, DateTimeOffset nowUtc, bool pin)
    {
        var (gone, stay) = Part(incident, leaving);
        Rebuild(draft.Revised(incident.Incident, nowUtc), stay, draft, pin);
        var number = draft.TakeNumber();
        var made = new Incident(
            Joining.NewId(gone[0].Member.ArticleId + " split", number, draft), number, IncidentState.Open, null, 1,
            nowUtc, nowUtc, null, null, []);
        return Rebuild(made, gone, draft, pin);
    }

    /// <summary>The articles leave one incident for another; some must stay.</summary>
    public static void Move(
        LiveIncident from, HashSet<string> leaving, LiveIncident to, WindowDraft draft, DateTimeOffset nowUtc)
    {
        var (gone, stay) = Part(from, leaving);
        Rebuild(draft.Revised(from.Incident, nowUtc), stay, draft, pin: true);
        Rebuild(draft.Revised(to.Incident, nowUtc), [.. MembersOf(to), .. gone], draft, pin: true);
    }

    /// <summary>The article stays where it is, with what it says now; it is the same telling as before.</summary>
    /// <remarks>An edit that makes it another event's is found by the next repair, like every other mixture.</remarks>
    public static void Reread(
        PreparedArticle prepared, LiveIncident incident, WindowDraft draft, DateTimeOffset nowUtc)
    {
        var members = incident.Incident.Members.ToList();
        var place = members.FindIndex(m => m.ArticleId == prepared.Article.Id);
        var known = members[place];
        var before = incident.Incident with { Members = members[..place] };
        var relation = Joining.RelationOf(prepared.Facts, known.Scope, before);
        var member = IncidentMembers.From(prepared, relation, known.Report);

        // Publishers date an edited article anew; the event was told of when it was first told of.
        members[place] = member.EffectiveUtc <= known.EffectiveUtc
            ? member
            : member with { EffectiveUtc = known.EffectiveUtc };
        var changed = draft.Revised(incident.Incident, nowUtc) with { Members = members };
        draft.Put(LiveIncident.Of(
            Retractions.Applied(changed), incident.Features.SetItem(place, ArticleFeatures.Of(prepared))));
    }

    private static LiveIncident Rebuild(
        Incident incident, IReadOnlyList<(IncidentMember Member, ArticleFeatures? Article)> members, WindowDraft draft,
        bool pin)
    {
        var inOrder = members.OrderBy(m => m.Member.SeenUtc).ThenBy(m => m.Member.EffectiveUtc)
            .ThenBy(m => m.Member.ArticleId, StringComparer.Ordinal).ToList();
        var live = LiveIncident.Of(incident with { Members = [], IsPinned = incident.IsPinned || pin }, []);
        foreach (var (member, article) in inOrder)
        {
            var relation = Joining.RelationOf(member.Facts, member.Scope, live.Incident);
            var report = (article is null ? null : WireCopies.Find(article, live)) ?? OwnReport(member, live);
            var placed = member with { Relation = relation, Report = report };
            var changed = live.Incident with { Members = [.. live.Incident.Members, placed] };
            live = live.Plus(changed, article);
        }

        live = live with { Incident = Retractions.Applied(live.Incident) };
        draft.Put(live);
        return live;
    }

    // The telling that it was known to copy may have gone elsewhere: then it stands for itself.
    private static string OwnReport(IncidentMember member, LiveIncident live) =>
        live.Incident.Members.Any(m => m.Report == member.Report) ? member.Report : member.ArticleId;

    private static IEnumerable<(IncidentMember Member, ArticleFeatures? Article)> MembersOf(LiveIncident incident) =>
        incident.Incident.Members.Zip(incident.Features);

    private static (List<(IncidentMember Member, ArticleFeatures? Article)> Gone,
        List<(IncidentMember Member, ArticleFeatures? Article)> Stay) Part(
            LiveIncident incident, HashSet<string> leaving)
    {
        var parts = MembersOf(incident).ToLookup(m => leaving.Contains(m.Member.ArticleId));
        return ([.. parts[true]], [.. parts[false]]);
    }
}
