using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Takes a whole watchlist from a file: shows what would change, and saves it once somebody confirms.</summary>
internal sealed class WatchImportCommand(TopicShelf shelf, DocumentDoor door, PendingImports pending) : ICommand
{
    private const int ShownProblems = 10;
    private const int ShownChanges = 20;

    public CommandDefinition Definition { get; } = new(
        "watch import",
        [OptionDefinition.Optional("text", OptionType.Verbatim), OptionDefinition.Optional("confirm", OptionType.Text)],
        Permission.Moderate, IsPrivate: false, ["/watch import https://lists.example/iraq-militias.yaml"])
    {
        Cooldown = TimeSpan.FromSeconds(5),
        Forms = [new CommandForm("text")],
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (call.Option("confirm") is { } key) return await ConfirmAsync(call, key, cancellationToken);
        if (call.Option("text") is not { } quoted)
            return Answers.Problem(call.Texts["commands.watch.import.what"]);
        var typed = RuleText.Unquoted(quoted);
        var (yaml, file) = (InFence(typed), "yaml");
        if (DocumentDoor.IsAddress(typed))
        {
            var opened = await door.OpenAsync(typed, call.Texts, cancellationToken);
            if (opened.Text is null) return Answers.Problem(opened.Problem!);
            (yaml, file) = (opened.Text, new Uri(typed).Segments[^1]);
        }
        var read = WatchlistReader.Read(file, yaml, Scope.Of(call.Community));
        if (read.Problems.Count > 0 || read.Watchlist is null) return Faulty(call.Texts, read.Problems);
        return await ShowAsync(call, read.Watchlist, cancellationToken);
    }

    private static Message Faulty(Texts texts, IReadOnlyList<ConfigProblem> problems) => new(Tone.Problem,
    [
        new Block.Paragraph(0, [texts["commands.watch.import.faulty"]]),
        new Block.Bullets(
            0, texts.Count("commands.watch.import.problems", problems.Count),
            [.. problems.Take(ShownProblems).Select(p => (IReadOnlyList<Span>)[texts.Say(p)])])
        {
            LeftOut = Math.Max(0, problems.Count - ShownProblems),
        },
    ]);

    private async Task<Message> ShowAsync(CommandCall call, Watchlist list, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var topic = await shelf.OpenAsync(list.Topic.Id, call.Community, cancellationToken);
        if (shelf.Fault(call, topic, list) is { } fault) return fault;
        var changes = WatchlistDiff.Of(topic.Serving, list);
        if (changes.Count == 0)
            return Answers.Line(texts.Of("commands.watch.unchanged", ("topic", topic.TopicId)));
        var key = await pending.KeepAsync(
            call, new PendingImport(topic.TopicId, topic.Version, WatchlistWriter.Write(list)), cancellationToken);
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [texts.Of("commands.watch.import.show", ("topic", topic.TopicId))]),
            new Block.Bullets(
                1, texts["commands.watch.changes"], [.. ChangeLines.Of(changes.Take(ShownChanges), texts)])
            {
                LeftOut = Math.Max(0, changes.Count - ShownChanges),
            },
            new Block.Actions(0, [new ActionButton(texts["commands.watch.import.button"], $"/watch import confirm:{key}")]),
        ]);
    }

    private async Task<Message> ConfirmAsync(CommandCall call, string key, CancellationToken cancellationToken)
    {
        if (await pending.TakeAsync(call, key, cancellationToken) is not { } import)
            return Answers.Problem(call.Texts["commands.watch.import.late"]);
        var topic = await shelf.OpenAsync(import.TopicId, call.Community, cancellationToken);
        if (topic.Version != import.Version)
            return Answers.Problem(call.Texts.Of("commands.watch.meanwhile", ("topic", import.TopicId)));
        var list = WatchlistReader.Read(import.TopicId, import.Yaml, Scope.Of(call.Community)).Watchlist;
        return await shelf.SaveAsync(call, topic, list, cancellationToken);
    }

    // Chats show a file best between three backticks.
    private static string InFence(string typed)
    {
        var text = typed.Trim();
        if (!text.StartsWith("```", StringComparison.Ordinal)) return RuleText.Unquoted(text) + "\n";
        var first = text.IndexOf('\n', StringComparison.Ordinal);
        return first < 0 ? text : text[(first + 1)..].TrimEnd('`', '\n', ' ') + "\n";
    }
}
