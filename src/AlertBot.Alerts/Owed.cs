using System.Globalization;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>Who is owed what for a set of changes. Pure: no clock, store or platform.</summary>
/// <param name="rules">The numbers it depends on.</param>
/// <param name="subscriptions">Everybody's; paused ones are left out.</param>
/// <param name="find">An incident that is in the window, by id; null when it is not.</param>
/// <param name="nowUtc">The instant of the step.</param>
internal sealed class Owed(
    AlertRules rules, IReadOnlyList<Subscription> subscriptions, Func<string, Incident?> find, DateTimeOffset nowUtc)
{
    private readonly List<Delivery> _deliveries = [];
    private readonly List<string> _superseded = [];
    private readonly Dictionary<string, Alert> _alerts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Digest> _digests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset?> _digestCause = new(StringComparer.Ordinal);
    private AnalysisWindow _window = AnalysisWindow.Empty;

    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    public IReadOnlyList<string> Superseded => _superseded;

    public IReadOnlyList<Alert> Alerts => [.. _alerts.Values];

    public IReadOnlyList<Digest> Digests => [.. _digests.Values];

    /// <summary>Works out all changes, in their order, from what <paramref name="window"/> remembers.</summary>
    public void Work(IEnumerable<IncidentChange> changes, AnalysisWindow window)
    {
        _window = window;
        var channels = subscriptions.Where(s => s.PausedWhy is null)
            .GroupBy(s => s.Channel).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal).ToList();
        var all = changes.ToList();
        foreach (var change in all)
            foreach (var channel in channels)
                Work(change, channel.Key, [.. channel]);
        foreach (var digest in _digests.Values) Send(digest);
    }

    private void Work(IncidentChange change, ChannelRef channel, IReadOnlyList<Subscription> wanting)
    {
        var community = Communities.Of(channel);
        var id = Keys.Of("alert", change.After.Id, channel.ToString());
        if ((_alerts.GetValueOrDefault(id) ?? _window.Alerts.GetValueOrDefault(id)) is { } alert)
            Update(change, alert, wanting, community);
        else if (IncidentView.For(change.After, community) is { State: IncidentState.Open } view)
            Begin(id, change.After, view, channel, wanting);
    }

    private void Begin(
        string id, Incident incident, IncidentView view, ChannelRef channel, IReadOnlyList<Subscription> wanting)
    {
        var wants = wanting.Where(s => Wants(s, incident, view)).ToList();
        if (wants.Count == 0) return;
        var level = view.Severity.Level;
        var instant = wants.FirstOrDefault(s => s.Mode == SubscriptionMode.Instant);
        var alert = new Alert(id, incident.Id, channel, nowUtc, 0, null, 0, null, "", level, []);
        if (instant is null)
        {
            _alerts[id] = alert;
            Gather(incident.Id, wants[0], view);
            return;
        }
        var held = level < SeverityLevel.Critical
            ? LocalTimes.QuietUntil(instant.Quiet, instant.TimeZone, nowUtc)
            : null;
        Content(alert with { HeldUntilUtc = held }, view, DeliveryKind.Send, instant.Mention);
    }

    private bool Wants(Subscription subscription, Incident incident, IncidentView view) =>
        view.Severity.Level >= subscription.LeastSeverity &&
        view.Matches.Any(m => m.Topic == subscription.TopicId) &&
        incident.Members.Any(m => m.Scope.IsVisibleTo(subscription.Community) && IsFresh(m, subscription.CreatedUtc));

    private bool IsFresh(IncidentMember member, DateTimeOffset sinceUtc) =>
        member.SeenUtc >= sinceUtc && member.SeenUtc - member.EffectiveUtc <= rules.MaxArticleAge;

    private void Update(
        IncidentChange change, Alert alert, IReadOnlyList<Subscription> wanting, CommunityId community)
    {
        if (change.After.State == IncidentState.Merged)
        {
            Merged(change.After, alert);
            return;
        }
        if (IncidentView.For(change.After, community) is not { } view) return;
        var before = change.Before is { } known ? IncidentView.For(known, community) : null;
        var named = before is null ? [] : IncidentChanges.Between(before, view);
        if (alert.Sequence == 0)
        {
            Digested(alert, view, wanting);
            return;
        }
        var log = alert.Changes.Concat(named.Select(c => new AlertChange(nowUtc, c.Text)))
            .TakeLast(rules.MaxChanges).ToList();
        var level = (SeverityLevel)Math.Max((int)alert.ShownLevel, (int)view.Severity.Level);
        alert = Content(alert with { Changes = log, ShownLevel = level }, view, DeliveryKind.Edit, mention: null);
        if (named.Count > 0 && MayReply(alert, named)) Reply(alert, view, named, wanting);
    }

    /// <summary>Owes the alert's whole content; nothing when it already says so.</summary>
    private Alert Content(Alert alert, IncidentView view, DeliveryKind kind, string? mention)
    {
        var message = AlertCard.Alert(view, alert.Changes);
        return Content(alert, message, kind, view.Severity.Level, mention, view.LatestUtc);
    }

    private Alert Content(
        Alert alert, Message message, DeliveryKind kind, SeverityLevel level, string? mention,
        DateTimeOffset? publishedUtc)
    {
        var hash = MessageHash.Of(message);
        if (hash == alert.ContentHash) return _alerts[alert.Id] = alert;
        if (alert.HeldUntilUtc <= nowUtc || level == SeverityLevel.Critical) alert = alert with { HeldUntilUtc = null };
        if (alert.ContentSequence > 0) _superseded.Add(Key(alert.Id, alert.ContentSequence));
        var sequence = alert.Sequence + 1;
        Owe(alert, kind, sequence, level, message, kind == DeliveryKind.Edit, mention, publishedUtc,
            alert.HeldUntilUtc ?? nowUtc);
        return _alerts[alert.Id] = alert with { Sequence = sequence, ContentSequence = sequence, ContentHash = hash };
    }

    private void Merged(Incident loser, Alert alert)
    {
        if (alert.Sequence == 0 || loser.MergedInto is not { } winner || find(winner) is not { } carriesOn) return;
        var message = AlertCard.MergedAlert(loser.Number, carriesOn.Number);
        Content(alert, message, DeliveryKind.Edit, alert.ShownLevel, null, null);
    }

    private bool MayReply(Alert alert, IReadOnlyList<NamedChange> named) =>
        alert.HeldUntilUtc is null &&
        (alert.LastReplyUtc is not { } last || nowUtc - last >= rules.ReplyEvery || named.Any(c =>
            c.Kind is NamedChangeKind.SeverityUp or NamedChangeKind.Correction or NamedChangeKind.Retraction));

    private void Reply(
        Alert alert, IncidentView view, IReadOnlyList<NamedChange> named, IReadOnlyList<Subscription> wanting)
    {
        var level = view.Severity.Level;
        var isQuiet = level < SeverityLevel.Critical && wanting.All(s =>
            LocalTimes.QuietUntil(s.Quiet, s.TimeZone, nowUtc) is not null);
        var sequence = alert.Sequence + 1;
        Owe(alert, DeliveryKind.Reply, sequence, level, AlertCard.Reply(view, named), isQuiet, null, view.LatestUtc, nowUtc);
        _alerts[alert.Id] = alert with { Sequence = sequence, LastReplyUtc = nowUtc };
    }

    /// <summary>An incident that went into a digest: a waiting digest is written anew, a sent one is followed by the next only when it got graver.</summary>
    private void Digested(Alert alert, IncidentView view, IReadOnlyList<Subscription> wanting)
    {
        var digest = Waiting(alert.Channel).FirstOrDefault(d => d.IncidentIds.Contains(alert.IncidentId, StringComparer.Ordinal));
        var isGraver = view.Severity.Level > alert.ShownLevel;
        if (digest is not null) _digests[digest.Id] = digest;
        if (digest is not null) _digestCause[digest.Id] = view.LatestUtc;
        if (digest is null && isGraver && wanting.FirstOrDefault(s => s.Mode == SubscriptionMode.Digest) is { } subscription)
            Gather(alert.IncidentId, subscription, view);
        if (isGraver) _alerts[alert.Id] = alert with { ShownLevel = view.Severity.Level };
    }

    private void Gather(string incidentId, Subscription subscription, IncidentView view)
    {
        var dueUtc = LocalTimes.NextDigest(subscription.DigestEvery, subscription.TimeZone, nowUtc);
        dueUtc = LocalTimes.QuietUntil(subscription.Quiet, subscription.TimeZone, dueUtc) ?? dueUtc;
        var id = Keys.Of("digest", subscription.Channel.ToString(), dueUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        var digest = _digests.GetValueOrDefault(id) ?? _window.Digests.GetValueOrDefault(id) ??
            new Digest(id, subscription.Channel, dueUtc, 0, []);
        if (!digest.IncidentIds.Contains(incidentId, StringComparer.Ordinal))
            digest = digest with { IncidentIds = [.. digest.IncidentIds, incidentId] };
        _digests[id] = digest;
        _digestCause[id] = view.LatestUtc;
    }

    private IEnumerable<Digest> Waiting(ChannelRef channel) => _digests.Values
        .Concat(_window.Digests.Values.Where(d => !_digests.ContainsKey(d.Id)))
        .Where(d => d.Channel == channel && d.DueUtc > nowUtc);

    private void Send(Digest digest)
    {
        var community = Communities.Of(digest.Channel);
        var views = digest.IncidentIds.Select(find)
            .Select(incident => incident is null ? null : IncidentView.For(incident, community))
            .OfType<IncidentView>().Where(view => view.State != IncidentState.Merged).ToList();
        if (digest.Sequence > 0) _superseded.Add(Key(digest.Id, digest.Sequence));
        var sequence = digest.Sequence + 1;
        var gravest = views.Count == 0 ? SeverityLevel.Low : views.Max(v => v.Severity.Level);
        _deliveries.Add(new Delivery(
            Key(digest.Id, sequence), digest.Id, sequence, DeliveryKind.Digest, digest.Channel, null, gravest,
            AlertCard.Digest(views, digest.IncidentIds.Count - views.Count), IsSilent: false, null,
            _digestCause.GetValueOrDefault(digest.Id), nowUtc, digest.DueUtc));
        _digests[digest.Id] = digest with { Sequence = sequence };
    }

    private void Owe(
        Alert alert, DeliveryKind kind, int sequence, SeverityLevel level, Message message, bool isSilent,
        string? mention, DateTimeOffset? publishedUtc, DateTimeOffset dueUtc) =>
        _deliveries.Add(new Delivery(
            Key(alert.Id, sequence), alert.Id, sequence, kind, alert.Channel, alert.IncidentId, level, message,
            isSilent, mention, publishedUtc, nowUtc, dueUtc));

    private static string Key(string alertId, int sequence) =>
        Keys.Of("delivery", alertId, sequence.ToString(CultureInfo.InvariantCulture));
}
