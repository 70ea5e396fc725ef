using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Tells what can be asked, and how.</summary>
internal sealed class HelpCommand(Func<CommandNames> names) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "help", [OptionDefinition.Optional("command", OptionType.Text)], Permission.Everyone, IsPrivate: true,
        ["/help", "/help incidents"]);

    /// <summary>Who may, in words.</summary>
    public static string Who(Permission permission, Texts texts) => texts[permission switch
    {
        Permission.Everyone => "commands.who.everyone",
        Permission.ManageChannel => "commands.who.manage",
        _ => "commands.who.moderate",
    }];

    public Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken) => Task.FromResult(
        call.Option("command") is { } name ? Explain(name.TrimStart('/'), call.Texts) : All(call));

    private Message All(CommandCall call)
    {
        var texts = call.Texts;
        var all = Answers.List(
            texts["commands.help.title"],
            names().Definitions.Select(d =>
                (IReadOnlyList<Span>)[new Span(d.Usage, IsStrong: true), " — " + d.Summary(texts)]),
            texts.Of("commands.help.more", ("line", "/help incidents")));
        // Who is new here needs one command and not forty.
        return call.IsSubscribed ? all : all with
        {
            Blocks =
            [
                new Block.Paragraph(0, [new Span(texts.Of("commands.help.first", ("line", "/setup")), IsStrong: true)]),
                .. all.Blocks, new Block.Actions(1, [new ActionButton(texts["commands.help.setup"], "/setup")]),
            ],
        };
    }

    private Message Explain(string name, Texts texts)
    {
        IReadOnlyList<CommandDefinition> found =
            [.. names().Command(name) is ({ } one, _) ? [one] : Array.Empty<CommandDefinition>(), .. names().Below(name)];
        return found.Count == 0
            ? Answers.Problem(CommandLine.Unknown(name, names(), texts))
            : new Message(Tone.Neutral, [.. found.SelectMany(d => Explain(d, texts))]);
    }

    private static IEnumerable<Block> Explain(CommandDefinition command, Texts texts)
    {
        yield return new Block.Paragraph(
            0, [new Span(command.Usage, IsStrong: true), " — " + command.Summary(texts)]);
        if (texts.Find("commands.help.local") is not null)
            yield return new Block.Paragraph(1, [texts.Of("commands.help.local", ("usage", UsageIn(texts, command)))]);
        if (command.Options.Count > 0)
            yield return new Block.Bullets(
                1, texts["commands.help.options"], [.. command.Options.Select(o => (IReadOnlyList<Span>)
                    [new Span(o.Name, IsStrong: true), $" — {command.SummaryOf(o, texts)}{Takes(command, o, texts)}"])]);
        yield return new Block.Bullets(
            2, texts["commands.help.examples"], [.. command.Examples.Select(e => (IReadOnlyList<Span>)[e])]);
    }

    private static string UsageIn(Texts texts, CommandDefinition command) =>
        $"/{command.NameIn(texts)}" + string.Concat(command.Options.Select(o =>
            o.IsRequired ? $" {command.NameOf(o, texts)}" : $" [{command.NameOf(o, texts)}]"));

    private static string Takes(CommandDefinition command, OptionDefinition option, Texts texts)
    {
        IEnumerable<string> choices = option.Type switch
        {
            OptionType.Choice => option.Choices.Select(c => command.LabelOf(c, texts)),
            OptionType.Severity => Lookup.Levels,
            OptionType.Kind => Watchlists.EventKinds.Words,
            _ => [],
        };
        return option.Type == OptionType.Since
            ? " " + texts.Of("commands.help.time", ("expected", texts["commands.time.expected"]))
            : choices.Any()
                ? " " + texts.Of("commands.help.oneof",
                    ("choices", string.Join(texts["chat.list.between"], choices)))
                : "";
    }
}
