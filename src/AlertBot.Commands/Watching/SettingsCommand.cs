using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Shows all that is set in a community, on one page.</summary>
internal sealed class SettingsCommand(ISubscriptionStore subscriptions, IFeedStore feeds, Lookup lookup) : ICommand
{
    private const int Shown = 20;

    public CommandDefinition Definition { get; } = new(
        "settings",
        [],
        Permission.ManageChannel, IsPrivate: true, ["/settings"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var subscribed = (await subscriptions.ListAsync(cancellationToken))
            .Where(s => s.Community == call.Community).OrderBy(s => s.Channel.ToString(), StringComparer.Ordinal)
            .ToList();
        var own = (await feeds.ListAsync(cancellationToken)).Count(l => l.Feed.Scope == Scope.Of(call.Community));
        var topics = lookup.Topics(call.Community);
        var blocks = new List<Block>
        {
            new Block.Facts(0,
            [
                new("Channels subscribed", Text(subscribed.Select(s => s.Channel).Distinct().Count())),
                new("Topics", $"{Text(topics.Count)}, {Text(topics.Count(t => !t.Scope.IsShared))} own"),
                new("Own feeds", Text(own)),
            ]),
        };
        if (subscribed.Count > 0)
            blocks.Add(new Block.Bullets(0, "Subscriptions", [.. subscribed.Take(Shown).Select(Line)])
            {
                LeftOut = Math.Max(0, subscribed.Count - Shown),
            });
        blocks.Add(new Block.Paragraph(1, [subscribed.Count == 0
            ? "No channel is subscribed. See /topics, then /subscribe. Who changed what: /settings log"
            : "Change: /subscribe, /feed list own. Who changed what: /settings log"]));
        return new Message(Tone.Neutral, blocks);
    }

    private static IReadOnlyList<Span> Line(Subscription subscription) =>
    [
        new Span($"{Place(subscription.Channel)} {subscription.TopicId}", IsStrong: true),
        " — " + SubscriptionText.Of(subscription),
    ];

    private static string Place(ChannelRef channel) =>
        channel.Thread is { } thread ? $"{channel.Channel}/{thread}" : channel.Channel;

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Shows who changed what in a community.</summary>
internal sealed class SettingsLogCommand(IAuditLog audit) : ICommand
{
    private const int PageSize = 15;

    public CommandDefinition Definition { get; } = new(
        "settings log", [Pages.Definition],
        Permission.ManageChannel, IsPrivate: true, ["/settings log", "/settings log 2"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (page, problem) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(problem!);
        // One more than a page holds tells whether there is another.
        var entries = await audit.ListAsync(call.Community, page.Skip, PageSize + 1, cancellationToken);
        if (entries.Count == 0)
            return Answers.Line(page.Number == 1
                ? "Nothing was changed here yet."
                : $"There is no page {page.Number} of the log.");
        return new Message(Tone.Neutral,
        [
            new Block.Bullets(0, "Changes", [.. entries.Take(PageSize).Select(Line)]),
            new Block.Actions(1, [.. page.Buttons(call, page.Skip + entries.Count)]),
        ]);
    }

    private static IReadOnlyList<Span> Line(AuditEntry entry)
    {
        var change = (entry.Before, entry.After) switch
        {
            // What undoes a change of an incident is no text for people.
            _ when ChangeNote.Read(entry) is not null => "",
            ({ } before, { } after) => $": {after} (was {before})",
            (null, { } after) => $": {after}",
            ({ } before, null) => $" (was {before})",
            _ => "",
        };
        return
        [
            $"{Wording.Of(entry.AtUtc)} ", new Span(entry.UserName, IsStrong: true),
            $" — {entry.Action} {entry.Subject}{change}",
        ];
    }
}
