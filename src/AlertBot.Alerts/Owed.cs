using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>Who is owed what for a set of changes. Pure: no clock, store or platform.</summary>
/// <param name="rules">The numbers it depends on.</param>
/// <param name="subscriptions">Everybody's; paused ones are left out.</param>
/// <param name="find">An incident as it stands after the step, by id; null when it is not in the window.</param>
/// <param name="window">What was known before.</param>
/// <param name="nowUtc">The instant of the step.</param>
internal sealed class Owed(
    AlertRules rules, IReadOnlyList<Subscription> subscriptions, Func<string, Incident?> find, AnalysisWindow window,
    DateTimeOffset nowUtc)
{
    private readonly OwedRows _rows = new(window, nowUtc);
    private readonly Views _views = new();

    /// <summary>Works out all changes, in their order.</summary>
    public OwedRows Work(IReadOnlyList<IncidentChange> changes)
    {
        var channels = subscriptions.Where(s => s.PausedWhy is null).GroupBy(s => s.Channel)
            .OrderBy(g => g.Key.ToString(), StringComparer.Ordinal)
            .Select(g => (Channel: g.Key, Wanting: g.OrderBy(s => s.Id, StringComparer.Ordinal).ToList())).ToList();
        var digests = new OwedDigests(_rows, _views, find, nowUtc);
        foreach (var change in changes)
            foreach (var (channel, wanting) in channels)
                Work(change, channel, wanting, digests);
        digests.Write();
        return _rows;
    }

    private void Work(
        IncidentChange change, ChannelRef channel, IReadOnlyList<Subscription> wanting, OwedDigests digests)
    {
        var id = Keys.Of("alert", change.After.Id, channel.ToString());
        var alert = _rows.Alert(id);
        if (change.After.State == IncidentState.Merged)
        {
            if (alert is { Sequence: > 0 }) Merged(alert, change);
            else if (alert is not null) digests.Refresh(channel, change.After.Id, null);
            return;
        }
        if (alert is null && !Concerns(change.After, wanting)) return;
        if (_views.Of(change.After, Communities.Of(channel)) is not { } view) return;
        var asked = new Asked(
            change, view, CauseUtc(change, channel), [.. wanting.Where(s => Wants(s, change.After, view))]);
        if (alert is { Sequence: > 0 }) Update(alert, asked, wanting);
        else if (asked.Instant is not null && view.State == IncidentState.Open)
        {
            digests.Leave(channel, change.After.Id);
            Begin(id, asked, channel);
        }
        else digests.Take(id, alert, change.After.Id, asked, channel);
    }

    // Most incidents are nobody's: they are told apart before a view is made of them.
    private static bool Concerns(Incident incident, IReadOnlyList<Subscription> wanting) =>
        incident.Members.Any(m => m.Matches.Any(match => wanting.Any(s => s.TopicId == match.Topic)));

    private bool Wants(Subscription subscription, Incident incident, IncidentView view) =>
        view.Severity.Level >= subscription.LeastSeverity &&
        view.Matches.Any(m => m.Topic == subscription.TopicId) &&
        incident.Members.Any(m => m.Scope.IsVisibleTo(subscription.Community) &&
            m.SeenUtc >= subscription.CreatedUtc && IsFresh(m));

    private bool IsFresh(IncidentMember member) =>
        !member.IsBacklog && member.SeenUtc - member.EffectiveUtc <= rules.MaxArticleAge;

    /// <summary>
    /// When the oldest article appeared that is new in this change, of those that the channel may see.
    /// </summary>
    private static DateTimeOffset? CauseUtc(IncidentChange change, ChannelRef channel)
    {
        var added = Added(change).Where(m => m.Scope.IsVisibleTo(Communities.Of(channel))).ToList();
        return added.Count == 0 ? null : added.Min(m => m.EffectiveUtc);
    }

    private static IEnumerable<IncidentMember> Added(IncidentChange change)
    {
        if (change.Before is not { } before) return change.After.Members;
        var known = before.Members.Select(m => m.ArticleId).ToHashSet(StringComparer.Ordinal);
        return change.After.Members.Where(m => !known.Contains(m.ArticleId));
    }

    private void Begin(string id, Asked asked, ChannelRef channel)
    {
        var level = asked.View.Severity.Level;
        var alert = new Alert(id, asked.View.Id, channel, nowUtc, 0, HeldUntil(asked), 0, null, "", level, []);
        Content(alert, asked, AlertCard.Alert(asked.View, []), DeliveryKind.Send);
    }

    // Of two subscriptions to one incident the one without quiet hours decides.
    private DateTimeOffset? HeldUntil(Asked asked)
    {
        if (asked.View.Severity.Level == SeverityLevel.Critical) return null;
        var ends = asked.Instants.Select(s => LocalTimes.QuietUntil(s.Quiet, s.TimeZone, nowUtc)).ToList();
        return ends.Contains(null) ? null : ends.Min();
    }

    private void Update(Alert alert, Asked asked, IReadOnlyList<Subscription> wanting)
    {
        var (change, view) = (asked.Change, asked.View);
        var isHeld = alert.HeldUntilUtc > nowUtc && view.Severity.Level < SeverityLevel.Critical;
        if (!isHeld) alert = Released(alert);
        if (isHeld && view.State == IncidentState.Retracted)
        {
            // Nobody saw it yet: a withdrawal of what was never told would only puzzle.
            _rows.Supersede(alert.Id, alert.ContentSequence);
            _rows.Put(alert with { ContentHash = "" });
            return;
        }
        var before = change.Before is { } known ? _views.Of(known, Communities.Of(alert.Channel)) : null;
        var named = before is null ? [] : IncidentChanges.Between(before, view);
        var log = alert.Changes.Concat(named.Select(c => new AlertChange(nowUtc, c.Text))).TakeLast(rules.MaxChanges)
            .ToList();
        var level = (SeverityLevel)Math.Max((int)alert.ShownLevel, (int)view.Severity.Level);
        alert = alert with { Changes = log, ShownLevel = level };
        var isReplied = named.Count > 0 && MayReply(alert, asked, named);
        // Where the edit has to wait the reply goes first: people are told at once, and the edit follows.
        var isReplyFirst = isReplied && ContentDueUtc(alert) > nowUtc;
        if (isReplyFirst) alert = Reply(alert, asked, named, wanting);
        alert = Content(alert, asked, AlertCard.Alert(view, log), DeliveryKind.Edit);
        if (isReplied && !isReplyFirst) Reply(alert, asked, named, wanting);
    }

    /// <summary>
    /// Quiet hours are over for it, or the incident got too grave for them: nothing waits for their end any more.
    /// </summary>
    private Alert Released(Alert alert) => alert with
    {
        HeldUntilUtc = null,
        ContentDueUtc = alert.HeldUntilUtc > nowUtc ? null : alert.ContentDueUtc,
    };

    /// <summary>When the next version of the alert may go out.</summary>
    private DateTimeOffset ContentDueUtc(Alert alert)
    {
        if (alert.HeldUntilUtc is { } held) return held;
        if (alert.ContentDueUtc is not { } last) return nowUtc;
        if (last > nowUtc) return last;
        var next = last + rules.EditPause(nowUtc - alert.CreatedUtc);
        return next > nowUtc ? next : nowUtc;
    }

    /// <summary>Owes the alert's whole content; nothing when it already says so.</summary>
    private Alert Content(Alert alert, Asked asked, Message message, DeliveryKind kind)
    {
        // An edit may have to stand in for a first message that was not sent yet: it comes with its sound and mention.
        var content = new OwedContent(
            message, asked.View.Severity.Level, IsSilent: false, asked.Mention, asked.CauseUtc, ContentDueUtc(alert));
        if (MessageHash.Of(message) != alert.ContentHash) alert = Content(alert, kind, content);
        _rows.Put(alert);
        return alert;
    }

    private Alert Content(Alert alert, DeliveryKind kind, OwedContent content)
    {
        // What may be the first sight of the alert is not put off by an edit that has to wait.
        var isTakenOver = !alert.IsFirstContent || alert.HeldUntilUtc is not null || content.DueUtc <= nowUtc;
        if (isTakenOver) _rows.Supersede(alert.Id, alert.ContentSequence);
        var sequence = alert.Sequence + 1;
        _rows.Owe(alert, kind, sequence, content);
        return alert with
        {
            Sequence = sequence,
            ContentSequence = sequence,
            ContentHash = MessageHash.Of(content.Message),
            ContentDueUtc = content.DueUtc,
            IsFirstContent = kind == DeliveryKind.Send || (alert.IsFirstContent && isTakenOver),
        };
    }

    /// <summary>The alert of an incident that ended in another points to it.</summary>
    private void Merged(Alert alert, IncidentChange change)
    {
        if (change.After.MergedInto is not { } winner || find(winner) is not { } carriesOn) return;
        if (alert.HeldUntilUtc > nowUtc)
        {
            // What still waits for the end of quiet hours was never seen: there is nothing to point from.
            _rows.Supersede(alert.Id, alert.ContentSequence);
            _rows.Put(alert with { ContentHash = "" });
            return;
        }
        var community = Communities.Of(alert.Channel);
        var message = AlertCard.MergedAlert(
            change.After.Number, change.Before is { } before ? _views.Of(before, community) : null,
            carriesOn.Number, _views.Of(carriesOn, community));
        alert = Released(alert);
        _rows.Put(Content(alert, DeliveryKind.Edit, new OwedContent(
            message, alert.ShownLevel, true, null, null, ContentDueUtc(alert))));
    }

    // News that is old when we first read it corrects the alert, but wakes nobody.
    private bool MayReply(Alert alert, Asked asked, IReadOnlyList<NamedChange> named)
    {
        if (alert.HeldUntilUtc is not null) return false;
        var added = Added(asked.Change).ToList();
        if (added.Count > 0 && !added.Exists(IsFresh)) return false;
        return alert.LastReplyUtc is not { } last || nowUtc - last >= rules.ReplyEvery || named.Any(c =>
            c.Kind is NamedChangeKind.SeverityUp or NamedChangeKind.Correction or NamedChangeKind.Retraction);
    }

    private Alert Reply(
        Alert alert, Asked asked, IReadOnlyList<NamedChange> named, IReadOnlyList<Subscription> wanting)
    {
        var level = asked.View.Severity.Level;
        var isQuiet = level < SeverityLevel.Critical && wanting.All(s =>
            LocalTimes.QuietUntil(s.Quiet, s.TimeZone, nowUtc) is not null);
        // Rows go in their order: an edit whose time has not come would hold the reply up.
        if (alert.ContentDueUtc > nowUtc) _rows.Supersede(alert.Id, alert.ContentSequence);
        var sequence = alert.Sequence + 1;
        _rows.Owe(alert, DeliveryKind.Reply, sequence, new OwedContent(
            AlertCard.Reply(asked.View, named), level, isQuiet, null, asked.CauseUtc, nowUtc));
        // What a reply stands under must be there before it: the content so far is superseded no more.
        alert = alert with { Sequence = sequence, LastReplyUtc = nowUtc, ContentSequence = 0, IsFirstContent = false };
        _rows.Put(alert);
        return alert;
    }
}

/// <summary>One change as one channel sees it.</summary>
/// <param name="Change">What changed.</param>
/// <param name="View">What the channel is shown.</param>
/// <param name="CauseUtc">When the article that caused it appeared; null when none did.</param>
/// <param name="Subscriptions">Those of the channel that want it.</param>
internal sealed record Asked(
    IncidentChange Change, IncidentView View, DateTimeOffset? CauseUtc, IReadOnlyList<Subscription> Subscriptions)
{
    public IEnumerable<Subscription> Instants => Subscriptions.Where(s => s.Mode == SubscriptionMode.Instant);

    public Subscription? Instant => Instants.FirstOrDefault();

    public Subscription? Digest => Subscriptions.FirstOrDefault(s => s.Mode == SubscriptionMode.Digest);

    public string? Mention => Instants.Select(s => s.Mention).FirstOrDefault(m => m is not null);
}
