using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>How an incident stands in one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State">
/// What most asks for a look: Unknown, then Parked, then Sending or Due, else Sent; Superseded when nothing was ever
/// sent.
/// </param>
/// <param name="FirstSentUtc">When it first reached the screen; null when it has not.</param>
/// <param name="Delay">From the first publication of the incident to the screen; null when it has not reached
/// it.</param>
/// <param name="Edits">Versions sent after the first.</param>
/// <param name="Replies">Replies sent.</param>
/// <param name="WaitsUntilUtc">When the next row is due; null when none waits.</param>
/// <param name="Reason">Why a row is unknown, parked or waiting; null when nothing went wrong.</param>
public sealed record DeliveryReceipt(
    ChannelRef Channel, DeliveryState State, DateTimeOffset? FirstSentUtc, TimeSpan? Delay, int Edits, int Replies,
    DateTimeOffset? WaitsUntilUtc, string? Reason)
{
    private static readonly DeliveryState[] ByNeed =
        [DeliveryState.Unknown, DeliveryState.Parked, DeliveryState.Sending, DeliveryState.Due, DeliveryState.Sent];

    /// <summary>One receipt a channel, from the rows of one incident.</summary>
    /// <param name="rows">As <see cref="IOutbox"/> lists them.</param>
    /// <param name="publishedUtc">When the first article of the incident appeared.</param>
    public static IReadOnlyList<DeliveryReceipt> Of(IEnumerable<OutboxRow> rows, DateTimeOffset publishedUtc) =>
    [
        .. rows.GroupBy(r => r.Delivery.Channel).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal)
            .Select(g => Of(g.Key, [.. g.OrderBy(r => r.Delivery.Sequence)], publishedUtc)),
    ];

    private static DeliveryReceipt Of(ChannelRef channel, IReadOnlyList<OutboxRow> rows, DateTimeOffset publishedUtc)
    {
        var sent = rows.Where(r => r.State == DeliveryState.Sent).ToList();
        var content = sent.Where(r => r.Delivery.Kind != DeliveryKind.Reply).ToList();
        var firstUtc = content.Min(r => r.SentUtc);
        var found = ByNeed.Where(state => rows.Any(r => r.State == state)).ToList();
        var state = found.Count == 0 ? DeliveryState.Superseded : found[0];
        return new DeliveryReceipt(
            channel, state, firstUtc, firstUtc - publishedUtc, Math.Max(0, content.Count - 1),
            sent.Count - content.Count,
            rows.Where(r => r.State == DeliveryState.Due).Min(r => (DateTimeOffset?)r.Delivery.DueUtc),
            rows.FirstOrDefault(r => r.State == state)?.Reason);
    }
}
