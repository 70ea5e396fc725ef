using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Lists what the channel hears of.</summary>
internal sealed class SubscriptionsCommand(ISubscriptionStore subscriptions) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "subscriptions", [], Permission.Everyone, IsPrivate: false, ["/subscriptions"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var here = await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken);
        if (here.Count == 0)
            return Answers.Line(texts.Of("commands.subscriptions.none", ("setup", "/setup"), ("topics", "/topics")));
        return Answers.List(
            texts["commands.subscriptions.title"], here.Select(s => Line(s, call)),
            texts.Of("commands.subscriptions.change", ("line", $"/subscribe {here[0].TopicId} severity:high")));
    }

    private static IReadOnlyList<Span> Line(Subscription subscription, CommandCall call)
    {
        var next = SubscriptionText.NextDigestUtc(subscription, call.NowUtc) is { } nextUtc
            ? " " + call.Texts.Of("commands.subscribe.digest", ("at", ClockText.Of(nextUtc, subscription.TimeZone, call.Texts)))
            : "";
        return
        [
            new Span(subscription.TopicId, IsStrong: true),
            $" — {SubscriptionText.Of(subscription, call.Texts)}.{next}",
        ];
    }
}
