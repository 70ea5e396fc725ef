using System.Globalization;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What is owed of incidents that have a message of their own.</summary>
internal sealed class OwedAlerts(
    AlertRules rules, OwedRows rows, Views views, Func<string, Incident?> find, DateTimeOffset nowUtc)
{
    /// <summary>
    /// Until when the first message waits, and whether it does so for quiet hours; null when it does not wait.
    /// </summary>
    public (DateTimeOffset? UntilUtc, bool IsQuiet) HeldUntil(Asked asked, Audience audience)
    {
        DateTimeOffset? delayed = audience.Delay > TimeSpan.Zero ? nowUtc + audience.Delay : null;
        if (asked.Level == SeverityLevel.Critical) return (delayed, false);
        // Of two subscriptions to one incident the one without quiet hours decides.
        var ends = asked.Instants.Select(s => LocalTimes.QuietUntil(s.Quiet, s.TimeZone, delayed ?? nowUtc)).ToList();
        return ends.Contains(null) ? (delayed, false) : (ends.Min(), true);
    }

    /// <summary>Owes the first message.</summary>
    public void Begin(
        string id, Asked asked, Audience audience, DateTimeOffset? heldUntilUtc,
        IReadOnlyList<Acknowledgement>? acknowledged)
    {
        var alert = new Alert(
            id, asked.View.Id, audience.Channel, nowUtc, 0, heldUntilUtc, 0, null, "", asked.Level, [])
        {
            ShownDeaths = asked.View.Killed?.Min ?? 0,
            Acknowledged = acknowledged,
            Followers = asked.Followers,
            FirstPublishedUtc = asked.View.FirstUtc,
        };
        Content(alert, asked, audience, null, DeliveryKind.Send);
    }

    /// <summary>Owes what a change makes of a message that is there or waits.</summary>
    public void Update(
        Alert alert, Asked asked, IReadOnlyList<NamedChange> named, Audience audience, Circumstances circumstances)
    {
        // Where the quiet hours were taken away nothing waits for their end any more, nor does what is too grave for
        // them; what comes later for the sake of safety does so whatever its level.
        var isHeld = alert.HeldUntilUtc > nowUtc
            && (asked.IsInstant ? HeldUntil(asked, audience).UntilUtc : alert.HeldUntilUtc) is { } until
            && (asked.Level < SeverityLevel.Critical || alert.HeldUntilUtc <= until);
        if (!isHeld) alert = Released(alert);
        if (isHeld && (asked.View.State == IncidentState.Retracted || circumstances.Mute is not null))
        {
            // Nobody saw it yet: a withdrawal of what was never told would only puzzle.
            Forget(alert);
            return;
        }
        (alert, var waiting, var waitingFor) = WithoutPending(alert);
        var isTold = !isHeld && alert.HeldUntilUtc is null && circumstances is { Mute: null, IsOld: false };
        var news = isTold ? named.Where(c => IsNews(c, alert, asked.View)).ToList() : [];
        // A reply that waits goes on waiting behind what is told without a sound, unless nobody wants to hear it any
        // more.
        IReadOnlyList<AlertChange> owed =
            circumstances.Mute is not null ? [] : [.. waiting, .. news.Select(c => Line(c, asked.View))];
        var isWithdrawn = asked.View.State == IncidentState.Retracted;
        var mention = isWithdrawn ? null : asked.MentionSince(alert.ShownLevel);
        // Who follows what only this report tells of has not been called yet. What is withdrawn calls nobody but those
        // who took note of it.
        IReadOnlyList<string> called = isTold && !isWithdrawn ? [.. asked.Followers.Except(alert.Followers ?? [])] : [];
        if (called.Count > 0 && owed.Count == 0) owed = [new AlertChange(nowUtc, null) { IsFollowed = true }];
        alert = alert with
        {
            Changes = [.. alert.Changes.Concat(named.Select(c => Line(c, asked.View)))
                .TakeLast(rules.MaxChanges)],
            ShownLevel = (SeverityLevel)Math.Max((int)alert.ShownLevel, (int)asked.Level),
            ShownDeaths = Deaths(alert, asked.View, named),
            // What still waits calls them when it goes out.
            Followers = [.. (alert.Followers ?? []).Union(isHeld ? asked.Followers : called)],
        };
        IReadOnlyList<string> toCall = isWithdrawn ? [] : [.. waitingFor, .. called];
        var reply = new OwedReply(owed, mention, ReplyUtc(alert, asked, news, audience))
        {
            Called = [.. toCall.Union(Seen(alert, asked, news))],
        };
        // Where the edit has to wait the reply goes first: people are told at once, and the edit follows.
        var isReplyFirst = owed.Count > 0 && reply.DueUtc <= nowUtc + audience.Delay
            && ContentDueUtc(alert, audience) > reply.DueUtc;
        if (isReplyFirst) alert = Reply(alert, asked, audience, reply);
        alert = Content(alert, asked, audience, circumstances.Mute, DeliveryKind.Edit);
        if (owed.Count > 0 && !isReplyFirst) Reply(alert, asked, audience, reply);
    }

    /// <summary>
    /// Who took note of an incident that shares a message, where nobody can be answered, is told by one of its own
    /// that it is withdrawn.
    /// </summary>
    public void TellSeen(Alert alert, Asked asked, IReadOnlyList<NamedChange> named, Audience audience)
    {
        if (Seen(alert, asked, named) is not { Count: > 0 } called) return;
        var own = alert with
        {
            Id = Keys.Of("withdrawn", alert.Id, asked.Change.After.Revision.ToString(CultureInfo.InvariantCulture)),
        };
        var dueUtc = nowUtc + audience.Delay;
        rows.Owe(own, DeliveryKind.Reply, 1, new OwedContent(
            AlertCard.Reply(
                audience.Texts, asked.View,
                [.. named.Where(c => c.IsWithdrawal).Select(c => Line(c, asked.View))]),
            asked.Level, audience.IsQuiet(asked.Level, dueUtc), null, asked.CauseUtc, dueUtc)
        {
            Followers = called,
        });
    }

    /// <summary>The alert of an incident that ended in another points to it.</summary>
    public void Merged(Alert alert, IncidentChange change, Audience audience)
    {
        if (change.After.MergedInto is not { } winner || find(winner) is not { } carriesOn) return;
        if (alert.HeldUntilUtc > nowUtc)
        {
            // What still waits for the end of quiet hours was never seen: there is nothing to point from.
            Forget(alert);
            return;
        }
        (alert, _, _) = WithoutPending(Released(alert));
        var message = AlertCard.MergedAlert(
            audience.Texts, change.After.Number, change.Before is { } before ? views.Of(before, audience) : null,
            carriesOn.Number, views.Of(carriesOn, audience));
        rows.Put(Content(alert, DeliveryKind.Edit, audience, new OwedContent(
            message, alert.ShownLevel, true, null, null, ContentDueUtc(alert, audience))));
    }

    /// <summary>Nobody in the channel asks for it any more: what waits is not sent, what stands there stays.</summary>
    public void Drop(Alert alert)
    {
        if (alert.HeldUntilUtc > nowUtc) Forget(alert);
        else rows.Put(WithoutPending(alert).Alert);
    }

    private void Forget(Alert alert)
    {
        for (var sequence = 1; sequence <= alert.Sequence; sequence++) rows.Supersede(alert.Id, sequence);
        rows.Put(WithoutReply(alert) with { ContentHash = "" });
    }

    private static Alert WithoutReply(Alert alert) => alert with
    {
        PendingReply = 0,
        PendingReplyUtc = null,
        PendingChanges = null,
        PendingCalled = null,
    };

    /// <summary>
    /// Quiet hours are over for it, or the incident got too grave for them: nothing waits for their end any more.
    /// </summary>
    private Alert Released(Alert alert) => alert with
    {
        HeldUntilUtc = null,
        ContentDueUtc = alert.HeldUntilUtc > nowUtc ? null : alert.ContentDueUtc,
        ContentHash = alert.HeldUntilUtc > nowUtc ? "" : alert.ContentHash,
    };

    /// <summary>
    /// Takes back the reply that waits. One whose time has come is out, or will be before anything that is owed now.
    /// </summary>
    private (Alert Alert, IReadOnlyList<AlertChange> Waiting, IReadOnlyList<string> Called) WithoutPending(Alert alert)
    {
        if (alert is not { PendingReply: > 0, PendingReplyUtc: { } dueUtc }) return (alert, [], []);
        var waiting = dueUtc > nowUtc ? alert.PendingChanges ?? [] : [];
        var called = dueUtc > nowUtc ? alert.PendingCalled ?? [] : [];
        if (dueUtc > nowUtc) rows.Supersede(alert.Id, alert.PendingReply);
        else alert = alert with { LastReplyUtc = dueUtc, ContentSequence = 0, IsFirstContent = false };
        return (WithoutReply(alert), waiting, called);
    }

    /// <summary>Who took note of what is withdrawn, and is to be called here, by the platform's own ids.</summary>
    private static IReadOnlyList<string> Seen(Alert alert, Asked asked, IReadOnlyList<NamedChange> news)
    {
        var sinceUtc = news.Where(c => c.IsWithdrawal).Select(c => ToldUtc(c, asked)).ToList();
        return sinceUtc.Count == 0
            ? []
            : [.. (alert.Acknowledged ?? []).Where(k => k.IsCalledHere && sinceUtc.Exists(utc => k.AtUtc >= utc))
                .Select(k => k.UserId).Distinct(StringComparer.Ordinal)];
    }

    // Who took note before there was such a figure or claim took note of something else.
    private static DateTimeOffset ToldUtc(NamedChange change, Asked asked)
    {
        var told = change.Kind == NamedChangeKind.Retraction ? [] : (asked.Change.Before?.Members ?? [])
            .Where(m => change.Name is null
                ? m.Facts.Killed is not null
                : m.Facts.Actors.Any(a => a.Role == ActorRole.Claimed && a.Name == change.Name))
            .Select(m => m.SeenUtc).ToList();
        return told.Count == 0 ? DateTimeOffset.MinValue : told.Min();
    }

    // What goes up and down and up again is told once.
    private static bool IsNews(NamedChange change, Alert alert, IncidentView view) => change.Kind switch
    {
        NamedChangeKind.SeverityUp => view.Severity.Level > alert.ShownLevel,
        NamedChangeKind.DeathsStep => (view.Killed?.Min ?? 0) > alert.ShownDeaths,
        NamedChangeKind.Moved => false,
        _ => true,
    };

    private static int Deaths(Alert alert, IncidentView view, IReadOnlyList<NamedChange> named)
    {
        var now = view.Killed?.Min ?? 0;
        return named.Any(c => c.Kind == NamedChangeKind.Correction) ? now : Math.Max(alert.ShownDeaths, now);
    }

    private AlertChange Line(NamedChange change, IncidentView view) =>
        new(nowUtc, change) { Outlet = change.Source is { } n ? view.Sources[n - 1].Outlet : null };

    /// <summary>
    /// When people may be told: at once what is graver than all before or takes a figure back, else in its turn.
    /// </summary>
    private DateTimeOffset ReplyUtc(Alert alert, Asked asked, IReadOnlyList<NamedChange> news, Audience audience)
    {
        var soonest = nowUtc + audience.Delay;
        var isUrgent = news.Any(c => c.Kind is NamedChangeKind.SeverityUp or NamedChangeKind.Retraction
            || c is { Kind: NamedChangeKind.Correction, Name: not null }
            || (c.Kind == NamedChangeKind.Correction && IsFigureWithdrawn(asked, audience)));
        if (isUrgent || alert.LastReplyUtc is not { } last) return soonest;
        return last + rules.ReplyEvery > soonest ? last + rules.ReplyEvery : soonest;
    }

    private bool IsFigureWithdrawn(Asked asked, Audience audience) =>
        asked.Change.Before is { } before && views.Of(before, audience) is { Killed.Min: { } was }
        && (asked.View.Killed?.Max ?? asked.View.Killed?.Min ?? 0) < was;

    /// <summary>When the next version of the alert may go out.</summary>
    private DateTimeOffset ContentDueUtc(Alert alert, Audience audience)
    {
        var soonest = nowUtc + audience.Delay;
        if (alert.HeldUntilUtc is { } held && held > soonest) soonest = held;
        if (alert.ContentDueUtc is not { } last) return soonest;
        if (last > soonest || (alert.HeldUntilUtc is not null && last == soonest)) return last;
        var next = last + rules.EditPause(nowUtc - alert.CreatedUtc);
        return next > soonest ? next : soonest;
    }

    /// <summary>Owes the alert's whole content; nothing when it already says so.</summary>
    private Alert Content(Alert alert, Asked asked, Audience audience, Mute? mute, DeliveryKind kind)
    {
        var marks = new AlertMarks(alert.Acknowledged ?? [], mute, audience.IsPublic);
        var message = AlertCard.Alert(audience.Texts, asked.View, alert.Changes, marks);
        // An edit may have to stand in for a first message that was not sent yet: it comes with its sound and mention.
        // What is withdrawn by then calls nobody.
        var isQuiet = mute is not null || asked.View.State == IncidentState.Retracted;
        var content = new OwedContent(
            message, asked.Level, isQuiet, isQuiet ? null : asked.Mention, asked.CauseUtc,
            ContentDueUtc(alert, audience))
        {
            Followers = isQuiet ? null : alert.Followers,
        };
        if (MessageHash.Of(message) != alert.ContentHash) alert = Content(alert, kind, audience, content);
        rows.Put(alert);
        return alert;
    }

    private Alert Content(Alert alert, DeliveryKind kind, Audience audience, OwedContent content)
    {
        // What may be the first sight of the alert is not put off by an edit that has to wait. Where all comes later
        // each
        // version keeps its own time: the newest must not be read before its delay is over.
        var isTakenOver = audience.Delay > TimeSpan.Zero
            ? alert.ContentDueUtc is not { } last || last >= content.DueUtc
            : !alert.IsFirstContent || alert.HeldUntilUtc is not null || content.DueUtc <= nowUtc;
        if (isTakenOver) rows.Supersede(alert.Id, alert.ContentSequence);
        var sequence = alert.Sequence + 1;
        rows.Owe(alert, kind, sequence, content);
        return alert with
        {
            Sequence = sequence,
            ContentSequence = sequence,
            ContentHash = MessageHash.Of(content.Message),
            ContentDueUtc = content.DueUtc,
            IsFirstContent = kind == DeliveryKind.Send || (alert.IsFirstContent && isTakenOver),
        };
    }

    private Alert Reply(Alert alert, Asked asked, Audience audience, OwedReply reply)
    {
        var isWaiting = reply.DueUtc > nowUtc + audience.Delay;
        // Rows go in their order: an edit whose time has not come would hold the reply up.
        if (!isWaiting && alert.ContentDueUtc > reply.DueUtc) rows.Supersede(alert.Id, alert.ContentSequence);
        var sequence = alert.Sequence + 1;
        rows.Owe(alert, DeliveryKind.Reply, sequence, new OwedContent(
            AlertCard.Reply(audience.Texts, asked.View, reply.Lines), asked.Level,
            audience.IsQuiet(asked.Level, reply.DueUtc), reply.Mention, asked.CauseUtc, reply.DueUtc)
        {
            Followers = reply.Called,
        });
        alert = isWaiting
            ? alert with
            {
                Sequence = sequence,
                PendingReply = sequence,
                PendingReplyUtc = reply.DueUtc,
                PendingChanges = reply.Lines,
                PendingCalled = reply.Called.Count > 0 ? reply.Called : null,
            }
            // What a reply stands under must be there before it: the content so far is superseded no more.
            : alert with { Sequence = sequence, LastReplyUtc = nowUtc, ContentSequence = 0, IsFirstContent = false };
        rows.Put(alert);
        return alert;
    }

    /// <summary>What a reply tells.</summary>
    /// <param name="Lines">The changes, oldest first; none when there is nothing to reply.</param>
    /// <param name="Mention">Whom to notify; null for nobody.</param>
    /// <param name="DueUtc">Not to be sent before.</param>
    private sealed record OwedReply(IReadOnlyList<AlertChange> Lines, string? Mention, DateTimeOffset DueUtc)
    {
        /// <summary>Readers who follow it since this change.</summary>
        public IReadOnlyList<string> Called { get; init; } = [];
    }
}
