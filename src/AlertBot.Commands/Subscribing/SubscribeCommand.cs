using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Subscribes the channel to a topic, or changes how it is.</summary>
internal sealed class SubscribeCommand(Subscribing subscribing, Lookup lookup) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "subscribe",
        [OptionDefinition.Required("topic", OptionType.Topic), .. SubscriptionChange.Options],
        Permission.ManageChannel, IsPrivate: false,
        [
            "/subscribe iraq-militias",
            "/subscribe iraq-militias severity:high mode:daily at:08:00 zone:Asia/Baghdad",
            "/subscribe iraq-militias mode:hourly urgent:critical quiet:22:00-06:00",
            "/subscribe iraq-militias share:public delay:30m language:ar",
        ]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (topic, problem) = lookup.Topic(call.Option("topic")!, call);
        return topic is null
            ? Answers.Problem(problem!)
            : await subscribing.ChangeAsync(call, call.Incoming.Channel, topic, call.Option, cancellationToken);
    }
}

/// <summary>Ends a subscription of the channel.</summary>
internal sealed class UnsubscribeCommand(ISubscriptionStore subscriptions, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "unsubscribe", [OptionDefinition.Required("topic", OptionType.Topic)],
        Permission.ManageChannel, IsPrivate: false, ["/unsubscribe iraq-militias"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        // A topic that no watchlist has any more can still be left: the id as stored is enough.
        var topic = call.Option("topic")!;
        var here = await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken);
        if (here.FirstOrDefault(s => s.TopicId.Equals(topic, StringComparison.OrdinalIgnoreCase)) is not { } found)
            return Answers.Problem(here.Count == 0
                ? call.Texts.Of("commands.subscriptions.none", ("setup", "/setup"), ("topics", "/topics"))
                : call.Texts.Of("commands.unsubscribe.not",
                    ("typed", topic), ("topics", call.Texts.List([.. here.Select(s => s.TopicId)]))));
        await subscriptions.RemoveAsync(found.Id, cancellationToken);
        var user = call.Incoming.User;
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, Subscribing.Subject(found),
                SubscriptionText.Line(found), null),
            cancellationToken);
        var back = $"/subscribe {found.TopicId} {SubscriptionText.Line(found)}";
        return Answers.Line(call.Texts.Of("commands.unsubscribe.done", ("topic", found.TopicId), ("line", back)));
    }
}
