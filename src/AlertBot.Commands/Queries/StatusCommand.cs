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
        var all = (await feeds.ListAsync(cancellationToken))
            .Where(l => l.Feed.Scope.IsVisibleTo(call.Community)).ToList();
        var failing = all.Where(FeedHealth.IsFailing).ToList();
        var counts = await outbox.CountAsync(cancellationToken);
        var waiting = await analysis.CountWaitingAsync(cancellationToken);
        var subscribed = (await subscriptions.ListAsync(cancellationToken)).Count(s => s.Community == call.Community);
        var blocks = new List<Block>
        {
            new Block.Facts(0,
            [
                new("Feeds", $"{all.Count}, {failing.Count} failing"),
                new("Articles waiting", waiting.ToString(CultureInfo.InvariantCulture)),
                new("Subscriptions here", subscribed.ToString(CultureInfo.InvariantCulture)),
                new("Outbox", $"{counts.Due} due, {counts.Sending} being sent, {counts.Sent} sent, "
                    + $"{counts.Unknown} unknown, {counts.Parked} parked"),
            ]),
        };
        blocks.AddRange(await StuckAsync(call, counts, cancellationToken));
        if (failing.Count > 0)
            blocks.Add(new Block.Bullets(1, "Failing feeds", [.. failing.Take(ShownFaults).Select(l =>
                (IReadOnlyList<Span>)[new Span(l.Feed.Name, IsStrong: true), ": " + FeedHealth.Say(l)])]));
        if (failing.Count > ShownFaults)
            blocks.Add(new Block.Paragraph(1, [$"and {failing.Count - ShownFaults} more"]));
        return new Message(failing.Count > 0 && failing.Count == all.Count ? Tone.Problem : Tone.Neutral, blocks);
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
            new Block.Bullets(1, "Not sent here", [.. rows.Take(ShownFaults).Select(Line)])
            {
                LeftOut = Math.Max(0, rows.Count - ShownFaults),
            },
            new Block.Paragraph(2, ["The operator mends them: alertbot outbox list, retry or drop."]),
        ];
    }

    private static IReadOnlyList<Span> Line(OutboxRow row) =>
    [
        new Span(row.Delivery.Channel.Channel, IsStrong: true),
        $" — {row.Delivery.Kind.ToString().ToLowerInvariant()} of {Wording.Of(row.Delivery.CreatedUtc)}, "
            + $"{row.State.ToString().ToLowerInvariant()}: {row.Reason ?? "no reason known"}",
    ];
}
