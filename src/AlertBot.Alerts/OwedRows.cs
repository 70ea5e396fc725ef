using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What a step adds to the outbox, and the alerts and digests that it leaves.</summary>
/// <param name="window">What was known before.</param>
/// <param name="nowUtc">The instant of the step.</param>
internal sealed class OwedRows(AnalysisWindow window, DateTimeOffset nowUtc)
{
    private readonly List<Delivery> _deliveries = [];
    private readonly List<string> _superseded = [];
    private readonly Dictionary<string, Alert> _alerts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Digest> _digests = new(StringComparer.Ordinal);
    private ILookup<ChannelRef, Digest>? _known;

    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    public IReadOnlyList<string> Superseded => _superseded;

    public IReadOnlyList<Alert> Alerts => [.. _alerts.Values];

    public IReadOnlyList<Digest> Digests => [.. _digests.Values];

    public Alert? Alert(string id) => _alerts.GetValueOrDefault(id) ?? window.Alerts.GetValueOrDefault(id);

    public void Put(Alert alert) => _alerts[alert.Id] = alert;

    public Digest? Digest(string id) => _digests.GetValueOrDefault(id) ?? window.Digests.GetValueOrDefault(id);

    public void Put(Digest digest) => _digests[digest.Id] = digest;

    /// <summary>
    /// The channel's digests, those that wait and those that were posted lately, by the time at which they are due.
    /// </summary>
    public IEnumerable<Digest> DigestsOf(ChannelRef channel)
    {
        _known ??= window.Digests.Values.ToLookup(d => d.Channel);
        return _known[channel].Select(d => _digests.GetValueOrDefault(d.Id) ?? d)
            .Concat(_digests.Values.Where(d => d.Channel == channel && !window.Digests.ContainsKey(d.Id)))
            .OrderBy(d => d.DueUtc).ThenBy(d => d.Id, StringComparer.Ordinal);
    }

    /// <summary>A row need not be sent if it has not been: a newer one says all that it said.</summary>
    public void Supersede(string alertId, int sequence)
    {
        if (sequence > 0) _superseded.Add(Key(alertId, sequence));
    }

    /// <summary>Owes a row of an alert.</summary>
    public void Owe(Alert alert, DeliveryKind kind, int sequence, OwedContent content) => _deliveries.Add(new Delivery(
        Key(alert.Id, sequence), alert.Id, sequence, kind, alert.Channel, alert.IncidentId, content.Level,
        content.Message,
        content.IsSilent, content.Mention, content.PublishedUtc, nowUtc, content.DueUtc)
    {
        Followers = content.Followers is { Count: > 0 } followers ? followers : null,
    });

    /// <summary>Owes a row of a digest.</summary>
    public void Owe(Digest digest, DeliveryKind kind, OwedContent content) => _deliveries.Add(new Delivery(
        Key(digest.Id, digest.Sequence), digest.Id, digest.Sequence, kind, digest.Channel, null, content.Level,
        content.Message, content.IsSilent, content.Mention, content.PublishedUtc, nowUtc, content.DueUtc));

    private static string Key(string alertId, int sequence) =>
        Keys.Of("delivery", alertId, sequence.ToString(CultureInfo.InvariantCulture));
}

/// <summary>What a row says, and how.</summary>
/// <param name="Message">What it says.</param>
/// <param name="Level">How grave.</param>
/// <param name="IsSilent">Without sound.</param>
/// <param name="Mention">Whom to notify; null for nobody.</param>
/// <param name="PublishedUtc">When the article that caused it appeared; null when none did.</param>
/// <param name="DueUtc">Not to be sent before.</param>
internal sealed record OwedContent(
    Message Message, SeverityLevel Level, bool IsSilent, string? Mention, DateTimeOffset? PublishedUtc,
    DateTimeOffset DueUtc)
{
    /// <summary>Readers to notify besides; null for nobody.</summary>
    public IReadOnlyList<string>? Followers { get; init; }
}
