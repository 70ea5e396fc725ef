using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>
/// Gathers incidents into messages that stand for several. What changed is written once, when all changes are known.
/// </summary>
internal sealed class OwedDigests(
    AlertRules rules, OwedRows rows, Views views, IReadOnlyList<Audience> audiences, Func<string, Incident?> find,
    DateTimeOffset nowUtc)
{
    // A first burst of old news comes within a few polls; told once it is over it is one number.
    private static readonly TimeSpan LeftOutAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LeftOutWindow = TimeSpan.FromHours(1);

    private readonly Dictionary<ChannelRef, Audience> _audiences = audiences.ToDictionary(a => a.Channel);

    // By digest, in the order in which they changed, with the time of the article that caused it.
    private readonly OrderedDictionary<string, DateTimeOffset?> _changed = new(StringComparer.Ordinal);

    /// <summary>
    /// A change that no instant subscription wants: a digest that waits with it is written anew, one that was sent is
    /// followed by the next when the incident got graver, and a new one goes into the next.
    /// </summary>
    public void Take(string alertId, Alert? alert, Asked asked, Audience audience)
    {
        var incidentId = asked.View.Id;
        if (alert is not null)
        {
            var isWaiting = Refresh(audience.Channel, incidentId, asked.CauseUtc, IsRepair(asked.Change));
            if (asked.Level <= alert.ShownLevel) return;
            rows.Put(alert with { ShownLevel = asked.Level });
            if (isWaiting) return;
        }
        if (asked.Digest is not { } subscription || asked.View.State != IncidentState.Open) return;
        if (alert is null) rows.Put(Gathered(alertId, asked, audience));
        var dueUtc = LocalTimes.NextDigest(
            subscription.DigestEvery, subscription.DigestAt, subscription.TimeZone, nowUtc + audience.Delay);
        dueUtc = LocalTimes.QuietUntil(subscription.Quiet, subscription.TimeZone, dueUtc) ?? dueUtc;
        Put(Timed("digest", DigestReason.Timed, audience.Channel, dueUtc), asked);
    }

    /// <summary>There is no place for a message of its own: it goes into the one that stands for all such.</summary>
    public void Crowd(
        string alertId, Alert? alert, Asked asked, Audience audience, DateTimeOffset? heldUntilUtc, bool isQuiet)
    {
        if (alert is null) rows.Put(Gathered(alertId, asked, audience));
        else rows.Put(alert with { ShownLevel = (SeverityLevel)Math.Max((int)alert.ShownLevel, (int)asked.Level) });
        if (Refresh(audience.Channel, asked.View.Id, asked.CauseUtc, isRepair: true)) return;
        Put(isQuiet ? Timed("catchup", DigestReason.CatchUp, audience.Channel, heldUntilUtc!.Value)
            : Rolling(DigestReason.Crowd, audience.Channel, heldUntilUtc ?? nowUtc, rules.CrowdWindow), asked);
    }

    /// <summary>
    /// It would have been alerted had it been new: it is counted, and the channel is told how many there were.
    /// </summary>
    public void LeaveOut(Asked asked, Audience audience)
    {
        var known = rows.DigestsOf(audience.Channel).Where(d => d.Reason == DigestReason.LeftOut);
        if (known.Any(d => d.IncidentIds.Contains(asked.View.Id, StringComparer.Ordinal))) return;
        Put(Rolling(DigestReason.LeftOut, audience.Channel, nowUtc + LeftOutAfter, LeftOutWindow), asked);
    }

    /// <summary>Whether the incident shares a message for want of place.</summary>
    public bool IsCrowded(ChannelRef channel, string incidentId) =>
        Holding(channel, incidentId)?.Reason is DigestReason.Crowd or DigestReason.CatchUp;

    /// <summary>Writes a digest anew that holds the incident. False when none waits or rolls.</summary>
    public bool Refresh(ChannelRef channel, string incidentId, DateTimeOffset? causeUtc, bool isRepair)
    {
        if (Holding(channel, incidentId) is not { } digest) return false;
        var isPosted = digest.DueUtc <= nowUtc;
        // What was posted at its hour stays as it was read then, but not when it turned out wrong.
        if (isPosted && digest.Reason != DigestReason.Crowd && !isRepair) return false;
        Changed(digest, causeUtc);
        return !isPosted || digest.Reason == DigestReason.Crowd;
    }

    /// <summary>Takes an incident out of a digest that waits or rolls: it gets a message of its own.</summary>
    public void Leave(ChannelRef channel, string incidentId)
    {
        if (Holding(channel, incidentId) is not { } digest) return;
        if (digest.DueUtc <= nowUtc && digest.Reason != DigestReason.Crowd) return;
        Changed(digest with { IncidentIds = [.. digest.IncidentIds.Where(id => id != incidentId)] }, null);
    }

    /// <summary>
    /// What the channel asks for changed: digests that wait are written anew, without what it does not ask for any
    /// more.
    /// </summary>
    public void Review(ChannelRef channel, Func<Incident, bool> isAskedFor)
    {
        foreach (var digest in rows.DigestsOf(channel).Where(d => d.DueUtc > nowUtc).ToList())
            Changed(
                digest with
                {
                    IncidentIds = [.. digest.IncidentIds.Where(id => Standing(id) is not { } i || isAskedFor(i))],
                },
                null);
    }

    /// <summary>Owes every digest that changed.</summary>
    public void Write()
    {
        foreach (var (id, causeUtc) in _changed) Write(rows.Digest(id)!, causeUtc);
    }

    private static bool IsRepair(IncidentChange change) =>
        change.Before is { } before && before.State != change.After.State;

    private Alert Gathered(string alertId, Asked asked, Audience audience) =>
        new(alertId, asked.View.Id, audience.Channel, nowUtc, 0, null, 0, null, "", asked.Level, [])
        {
            ShownDeaths = asked.View.Killed?.Min ?? 0,
            FirstPublishedUtc = asked.View.FirstUtc,
        };

    private Digest Timed(string word, DigestReason reason, ChannelRef channel, DateTimeOffset dueUtc)
    {
        var at = dueUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var id = Keys.Of(word, channel.ToString(), at);
        return rows.Digest(id) ?? new Digest(id, channel, dueUtc, 0, []) { Reason = reason };
    }

    // The one that took an incident lately goes on; after a pause another begins, so that people see it is new.
    private Digest Rolling(DigestReason reason, ChannelRef channel, DateTimeOffset dueUtc, TimeSpan pause) =>
        rows.DigestsOf(channel).LastOrDefault(d => d.Reason == reason && d.AddedUtc > nowUtc - pause) ??
        Timed(reason.ToString(), reason, channel, dueUtc);

    private void Put(Digest digest, Asked asked)
    {
        if (!digest.IncidentIds.Contains(asked.View.Id, StringComparer.Ordinal))
            digest = digest with { IncidentIds = [.. digest.IncidentIds, asked.View.Id], AddedUtc = nowUtc };
        Changed(digest, asked.CauseUtc);
    }

    private Digest? Holding(ChannelRef channel, string incidentId) => rows.DigestsOf(channel)
        .Where(d => d.Reason != DigestReason.LeftOut && d.IncidentIds.Contains(incidentId, StringComparer.Ordinal))
        .OrderBy(d => d.DueUtc <= nowUtc).ThenByDescending(d => d.DueUtc).FirstOrDefault();

    private void Changed(Digest digest, DateTimeOffset? causeUtc)
    {
        rows.Put(digest);
        _changed[digest.Id] = causeUtc ?? _changed.GetValueOrDefault(digest.Id);
    }

    private void Write(Digest digest, DateTimeOffset? causeUtc)
    {
        if (digest.IncidentIds.Count == 0 && digest.DueUtc > nowUtc)
        {
            for (var sequence = 1; sequence <= digest.Sequence; sequence++) rows.Supersede(digest.Id, sequence);
            // Should it be filled again with the same, that is owed again.
            rows.Put(digest with { ContentHash = null, ContentDueUtc = null });
            return;
        }
        var standing = digest.IncidentIds.Select(Standing).ToList();
        var audience = _audiences.GetValueOrDefault(digest.Channel) ?? new Audience(digest.Channel, []);
        var shown = standing.OfType<Incident>().Distinct().Select(i => views.Of(i, audience))
            .OfType<IncidentView>().ToList();
        var message = AlertCard.Digest(audience.Texts, shown, standing.Count(i => i is null), digest.Reason);
        var hash = MessageHash.Of(message);
        if (hash == digest.ContentHash) return;
        var dueUtc = DueUtc(digest, nowUtc + audience.Delay);
        // The first message is not put off by what is added to it later. Where all comes later each version keeps its
        // own time: the newest must not be read before its delay is over.
        var isTakenOver = audience.Delay > TimeSpan.Zero
            ? digest.ContentDueUtc is not { } known || known >= dueUtc
            : digest.Sequence > 1 || digest.DueUtc > nowUtc;
        if (isTakenOver) rows.Supersede(digest.Id, digest.Sequence);
        digest = digest with { Sequence = digest.Sequence + 1, ContentHash = hash, ContentDueUtc = dueUtc };
        rows.Put(digest);
        var gravest = shown.Select(v => v.Severity.Level).DefaultIfEmpty().Max();
        var isLeftOut = digest.Reason == DigestReason.LeftOut;
        // The later rows are edits: should the digest go out in the same moment, it is changed and not posted twice.
        rows.Owe(digest, digest.Sequence == 1 ? DeliveryKind.Digest : DeliveryKind.Edit, new OwedContent(
            message, isLeftOut ? SeverityLevel.Low : gravest, isLeftOut, null, isLeftOut ? null : causeUtc, dueUtc));
    }

    private DateTimeOffset DueUtc(Digest digest, DateTimeOffset soonestUtc)
    {
        if (digest.Sequence == 0 || (digest.DueUtc > nowUtc && digest.DueUtc >= soonestUtc)) return digest.DueUtc;
        var last = digest.ContentDueUtc ?? digest.DueUtc;
        if (last >= soonestUtc && last > nowUtc) return last;
        var next = last + rules.EditPause(nowUtc - digest.DueUtc);
        return next > soonestUtc ? next : soonestUtc;
    }

    // An incident that ended in another is told by that one.
    private Incident? Standing(string incidentId)
    {
        var incident = find(incidentId);
        for (var hops = 0; hops < 10 && incident is { State: IncidentState.Merged, MergedInto: { } winner }; hops++)
            incident = find(winner);
        return incident is { State: IncidentState.Merged } ? null : incident;
    }
}
