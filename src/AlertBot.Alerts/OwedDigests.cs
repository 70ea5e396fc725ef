using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>Gathers incidents into digests. What changed is written once, when all changes are known.</summary>
internal sealed class OwedDigests(OwedRows rows, Views views, Func<string, Incident?> find, DateTimeOffset nowUtc)
{
    // By digest, in the order in which they changed, with the time of the article that caused it.
    private readonly OrderedDictionary<string, DateTimeOffset?> _changed = new(StringComparer.Ordinal);

    /// <summary>
    /// A change that no instant subscription wants: a digest that waits with it is written anew, one that was sent is
    /// followed by the next when the incident got graver, and a new one goes into the next.
    /// </summary>
    public void Take(string alertId, Alert? alert, string incidentId, Asked asked, ChannelRef channel)
    {
        var level = asked.View.Severity.Level;
        if (alert is not null)
        {
            var isWaiting = Refresh(channel, incidentId, asked.CauseUtc);
            if (level <= alert.ShownLevel) return;
            rows.Put(alert with { ShownLevel = level });
            if (isWaiting) return;
        }
        if (asked.Digest is not { } subscription || asked.View.State != IncidentState.Open) return;
        if (alert is null)
            rows.Put(new Alert(alertId, incidentId, channel, nowUtc, 0, null, 0, null, "", level, []));
        Gather(incidentId, subscription, asked.CauseUtc);
    }

    /// <summary>Writes a waiting digest anew that holds the incident. False when none waits.</summary>
    public bool Refresh(ChannelRef channel, string incidentId, DateTimeOffset? causeUtc)
    {
        if (Holding(channel, incidentId) is not { } digest) return false;
        Changed(digest, causeUtc);
        return true;
    }

    /// <summary>Takes an incident out of a digest that waits: it gets a message of its own.</summary>
    public void Leave(ChannelRef channel, string incidentId)
    {
        if (Holding(channel, incidentId) is not { } digest) return;
        Changed(digest with { IncidentIds = [.. digest.IncidentIds.Where(id => id != incidentId)] }, null);
    }

    /// <summary>Owes every digest that changed.</summary>
    public void Write()
    {
        foreach (var (id, causeUtc) in _changed) Write(rows.Digest(id)!, causeUtc);
    }

    private void Gather(string incidentId, Subscription subscription, DateTimeOffset? causeUtc)
    {
        var dueUtc = LocalTimes.NextDigest(subscription.DigestEvery, subscription.TimeZone, nowUtc);
        dueUtc = LocalTimes.QuietUntil(subscription.Quiet, subscription.TimeZone, dueUtc) ?? dueUtc;
        var id = Keys.Of(
            "digest", subscription.Channel.ToString(),
            dueUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        var digest = rows.Digest(id) ?? new Digest(id, subscription.Channel, dueUtc, 0, []);
        if (!digest.IncidentIds.Contains(incidentId, StringComparer.Ordinal))
            digest = digest with { IncidentIds = [.. digest.IncidentIds, incidentId] };
        Changed(digest, causeUtc);
    }

    private Digest? Holding(ChannelRef channel, string incidentId) => rows.WaitingDigests(channel)
        .FirstOrDefault(d => d.IncidentIds.Contains(incidentId, StringComparer.Ordinal));

    private void Changed(Digest digest, DateTimeOffset? causeUtc)
    {
        rows.Put(digest);
        _changed[digest.Id] = causeUtc ?? _changed.GetValueOrDefault(digest.Id);
    }

    private void Write(Digest digest, DateTimeOffset? causeUtc)
    {
        rows.Supersede(digest.Id, digest.Sequence);
        if (digest.IncidentIds.Count == 0) return;
        var standing = digest.IncidentIds.Select(Standing).ToList();
        var shown = standing.OfType<Incident>().Distinct().Select(i => views.Of(i, Communities.Of(digest.Channel)))
            .OfType<IncidentView>().ToList();
        digest = digest with { Sequence = digest.Sequence + 1 };
        rows.Put(digest);
        var gravest = shown.Select(v => v.Severity.Level).DefaultIfEmpty().Max();
        // The later rows are edits: should the digest go out in the same moment, it is changed and not posted twice.
        rows.Owe(digest, digest.Sequence == 1 ? DeliveryKind.Digest : DeliveryKind.Edit, new OwedContent(
            AlertCard.Digest(shown, standing.Count(i => i is null)), gravest, false, null, causeUtc, digest.DueUtc));
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
