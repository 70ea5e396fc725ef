using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Tries the watchlists on a text.</summary>
internal sealed class WatchTestCommand(Lookup lookup) : ICommand
{
    private const int Missed = 5;

    public CommandDefinition Definition { get; } = new(
        "watch test",
        [OptionDefinition.Required("text", OptionType.Text)],
        Permission.Everyone, IsPrivate: true, ["/watch test Rockets hit Camp Taji north of Baghdad, two killed"]);

    public Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken) => Task.FromResult(Run(call));

    private Message Run(CommandCall call)
    {
        var text = call.Option("text")!;
        var article = new Article(
            "test", Scope.Shared, "", "", "", text, "", null, null, call.NowUtc, call.NowUtc, "");
        var prepared = new ArticlePreparer(lookup.Index).Prepare(article);
        IReadOnlySet<EventKind> kinds = prepared.Facts.Kind is { } kind ? new HashSet<EventKind> { kind }
            : new HashSet<EventKind>();
        var explained = lookup.Index.Explain(prepared.Names, kinds);
        var blocks = new List<Block> { Recognised(prepared) };
        var topics = lookup.Topics(call.Community).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var matched = prepared.Matches.Where(m => topics.Contains(m.Topic)).Select(m => (IReadOnlyList<Span>)
        [
            new Span($"{m.Topic}, {m.Rule}", IsStrong: true),
            ": " + string.Join(", ", m.Terms.Select(t => $"\"{t.Text}\"").Distinct(StringComparer.Ordinal)),
        ]).ToList();
        blocks.Add(matched.Count == 0
            ? new Block.Paragraph(0, ["No rule matches: nobody would be alerted."])
            : new Block.Bullets(0, "Rules that match", matched));
        var missed = explained.Where(e => !e.IsSatisfied && topics.Contains(e.Topic)).Take(Missed)
            .Select(e => (IReadOnlyList<Span>)
            [new Span($"{e.Topic}, {e.Rule}", IsStrong: true), $" lacks {string.Join("; ", e.Missing)}"]).ToList();
        if (missed.Count > 0) blocks.Add(new Block.Bullets(1, "Rules that do not", missed));
        return new Message(Tone.Neutral, blocks);
    }

    private static Block Recognised(PreparedArticle prepared)
    {
        var actors = prepared.Names.Hits.Select(h => h.Actor?.Name).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToList();
        var places = prepared.Names.Hits.Select(h => h.Place?.Name).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToList();
        return new Block.Facts(0,
        [
            new("Kind", prepared.Facts.Kind is { } kind ? kind.Word() : "no event"),
            new("Actors", actors.Count == 0 ? "none" : string.Join(", ", actors)),
            new("Places", places.Count == 0 ? "none" : string.Join(", ", places)),
            new("Killed", Alerts.Wording.Of(prepared.Facts.Killed) ?? "not said"),
            new("Wounded", Alerts.Wording.Of(prepared.Facts.Wounded) ?? "not said"),
        ]);
    }
}
