using AlertBot.Chat;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Shows what a topic watches.</summary>
internal sealed class WatchShowCommand(Lookup lookup) : ICommand
{
    private const int Spellings = 8;

    // As many as a message holds where each is long.
    private const int PageSize = 6;

    public CommandDefinition Definition { get; } = new(
        "watch show",
        [
            OptionDefinition.Optional("topic", OptionType.Topic),
            OptionDefinition.Optional("part", OptionType.Choice, "rules", "actors", "places", "terms"),
            Pages.Definition,
        ],
        Permission.Everyone, IsPrivate: true,
        ["/watch show", "/watch show iraq-militias", "/watch show iraq-militias actors", "/watch show iraq-militias places page:1"]);

    public Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken) => Task.FromResult(Run(call));

    private Message Run(CommandCall call)
    {
        var texts = call.Texts;
        var lists = lookup.Watchlists(call.Community);
        if (call.Option("topic") is not { } name) return Overview(lists, texts);
        var (list, problem) = lookup.Watchlist(name, call);
        if (list is null) return Answers.Problem(problem!);
        var part = call.Option("part") ?? "rules";
        IEnumerable<IReadOnlyList<Span>> lines = part switch
        {
            "rules" => list.Rules.Select(Line),
            "actors" => list.Actors.Select(a => Line(a.Name, a.Id, a.Aliases, texts)),
            "places" => list.Places.Select(p => Line(p.Name, p.Id, p.Aliases, texts)),
            _ => list.TermLists.Select(t => (IReadOnlyList<Span>)
                [new Span(t.Name, IsStrong: true), " — " + string.Join(texts["chat.list.between"], t.Terms)]),
        };
        var items = lines.ToList();
        if (items.Count == 0)
            return Answers.Line(texts.Of(
                "commands.watch.show.empty", ("topic", list.Topic.Id), ("line", Adding(part, list))));
        var (page, fault) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(fault!);
        var title = texts.Of("commands.watch.show." + part, ("topic", list.Topic.Name));
        if (page.Missing(texts.Count("commands.counted.lines", items.Count), items.Count) is { } missing)
            return Answers.Line(missing);
        var blocks = new List<Block>
        {
            new Block.Bullets(0, page.Title(title, items.Count), [.. items.Skip(page.Skip).Take(page.Size)]),
        };
        if (!list.Topic.Scope.IsShared)
            blocks.Add(new Block.Paragraph(1, [texts.Of(
                "commands.watch.show.own", ("version", list.Version), ("line", $"/watch history {list.Topic.Id}"))]));
        blocks.Add(new Block.Actions(2, [.. page.Buttons(call, items.Count)]));
        return new Message(Tone.Neutral, blocks);
    }

    private static string Adding(string part, Watchlist list) =>
        $"/watch add {(part == "terms" ? "words" : part[..^1])} {list.Topic.Id} …";

    private static Message Overview(IReadOnlyList<Watchlist> lists, Texts texts) => lists.Count == 0
        ? Answers.Line(texts["commands.topics.none"])
        : Answers.List(
            texts["commands.watch.show.title"],
            lists.Select(w => (IReadOnlyList<Span>)
            [
                new Span(w.Topic.Id, IsStrong: true),
                " — " + texts.Of(
                    "commands.watch.show.counts", ("rules", texts.Count("commands.watch.show.rule", w.Rules.Count)),
                    ("actors", texts.Count("commands.watch.show.actor", w.Actors.Count)),
                    ("places", texts.Count("commands.watch.show.place", w.Places.Count))),
                w.Topic.Scope.IsShared ? "" : " " + texts["commands.watch.show.isown"],
            ]),
            texts.Of("commands.watch.show.whole", ("line", $"/watch show {lists[0].Topic.Id}")));

    private static IReadOnlyList<Span> Line(Rule rule) =>
        [new Span(rule.Id, IsStrong: true), $" — {rule.Name}: {rule.Query}"];

    private static IReadOnlyList<Span> Line(string name, string id, IReadOnlyList<Alias> aliases, Texts texts) =>
    [
        new Span(name, IsStrong: true),
        $" ({id}) — ",
        string.Join(
            texts["chat.list.between"],
            aliases.Select(a => a.Text).Where(t => t != name).Distinct(StringComparer.Ordinal).Take(Spellings)),
    ];
}
