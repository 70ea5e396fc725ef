using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>
/// Counts how many alerts of their own a channel has just got: beyond what it can bear, incidents share a message.
/// </summary>
/// <remarks>The graver an incident, the more of the places are open to it, so that the gravest find one also when many
/// lesser ones came first.</remarks>
internal sealed class Crowd(AlertRules rules, OwedRows rows, AnalysisWindow window, DateTimeOffset nowUtc)
{
    private ILookup<ChannelRef, Alert>? _known;

    /// <summary>Whether an alert of that level may have a message of its own.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="level">How grave it is.</param>
    /// <param name="heldUntilUtc">Until when it waits; null when it does not.</param>
    /// <param name="isQuiet">It waits for the end of quiet hours.</param>
    public bool HasPlace(ChannelRef channel, SeverityLevel level, DateTimeOffset? heldUntilUtc, bool isQuiet)
    {
        if (!isQuiet && rules.Boundless.Contains(channel.Platform, StringComparer.Ordinal)) return true;
        var most = isQuiet ? rules.CatchUpAlerts : rules.CrowdAlerts;
        var open = level switch
        {
            SeverityLevel.Critical => most,
            SeverityLevel.High => most * 3 / 4,
            _ => most / 2,
        };
        return Count(channel, heldUntilUtc ?? nowUtc) < Math.Max(1, open);
    }

    // Alerts that people see, or will see, shortly before this one.
    private int Count(ChannelRef channel, DateTimeOffset shownUtc)
    {
        _known ??= window.Alerts.Values.Where(a => a.Sequence > 0 && Shown(a) > nowUtc - rules.CrowdWindow)
            .ToLookup(a => a.Channel);
        return _known[channel].Select(a => rows.Alert(a.Id)!)
            .Concat(rows.Alerts.Where(a => a.Channel == channel && !window.Alerts.ContainsKey(a.Id)))
            .Count(a => a.Sequence > 0 && Shown(a) > shownUtc - rules.CrowdWindow && Shown(a) <= shownUtc);
    }

    private static DateTimeOffset Shown(Alert alert) => alert.HeldUntilUtc ?? alert.CreatedUtc;
}
