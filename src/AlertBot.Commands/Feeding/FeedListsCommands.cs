using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Adds the feeds of a list, for this community alone.</summary>
internal sealed class FeedImportCommand(IFeedStore feeds, IAuditLog audit, DocumentDoor door) : ICommand
{
    private const int ShownProblems = 8;

    public CommandDefinition Definition { get; } = new(
        "feed import", [OptionDefinition.Required("text", OptionType.Verbatim)], Permission.Moderate,
        IsPrivate: false, ["/feed import https://lists.example/feeds.opml"])
    {
        Cooldown = TimeSpan.FromSeconds(5),
        Forms = [new CommandForm("text")],
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (texts, typed) = (call.Texts, RuleText.Unquoted(call.Option("text")!));
        if (DocumentDoor.IsAddress(typed))
        {
            var opened = await door.OpenAsync(
                typed, static (bytes, type) => Opml.Decode(bytes.Span, type), texts, cancellationToken);
            if (opened.Text is null) return Answers.Problem(opened.Problem!);
            typed = opened.Text;
        }
        var list = Opml.Read(typed);
        var own = await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        var (added, known, left) = (0, 0, 0);
        foreach (var feed in list.Feeds)
            switch (await own.AddAsync(call, Wanted(feed), cancellationToken))
            {
                case FeedAdded.Yes:
                    added++;
                    break;
                case FeedAdded.Known:
                    known++;
                    break;
                default:
                    left++;
                    break;
            }
        return new Message(added + known == 0 ? Tone.Problem : Tone.Neutral, [.. Told(list, added, known, left, texts)]);
    }

    // How often it is asked is not theirs to say: that costs the operator.
    private static WantedFeed Wanted(OpmlFeed feed) => new(feed.Url, feed.Name)
    {
        Language = feed.Language,
        Group = feed.Group,
        FullText = feed.FullText,
    };

    private static IEnumerable<Block> Told(OpmlRead list, int added, int known, int left, Texts texts)
    {
        yield return new Block.Paragraph(0, [texts.Of(
            "commands.feed.import.done", ("added", texts.Count("commands.feed.count", added)), ("line", "/feed list own"))]);
        if (known > 0)
            yield return new Block.Paragraph(0, [texts.Count("commands.feed.import.known", known)]);
        if (left > 0)
            yield return new Block.Paragraph(0, [texts.Count("commands.feed.import.left", left, ("most", OwnFeeds.Most))]);
        if (list.Problems.Count == 0) yield break;
        yield return new Block.Bullets(
            0, texts.Count("commands.feed.import.wrong", list.Problems.Count),
            [.. list.Problems.Take(ShownProblems).Select(p => (IReadOnlyList<Span>)
                [texts.Of("commands.feed.import.problem", ("at", p.Line), ("problem", texts.Say(p.What)))])])
        {
            LeftOut = Math.Max(0, list.Problems.Count - ShownProblems),
        };
    }
}

/// <summary>Gives the feeds of a community as a list that other readers take.</summary>
internal sealed class FeedExportCommand(IFeedStore feeds) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "feed export", [OptionDefinition.Optional("only", OptionType.Choice, "all", "own")], Permission.Moderate,
        IsPrivate: true, ["/feed export", "/feed export own"])
    {
        Cooldown = TimeSpan.FromSeconds(3),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var chosen = (await feeds.ListAsync(cancellationToken)).Select(l => l.Feed)
            .Where(f => f.Scope.IsVisibleTo(call.Community) && (call.Option("only") != "own" || !f.Scope.IsShared))
            .OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ToList();
        if (chosen.Count == 0)
            return Answers.Line(texts.Of("commands.feed.list.none", ("line", "/feed add https://news.example/rss")));
        const string Name = "feeds.opml";
        call.Files.Add(new ReplyFile(Name, "text/x-opml", Opml.Write("AlertBot", chosen, call.NowUtc)));
        return Answers.Line(texts.Of(
            "commands.feed.export.done", ("file", Name), ("feeds", texts.Count("commands.feed.count", chosen.Count))));
    }
}
