using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>
/// Walks somebody through the first subscription, one question after another. Each answer stands for the whole line so
/// far: nothing is remembered in between, and the lines can be typed as well.
/// </summary>
internal sealed class SetupCommand(
    Subscribing subscribing, ISubscriptionStore subscriptions, IEnumerable<IChatPlatform> platforms, Lookup lookup)
    : ICommand
{
    /// <summary>What is typed for the channel in which somebody types.</summary>
    public const string Here = "here";

    private const int MaxKnown = 9;

    // What a list to choose from holds on Discord.
    private const int PageSize = 25;
    private const int MaxLabel = 80;

    private readonly Dictionary<string, IChatPlatform> _platforms =
        platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public CommandDefinition Definition { get; } = new(
        "setup",
        [
            OptionDefinition.Optional("topic", OptionType.Topic), OptionDefinition.Optional("channel", OptionType.Word),
            OptionDefinition.Optional("severity", OptionType.Severity), Pages.Definition,
            OptionDefinition.Optional("cancel", OptionType.Choice, "yes"),
        ],
        Permission.ManageChannel, IsPrivate: true,
        ["/setup", "/setup iraq-militias", "/setup iraq-militias channel:here severity:high"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (call.Option("cancel") is not null)
            return Answers.Line(call.Texts.Of("commands.setup.cancelled", ("line", "/setup")));
        if (call.Option("topic") is not { } typed) return AskTopic(call);
        var (topic, problem) = lookup.Topic(typed, call);
        if (topic is null) return Answers.Problem(problem!);
        if (call.Option("channel") is not { } where) return await AskChannelAsync(call, topic, null, cancellationToken);
        var (channel, fault) = await ChannelAsync(call, where, cancellationToken);
        if (channel is null) return await AskChannelAsync(call, topic, fault, cancellationToken);
        if (await LackAsync(call, channel, cancellationToken) is { } lack)
            return await AskChannelAsync(
                call, topic,
                call.Texts.Of(
                    "commands.setup.lacks", ("channel", Name(channel)), ("why", PlatformReason.Of(call.Texts, lack))),
                cancellationToken);
        if (call.Option("severity") is null) return AskSeverity(call, topic, where);
        return await subscribing.ChangeAsync(
            call, channel, topic, name => name == "severity" ? call.Option(name) : null, cancellationToken);
    }

    private Message AskTopic(CommandCall call)
    {
        var texts = call.Texts;
        var topics = lookup.Topics(call.Community);
        if (topics.Count == 0) return Answers.Line(texts["commands.topics.none"]);
        var (page, problem) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(problem!);
        var shown = topics.Skip(page.Skip).Take(PageSize)
            .Select(t => new ChoiceLine(Short(t.Name), t.Description, $"/setup {t.Id}"));
        return Asked(
            call, 1, texts["commands.setup.topic"], null, [new Block.Choices(0, texts["commands.setup.topic"], [.. shown])],
            page.Buttons(call, topics.Count),
            topics.Count > PageSize ? texts.Of("commands.setup.more", ("count", topics.Count), ("line", "/setup topic:")) : null);
    }

    private async Task<Message> AskChannelAsync(
        CommandCall call, Topic topic, string? problem, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var line = $"/setup {topic.Id} channel:";
        var offersChannels = _platforms.GetValueOrDefault(call.Incoming.Channel.Platform)?.Capabilities.CanOfferChannels ?? false;
        // Who manages this channel need not manage another.
        var mayElsewhere = call.Incoming.User.MayModerate;
        var known = mayElsewhere && !offersChannels ? await KnownAsync(call, cancellationToken) : [];
        var question = texts.Of("commands.setup.channel", ("topic", topic.Name));
        var here = new ChoiceLine(texts["commands.setup.here"], "", line + texts["commands.setup.here"]);
        List<Block> choices =
        [
            new Block.Choices(0, question, [here, .. known.Select(c => new ChoiceLine(Short(Name(c)), "", line + Name(c)))]),
        ];
        if (mayElsewhere && offersChannels)
            choices.Add(new Block.ChannelChoice(
                0, texts["commands.setup.elsewhere.choose"], line + Block.ChannelChoice.Hole));
        return Asked(call, 2, question, problem, choices, [], null);
    }

    private static Message AskSeverity(CommandCall call, Topic topic, string channel)
    {
        var texts = call.Texts;
        var levels = Enum.GetValues<SeverityLevel>().Select(level =>
        {
            var word = level.ToString().ToLowerInvariant();
            return new ChoiceLine(
                texts.Of(level), texts[$"commands.setup.severity.{word}"],
                $"/setup {topic.Id} channel:{channel} severity:{word}");
        });
        return Asked(
            call, 3, texts["commands.setup.severity"], null,
            [new Block.Choices(0, texts["commands.setup.severity"], [.. levels])], [], null);
    }

    /// <summary>A step: what was wrong with the last answer, what is asked, what may be chosen, and the way out.</summary>
    private static Message Asked(
        CommandCall call, int step, string question, string? problem, IEnumerable<Block> choices,
        IEnumerable<ActionButton> more, string? note)
    {
        var cancel = new ActionButton(call.Texts["commands.setup.cancel"], "/setup cancel:yes");
        var blocks = new List<Block>();
        if (problem is not null) blocks.Add(new Block.Paragraph(0, [problem]));
        blocks.Add(new Block.Paragraph(
            0, [new Span(call.Texts.Of("commands.setup.step", ("step", step)), IsStrong: true), question]));
        blocks.AddRange(choices);
        if (note is not null) blocks.Add(new Block.Paragraph(1, [note]));
        blocks.Add(new Block.Actions(1, [.. more, cancel]));
        return new Message(problem is null ? Tone.Neutral : Tone.Problem, blocks);
    }

    /// <summary>The channels of the community that hear of something already, this one not among them.</summary>
    private async Task<List<ChannelRef>> KnownAsync(CommandCall call, CancellationToken cancellationToken) =>
        [.. (await subscriptions.ListAsync(cancellationToken))
            .Where(s => s.Community == call.Community && s.Channel != call.Incoming.Channel)
            .Select(s => s.Channel).Distinct().OrderBy(Name, StringComparer.Ordinal).Take(MaxKnown)];

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
            || await AccessAsync(other, cancellationToken) is ChannelAccess.CannotTell
            ? (null, call.Texts.Of("commands.setup.unknown", ("typed", typed)))
            : (other, null);
    }

    /// <summary>Why the bot cannot write there; null when it can, or when nobody can tell.</summary>
    private async Task<string?> LackAsync(CommandCall call, ChannelRef channel, CancellationToken cancellationToken) =>
        await AccessAsync(channel, cancellationToken) is ChannelAccess.Closed closed
            ? closed.Said.In(call.Texts.Language, closed.Reason)
            : null;

    private async Task<ChannelAccess> AccessAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        _platforms.TryGetValue(channel.Platform, out var platform)
            ? await platform.CheckAsync(channel, cancellationToken)
            : new ChannelAccess.CannotTell();

    private static string Name(ChannelRef channel) =>
        channel.Thread is { } thread ? $"{channel.Channel}/{thread}" : channel.Channel;

    private static string Short(string label) => label.Length <= MaxLabel ? label : label[..(MaxLabel - 1)] + "…";
}
