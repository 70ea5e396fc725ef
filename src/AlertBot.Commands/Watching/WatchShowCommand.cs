using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Shows what a topic watches.</summary>
internal sealed class WatchShowCommand(Lookup lookup) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "watch show",
        [
            OptionDefinition.Optional("topic", OptionType.Topic),
            OptionDefinition.Optional("part", OptionType.Choice, "rules", "actors", "places", "terms"),
        ],
        Permission.Everyone, IsPrivate: true,
        ["/watch show", "/watch show iraq-militias", "/watch show iraq-militias actors"]);

    public Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken) => Task.FromResult(Run(call));

    private Message Run(CommandCall call)
    {
        var lists = lookup.Watchlists(call.Community);
        if (call.Option("topic") is not { } name) return Overview(lists);
        var (topic, problem) = lookup.Topic(name, call);
        if (topic is null) return Answers.Problem(problem!);
        var list = lists.First(w => w.Topic.Id == topic.Id);
        return (call.Option("part") ?? "rules").ToUpperInvariant() switch
        {
            "RULES" => Answers.List($"Rules of {topic.Name}", list.Rules.Select(Line)),
            "ACTORS" => Answers.List($"Actors of {topic.Name}", list.Actors.Select(a => Line(a.Name, a.Id, a.Aliases))),
            "PLACES" => Answers.List($"Places of {topic.Name}", list.Places.Select(p => Line(p.Name, p.Id, p.Aliases))),
            "TERMS" => Answers.List($"Words of {topic.Name}", list.TermLists.Select(t => (IReadOnlyList<Span>)
                [new Span(t.Name, IsStrong: true), " — " + string.Join(", ", t.Terms)])),
            var part => Answers.Problem(
                $"'{part.ToLowerInvariant()}' is no part. One of: rules, actors, places, terms."),
        };
    }

    private static Message Overview(IReadOnlyList<Watchlist> lists) => lists.Count == 0
        ? Answers.Line("Nothing is watched. Put a watchlist into config/watchlists and run 'alertbot check'.")
        : Answers.List(
            "Watchlists",
            lists.Select(w => (IReadOnlyList<Span>)
            [
                new Span(w.Topic.Id, IsStrong: true),
                $" — {Wording.Count(w.Rules.Count, "rule")}, {Wording.Count(w.Actors.Count, "actor")}, ",
                Wording.Count(w.Places.Count, "place"),
            ]),
            $"One whole: /watch show {lists[0].Topic.Id}");

    private static IReadOnlyList<Span> Line(Rule rule) =>
        [new Span(rule.Id, IsStrong: true), $" — {rule.Name}: {rule.Query}"];

    private static IReadOnlyList<Span> Line(string name, string id, IReadOnlyList<Alias> aliases) =>
    [
        new Span(name, IsStrong: true),
        $" ({id}) — ",
        string.Join(", ", aliases.Select(a => a.Text).Where(t => t != name).Distinct(StringComparer.Ordinal).Take(8)),
    ];
}
