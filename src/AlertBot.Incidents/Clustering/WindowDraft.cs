using System.Collections.Immutable;

namespace AlertBot.Incidents.Clustering;

/// <summary>The next window in the making.</summary>
internal sealed class WindowDraft(IncidentWindow from)
{
    private readonly ImmutableSortedDictionary<long, LiveIncident>.Builder _live = from.Live.ToBuilder();
    private readonly ImmutableDictionary<string, long>.Builder _byId = from.ById.ToBuilder();
    private readonly ImmutableDictionary<string, long>.Builder _byArticle = from.ByArticle.ToBuilder();
    private readonly SortedDictionary<long, Incident?> _before = [];
    private readonly SortedDictionary<long, Incident> _ended = [];

    private readonly ImmutableSortedSet<(DateTimeOffset SeenUtc, long Number)>.Builder _byAge = from.ByAge.ToBuilder();
    private DateTimeOffset _newestUtc = from.NewestUtc;

    public IncidentIndex.Builder Index { get; } = from.Index.ToBuilder();

    public long NextNumber { get; private set; } = from.NextNumber;

    public IEnumerable<LiveIncident> Live => _live.Values;

    public int Count => _live.Count;

    public LiveIncident this[long number] => _live[number];

    public bool Holds(long number) => _live.ContainsKey(number);

    public LiveIncident? Find(string incidentId) =>
        _byId.TryGetValue(incidentId, out var number) ? _live[number] : null;

    public LiveIncident? Holding(string articleId) =>
        _byArticle.TryGetValue(articleId, out var number) ? _live[number] : null;

    public long TakeNumber() => NextNumber++;

    /// <summary>The incident with its revision counted up, once however often a step changes it.</summary>
    public Incident Revised(Incident incident, DateTimeOffset nowUtc)
    {
        var before = _before.TryGetValue(incident.Number, out var kept) ? kept : incident;
        return incident with { Revision = (before?.Revision ?? 0) + 1, UpdatedUtc = nowUtc };
    }

    /// <summary>Takes an incident in or puts it in the place of what it was.</summary>
    public void Put(LiveIncident now)
    {
        var number = now.Incident.Number;
        var before = _live.GetValueOrDefault(number);
        _before.TryAdd(number, before?.Incident);
        foreach (var member in (before?.Incident.Members ?? []).Skip(Kept(before, now)))
            if (_byArticle.TryGetValue(member.ArticleId, out var at) && at == number)
                _byArticle.Remove(member.ArticleId);
        foreach (var member in now.Incident.Members.Skip(Kept(before, now))) _byArticle[member.ArticleId] = number;
        _byId[now.Incident.Id] = number;
        _live[number] = now;
        if (before is not null) _byAge.Remove((before.LastSeenUtc, number));
        _byAge.Add((now.LastSeenUtc, number));
        if (now.HasShared && now.LastSeenUtc > _newestUtc) _newestUtc = now.LastSeenUtc;
        Index.Replace(before, now);
    }

    /// <summary>Ends an incident whose articles went elsewhere: it is told of once more and then forgotten.</summary>
    public void End(Incident ended)
    {
        var before = _live[ended.Number];
        _before.TryAdd(ended.Number, before.Incident);
        _ended[ended.Number] = ended;
        Drop(before);
    }

    /// <summary>
    /// Lets go of incidents that take no more articles. Depends on what is held alone, never on when it is called.
    /// </summary>
    public void Evict(IncidentRules rules)
    {
        while (rules.LetsGoByAge && _byAge.Count > 0 && _newestUtc - _byAge.Min.SeenUtc > rules.Window)
            Drop(_live[_byAge.Min.Number]);

        if (_byArticle.Count <= rules.MaxHeldArticles) return;
        // A tenth more than must go: else every article of a busy hour would pay for looking through all incidents.
        var left = rules.MaxHeldArticles - (rules.MaxHeldArticles / 10);
        foreach (var quiet in _live.Values.OrderBy(IsWatched).ThenBy(l => l.LastSeenUtc)
            .ThenBy(l => l.Incident.Number).ToList())
        {
            if (_byArticle.Count <= left) return;
            Drop(quiet);
        }
    }

    private static bool IsWatched(LiveIncident incident) => incident.Incident.Members.Any(m => m.Matches.Count > 0);

    /// <summary>What differs from the window that this began with, by number.</summary>
    public IReadOnlyList<IncidentChange> Changes() =>
        [.. _before.Select(b => new IncidentChange(b.Value, _ended.GetValueOrDefault(b.Key) ?? Latest(b.Key)))];

    public IncidentWindow ToWindow() =>
        new(
            _live.ToImmutable(), _byId.ToImmutable(), _byArticle.ToImmutable(), _byAge.ToImmutable(), _newestUtc,
            Index.ToIndex(), NextNumber);

    private Incident Latest(long number) => _live[number].Incident;

    private void Drop(LiveIncident incident)
    {
        var number = incident.Incident.Number;
        foreach (var member in incident.Incident.Members)
            if (_byArticle.TryGetValue(member.ArticleId, out var at) && at == number)
                _byArticle.Remove(member.ArticleId);
        _byId.Remove(incident.Incident.Id);
        _live.Remove(number);
        _byAge.Remove((incident.LastSeenUtc, number));
        Index.Replace(incident, null);
    }

    // Joining adds at the end: the members before need no second look.
    private static int Kept(LiveIncident? before, LiveIncident now) =>
        before is not null && now.Incident.Members.Count == before.Incident.Members.Count + 1
        && now.Incident.Members[^2].ArticleId == before.Incident.Members[^1].ArticleId
            ? before.Incident.Members.Count : 0;
}
