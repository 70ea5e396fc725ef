using System.Globalization;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>Meets the requests that change alerts and not incidents: acknowledgements and mutes.</summary>
internal sealed class AlertRequests(Owed owed, Silence silence, IncidentWindow incidents, DateTimeOffset nowUtc)
{
    private const string NoIncident = "No incident with that number is open to changes.";

    /// <summary>Whether a request is one of these.</summary>
    public static bool IsOne(AnalysisRequest request) =>
        request is AnalysisRequest.Acknowledge or AnalysisRequest.AddMute or AnalysisRequest.EndMute;

    /// <summary>Meets them, oldest first. Returns those that could not be met.</summary>
    public IReadOnlyList<RefusedRequest> Meet(IReadOnlyList<AnalysisRequest> requests) =>
    [
        .. requests.Where(IsOne).Select(r => (Request: r, Why: Meet(r))).Where(m => m.Why is not null)
            .Select(m => new RefusedRequest(m.Request, m.Why!)),
    ];

    private string? Meet(AnalysisRequest request)
    {
        switch (request)
        {
            case AnalysisRequest.Acknowledge seen:
                if (Find(seen.Number) is not { } incident) return NoIncident;
                var who = new Acknowledgement(seen.UserId, seen.UserName, seen.AtUtc);
                return owed.Acknowledge(incident.Id, seen.Community, who) ? null : "There is no alert of it here.";
            case AnalysisRequest.AddMute add:
                return Add(add.Mute);
            case AnalysisRequest.EndMute end:
                return End(end);
            default:
                return null;
        }
    }

    private string? Add(Mute mute)
    {
        if (mute.UntilUtc <= nowUtc) return "Its time is over already.";
        if (mute.What == MuteWhat.Incident)
        {
            if (!TryFind(mute.Target, out var incident)) return NoIncident;
            owed.Touch(incident.Id);
        }
        silence.Add(mute);
        return null;
    }

    private string? End(AnalysisRequest.EndMute end)
    {
        if (silence.End(end.MuteId, end.Community, end.By) is not { } mute)
            return "There is no such mute.";
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
