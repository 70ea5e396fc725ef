using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What a channel would have got of one incident.</summary>
/// <param name="Message">The message as it would stand there now.</param>
/// <param name="DueUtc">When it would first have come.</param>
/// <param name="IsDigest">It would have stood in a digest: the message has this incident alone.</param>
/// <param name="Mention">Whom it would have notified at first; null for nobody.</param>
/// <param name="Replies">How many replies would stand under it.</param>
public sealed record Rehearsed(Message Message, DateTimeOffset DueUtc, bool IsDigest, string? Mention, int Replies);

/// <summary>Plays an incident to a subscription as if it had been there from the beginning. Pure.</summary>
/// <remarks>
/// By the code that owes real deliveries, report after report. What only many incidents together bring about, as when
/// too much comes at once, is left out, and so are mutes.
/// </remarks>
public static class Rehearsal
{
    // Of an incident with more reports than this the rest comes together: nobody reads fifty changes of one alert.
    private const int MostSteps = 30;

    /// <summary>What the channel would have got; null when it would have heard nothing.</summary>
    /// <param name="incident">The incident as it is stored, with all its articles.</param>
    /// <param name="subscription">Since when it is there does not count, nor whether it rests.</param>
    /// <param name="rules">By what deliveries are owed.</param>
    public static Rehearsed? Of(Incident incident, Subscription subscription, AlertRules rules)
    {
        var wanted = subscription with { CreatedUtc = DateTimeOffset.MinValue, PausedWhy = null };
        var window = AnalysisWindow.Empty;
        var rows = new List<Delivery>();
        var superseded = new HashSet<string>(StringComparer.Ordinal);
        Incident? before = null;
        foreach (var (after, atUtc) in Steps(incident))
        {
            var owed = new Owed(
                rules, [wanted], new Silence([], rules.Watched, atUtc), id => id == after.Id ? after : null, window,
                atUtc).Work([new IncidentChange(before, after)], [after], []);
            window = window with
            {
                Alerts = window.Alerts.SetItems(owed.Alerts.Select(a => KeyValuePair.Create(a.Id, a))),
                Digests = window.Digests.SetItems(owed.Digests.Select(d => KeyValuePair.Create(d.Id, d))),
            };
            // What was sent by then is not taken back.
            superseded.UnionWith(owed.Superseded.Where(key => rows.Exists(r => r.Key == key && r.DueUtc > atUtc)));
            // That it was too old is no alert of it.
            var leftOut = owed.Digests.Where(d => d.Reason == DigestReason.LeftOut).Select(d => d.Id).ToList();
            rows.AddRange(owed.Deliveries.Where(d => !leftOut.Contains(d.AlertId)));
            before = after;
        }
        return Of(rows, superseded);
    }

    private static Rehearsed? Of(List<Delivery> rows, HashSet<string> superseded)
    {
        var shown = rows.Where(r => !superseded.Contains(r.Key)).ToList();
        // It may have left a digest for a message of its own.
        var own = shown.Exists(r => r.IncidentId is not null) ? shown.FindAll(r => r.IncidentId is not null) : shown;
        var contents = own.FindAll(r => r.Kind != DeliveryKind.Reply);
        return contents.Count == 0
            ? null
            : new Rehearsed(
                contents.MaxBy(r => r.Sequence)!.Message!, contents.Min(r => r.DueUtc), contents[0].IncidentId is null,
                contents[0].Mention, own.Count - contents.Count);
    }

    private static IEnumerable<(Incident Incident, DateTimeOffset AtUtc)> Steps(Incident incident)
    {
        var arrivals = incident.Members.OrderBy(m => m.SeenUtc).ThenBy(m => m.ArticleId, StringComparer.Ordinal)
            .ToList();
        for (var count = 1; count <= arrivals.Count; count++)
        {
            if (count > MostSteps && count < arrivals.Count) continue;
            var here = arrivals.Take(count).Select(m => m.ArticleId).ToHashSet(StringComparer.Ordinal);
            yield return (
                incident with
                {
                    Members = [.. incident.Members.Where(m => here.Contains(m.ArticleId))],
                    State = IncidentState.Open,
                    RetractedWhy = null,
                },
                arrivals[count - 1].SeenUtc);
        }
        if (incident.State != IncidentState.Open) yield return (incident, incident.UpdatedUtc);
    }
}
