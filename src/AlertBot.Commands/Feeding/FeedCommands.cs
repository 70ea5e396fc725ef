using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Adds a feed that this community alone hears from.</summary>
internal sealed class FeedAddCommand(IFeedStore feeds, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "feed add",
        [
            OptionDefinition.Required("url", OptionType.Word), OptionDefinition.Optional("name", OptionType.Text),
            FeedSetCommand.FullText,
        ],
        Permission.Moderate, IsPrivate: false,
        [
            "/feed add https://news.example/rss", "/feed add https://news.example/rss name:News of the North",
            "/feed add https://news.example/rss fulltext:on",
        ]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (texts, text) = (call.Texts, call.Option("url")!);
        if (OwnFeeds.Address(text) is not { } url)
            return Answers.Problem(texts.Of("commands.feed.add.address", ("typed", text)));
        var name = call.Option("name") ?? url.Host;
        if (name.Length > OwnFeeds.MaxName)
            return Answers.Problem(texts.Count("commands.feed.add.long", OwnFeeds.MaxName));
        var own = await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        var wanted = new WantedFeed(url, name) { FullText = call.Option(FeedSetCommand.FullText.Name) == "on" };
        return await own.AddAsync(call, wanted, cancellationToken) switch
        {
            FeedAdded.Known => Answers.Line(texts.Of(
                "commands.feed.add.known", ("name", own.At(url)!.Feed.Name), ("line", "/feed list"))),
            FeedAdded.TooMany => Answers.Problem(texts.Count(
                "commands.feed.add.toomany", OwnFeeds.Most, ("line", "/feed list own"))),
            _ => Added(wanted, texts),
        };
    }

    private static Message Added(WantedFeed wanted, Texts texts)
    {
        var told = Answers.Line(texts.Of("commands.feed.add.done", ("name", wanted.Name), ("line", "/feed list own")));
        return wanted.FullText
            ? told with { Blocks = [.. told.Blocks, new Block.Paragraph(0, [texts["commands.feed.set.full.on"]])] }
            : told;
    }
}

/// <summary>Takes out a feed that this community added.</summary>
internal sealed class FeedRemoveCommand(IFeedStore feeds, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "feed remove", [OptionDefinition.Required("feed", OptionType.Feed)],
        Permission.Moderate, IsPrivate: false,
        ["/feed remove https://news.example/rss", "/feed remove News of the North"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (texts, text) = (call.Texts, call.Option("feed")!);
        var own = await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        var named = NamedFeed.Of(own, text, texts, texts.Of("commands.feed.remove.shared", ("name", text)));
        if (named.Listing?.Feed is not { } feed) return Answers.Problem(named.Problem!);
        await own.RemoveAsync(call, feed, cancellationToken);
        return Answers.Line(texts.Of(
            "commands.feed.remove.done", ("name", feed.Name),
            ("line", $"/feed add {feed.Url.AbsoluteUri} name:{feed.Name}")));
    }
}
