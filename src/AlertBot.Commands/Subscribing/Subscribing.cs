using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Subscribes a channel, or changes how it is, and says what that means.</summary>
internal sealed class Subscribing(
    ISubscriptionStore subscriptions, IAuditLog audit, AlertRules rules, IEnumerable<IChatPlatform> platforms)
{
    private readonly Dictionary<string, IChatPlatform> _platforms =
        platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);

    private static readonly TimeSpan LookBack = TimeSpan.FromDays(1);

    /// <summary>Does it and answers.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="topic">What to hear of.</param>
    /// <param name="option">What was typed for each option; null for what was left out.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async Task<Message> ChangeAsync(
        CommandCall call, ChannelRef channel, Topic topic, Func<string, string?> option,
        CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var fresh = Fresh(call, channel, topic);
        var before = (await subscriptions.ListAsync(channel, cancellationToken)).FirstOrDefault(s => s.Id == fresh.Id);
        var (after, problem) = new SubscriptionChange(option, texts, call.NowUtc).Of(before ?? fresh);
        if (after is null) return Answers.Problem(problem!);
        after = after with { PausedWhy = null };
        var words = SubscriptionText.Of(after, texts);
        if (after == before)
            return Answers.Line(texts.Of("commands.subscribe.same", ("topic", topic.Name), ("words", words)));
        await subscriptions.SaveAsync(after, cancellationToken);
        var user = call.Incoming.User;
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, "subscribe", Subject(after),
                before is null ? null : SubscriptionText.Line(before), SubscriptionText.Line(after)),
            cancellationToken);
        var key = before is null ? "commands.subscribe.new" : "commands.subscribe.changed";
        var blocks = new List<Block>
        {
            new Block.Paragraph(0, [texts.Of(key, ("topic", topic.Name), ("words", words))]),
        };
        if (await LackAsync(call, channel, cancellationToken) is { } lack) blocks.Add(new Block.Paragraph(0, [lack]));
        blocks.AddRange(Meaning(after, call).Select(line => new Block.Paragraph(1, [line])));
        if (before is null) blocks.Add(await LeftOutAsync(after, call, cancellationToken));
        blocks.Add(new Block.Actions(2,
        [
            new ActionButton(texts["commands.subscribe.preview"], $"/preview {topic.Id}"),
            .. before is null
                ? (ActionButton[])[new ActionButton(texts["commands.subscribe.back"], $"/unsubscribe {topic.Id}")] : [],
        ]));
        return new Message(Tone.Neutral, blocks);
    }

    /// <summary>Whether the bot can write in a channel, and what it lacks there.</summary>
    public async Task<ChannelAccess> AccessAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        _platforms.TryGetValue(channel.Platform, out var platform)
            ? await platform.CheckAsync(channel, cancellationToken)
            : new ChannelAccess.CannotTell();

    /// <summary>Topic and channel, as the audit log names a subscription.</summary>
    public static string Subject(Subscription subscription) => $"{subscription.TopicId} {subscription.Channel}";

    // Before the first alert, and not by its absence.
    private async Task<string?> LackAsync(CommandCall call, ChannelRef channel, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        return await AccessAsync(channel, cancellationToken) switch
        {
            ChannelAccess.Closed closed => texts.Of(
                "commands.subscribe.closed", ("why", closed.Said.In(texts.Language, closed.Reason))),
            ChannelAccess.Open { Lacks.Count: > 0 } open => open.Lacks.In(texts.Language, ""),
            _ => null,
        };
    }

    // A community's own language and zone are those of its new subscriptions.
    private static Subscription Fresh(CommandCall call, ChannelRef channel, Topic topic) =>
        Subscription.Default(channel, topic.Id, call.NowUtc) with
        {
            Language = call.Settings.Language,
            TimeZone = call.Settings.TimeZone ?? "UTC",
        };

    private static IEnumerable<string> Meaning(Subscription after, CommandCall call)
    {
        var texts = call.Texts;
        if (SubscriptionText.NextDigestUtc(after, call.NowUtc) is { } nextUtc)
            yield return texts.Of("commands.subscribe.digest", ("at", ClockText.Of(nextUtc, after.TimeZone, texts)));
        if (LocalTimes.QuietUntil(after.Quiet, after.TimeZone, call.NowUtc) is { } untilUtc)
            yield return texts.Of("commands.subscribe.quietnow", ("at", ClockText.Of(untilUtc, after.TimeZone, texts)));
        if (after.Share == ShareLevel.Public) yield return texts["commands.subscribe.public"];
    }

    /// <summary>What is not alerted because it was there before.</summary>
    private async Task<Block> LeftOutAsync(
        Subscription after, CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var query = IncidentQuery.All with
        {
            Topic = after.TopicId,
            LeastSeverity = after.LeastSeverity,
            SinceUtc = call.NowUtc - LookBack,
        };
        var count = await call.Views.CountAsync(query, cancellationToken);
        var age = ClockText.Of(rules.MaxArticleAge, texts);
        return new Block.Paragraph(1,
        [
            count.Known == 0
                ? texts.Of("commands.subscribe.only", ("age", age))
                : texts.Count("commands.subscribe.leftout", count.Known, ("age", age),
                    ("line", $"/incidents {after.TopicId} since:1d")),
        ]);
    }
}
