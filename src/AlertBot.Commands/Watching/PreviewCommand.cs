using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Shows what subscriptions of this channel would have sent, by what is known now.</summary>
internal sealed class PreviewCommand(ISubscriptionStore subscriptions, Lookup lookup, AlertRules rules)
    : ICommand
{
    private const string DefaultSince = "1w";
    private const string Counted = "commands.counted.alerts";
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
            return Answers.Problem(Answers.NoTime(call, "since", since));
        var (wanted, problem) = await WantedAsync(call, cancellationToken);
        if (wanted is null) return problem!;
        var query = IncidentQuery.All with
        {
            Topic = wanted.TopicId,
            LeastSeverity = wanted.LeastSeverity,
            SinceUtc = sinceUtc,
        };
        var count = await call.Views.CountAsync(query, cancellationToken);
        var what = $"{wanted.TopicId} {SubscriptionText.Of(wanted, call.Texts)}";
        if (count.Known == 0)
            return Answers.Line(call.Texts.Of("commands.preview.none",
                ("what", what), ("since", call.Texts.Of(sinceUtc)), ("option", "since:30d")));
        var views = await call.Views.ListAsync(
            query with { Skip = page.Skip }, PageSize, cancellationToken);
        if (page.Missing(count, Counted, views.Count) is { } missing) return Answers.Line(missing);
        var shown = new List<Block>();
        foreach (var view in views)
            shown.AddRange(Short(
                call.Texts, view, wanted,
                await call.Views.RehearseAsync(view.Number, wanted, rules, cancellationToken)));
        var days = Math.Max(1, (call.NowUtc - sinceUtc).TotalDays);
        List<Block> blocks =
        [
            new Block.Paragraph(0,
            [
                new Span(page.Title(count, Counted), IsStrong: true),
                " " + call.Texts.Of("commands.preview.title", ("since", call.Texts.Of(sinceUtc)),
                    ("daily", (count.Known / days).ToString("0.#", CultureInfo.InvariantCulture)), ("what", what)),
            ]),
            .. shown, new Block.Actions(2, [.. page.Buttons(call, page.Known(count, views.Count))]),
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
                call.Texts.Of("commands.preview.which", ("line", "/preview"), ("topics", "/topics"))));
        var (topic, problem) = lookup.Topic(name, call);
        if (topic is null) return (null, Answers.Problem(problem!));
        var wanted = here.FirstOrDefault(s => s.TopicId == topic.Id)
            ?? Subscription.Default(call.Incoming.Channel, topic.Id, call.NowUtc) with
            {
                Language = call.Settings.Language,
                TimeZone = call.Settings.TimeZone ?? "UTC",
            };
        wanted = AsHere(wanted, here);
        if (call.Option("severity") is not { } text) return (wanted, null);
        var (level, fault) = Lookup.Severity(text, call.Texts);
        return level is { } least ? (wanted with { LeastSeverity = least }, null) : (null, Answers.Problem(fault!));
    }

    // A channel reads in one language, and of its subscriptions the most careful one holds for all.
    private static Subscription AsHere(Subscription wanted, IReadOnlyList<Subscription> here)
    {
        var open = here.Where(s => s.Share == ShareLevel.Public).ToList();
        wanted = wanted with
        {
            Language = wanted.Language ?? here.Select(s => s.Language).FirstOrDefault(l => l is not null),
        };
        return open.Count == 0
            ? wanted
            : wanted with { Share = ShareLevel.Public, PublicDelay = open.Max(s => s.PublicDelay) };
    }

    // When it would have come, and the top of the message as it would stand in the channel: the rest is behind
    // /incident.
    private static IEnumerable<Block> Short(Texts texts, IncidentView view, Subscription wanted, Rehearsed? rehearsed)
    {
        if (rehearsed is null)
            return [new Block.Paragraph(0, [texts.Of("commands.preview.never", ("number", view.Number))])];
        var at = ClockText.Of(rehearsed.DueUtc, wanted.TimeZone, texts);
        var line = texts.Of(rehearsed.IsDigest ? "commands.preview.digest" : "commands.preview.comes", ("at", at));
        if (rehearsed.Mention is { } who) line = texts.Of("commands.preview.calls", ("line", line), ("who", who));
        var blocks = rehearsed.Message.Blocks;
        return
        [
            new Block.Paragraph(1, [line]),
            .. rehearsed.IsDigest ? [] : blocks.OfType<Block.Headline>(),
            .. rehearsed.IsDigest ? blocks.OfType<Block.Bullets>() : (IEnumerable<Block>)[],
            .. blocks.OfType<Block.Sentence>().Take(1), .. blocks.OfType<Block.Facts>(),
        ];
    }
}
