using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Shows one incident whole.</summary>
internal sealed class IncidentCommand(IOutbox outbox) : ICommand
{
    private const int LedgerLines = 30;
    private const int SourceLines = 50;

    private static readonly string[] Columns = ["channel", "what", "state", "delay", "reason"];

    public CommandDefinition Definition { get; } = new(
        "incident",
        [
            OneIncident.Number,
            OptionDefinition.Optional(
                "part", OptionType.Choice, "all", "ledger", "timeline", "sources", "delivery"),
        ],
        Permission.Everyone, IsPrivate: false, ["/incident 3", "/incident 3 sources", "/incident 3 delivery"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (found, problem) = await OneIncident.FindAsync(call, cancellationToken);
        if (found is not { } view) return problem!;
        return (call.Option("part") ?? "all").ToUpperInvariant() switch
        {
            "ALL" => await WholeAsync(view, call, cancellationToken),
            "LEDGER" => Part(call.Texts, view, AlertCard.Ledger(call.Texts, view, int.MaxValue)
                ?? (Block)new Block.Paragraph(0, [call.Texts["commands.incident.noledger"]])),
            "TIMELINE" => Part(call.Texts, view, Timeline(call.Texts, view)),
            "SOURCES" => Part(call.Texts, view, AlertCard.Sources(call.Texts, view, view.Sources.Count)),
            _ => await DeliveryAsync(view, call, cancellationToken),
        };
    }

    private static Message Part(Texts texts, IncidentView view, Block block) =>
        new(AlertCard.Tone(view.Severity.Level), [AlertCard.Head(texts, view), block]);

    private static async Task<Message> WholeAsync(IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var blocks = new List<Block> { AlertCard.Head(texts, view) };
        if (view.State == IncidentState.Merged) blocks.Add(await CarriesOnAsync(view, call, cancellationToken));
        if (view.State == IncidentState.Retracted)
            blocks.Add(new Block.Paragraph(0, [AlertCard.Withdrawn(texts, view)]));
        if (AlertCard.Corrected(texts, view) is { } corrected) blocks.Add(new Block.Paragraph(1, [corrected]));
        blocks.AddRange(AlertCard.Summary(texts, view));
        blocks.Add(AlertCard.Facts(texts, view));
        if (AlertCard.Ledger(texts, view, LedgerLines) is { } ledger) blocks.Add(ledger);
        blocks.Add(Timeline(texts, view));
        blocks.Add(AlertCard.Sources(texts, view, SourceLines));
        blocks.Add(AlertCard.Why(texts, view));
        return new Message(AlertCard.Tone(view.Severity.Level), blocks);
    }

    private static async Task<Block> CarriesOnAsync(IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var winner = view.MergedInto is { } id ? await call.Views.FindAsync(id, cancellationToken) : null;
        return new Block.Paragraph(0, [winner is null
            ? call.Texts["commands.incident.merged"]
            : call.Texts.Of("commands.incident.merged.into",
                ("number", winner.Number), ("line", $"/incident {winner.Number}"))]);
    }

    private static Block Timeline(Texts texts, IncidentView view) => new Block.Bullets(
        2, texts["commands.incident.timeline"], [.. view.Sources.OrderBy(s => s.EffectiveUtc)
            .Select(s => (IReadOnlyList<Span>)
            [
                $"{texts.Of(s.EffectiveUtc)}  {s.Outlet}: ", new Span(texts.Quote(s.Title, s.Language), s.Link),
                $" [{s.Number}]",
            ])]);

    private async Task<Message> DeliveryAsync(IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var all = await outbox.ListAsync(view.Id, cancellationToken);
        var rows = all.Where(r => Communities.Of(r.Delivery.Channel) == call.Community).ToList();
        if (rows.Count == 0)
            return Answers.Line(call.Texts.Of(
                "commands.delivery.none", ("number", view.Number), ("line", "/subscriptions")));
        return new Message(Tone.Neutral,
        [
            AlertCard.Head(call.Texts, view),
            new Block.Table(
                1, "", [.. Columns.Select(name => call.Texts["commands.delivery." + name])],
                [.. rows.Select(row => Row(call.Texts, row))]),
        ]);
    }

    private static IReadOnlyList<Span> Row(Texts texts, OutboxRow row) =>
    [
        row.Delivery.Channel.ToString(), OutboxWords.Of(texts, row.Delivery.Kind), OutboxWords.Of(texts, row.State),
        Delay(texts, row), row.Reason ?? "",
    ];

    private static string Delay(Texts texts, OutboxRow row) =>
        row is { SentUtc: { } sent, Delivery.PublishedUtc: { } published } && sent >= published
            ? texts.Of("commands.delivery.seconds",
                ("seconds", (sent - published).TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)))
            : "";
}
