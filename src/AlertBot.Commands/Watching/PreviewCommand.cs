using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Shows what subscriptions of this channel would have sent, by what is known now.</summary>
internal sealed class PreviewCommand(ISubscriptionStore subscriptions, Lookup lookup)
    : ICommand
{
    private const string DefaultSince = "1w";
    private const int PageSize = 3;

    public CommandDefinition Definition { get; } = new(
        "preview",
        [
            OptionDefinition.Optional(
                "topic", OptionType.Topic),
            OptionDefinition.Optional(
                "severity", OptionType.Severity),
            OptionDefinition.Optional("since", OptionType.Since),
            Pages.Definition,
        ],
        Permission.Everyone, IsPrivate: true,
        ["/preview", "/preview iraq-militias high", "/preview iraq-militias since:30d"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (page, fault) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(fault!);
        var since = call.Option("since") ?? DefaultSince;
        if (SinceText.Parse(since, call.NowUtc) is not { } sinceUtc)
            return Answers.Problem($"since: '{since}' is no time. Expected {SinceText.Expected}.");
        var (wanted, problem) = await WantedAsync(call, cancellationToken);
        if (wanted is null) return problem!;
        var query = IncidentQuery.All with
        {
            Topic = wanted.TopicId,
            LeastSeverity = wanted.LeastSeverity,
            SinceUtc = sinceUtc,
        };
        var count = await call.Views.CountAsync(query, cancellationToken);
        var what = $"{wanted.TopicId} {SubscriptionText.Of(wanted)}";
        if (count.Known == 0)
            return Answers.Line($"{what}: nothing since {Wording.Of(sinceUtc)}. Try a lower severity, or since:30d.");
        var views = await call.Views.ListAsync(
            query with { Skip = page.Skip }, PageSize, cancellationToken);
        if (page.Missing(count, "alert", views.Count, call.Texts) is { } missing) return Answers.Line(missing);
        var days = Math.Max(1, (call.NowUtc - sinceUtc).TotalDays);
        List<Block> blocks =
        [
            new Block.Paragraph(0,
            [
                new Span(page.Title(count, "alert", call.Texts), IsStrong: true),
                FormattableString.Invariant($" since {Wording.Of(sinceUtc)}, about {count.Known / days:0.#} a day: {what}"),
            ]),
            .. views.SelectMany(Short), new Block.Actions(2, [.. page.Buttons(call, page.Known(count, views.Count))]),
        ];
        return new Message(Tone.Neutral, blocks);
    }

    /// <summary>The subscription that is meant, or one as it would be.</summary>
    private async Task<(Subscription? Wanted, Message? Problem)> WantedAsync(
        CommandCall call, CancellationToken cancellationToken)
    {
        var here = await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken);
        var name = call.Option("topic") ?? (here.Count > 0 ? here[0].TopicId : null);
        if (name is null)
            return (null, Answers.Line(
                "This channel has no subscriptions. Name a topic after /preview; /topics lists them."));
        var (topic, problem) = lookup.Topic(name, call.Community);
        if (topic is null) return (null, Answers.Problem(problem!));
        var wanted = here.FirstOrDefault(s => s.TopicId == topic.Id)
            ?? Subscription.Default(call.Incoming.Channel, topic.Id, call.NowUtc);
        if (call.Option("severity") is not { } text) return (wanted, null);
        var (level, fault) = Lookup.Severity(text);
        return level is { } least ? (wanted with { LeastSeverity = least }, null) : (null, Answers.Problem(fault!));
    }

    // The top of the alert as it would stand in the channel: the rest is behind /incident.
    private static IEnumerable<Block> Short(IncidentView view) =>
        [AlertCard.Head(view), .. AlertCard.Summary(view).Take(1), AlertCard.Facts(view)];
}
