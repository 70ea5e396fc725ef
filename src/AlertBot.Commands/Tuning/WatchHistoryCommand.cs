using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Tells who changed a topic when, and what.</summary>
internal sealed class WatchHistoryCommand(TopicShelf shelf, Lookup lookup) : ICommand
{
    private const int PageSize = 5;
    private const int ShownChanges = 6;

    public CommandDefinition Definition { get; } = new(
        "watch history", [OptionDefinition.Required("topic", OptionType.Topic), Pages.Definition],
        Permission.Moderate, IsPrivate: true, ["/watch history iraq-militias", "/watch history iraq-militias page:2"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (page, problem) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(problem!);
        // A topic that was taken out is found by its id: its versions can be put back.
        var (known, missing) = lookup.Topic(call.Option("topic")!, call);
        var topic = await shelf.OpenAsync(known?.Id ?? call.Option("topic")!, call.Community, cancellationToken);
        if (topic.Version == 0)
            return known is null ? Answers.Problem(missing!)
                : Answers.Line(call.Texts.Of(
                    "commands.watch.history.none", ("topic", known.Id), ("line", $"/watch add rule {known.Id} …")));
        var counted = call.Texts.Count("commands.watch.history.versions", topic.Version);
        if (page.Missing(counted, topic.Version) is { } beyond) return Answers.Line(beyond);
        // One more than is shown: the last is told apart from the one before it.
        var versions = await shelf.HistoryAsync(
            topic.TopicId, call.Community, page.Skip, PageSize + 1, cancellationToken);
        var blocks = new List<Block> { new Block.Paragraph(0, [new Span($"{topic.TopicId}: ", IsStrong: true), page.Title(counted, topic.Version)]) };
        for (var i = 0; i < Math.Min(PageSize, versions.Count); i++)
            blocks.Add(Version(call, versions[i], i + 1 < versions.Count ? versions[i + 1] : null, topic.Shared));
        blocks.Add(new Block.Actions(
            2,
            [
                .. page.Buttons(call, topic.Version),
                new ActionButton(call.Texts["commands.watch.undo.button"], $"/watch undo {topic.TopicId}"),
            ]));
        return new Message(Tone.Neutral, blocks);
    }

    private static Block.Bullets Version(
        CommandCall call, StoredWatchlist version, StoredWatchlist? before, Watchlist? shared)
    {
        var texts = call.Texts;
        var changes = WatchlistDiff.Of(
            (before is null ? null : TopicShelf.Read(before)) ?? shared, TopicShelf.Read(version) ?? shared);
        var title = texts.Of(
            "commands.watch.history.version", ("version", version.Version), ("at", texts.Of(version.ChangedUtc)),
            ("who", version.ChangedBy));
        IEnumerable<IReadOnlyList<Span>> lines = ChangeLines.Of(changes.Take(ShownChanges), texts);
        if (version.Yaml.Length == 0)
            lines = lines.Prepend([texts[shared is null ? "commands.watch.history.gone" : "commands.watch.sharedagain"]]);
        else if (changes.Count == 0) lines = [[texts["commands.watch.history.same"]]];
        return new Block.Bullets(1, title, [.. lines]) { LeftOut = Math.Max(0, changes.Count - ShownChanges) };
    }
}

/// <summary>Puts a topic back to an earlier version, as a version of its own.</summary>
internal sealed class WatchUndoCommand(TopicShelf shelf, Lookup lookup) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "watch undo",
        [OptionDefinition.Required("topic", OptionType.Topic), OptionDefinition.Optional("version", OptionType.Numbers)],
        Permission.Moderate, IsPrivate: false, ["/watch undo iraq-militias", "/watch undo iraq-militias version:2"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (known, missing) = lookup.Topic(call.Option("topic")!, call);
        var topic = await shelf.OpenAsync(known?.Id ?? call.Option("topic")!, call.Community, cancellationToken);
        if (topic.Version == 0)
            return known is null ? Answers.Problem(missing!)
                : Answers.Line(call.Texts.Of("commands.watch.undo.none", ("topic", known.Id)));
        var asked = call.Option("version")?.TrimStart('v', 'V');
        if (asked is not null && (!int.TryParse(Digits.InAscii(asked), out var number) || number < 0 || number > topic.Version))
            return Answers.Problem(call.Texts.Of(
                "commands.watch.undo.version", ("typed", asked), ("last", topic.Version)));
        var target = asked is null ? topic.Version - 1 : int.Parse(Digits.InAscii(asked), System.Globalization.CultureInfo.InvariantCulture);
        // Before the first version there was the shared watchlist, or none.
        if (target == 0) return await shelf.SaveAsync(call, topic, null, cancellationToken);
        var stored = await shelf.HistoryAsync(topic.TopicId, call.Community, topic.Version - target, 1, cancellationToken);
        var list = stored is [var one] ? TopicShelf.Read(one) : null;
        if (list is null && stored is [{ Yaml.Length: > 0 }])
            return Answers.Problem(call.Texts.Of("commands.watch.undo.unreadable", ("version", target)));
        return await shelf.SaveAsync(call, topic, list, cancellationToken);
    }
}

/// <summary>Gives a topic as the file that <c>config/watchlists</c> holds.</summary>
internal sealed class WatchExportCommand(TopicShelf shelf, Lookup lookup) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "watch export", [OptionDefinition.Required("topic", OptionType.Topic)],
        Permission.Moderate, IsPrivate: true, ["/watch export iraq-militias"])
    {
        Cooldown = TimeSpan.FromSeconds(3),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (known, problem) = lookup.Topic(call.Option("topic")!, call);
        if (known is null) return Answers.Problem(problem!);
        var topic = await shelf.OpenAsync(known.Id, call.Community, cancellationToken);
        if (topic.Serving is not { } list) return Answers.Problem(problem ?? "");
        var stored = topic.Own is null ? [] : await shelf.HistoryAsync(known.Id, call.Community, 0, 1, cancellationToken);
        // The words of the file are those of its readers in every language.
        var head = stored is [var saved]
            ? $"# Version {saved.Version}, saved {saved.ChangedUtc.UtcDateTime:yyyy-MM-dd HH:mm} UTC by {OneLine(saved.ChangedBy)}.\n"
            : "# As shipped.\n";
        var name = $"{known.Id}.yaml";
        call.Files.Add(new ReplyFile(name, "application/yaml", head + WatchlistWriter.Write(list)));
        return Answers.Line(call.Texts.Of(
            "commands.watch.export.done", ("file", name), ("rules", list.Rules.Count), ("actors", list.Actors.Count),
            ("places", list.Places.Count)));
    }

    private static string OneLine(string name) => string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c));
}
