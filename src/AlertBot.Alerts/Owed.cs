using System.Globalization;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>Who is owed what for a set of changes. Pure: no clock, store or platform.</summary>
internal sealed class Owed
{
    private readonly AlertRules _rules;
    private readonly DateTimeOffset _nowUtc;
    private readonly AnalysisWindow _window;
    private readonly Func<string, Incident?> _find;
    private readonly Silence _silence;
    private readonly IReadOnlyList<Audience> _audiences;
    private readonly OwedRows _rows;
    private readonly Views _views;
    private readonly Crowd _crowd;
    private readonly OwedAlerts _alerts;
    private readonly OwedDigests _digests;
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly List<Beginning> _beginnings = [];
    private IReadOnlyList<IncidentChange> _changes = [];

    /// <summary>Takes all that the answer depends on.</summary>
    /// <param name="rules">The numbers it depends on.</param>
    /// <param name="subscriptions">Everybody's; paused ones are left out.</param>
    /// <param name="silence">What communities do not want to hear of.</param>
    /// <param name="find">An incident as it stands after the step, by id; null when it is not in the window.</param>
    /// <param name="window">What was known before.</param>
    /// <param name="nowUtc">The instant of the step.</param>
    public Owed(
        AlertRules rules, IReadOnlyList<Subscription> subscriptions, Silence silence, Func<string, Incident?> find,
        AnalysisWindow window, DateTimeOffset nowUtc)
    {
        (_rules, _window, _find, _silence, _nowUtc) = (rules, window, find, silence, nowUtc);
        _audiences = Audience.Of(subscriptions);
        _rows = new OwedRows(window, nowUtc);
        _views = new Views(rules.Watched);
        _crowd = new Crowd(rules, _rows, window, nowUtc);
        _alerts = new OwedAlerts(rules, _rows, _views, find, nowUtc);
        _digests = new OwedDigests(rules, _rows, _views, _audiences, find, nowUtc);
    }

    /// <summary>Notes who took note of an incident. False when the community has no alert of it.</summary>
    public bool Acknowledge(string incidentId, CommunityId community, Acknowledgement who)
    {
        var alerts = AlertsOf(incidentId).Where(a => Communities.Of(a.Channel) == community).ToList();
        if (alerts.Count == 0) return false;
        var called = alerts.OrderByDescending(a => a.Channel == who.Channel).ThenByDescending(a => a.Sequence > 0)
            .ThenBy(a => a.Channel.ToString(), StringComparer.Ordinal).First();
        // Who has seen it saw it when they first said so.
        foreach (var alert in alerts.Where(a => a.Acknowledged?.Any(k => k.UserId == who.UserId) != true))
            _rows.Put(alert with
            {
                Acknowledged = [.. alert.Acknowledged ?? [], who with { IsCalledHere = alert == called }],
            });
        _touched.Add(incidentId);
        return true;
    }

    /// <summary>Has the alerts of an incident written anew though nothing was reported.</summary>
    public void Touch(string incidentId) => _touched.Add(incidentId);

    /// <summary>
    /// Works out all changes, in their order, and then what channels are owed that changed themselves.
    /// </summary>
    /// <param name="changes">What changed of incidents.</param>
    /// <param name="incidents">All that the window holds now.</param>
    /// <param name="channels">Channels that changed.</param>
    public OwedRows Work(
        IReadOnlyList<IncidentChange> changes, IEnumerable<Incident> incidents,
        IReadOnlyList<AnalysisRequest.ChannelChanged> channels)
    {
        _changes = changes;
        foreach (var change in changes) Inherit(change);
        var changed = changes.Select(c => c.After.Id).ToHashSet(StringComparer.Ordinal);
        var touched = _touched.Where(id => !changed.Contains(id)).Order(StringComparer.Ordinal).Select(_find)
            .OfType<Incident>().Select(i => new IncidentChange(i, i));
        foreach (var change in changes.Concat(touched))
            foreach (var audience in _audiences)
                Work(change, audience);
        if (channels.Count > 0) Revisit(channels, [.. incidents.Where(i => !changed.Contains(i.Id))]);
        // The gravest are first to find a place where many begin at once.
        foreach (var beginning in _beginnings.OrderByDescending(b => b.Asked.Level)
            .ThenByDescending(b => b.Asked.View.Severity.Score))
            Begin(beginning);
        _digests.Write();
        return _rows;
    }

    private void Revisit(
        IReadOnlyList<AnalysisRequest.ChannelChanged> channels, IReadOnlyList<Incident> unchanged)
    {
        foreach (var channel in channels.GroupBy(c => c.Channel).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal))
        {
            var audience = _audiences.FirstOrDefault(a => a.Channel == channel.Key) ?? new Audience(channel.Key, []);
            var missedSinceUtc = channel.Min(c => c.MissedSinceUtc);
            // What is older is no news any more.
            if (missedSinceUtc < _nowUtc - _rules.MaxArticleAge) missedSinceUtc = _nowUtc - _rules.MaxArticleAge;
            foreach (var incident in unchanged) Revisit(incident, audience, missedSinceUtc);
            _digests.Review(channel.Key, incident => IsAskedFor(incident, audience));
        }
    }

    private void Revisit(Incident incident, Audience audience, DateTimeOffset? missedSinceUtc)
    {
        var alert = _rows.Alert(AlertId(incident.Id, audience.Channel));
        var isMissed = incident.UpdatedUtc >= missedSinceUtc
            && (alert is not null || incident.Members.Any(m => m.SeenUtc >= missedSinceUtc));
        var isWaiting = alert?.HeldUntilUtc > _nowUtc || alert?.PendingReplyUtc > _nowUtc;
        if (isWaiting && !IsAskedFor(incident, audience)) _alerts.Drop(alert!);
        else if (isWaiting || isMissed) Work(new IncidentChange(incident, incident), audience);
    }

    private bool IsAskedFor(Incident incident, Audience audience) =>
        Concerns(incident, audience) && _views.Of(incident, audience) is { } view
        && audience.Wanting.Any(s => IsFor(s, view));

    private void Work(IncidentChange change, Audience audience)
    {
        var id = AlertId(change.After.Id, audience.Channel);
        var alert = _rows.Alert(id);
        if (change.After.State == IncidentState.Merged)
        {
            if (alert is { Sequence: > 0 }) _alerts.Merged(alert, change, audience);
            else if (alert is not null) _digests.Refresh(audience.Channel, change.After.Id, null, isRepair: true);
            return;
        }
        if (alert is null && !Concerns(change.After, audience)) return;
        if (_views.Of(change.After, audience) is not { } view) return;
        var asked = new Asked(
            change, view, CauseUtc(change, audience), [.. audience.Wanting.Where(s => Wants(s, change.After, view))]);
        var named = change.Before is { } before && _views.Of(before, audience) is { } was
            ? IncidentChanges.Between(was, view) : [];
        var mute = _silence.Of(_views.Full(change.After, audience)!, audience, named);
        if (alert is { Sequence: > 0 })
            _alerts.Update(
                alert, asked, [.. named, .. Moved(change, audience)], audience, new Circumstances(mute, IsOld(change)));
        else if (mute is null)
        {
            Gather(id, alert, asked, audience);
            if (alert is not null) _alerts.TellSeen(alert, asked, named, audience);
        }
    }

    /// <summary>Where reports went that were taken out of an incident, as far as the channel may see them.</summary>
    private IEnumerable<NamedChange> Moved(IncidentChange change, Audience audience)
    {
        if (change.Before is not { } before || change.After.State != IncidentState.Open) return [];
        var kept = change.After.Members.Select(m => m.ArticleId).ToHashSet(StringComparer.Ordinal);
        var gone = before.Members.Select(m => m.ArticleId).Where(id => !kept.Contains(id))
            .ToHashSet(StringComparer.Ordinal);
        return _changes.Where(c => gone.Count > 0 && c.After.Id != change.After.Id
            && c.After.Members.Any(m => gone.Contains(m.ArticleId) && m.Scope.IsVisibleTo(audience.Community)))
            .Select(c => new NamedChange(NamedChangeKind.Moved, null)
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"#{c.After.Number}"),
            });
    }

    private void Gather(string id, Alert? alert, Asked asked, Audience audience)
    {
        var isOpen = asked.View.State == IncidentState.Open;
        if (isOpen && asked.IsInstant && MayBegin(alert, asked, audience))
            _beginnings.Add(new Beginning(id, alert, asked, audience));
        else if (alert is not null || asked.Subscriptions.Count > 0) _digests.Take(id, alert, asked, audience);
        else if (isOpen && IsLeftOut(asked, audience)) _digests.LeaveOut(asked, audience);
    }

    // What shares a message for want of place gets its own only once it is graver than it was then.
    private bool MayBegin(Alert? alert, Asked asked, Audience audience) =>
        alert is null || asked.Level > alert.ShownLevel || !_digests.IsCrowded(audience.Channel, alert.IncidentId);

    private void Begin(Beginning beginning)
    {
        var (id, alert, asked, audience) = beginning;
        var (untilUtc, isQuiet) = _alerts.HeldUntil(asked, audience);
        if (_crowd.HasPlace(audience.Channel, asked.Level, untilUtc, isQuiet))
        {
            _digests.Leave(audience.Channel, asked.View.Id);
            _alerts.Begin(id, asked, audience, untilUtc, alert?.Acknowledged);
        }
        else _digests.Crowd(id, alert, asked, audience, untilUtc, isQuiet);
    }

    // Who saw an incident, and who is muted for it, goes on to the one that carries on.
    private void Inherit(IncidentChange change)
    {
        if (change.After is not { State: IncidentState.Merged, MergedInto: { } winner }) return;
        if (_find(winner) is not { } carriesOn || change.Before?.State == IncidentState.Merged) return;
        _silence.Follow(change.After.Number, carriesOn.Number);
        foreach (var audience in _audiences)
        {
            var loser = _rows.Alert(AlertId(change.After.Id, audience.Channel));
            if (loser?.Acknowledged is not { Count: > 0 } seen) continue;
            if (_rows.Alert(AlertId(winner, audience.Channel)) is not { } kept) continue;
            var both = (kept.Acknowledged ?? []).UnionBy(seen, k => k.UserId);
            _rows.Put(kept with { Acknowledged = [.. both] });
            _touched.Add(winner);
        }
    }

    private IEnumerable<Alert> AlertsOf(string incidentId) =>
        _window.Alerts.Values.Where(a => a.IncidentId == incidentId).Select(a => _rows.Alert(a.Id)!);

    private static string AlertId(string incidentId, ChannelRef channel) =>
        Keys.Of("alert", incidentId, channel.ToString());

    // Most incidents are nobody's: they are told apart before a view is made of them.
    private static bool Concerns(Incident incident, Audience audience) =>
        incident.Members.Any(m => m.Matches.Any(match => audience.Wanting.Any(s => s.AsksFor(match))));

    private bool Wants(Subscription subscription, Incident incident, IncidentView view) =>
        IsFor(subscription, view) &&
        incident.Members.Any(m => IsNew(subscription, m) && IsFresh(m));

    private static bool IsFor(Subscription subscription, IncidentView view) =>
        view.Severity.Level >= subscription.LeastSeverity && view.Matches.Any(subscription.AsksFor);

    private static bool IsNew(Subscription subscription, IncidentMember member) =>
        member.Scope.IsVisibleTo(subscription.Community) && member.SeenUtc >= subscription.CreatedUtc;

    // It would have been alerted had it not been too old when it came.
    private static bool IsLeftOut(Asked asked, Audience audience) =>
        Added(asked.Change).Any() && audience.Wanting.Any(s => IsFor(s, asked.View)
            && asked.Change.After.Members.Any(m => IsNew(s, m)));

    private bool IsFresh(IncidentMember member) =>
        !member.IsBacklog && member.SeenUtc - member.EffectiveUtc <= _rules.MaxArticleAge;

    // News that is old when we first read it corrects the alert, but wakes nobody.
    private bool IsOld(IncidentChange change)
    {
        var added = Added(change).ToList();
        return added.Count > 0 && !added.Exists(IsFresh);
    }

    /// <summary>
    /// When the oldest article appeared that is new in this change, of those that the channel may see.
    /// </summary>
    private static DateTimeOffset? CauseUtc(IncidentChange change, Audience audience)
    {
        var added = Added(change).Where(m => m.Scope.IsVisibleTo(audience.Community)).ToList();
        return added.Count == 0 ? null : added.Min(m => m.EffectiveUtc);
    }

    private static IEnumerable<IncidentMember> Added(IncidentChange change)
    {
        if (change.Before is not { } before) return change.After.Members;
        var known = before.Members.Select(m => m.ArticleId).ToHashSet(StringComparer.Ordinal);
        return change.After.Members.Where(m => !known.Contains(m.ArticleId));
    }

    private sealed record Beginning(string Id, Alert? Alert, Asked Asked, Audience Audience);
}

/// <summary>What keeps a change from being told aloud.</summary>
/// <param name="Mute">The mute that holds; null when none does.</param>
/// <param name="IsOld">All that is new in it was old when we first read it.</param>
internal sealed record Circumstances(Mute? Mute, bool IsOld);
