using AlertBot.Alerts;
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
        var (texts, text) = (call.Texts, call.Option("text")!);
        var article = new Article(
            "test", Scope.Of(call.Community), "", "", "", text, "", null, null, call.NowUtc, call.NowUtc, "");
        var prepared = new ArticlePreparer(lookup.Index).Prepare(article);
        IReadOnlySet<EventKind> kinds = prepared.Facts.Kind is { } kind ? new HashSet<EventKind> { kind }
            : new HashSet<EventKind>();
        // By the lists that serve the community: its own in the place of shared ones.
        var serving = lookup.Watchlists(call.Community).Select(w => (w.Topic.Id, w.Topic.Scope)).ToHashSet();
        var explained = lookup.Index.Explain(prepared.Names, kinds)
            .Where(e => serving.Contains((e.Topic, e.Scope))).ToList();
        var blocks = new List<Block> { Recognised(prepared, call) };
        var matched = explained.Select(e => e.Match).OfType<Match>().Select(m => (IReadOnlyList<Span>)
        [
            new Span($"{m.Topic}, {m.Rule}", IsStrong: true),
            ": " + string.Join(
                texts["chat.list.between"], m.Terms.Select(t => $"\"{t.Text}\"").Distinct(StringComparer.Ordinal)),
        ]).ToList();
        blocks.Add(matched.Count == 0
            ? new Block.Paragraph(0, [texts["commands.watch.test.none"]])
            : new Block.Bullets(0, texts["commands.watch.test.match"], matched));
        var missed = explained.Where(e => !e.IsSatisfied).Take(Missed).Select(e => (IReadOnlyList<Span>)
        [
            new Span($"{e.Topic}, {e.Rule}", IsStrong: true),
            " " + texts.Say(e.Missing),
        ]).ToList();
        if (missed.Count > 0) blocks.Add(new Block.Bullets(1, texts["commands.watch.test.not"], missed));
        return new Message(Tone.Neutral, blocks);
    }

    private static Block.Facts Recognised(PreparedArticle prepared, CommandCall call)
    {
        var texts = call.Texts;
        var hits = prepared.Names.OwnHits.Where(own => own.Community == call.Community).Select(own => own.Hit)
            .Concat(prepared.Names.Hits).ToList();
        var none = texts["commands.watch.test.nothing"];
        return new Block.Facts(0,
        [
            new(
                texts["commands.watch.test.kind"],
                prepared.Facts.Kind is { } kind ? texts.Of(kind) : texts["commands.watch.test.noevent"]),
            new(texts["commands.watch.test.actors"], Names(hits.Select(h => h.Actor?.Name))),
            new(texts["commands.watch.test.places"], Names(hits.Select(h => h.Place?.Name))),
            new(texts["commands.watch.test.killed"], texts.Of(prepared.Facts.Killed) ?? none),
            new(texts["commands.watch.test.wounded"], texts.Of(prepared.Facts.Wounded) ?? none),
        ]);

        string Names(IEnumerable<string?> names) =>
            string.Join(texts["chat.list.between"], names.OfType<string>().Distinct(StringComparer.Ordinal))
                is { Length: > 0 } all ? all : none;
    }
}
