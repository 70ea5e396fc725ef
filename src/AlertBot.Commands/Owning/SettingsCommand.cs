using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>
/// Shows all that is set in a community on one page, and changes what is set for all of its channels.
/// </summary>
internal sealed class SettingsCommand(
    ISubscriptionStore subscriptions, IFeedStore feeds, IFollowStore follows, ICommunitySettings settings,
    IAuditLog audit, Lookup lookup) : ICommand
{
    private const int Shown = 20;

    public CommandDefinition Definition { get; } = new(
        "settings", SettingsChange.Options, Permission.ManageChannel, IsPrivate: true,
        ["/settings", "/settings language:ar zone:Asia/Baghdad", "/settings follows:off"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        Definition.Options.Any(o => call.Option(o.Name) is not null)
            ? await ChangeAsync(call, cancellationToken)
            : await ShowAsync(call, cancellationToken);

    private async Task<Message> ChangeAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        // Who manages one channel has no say in the others.
        if (!call.Incoming.User.MayModerate)
            return Answers.Problem(texts.Of("commands.refused",
                ("command", "/settings"), ("who", texts["commands.who.moderate"])));
        var (after, problem) = SettingsChange.Of(call.Settings, call.Option, texts);
        if (after is null) return Answers.Problem(problem!);
        if (after == call.Settings) return Answers.Line(texts["commands.settings.same"]);
        var user = call.Incoming.User;
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, call.Community.Value,
                SettingsChange.Line(call.Settings), SettingsChange.Line(after)),
            cancellationToken);
        await settings.SaveAsync(call.Community, after, cancellationToken);
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [texts["commands.settings.changed"]]), Facts(after, texts),
            new Block.Actions(1,
            [
                new ActionButton(texts["commands.settings.back"], $"/settings {SettingsChange.Line(call.Settings)}"),
            ]),
        ]);
    }

    private async Task<Message> ShowAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var subscribed = (await subscriptions.ListAsync(cancellationToken))
            .Where(s => s.Community == call.Community).OrderBy(s => s.Channel.ToString(), StringComparer.Ordinal)
            .ToList();
        var own = (await feeds.ListAsync(cancellationToken)).Count(l => l.Feed.Scope == Scope.Of(call.Community));
        var followed = await follows.ListAsync(call.Community, cancellationToken);
        var topics = lookup.Topics(call.Community);
        var blocks = new List<Block>
        {
            Facts(call.Settings, texts),
            new Block.Facts(0,
            [
                new(texts["commands.settings.channels"], Text(subscribed.Select(s => s.Channel).Distinct().Count())),
                new(texts["commands.settings.topics"], texts.Of("commands.settings.topics.own",
                    ("all", topics.Count), ("own", topics.Count(t => !t.Scope.IsShared)))),
                new(texts["commands.settings.feeds"], Text(own)),
                new(texts["commands.settings.followed"], Text(followed.Count)),
            ]),
        };
        if (subscribed.Count > 0)
            blocks.Add(new Block.Bullets(
                0, texts["commands.subscriptions.title.all"], [.. subscribed.Take(Shown).Select(s => Line(s, texts))])
            {
                LeftOut = Math.Max(0, subscribed.Count - Shown),
            });
        blocks.Add(new Block.Paragraph(1, [subscribed.Count == 0
            ? texts.Of("commands.settings.nothing", ("setup", "/setup"), ("log", "/settings log"))
            : texts.Of("commands.settings.how",
                ("line", "/settings language:ar"), ("log", "/settings log"), ("export", "/settings export"))]));
        return new Message(Tone.Neutral, blocks);
    }

    private static Block.Facts Facts(CommunitySettings set, Texts texts) => new(0,
    [
        new(texts["commands.settings.language"], texts[$"commands.language.{set.Language ?? TextBook.English}"]),
        new(texts["commands.settings.zone"], set.TimeZone ?? "UTC"),
        new(texts["commands.settings.moderators"], set.ModeratorRole ?? texts["commands.settings.moderators.platform"]),
        new(texts["commands.settings.follows"],
            texts[set.MayFollow ? "commands.settings.on" : "commands.settings.off"]),
    ]);

    private static IReadOnlyList<Span> Line(Subscription subscription, Texts texts) =>
    [
        new Span($"{Place(subscription.Channel)} {subscription.TopicId}", IsStrong: true),
        " — " + SubscriptionText.Of(subscription, texts),
    ];

    private static string Place(ChannelRef channel) =>
        channel.Thread is { } thread ? $"{channel.Channel}/{thread}" : channel.Channel;

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
