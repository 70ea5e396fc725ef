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

    // As many as a message holds when each is long.
    private const int LedgerPage = 5;
    private const int LinePage = 10;

    // Longer sentences are shortened here and whole at their source.
    private const int MostQuote = 500;

    private static readonly string[] Parts = ["all", "ledger", "timeline", "sources", "delivery"];
    private static readonly string[] Columns = ["channel", "state", "delay", "edits", "replies", "reason"];

    public CommandDefinition Definition { get; } = new(
        "incident",
        [OneIncident.Number, OptionDefinition.Optional("part", OptionType.Choice, Parts), Pages.Definition],
        Permission.Everyone, IsPrivate: false,
        ["/incident 3", "/incident 3 sources", "/incident 3 timeline page:2", "/incident 3 delivery"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (found, problem) = await OneIncident.FindAsync(call, cancellationToken);
        if (found is not { } view) return problem!;
        return (call.Option("part") ?? "all") switch
        {
            "all" => await WholeAsync(view, call, cancellationToken),
            "ledger" => Ledger(view, call),
            "timeline" => Part(view, call, LinePage, Timeline(call.Texts, view), b => b.Items.Count,
                (b, page) => b with { Items = [.. b.Items.Skip(page.Skip).Take(page.Size)] }),
            "sources" => Part(view, call, LinePage, AlertCard.Sources(call.Texts, view, view.Sources.Count),
                b => b.Lines.Count, (b, page) => b with { Lines = [.. b.Lines.Skip(page.Skip).Take(page.Size)] }),
            _ => await DeliveryAsync(view, call, cancellationToken),
        };
    }

    /// <summary>One page of a part of an incident.</summary>
    private static Message Part<T>(
        IncidentView view, CommandCall call, int size, T whole, Func<T, int> count, Func<T, Pages, T> slice)
        where T : Block
    {
        var (page, problem) = Pages.Of(call, size);
        if (page is null) return Answers.Problem(problem!);
        var lines = call.Texts.Count("commands.counted.lines", count(whole));
        if (page.Missing(lines, count(whole)) is { } missing) return Answers.Line(missing);
        var blocks = new List<Block> { AlertCard.Head(call.Texts, view), slice(whole, page) };
        if (page.CountOf(count(whole)) > 1)
        {
            blocks.Add(new Block.Paragraph(0, [page.Title(lines, count(whole))]));
            blocks.Add(new Block.Actions(0, [.. page.Buttons(call, count(whole))]));
        }
        return new Message(AlertCard.Tone(view.Severity.Level), blocks);
    }

    private static Message Ledger(IncidentView view, CommandCall call)
    {
        if (AlertCard.Ledger(call.Texts, view, int.MaxValue) is { } ledger)
            return Part(view, call, LedgerPage, ledger, b => b.Lines.Count, (b, page) => b with
            {
                Lines = [.. b.Lines.Skip(page.Skip).Take(page.Size)
                    .Select(l => l with { Quote = ShortText.Of(l.Quote, MostQuote) })],
            });
        return new Message(
            AlertCard.Tone(view.Severity.Level),
            [
                AlertCard.Head(call.Texts, view),
                new Block.Paragraph(0, [call.Texts["commands.incident.noledger"]]),
            ]);
    }

    private static async Task<Message> WholeAsync(
        IncidentView view, CommandCall call, CancellationToken cancellationToken)
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
        // What a message has no room for stands in its part.
        blocks.Add(new Block.Actions(4, [.. Parts.Skip(1).Select(part => new ActionButton(
            call.Command.LabelOf(part, texts), $"/incident {view.Number} {part}"))]));
        return new Message(AlertCard.Tone(view.Severity.Level), blocks);
    }

    private static async Task<Block> CarriesOnAsync(
        IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var winner = view.MergedInto is { } id ? await call.Views.FindAsync(id, cancellationToken) : null;
        return new Block.Paragraph(0, [winner is null
            ? call.Texts["commands.incident.merged"]
            : call.Texts.Of("commands.incident.merged.into",
                ("number", winner.Number), ("line", $"/incident {winner.Number}"))]);
    }

    private static Block.Bullets Timeline(Texts texts, IncidentView view) => new(
        2, texts["commands.incident.timeline"], [.. view.Sources.OrderBy(s => s.EffectiveUtc)
            .Select(s => (IReadOnlyList<Span>)
            [
                texts.Of("commands.incident.step", ("at", texts.Of(s.EffectiveUtc)), ("outlet", s.Outlet)) + " ",
                IncidentList.Title(texts, s.Title, s.Language, s.Link), $" [{s.Number}]",
            ])]);

    private async Task<Message> DeliveryAsync(IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var all = await outbox.ListAsync(view.Id, cancellationToken);
        var rows = all.Where(r => Communities.Of(r.Delivery.Channel) == call.Community).ToList();
        if (rows.Count == 0)
            return Answers.Line(call.Texts.Of(
                "commands.delivery.none", ("number", view.Number), ("line", "/subscriptions")));
        var table = new Block.Table(
            1, "", [.. Columns.Select(name => call.Texts["commands.delivery." + name])],
            [.. DeliveryReceipt.Of(rows, view.FirstUtc).Select(r => Row(r, call))]);
        return Part(view, call, LinePage, table, b => b.Rows.Count, (b, page) => b with
        {
            Rows = [.. b.Rows.Skip(page.Skip).Take(page.Size)],
        });
    }

    private static IReadOnlyList<Span> Row(DeliveryReceipt receipt, CommandCall call) =>
    [
        receipt.Channel.ToString(), OutboxWords.Of(call.Texts, receipt.State),
        receipt.Delay is { } delay ? Delay(call.Texts, delay) : "", Number(receipt.Edits), Number(receipt.Replies),
        receipt.Reason is { } reason ? PlatformReason.Of(call.Texts, reason) : (receipt.WaitsUntilUtc > call.NowUtc
            ? call.Texts.Of("commands.delivery.waits", ("at", call.Texts.Of(receipt.WaitsUntilUtc.Value)))
            : ""),
    ];

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    // A channel that heard before the publisher's own time was told at once: such clocks go wrong.
    private static string Delay(Texts texts, TimeSpan delay) => delay switch
    {
        { TotalSeconds: < 0 } => texts.Of("commands.delivery.seconds", ("seconds", "0")),
        { TotalMinutes: < 2 } => texts.Of("commands.delivery.seconds",
            ("seconds", delay.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture))),
        { TotalHours: < 2 } => texts.Of("commands.delivery.minutes", ("minutes", Number((int)delay.TotalMinutes))),
        _ => texts.Of("commands.delivery.hours",
            ("hours", delay.TotalHours.ToString("0.#", CultureInfo.InvariantCulture))),
    };
}
