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

    public CommandDefinition Definition { get; } = new(
        "status", "Tells what is polled, what fails and what waits to be sent.", [], Permission.Everyone,
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
        if (failing.Count > 0)
            blocks.Add(new Block.Bullets(1, "Failing feeds", [.. failing.Take(ShownFaults).Select(l =>
                (IReadOnlyList<Span>)[new Span(l.Feed.Name, IsStrong: true), ": " + FeedHealth.Say(l)])]));
        if (failing.Count > ShownFaults)
            blocks.Add(new Block.Paragraph(1, [$"and {failing.Count - ShownFaults} more"]));
        return new Message(failing.Count > 0 && failing.Count == all.Count ? Tone.Problem : Tone.Neutral, blocks);
    }
}
