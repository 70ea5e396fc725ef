using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Tells whether the bot can see: feeds, backlog, outbox.</summary>
internal sealed class StatusCommand(
    IFeedStore feeds, IAnalysisStore analysis, IOutbox outbox, ISubscriptionStore subscriptions) : ICommand
{
    private const int ShownFaults = 10;
    private const int Looked = 200;

    public CommandDefinition Definition { get; } = new(
        "status", [], Permission.Everyone,
        IsPrivate: true, ["/status"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var all = (await feeds.ListAsync(cancellationToken))
            .Where(l => l.Feed.Scope.IsVisibleTo(call.Community)).ToList();
        var failing = all.Where(l => FeedWords.IsMissing(l, call.NowUtc)).ToList();
        var counts = await outbox.CountAsync(cancellationToken);
        var waiting = await analysis.CountWaitingAsync(cancellationToken);
        var subscribed = (await subscriptions.ListAsync(cancellationToken)).Count(s => s.Community == call.Community);
        var blocks = new List<Block>
        {
            new Block.Facts(0,
            [
                new(texts["commands.status.feeds"], Counted(all, call)),
                new(texts["commands.status.waiting"], waiting.ToString(CultureInfo.InvariantCulture)),
                new(texts["commands.status.subscriptions"], subscribed.ToString(CultureInfo.InvariantCulture)),
                new(texts["commands.status.outbox"], texts.Of("commands.status.outbox.counted",
                    ("due", counts.Due), ("sending", counts.Sending), ("sent", counts.Sent),
                    ("unknown", counts.Unknown), ("parked", counts.Parked))),
            ]),
        };
        blocks.AddRange(await StuckAsync(call, counts, cancellationToken));
        if (failing.Count > 0)
            blocks.Add(new Block.Bullets(
                1, texts["commands.status.failing"], [.. failing.Take(ShownFaults).Select(l => (IReadOnlyList<Span>)
                    [new Span(l.Feed.Name, IsStrong: true), ": " + FeedWords.Say(l, call.NowUtc, texts)])])
            {
                LeftOut = Math.Max(0, failing.Count - ShownFaults),
            });
        return new Message(failing.Count > 0 && failing.Count == all.Count ? Tone.Problem : Tone.Neutral, blocks);
    }

    // "12; 2 failing, 1 silent": what is as it should be needs no words.
    private static string Counted(List<FeedListing> all, CommandCall call)
    {
        var kinds = FeedWords.Counted(all.Select(l => FeedHealth.Of(l.State, call.NowUtc).Kind), call.Texts);
        return kinds.Length == 0
            ? all.Count.ToString(CultureInfo.InvariantCulture)
            : call.Texts.Of("commands.status.feeds.counted", ("count", all.Count), ("kinds", kinds));
    }

    /// <summary>What could not be sent to this community, and why.</summary>
    private async Task<IReadOnlyList<Block>> StuckAsync(
        CommandCall call, OutboxCounts counts, CancellationToken cancellationToken)
    {
        if (counts.Parked + counts.Unknown == 0) return [];
        var rows = (await outbox.ListAsync(DeliveryState.Parked, Looked, cancellationToken))
            .Concat(await outbox.ListAsync(DeliveryState.Unknown, Looked, cancellationToken))
            .Where(r => Communities.Of(r.Delivery.Channel) == call.Community).ToList();
        if (rows.Count == 0) return [];
        return
        [
            new Block.Bullets(
                1, call.Texts["commands.status.notsent"],
                [.. rows.Take(ShownFaults).Select(row => Line(call.Texts, row))])
            {
                LeftOut = Math.Max(0, rows.Count - ShownFaults),
            },
            new Block.Paragraph(2, [call.Texts.Of("commands.status.mend", ("line", "alertbot outbox list|retry|drop"))]),
        ];
    }

    private static IReadOnlyList<Span> Line(Texts texts, OutboxRow row) =>
    [
        new Span(row.Delivery.Channel.Channel, IsStrong: true),
        " — " + texts.Of("commands.status.row",
            ("kind", OutboxWords.Of(texts, row.Delivery.Kind)), ("at", texts.Of(row.Delivery.CreatedUtc)),
            ("state", OutboxWords.Of(texts, row.State)),
            ("reason", row.Reason is { } reason ? PlatformReason.Of(texts, reason) : texts["commands.status.noreason"])),
    ];
}
