using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Shows one incident whole.</summary>
internal sealed class IncidentCommand(IOutbox outbox) : ICommand
{
    private const int LedgerLines = 30;
    private const int SourceLines = 50;

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
            "LEDGER" => Part(view, AlertCard.Ledger(view, int.MaxValue)
                ?? (Block)new Block.Paragraph(0, ["No source says who did it or who denies it."])),
            "TIMELINE" => Part(view, Timeline(view)),
            "SOURCES" => Part(view, AlertCard.Sources(view, view.Sources.Count)),
            _ => await DeliveryAsync(view, call, cancellationToken),
        };
    }

    private static Message Part(IncidentView view, Block block) =>
        new(AlertCard.Tone(view.Severity.Level), [AlertCard.Head(view), block]);

    private static async Task<Message> WholeAsync(IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var blocks = new List<Block> { AlertCard.Head(view) };
        if (view.State == IncidentState.Merged) blocks.Add(await CarriesOnAsync(view, call, cancellationToken));
        if (view.RetractedWhy is { } why) blocks.Add(new Block.Paragraph(0, ["Withdrawn: " + why]));
        blocks.AddRange(AlertCard.Summary(view));
        blocks.Add(AlertCard.Facts(view));
        if (AlertCard.Ledger(view, LedgerLines) is { } ledger) blocks.Add(ledger);
        blocks.Add(Timeline(view));
        blocks.Add(AlertCard.Sources(view, SourceLines));
        blocks.Add(AlertCard.Why(view));
        return new Message(AlertCard.Tone(view.Severity.Level), blocks);
    }

    private static async Task<Block> CarriesOnAsync(IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var winner = view.MergedInto is { } id ? await call.Views.FindAsync(id, cancellationToken) : null;
        return new Block.Paragraph(0, [winner is null
            ? "It is the same event as another incident, which carries on."
            : $"It is the same event as #{winner.Number}, which carries on: /incident {winner.Number}"]);
    }

    private static Block Timeline(IncidentView view) => new Block.Bullets(2, "Timeline", [.. view.Sources
        .OrderBy(s => s.EffectiveUtc).Select(s => (IReadOnlyList<Span>)
            [$"{Wording.Of(s.EffectiveUtc)}  {s.Outlet}: ", new Span(s.Title, s.Link), $" [{s.Number}]"])]);

    private async Task<Message> DeliveryAsync(IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var all = await outbox.ListAsync(view.Id, cancellationToken);
        var rows = all.Where(r => Communities.Of(r.Delivery.Channel) == call.Community).ToList();
        if (rows.Count == 0)
            return Answers.Line(
                $"Nothing of #{view.Number} was owed to this community. /subscriptions tells who hears of what.");
        return new Message(Tone.Neutral,
        [
            AlertCard.Head(view),
            new Block.Table(1, "", ["channel", "what", "state", "delay", "reason"], [.. rows.Select(Row)]),
        ]);
    }

    private static IReadOnlyList<Span> Row(OutboxRow row) =>
    [
        row.Delivery.Channel.ToString(), row.Delivery.Kind.ToString().ToLowerInvariant(),
        row.State.ToString().ToLowerInvariant(), Delay(row), row.Reason ?? "",
    ];

    private static string Delay(OutboxRow row) =>
        row is { SentUtc: { } sent, Delivery.PublishedUtc: { } published } && sent >= published
            ? $"{(sent - published).TotalSeconds:0.#} s"
            : "";
}
