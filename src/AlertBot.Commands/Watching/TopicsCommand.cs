using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Lists what can be subscribed to.</summary>
internal sealed class TopicsCommand(Lookup lookup, ISubscriptionStore subscriptions) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "topics", "Lists the topics that a channel can subscribe to.", [], Permission.Everyone, IsPrivate: false,
        ["/topics"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var topics = lookup.Topics(call.Community);
        if (topics.Count == 0)
            return Answers.Line(
                "There are no topics. Put a watchlist into config/watchlists and run 'alertbot check'.");
        var here = (await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken))
            .Select(s => s.TopicId).ToHashSet(StringComparer.Ordinal);
        return Answers.List(
            "Topics",
            topics.Select(t => (IReadOnlyList<Span>)
            [
                new Span(t.Id, IsStrong: true), $" — {t.Name}. {t.Description}",
                here.Contains(t.Id) ? " (this channel is subscribed)" : "",
            ]),
            topics.FirstOrDefault(t => !here.Contains(t.Id)) is { } other
                ? $"Subscribe this channel: /subscribe {other.Id}"
                : "How they come: /subscriptions");
    }
}
