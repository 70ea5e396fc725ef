using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>
/// Walks somebody through the first subscription, one question after another. Each answer is a button that stands for
/// the whole line so far: nothing is remembered in between, and the lines can be typed as well.
/// </summary>
internal sealed class SetupCommand(
    Subscribing subscribing, ISubscriptionStore subscriptions, IEnumerable<IChatPlatform> platforms, Lookup lookup)
    : ICommand
{
    private const string Here = "here";
    private const int MaxButtons = 10;
    private const int MaxCommand = 100;
    private const int MaxLabel = 80;

    private readonly Dictionary<string, IChatPlatform> _platforms =
        platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public CommandDefinition Definition { get; } = new(
        "setup",
        [
            OptionDefinition.Optional("topic", OptionType.Topic), OptionDefinition.Optional("channel", OptionType.Word),
            OptionDefinition.Optional("severity", OptionType.Severity),
        ],
        Permission.ManageChannel, IsPrivate: true,
        ["/setup", "/setup iraq-militias", "/setup iraq-militias channel:here severity:high"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (call.Option("topic") is not { } typed) return AskTopic(call);
        var (topic, problem) = lookup.Topic(typed, call);
        if (topic is null) return Answers.Problem(problem!);
        if (call.Option("channel") is not { } where) return await AskChannelAsync(call, topic, cancellationToken);
        var (channel, fault) = await ChannelAsync(call, where, cancellationToken);
        if (channel is null) return Answers.Problem(fault!);
        if (await LackAsync(channel, cancellationToken) is { } lack)
            return Answers.Problem(call.Texts.Of("commands.setup.lacks", ("channel", Name(channel)), ("why", PlatformReason.Of(call.Texts, lack))));
        if (call.Option("severity") is null) return AskSeverity(call, topic, where);
        return await subscribing.ChangeAsync(
            call, channel, topic, name => name == "severity" ? call.Option(name) : null, cancellationToken);
    }

    private Message AskTopic(CommandCall call)
    {
        var texts = call.Texts;
        var topics = lookup.Topics(call.Community);
        if (topics.Count == 0) return Answers.Line(texts["commands.topics.none"]);
        return Asked(
            call, 1, texts["commands.setup.topic"],
            topics.Select(t => ($"{t.Name}. {t.Description}", new ActionButton(Short(t.Name), $"/setup {t.Id}"))));
    }

    private async Task<Message> AskChannelAsync(CommandCall call, Topic topic, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var others = call.Incoming.User.MayModerate ? await KnownAsync(call, cancellationToken) : [];
        return Asked(
            call, 2, texts.Of("commands.setup.channel", ("topic", topic.Name)),
            others.Select(c =>
                    (Name(c), new ActionButton(Short(Name(c)), $"/setup {topic.Id} channel:{Name(c)}")))
                .Prepend((texts["commands.setup.here"],
                    new ActionButton(
                        texts["commands.setup.here"], $"/setup {topic.Id} channel:{texts["commands.setup.here"]}"))));
    }

    private static Message AskSeverity(CommandCall call, Topic topic, string channel)
    {
        var texts = call.Texts;
        return Asked(
            call, 3, texts["commands.setup.severity"],
            Enum.GetValues<SeverityLevel>().Select(level =>
            {
                var word = level.ToString().ToLowerInvariant();
                var line = $"/setup {topic.Id} channel:{channel} severity:{word}";
                return (texts[$"commands.setup.severity.{word}"], new ActionButton(texts.Of(level), line));
            }));
    }

    /// <summary>A step: what is asked, what may be chosen, and the lines for those who type.</summary>
    private static Message Asked(
        CommandCall call, int step, string question, IEnumerable<(string Text, ActionButton Button)> choices)
    {
        var all = choices.ToList();
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(
                0, [new Span(call.Texts.Of("commands.setup.step", ("step", step)), IsStrong: true), question]),
            new Block.Bullets(0, "", [.. all.Select(c => (IReadOnlyList<Span>)
                [new Span(c.Button.Command, IsStrong: true), " — " + c.Text])]),
            new Block.Actions(
                1, [.. all.Select(c => c.Button).Where(b => b.Command.Length <= MaxCommand).Take(MaxButtons)]),
        ]);
    }

    /// <summary>The channels of the community that hear of something already, this one not among them.</summary>
    private async Task<List<ChannelRef>> KnownAsync(CommandCall call, CancellationToken cancellationToken) =>
        [.. (await subscriptions.ListAsync(cancellationToken))
            .Where(s => s.Community == call.Community && s.Channel != call.Incoming.Channel)
            .Select(s => s.Channel).Distinct().OrderBy(Name, StringComparer.Ordinal).Take(MaxButtons - 1)];

    private async Task<(ChannelRef? Channel, string? Problem)> ChannelAsync(
        CommandCall call, string typed, CancellationToken cancellationToken)
    {
        var here = call.Incoming.Channel;
        // As Discord writes a channel: <#7>.
        var name = typed.Trim().Trim('<', '>', '#');
        if (name.Equals(Here, StringComparison.OrdinalIgnoreCase) || name == call.Texts["commands.setup.here"]
            || name == Name(here))
            return (here, null);
        // Who manages this channel need not manage another.
        if (!call.Incoming.User.MayModerate) return (null, call.Texts["commands.setup.elsewhere"]);
        if ((await KnownAsync(call, cancellationToken)).Find(c => Name(c) == name) is { } known) return (known, null);
        var other = here with { Channel = name, Thread = null };
        return name.Contains('/', StringComparison.Ordinal) || name.Any(char.IsWhiteSpace)
            || await AccessAsync(other, cancellationToken) is not ChannelAccess.Open
            ? (null, call.Texts.Of("commands.setup.unknown", ("typed", typed)))
            : (other, null);
    }

    /// <summary>Why the bot cannot write there; null when it can, or when nobody can tell.</summary>
    private async Task<string?> LackAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        await AccessAsync(channel, cancellationToken) is ChannelAccess.Closed closed ? closed.Reason : null;

    private async Task<ChannelAccess> AccessAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        _platforms.TryGetValue(channel.Platform, out var platform)
            ? await platform.CheckAsync(channel, cancellationToken)
            : new ChannelAccess.CannotTell();

    private static string Name(ChannelRef channel) =>
        channel.Thread is { } thread ? $"{channel.Channel}/{thread}" : channel.Channel;

    private static string Short(string label) => label.Length <= MaxLabel ? label : label[..(MaxLabel - 1)] + "…";
}
