using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Subscribes the channel to a topic, or changes how it is.</summary>
internal sealed class SubscribeCommand(ISubscriptionStore subscriptions, IAuditLog audit, Lookup lookup) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "subscribe",
        [
            OptionDefinition.Required("topic", OptionType.Topic),
            OptionDefinition.Optional(
                "severity", OptionType.Severity),
            OptionDefinition.Optional("mode", OptionType.Choice, "instant", "hourly", "daily"),
            OptionDefinition.Optional(
                "quiet", OptionType.Text),
            OptionDefinition.Optional(
                "zone", OptionType.Text),
            OptionDefinition.Optional(
                "mention", OptionType.Text),
        ],
        Permission.ManageChannel, IsPrivate: false,
        ["/subscribe iraq-militias", "/subscribe iraq-militias severity:high mode:daily zone:Asia/Baghdad"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (topic, problem) = lookup.Topic(call.Option("topic")!, call);
        if (topic is null) return Answers.Problem(problem!);
        var fresh = Subscription.Default(call.Incoming.Channel, topic.Id, call.NowUtc);
        var here = await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken);
        var before = here.FirstOrDefault(s => s.Id == fresh.Id);
        var (after, fault) = Change(before ?? fresh, call);
        if (after is null) return Answers.Problem(fault!);
        after = after with { PausedWhy = null };
        await subscriptions.SaveAsync(after, cancellationToken);
        await audit.AddAsync(
            new AuditEntry(call.NowUtc, call.Community, call.Incoming.User.Id, call.Incoming.User.Name, "subscribe",
                topic.Id, before is null ? null : SubscriptionText.Of(before), SubscriptionText.Of(after)),
            cancellationToken);
        var verb = before is null ? "This channel now gets" : "Changed: this channel gets";
        return Answers.Line($"{verb} {topic.Name}: {SubscriptionText.Of(after)}.");
    }

    private static (Subscription? After, string? Problem) Change(Subscription subscription, CommandCall call)
    {
        if (call.Option("severity") is { } severity)
        {
            var (level, problem) = Lookup.Severity(severity, call.Texts);
            if (level is null) return (null, problem);
            subscription = subscription with { LeastSeverity = level.Value };
        }
        if (call.Option("mode") is { } mode)
        {
            if (Mode(subscription, mode) is not { } changed)
                return (null, $"mode: '{mode}' is none. One of: instant, hourly, daily.");
            subscription = changed;
        }
        if (call.Option("quiet") is { } quiet)
        {
            if (!TryQuiet(quiet, out var hours))
                return (null, $"quiet: '{quiet}' is no span of hours. Expected for example 22:00-06:00, or none.");
            subscription = subscription with { Quiet = hours };
        }
        if (call.Option("zone") is { } zone)
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
                return (null, $"zone: '{zone}' is no time zone. "
                    + "Expected an IANA name such as Asia/Baghdad or Europe/Berlin.");
            subscription = subscription with { TimeZone = zone };
        }
        if (call.Option("mention") is { } mention)
            subscription = subscription with { Mention = IsNone(mention) ? null : mention };
        return (subscription, null);
    }

    private static Subscription? Mode(Subscription subscription, string mode) => mode.ToUpperInvariant() switch
    {
        "INSTANT" => subscription with { Mode = SubscriptionMode.Instant },
        "HOURLY" => subscription with { Mode = SubscriptionMode.Digest, DigestEvery = TimeSpan.FromHours(1) },
        "DAILY" => subscription with { Mode = SubscriptionMode.Digest, DigestEvery = TimeSpan.FromDays(1) },
        _ => null,
    };

    private static bool TryQuiet(string text, out QuietHours? hours)
    {
        hours = null;
        if (IsNone(text)) return true;
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !TryTime(parts[0], out var from) || !TryTime(parts[1], out var to) || from == to)
            return false;
        hours = new QuietHours(from, to);
        return true;
    }

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(
            text, ["H:mm", "HH:mm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static bool IsNone(string text) => text.Equals("none", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Ends a subscription of the channel.</summary>
internal sealed class UnsubscribeCommand(ISubscriptionStore subscriptions, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "unsubscribe",
        [OptionDefinition.Required("topic", OptionType.Topic)],
        Permission.ManageChannel, IsPrivate: false, ["/unsubscribe iraq-militias"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        // A topic that no watchlist has any more can still be left: the id as stored is enough.
        var topic = call.Option("topic")!;
        var here = await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken);
        if (here.FirstOrDefault(s => s.TopicId.Equals(topic, StringComparison.OrdinalIgnoreCase)) is not { } found)
            return Answers.Problem(here.Count == 0
                ? "This channel has no subscriptions."
                : $"This channel is not subscribed to '{topic}', "
                    + $"but to: {string.Join(", ", here.Select(s => s.TopicId))}.");
        await subscriptions.RemoveAsync(found.Id, cancellationToken);
        await audit.AddAsync(
            new AuditEntry(call.NowUtc, call.Community, call.Incoming.User.Id, call.Incoming.User.Name, "unsubscribe",
                found.TopicId, SubscriptionText.Of(found), null),
            cancellationToken);
        return Answers.Line(
            $"This channel gets no more alerts of {found.TopicId}. Back again: /subscribe {found.TopicId}");
    }
}
