using System.Globalization;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>Meets the requests that change alerts and not incidents: acknowledgements and mutes.</summary>
internal sealed class AlertRequests(Owed owed, Silence silence, IncidentWindow incidents, DateTimeOffset nowUtc)
{
    /// <summary>Whether a request is one of these.</summary>
    public static bool IsOne(AnalysisRequest request) =>
        request is AnalysisRequest.Acknowledge or AnalysisRequest.AddMute or AnalysisRequest.EndMute;

    /// <summary>Meets them, oldest first. Returns those that could not be met.</summary>
    public IReadOnlyList<RefusedRequest> Meet(IReadOnlyList<AnalysisRequest> requests) =>
        [.. requests.Where(IsOne).Select(Meet).OfType<RefusedRequest>()];

    private RefusedRequest? Meet(AnalysisRequest request) => request switch
    {
        AnalysisRequest.Acknowledge seen => Acknowledge(seen),
        AnalysisRequest.AddMute add => Add(add),
        AnalysisRequest.EndMute end => End(end),
        _ => null,
    };

    private RefusedRequest? Acknowledge(AnalysisRequest.Acknowledge seen)
    {
        if (Find(seen.Number) is not { } incident)
            return new RefusedRequest(seen, RefusalReason.NoIncident, seen.Number);
        var who = new Acknowledgement(seen.UserId, seen.UserName, seen.AtUtc) { Channel = seen.Asker?.Channel };
        return owed.Acknowledge(incident.Id, seen.Community, who)
            ? null : new RefusedRequest(seen, RefusalReason.NoAlert, seen.Number);
    }

    private RefusedRequest? Add(AnalysisRequest.AddMute add)
    {
        var mute = add.Mute;
        if (mute.UntilUtc <= nowUtc) return new RefusedRequest(add, RefusalReason.TimeOver);
        if (mute.What == MuteWhat.Incident)
        {
            if (!TryFind(mute.Target, out var incident))
                return new RefusedRequest(add, RefusalReason.NoIncident, add.Numbers is [var number] ? number : 0);
            owed.Touch(incident.Id);
        }
        silence.Add(mute);
        return null;
    }

    private RefusedRequest? End(AnalysisRequest.EndMute end)
    {
        if (silence.End(end.MuteId, end.Community, end.By) is not { } mute)
            return new RefusedRequest(end, RefusalReason.NoMute);
        if (mute.What == MuteWhat.Incident && TryFind(mute.Target, out var incident)) owed.Touch(incident.Id);
        return null;
    }

    private bool TryFind(string number, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Incident? incident)
    {
        incident = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Find(n) : null;
        return incident is not null;
    }

    private Incident? Find(long number) => incidents.Incidents.FirstOrDefault(i => i.Number == number);
}
