using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Adds to what a topic watches, for the community alone.</summary>
internal sealed class WatchAddCommand(TopicShelf shelf, Lookup lookup) : ICommand
{
    // A button's command has 100 characters at most.
    private const int MaxButton = 100;

    private readonly Additions _additions = new(lookup);

    public CommandDefinition Definition { get; } = new(
        "watch add",
        [
            new OptionDefinition("what", OptionType.Choice, true, ["actor", "place", "rule", "alias", "words", "topic"]),
            OptionDefinition.Required("topic", OptionType.Topic),
            OptionDefinition.Required("text", OptionType.Verbatim),
            OptionDefinition.Optional("aliases", OptionType.Text),
            OptionDefinition.Optional("of", OptionType.Text),
            OptionDefinition.Optional("type", OptionType.Choice, [.. ActorKinds.Words, .. PlacePrecisions.Words]),
            OptionDefinition.Optional("country", OptionType.Country),
            OptionDefinition.Optional("at", OptionType.Coordinates),
            OptionDefinition.Optional("weight", OptionType.Numbers),
            OptionDefinition.Optional("name", OptionType.Text),
            OptionDefinition.Optional("needs", OptionType.Text),
            OptionDefinition.Optional("unless", OptionType.Text),
            OptionDefinition.Optional("case", OptionType.Choice, "any", "exact"),
        ],
        Permission.Moderate, IsPrivate: false,
        [
            "/watch add actor iraq-militias Liwa Ahrar al-Iraq aliases:لواء أحرار العراق, Free Iraqis Brigade type:militia country:IQ",
            "/watch add place iraq-militias Zurbatiyah crossing at:33.15,46.06 country:IQ aliases:منفذ زرباطية",
            "/watch add rule iraq-militias \"drone* NEAR/8 harir\" name:Drones at Harir",
            "/watch add alias iraq-militias KH of:kataib-hezbollah case:exact needs:Iraq, militia",
            "/watch add words iraq-militias quadcopter*, loitering munition of:drone-words",
            "/watch add topic border Border crossings",
        ])
    {
        Forms =
        [
            Form("actor", "text", "topic", "aliases", "type", "country"),
            Form("place", "text", "topic", "at", "country", "aliases"),
            Form("rule", "text", "topic", "name"),
            Form("alias", "text", "topic", "of", "case", "needs"),
            Form("words", "text", "topic", "of"),
            Form("topic", "text", "topic"),
        ],
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var text = RuleText.Unquoted(call.Option("text")!);
        var asked = call.Option("topic")!;
        var isTopic = call.Option("what") == "topic";
        var known = lookup.Topic(asked, call).Found;
        if (isTopic && known is not null)
            return Answers.Problem(call.Texts.Of("commands.watch.add.topicthere", ("topic", known.Id)));
        if (!isTopic && known is null)
            return Answers.Problem(NoTopic(call, asked));
        var topic = await shelf.OpenAsync(known?.Id ?? Slug.Of(asked), call.Community, cancellationToken);
        if (!isTopic && topic.Serving is null) return Answers.Problem(NoTopic(call, asked));
        var change = Make(call, topic.Serving, text);
        if (change.After is not { } after) return Answers.Problem(change.Problem!);
        var saved = await shelf.SaveAsync(
            call, topic, after with { Topic = after.Topic with { Scope = Scope.Of(call.Community) } }, cancellationToken);
        return saved.Tone == Tone.Problem || call.Option("what") != "rule" ? saved : WithBacktest(saved, after, call);
    }

    private static CommandForm Form(string what, params IReadOnlyList<string> fields) =>
        new(fields) { Option = "what", Value = what };

    private Change Make(CommandCall call, Watchlist? list, string text) => call.Option("what") switch
    {
        "actor" => Additions.Actor(call, list!, text),
        "place" => _additions.Place(call, list!, text),
        "rule" => Additions.Rule(call, list!, call.Option("text")!),
        "alias" => Additions.Alias(call, list!, text),
        "words" => Additions.Words(call, list!, text),
        _ => Additions.Topic(call, call.Option("topic")!, text),
    };

    private string NoTopic(CommandCall call, string asked) =>
        DidYouMean.Nearest(asked, lookup.Topics(call.Community).Select(t => t.Id)) is { } near
            ? call.Texts.Of("commands.watch.notopic.near", ("topic", asked), ("near", near))
            : call.Texts.Of(
                "commands.watch.notopic", ("topic", asked), ("line", $"/watch add topic {asked} \"{asked}\""));

    private static Message WithBacktest(Message saved, Watchlist after, CommandCall call)
    {
        var line = $"/watch backtest {after.Rules[^1].Id} topic:{after.Topic.Id}";
        if (line.Length > MaxButton) return saved;
        return saved with
        {
            Blocks =
            [
                .. saved.Blocks.SkipLast(1),
                new Block.Actions(2,
                [
                    new ActionButton(call.Texts["commands.watch.backtest.button"], line),
                    .. ((Block.Actions)saved.Blocks[^1]).Buttons,
                ]),
            ],
        };
    }
}
