using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Demo;

/// <summary>What the demo did, in figures.</summary>
/// <param name="Feeds">Feeds polled.</param>
/// <param name="Polls">What all polls came to.</param>
/// <param name="Incidents">All incidents made of the articles.</param>
/// <param name="Rows">What was owed and sent.</param>
/// <param name="Took">Real time in all.</param>
internal sealed record DemoReport(
    int Feeds, PollTotals Polls, IReadOnlyList<IncidentView> Incidents, IReadOnlyList<OutboxRow> Rows, TimeSpan Took)
{
    /// <summary>The table at the end. <paramref name="clock"/> turns shown into real time.</summary>
    public Message ToMessage(DemoClock clock)
    {
        var sent = Rows.Where(r => r.State == DeliveryState.Sent).ToList();
        var latencies = sent.Where(r => r.Delivery.Kind == DeliveryKind.Send)
            .Select(r => Latency(r, clock)).OfType<TimeSpan>().Order().ToList();
        var copies = Incidents.Sum(i => i.Sources.Count - i.Sources.DistinctBy(s => s.Report).Count());
        IReadOnlyList<(string Name, string Value)> rows =
        [
            ("feeds polled", $"{Feeds} ({Polls.Polls} polls, {Polls.Unchanged} unchanged, {Polls.Failures} failed)"),
            ("articles", $"{Polls.New}"),
            ("duplicates", $"{Polls.Duplicates + copies} ({copies} copies of another outlet's text, {Polls.Duplicates} seen before)"),
            ("incidents", $"{Incidents.Count} ({Incidents.Count(i => i.Matches.Count > 0)} watched)"),
            ("alerts sent", $"{Count(DeliveryKind.Send)}"),
            ("edits", $"{Count(DeliveryKind.Edit)}"),
            ("replies", $"{Count(DeliveryKind.Reply)}"),
            ("publication to alert", latencies.Count == 0 ? "-" : $"median {Say(At(.5))}, p95 {Say(At(.95))}"),
            ("took", $"{Took.TotalSeconds:0.0} s"),
        ];
        return new Message(Tone.Neutral, [new Block.Table(
            0, "The demo in figures", ["what", "how many"],
            [.. rows.Select(r => (IReadOnlyList<Span>)[r.Name, r.Value])])]);

        int Count(DeliveryKind kind) => sent.Count(r => r.Delivery.Kind == kind);

        TimeSpan At(double share) => latencies[(int)Math.Ceiling(share * latencies.Count) - 1];
    }

    private static string Say(TimeSpan span) => $"{span.TotalMilliseconds:0} ms";

    private static TimeSpan? Latency(OutboxRow row, DemoClock clock) =>
        row is { SentUtc: { } sent, Delivery.PublishedUtc: { } published }
            ? clock.RealAt(sent) - clock.RealAt(published)
            : null;
}
