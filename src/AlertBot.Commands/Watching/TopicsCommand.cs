using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Lists what can be subscribed to.</summary>
internal sealed class TopicsCommand(Lookup lookup, ISubscriptionStore subscriptions) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "topics", [], Permission.Everyone, IsPrivate: false,
        ["/topics"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var topics = lookup.Topics(call.Community);
        if (topics.Count == 0)
            return Answers.Line(call.Texts["commands.topics.none"]);
        var here = (await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken))
            .Select(s => s.TopicId).ToHashSet(StringComparer.Ordinal);
        return Answers.List(
            call.Texts["commands.topics.title"],
            topics.Select(t => (IReadOnlyList<Span>)
            [
                new Span(t.Id, IsStrong: true), $" — {t.Name}. {t.Description}",
                here.Contains(t.Id) ? " " + call.Texts["commands.topics.subscribed"] : "",
            ]),
            topics.FirstOrDefault(t => !here.Contains(t.Id)) is { } other
                ? call.Texts.Of("commands.topics.subscribe", ("line", $"/subscribe {other.Id}"))
                : call.Texts.Of("commands.topics.all", ("line", "/subscriptions")));
    }
}
