using System.Globalization;
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
    /// <summary>The table at the end.</summary>
    /// <param name="clock">Turns shown into real time.</param>
    /// <param name="texts">The language.</param>
    public Message ToMessage(DemoClock clock, Texts texts)
    {
        var sent = Rows.Where(r => r.State == DeliveryState.Sent).ToList();
        var latencies = sent.Where(r => r.Delivery.Kind == DeliveryKind.Send)
            .Select(r => Latency(r, clock)).OfType<TimeSpan>().Order().ToList();
        var copies = Incidents.Sum(i => i.Sources.Count - i.Sources.DistinctBy(s => s.Report).Count());
        IReadOnlyList<(string Name, string Value)> rows =
        [
            ("terminal.demo.feeds", texts.Of(
                "terminal.demo.feeds.value", ("feeds", Feeds), ("polls", Polls.Polls), ("unchanged", Polls.Unchanged),
                ("failed", Polls.Failures))),
            ("terminal.demo.articles", $"{Polls.New}"),
            ("terminal.demo.duplicates", texts.Of(
                "terminal.demo.duplicates.value", ("all", Polls.Duplicates + copies), ("copies", copies),
                ("seen", Polls.Duplicates))),
            ("terminal.demo.incidents", texts.Of(
                "terminal.demo.incidents.value", ("all", Incidents.Count),
                ("watched", Incidents.Count(i => i.Matches.Count > 0)))),
            ("terminal.demo.alerts", $"{Count(DeliveryKind.Send)}"),
            ("terminal.demo.edits", $"{Count(DeliveryKind.Edit)}"),
            ("terminal.demo.replies", $"{Count(DeliveryKind.Reply)}"),
            ("terminal.demo.latency", latencies.Count == 0 ? "-" : texts.Of(
                "terminal.demo.latency.value", ("median", Milliseconds(.5)), ("high", Milliseconds(.95)))),
            ("terminal.demo.took", texts.Of(
                "terminal.demo.took.value", ("seconds", Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)))),
        ];
        return new Message(Tone.Neutral, [new Block.Table(
            0, texts["terminal.demo.title"], [texts["terminal.demo.what"], texts["terminal.demo.figure"]],
            [.. rows.Select(r => (IReadOnlyList<Span>)[texts[r.Name], r.Value])])])
        {
            Language = texts.Language,
        };

        int Count(DeliveryKind kind) => sent.Count(r => r.Delivery.Kind == kind);

        string Milliseconds(double share) => latencies[(int)Math.Ceiling(share * latencies.Count) - 1]
            .TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
    }

    private static TimeSpan? Latency(OutboxRow row, DemoClock clock) =>
        row is { SentUtc: { } sent, Delivery.PublishedUtc: { } published }
            ? clock.RealAt(sent) - clock.RealAt(published)
            : null;
}
