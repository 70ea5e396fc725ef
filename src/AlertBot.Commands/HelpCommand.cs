using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Tells what can be asked, and how.</summary>
internal sealed class HelpCommand(Func<CommandNames> names) : ICommand
{
    /// <summary>The option that names a command.</summary>
    public const string Topic = "command";

    // One message of any platform holds them.
    private const int PageSize = 15;

    private static readonly Dictionary<string, string> NoOptions = new(StringComparer.Ordinal);

    public CommandDefinition Definition { get; } = new(
        "help", [OptionDefinition.Optional(Topic, OptionType.Text), Pages.Definition], Permission.Everyone,
        IsPrivate: true, ["/help", "/help 2", "/help incidents"]);

    /// <summary>Who may, in words.</summary>
    public static string Who(Permission permission, Texts texts) => texts[permission switch
    {
        Permission.Everyone => "commands.who.everyone",
        Permission.ManageChannel => "commands.who.manage",
        _ => "commands.who.moderate",
    }];

    public Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken) => Task.FromResult(
        call.Option(Topic) is { } name && !name.All(char.IsDigit)
            ? Explain(name.TrimStart('/'), call.Texts)
            : All(call));

    private Message All(CommandCall call)
    {
        var texts = call.Texts;
        var (page, problem) = Pages.Of(call, PageSize, call.Option(Topic));
        if (page is null) return Answers.Problem(problem!);
        var all = names().Definitions;
        var counted = texts.Count("commands.counted.commands", all.Count);
        if (page.Missing(counted, all.Count) is { } missing) return Answers.Line(missing);
        var blocks = new List<Block>
        {
            new Block.Bullets(
                0, page.Title(counted, all.Count), [.. all.Skip(page.Skip).Take(page.Size).Select(d =>
                    (IReadOnlyList<Span>)[new Span("/" + d.Name, IsStrong: true), " — " + d.Summary(texts)])]),
            new Block.Paragraph(1, [texts.Of("commands.help.more", ("line", "/help incidents"))]),
        };
        var buttons = page.Buttons(call with { Options = NoOptions }, all.Count);
        // Who is new here needs one command and not forty.
        if (!call.IsSubscribed && page.Number == 1)
        {
            blocks.Insert(0, new Block.Paragraph(
                0, [new Span(texts.Of("commands.help.first", ("line", "/setup")), IsStrong: true)]));
            buttons = buttons.Prepend(new ActionButton(texts["commands.help.setup"], "/setup"));
        }
        blocks.Add(new Block.Actions(0, [.. buttons]));
        return new Message(Tone.Neutral, blocks);
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
            OptionType.Severity => Lookup.LevelNames(texts),
            OptionType.Kind => Lookup.KindNames(texts),
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
