using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>A subscription in words.</summary>
internal static class SubscriptionText
{
    /// <summary>For example "from medium on, at once, quiet 22:00 to 06:00 (Asia/Baghdad)".</summary>
    public static string Of(Subscription subscription)
    {
        var mode = subscription.Mode == SubscriptionMode.Instant
            ? "at once"
            : subscription.DigestEvery >= TimeSpan.FromDays(1) ? "once a day"
            : $"every {subscription.DigestEvery.TotalHours:0.##} h";
        var parts = new List<string> { $"from {subscription.LeastSeverity.ToString().ToLowerInvariant()} on", mode };
        if (subscription.Quiet is { } quiet) parts.Add($"quiet {quiet.From:HH\\:mm} to {quiet.To:HH\\:mm}");
        if (subscription.Quiet is not null || subscription.Mode == SubscriptionMode.Digest)
            parts[^1] += $" ({subscription.TimeZone})";
        if (subscription.Mention is { } mention) parts.Add($"notifying {mention}");
        if (subscription.PausedWhy is { } why) parts.Add($"paused: {why}");
        return string.Join(", ", parts);
    }
}

/// <summary>Lists what the channel hears of.</summary>
internal sealed class SubscriptionsCommand(ISubscriptionStore subscriptions) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "subscriptions", [], Permission.Everyone, IsPrivate: false,
        ["/subscriptions"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var here = await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken);
        if (here.Count == 0) return Answers.Line("This channel has no subscriptions. See /topics, then /subscribe.");
        return Answers.List("Subscriptions of this channel", here.Select(s => (IReadOnlyList<Span>)
            [new Span(s.TopicId, IsStrong: true), " — " + SubscriptionText.Of(s)]));
    }
}
