using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Lists the feeds that a community hears from, and how they fare.</summary>
internal sealed class FeedListCommand(IFeedStore feeds) : ICommand
{
    private const int PageSize = 15;

    public CommandDefinition Definition { get; } = new(
        "feed list",
        [OptionDefinition.Optional("only", OptionType.Choice, "all", "own", "failing"), Pages.Definition],
        Permission.Everyone, IsPrivate: true, ["/feed list", "/feed list failing", "/feed list own page:2"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (page, problem) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(problem!);
        var texts = call.Texts;
        var all = (await feeds.ListAsync(cancellationToken)).Where(l => l.Feed.Scope.IsVisibleTo(call.Community));
        var chosen = (call.Option("only") switch
        {
            "own" => all.Where(l => !l.Feed.Scope.IsShared),
            "failing" => all.Where(l => FeedWords.IsMissing(l, call.NowUtc)),
            _ => all,
        }).OrderByDescending(l => Worse(l, call.NowUtc)).ThenBy(l => l.Feed.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (chosen.Count == 0)
            return Answers.Line(call.Option("only") is null
                ? texts.Of("commands.feed.list.none", ("line", "/feed add https://news.example/rss"))
                : texts.Of("commands.feed.list.nonesuch", ("line", "/feed list")));
        var counted = texts.Count("commands.feed.count", chosen.Count);
        if (page.Missing(counted, chosen.Count) is { } missing) return Answers.Line(missing);
        return new Message(Tone.Neutral,
        [
            new Block.Bullets(
                0, page.Title(counted, chosen.Count),
                [.. chosen.Skip(page.Skip).Take(PageSize).Select(l => Line(l, call.NowUtc, texts))]),
            new Block.Actions(1, [.. page.Buttons(call, chosen.Count)]),
        ]);
    }

    // The worst first; one that moved is as well as any.
    private static FeedHealthKind Worse(FeedListing listing, DateTimeOffset nowUtc) =>
        FeedHealth.Of(listing.State, nowUtc) is { IsMissing: true } health ? health.Kind : FeedHealthKind.Ok;

    private static IReadOnlyList<Span> Line(FeedListing listing, DateTimeOffset nowUtc, Texts texts)
    {
        var state = listing.State;
        var fares = FeedWords.Say(listing, nowUtc, texts);
        var news = state.NewestEntryUtc is { } newest
            ? "; " + texts.Of("commands.feed.list.newest", ("at", texts.Of(newest)))
            : "";
        var whose = listing.Feed.Scope.IsShared ? "" : " " + texts["commands.feed.list.own"];
        return [new Span(listing.Feed.Name, listing.Feed.Url, IsStrong: true), $"{whose} — {fares}{news}"];
    }
}

/// <summary>Adds a feed that this community alone hears from.</summary>
internal sealed class FeedAddCommand(IFeedStore feeds, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "feed add",
        [OptionDefinition.Required("url", OptionType.Word), OptionDefinition.Optional("name", OptionType.Text)],
        Permission.Moderate, IsPrivate: false,
        ["/feed add https://news.example/rss", "/feed add https://news.example/rss name:News of the North"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (texts, text) = (call.Texts, call.Option("url")!);
        if (OwnFeeds.Address(text) is not { } url)
            return Answers.Problem(texts.Of("commands.feed.add.address", ("typed", text)));
        var name = call.Option("name") ?? url.Host;
        if (name.Length > OwnFeeds.MaxName)
            return Answers.Problem(texts.Count("commands.feed.add.long", OwnFeeds.MaxName));
        var own = await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        return await own.AddAsync(call, url, name, null, cancellationToken) switch
        {
            FeedAdded.Known => Answers.Line(texts.Of(
                "commands.feed.add.known", ("name", own.At(url)!.Feed.Name), ("line", "/feed list"))),
            FeedAdded.TooMany => Answers.Problem(texts.Count(
                "commands.feed.add.toomany", OwnFeeds.Most, ("line", "/feed list own"))),
            _ => Answers.Line(texts.Of("commands.feed.add.done", ("name", name), ("line", "/feed list own"))),
        };
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
        var all = await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        var own = all.Visible.Select(l => l.Feed).Where(f => !f.Scope.IsShared).ToList();
        var called = own.Where(f => f.IsCalled(text)).ToList();
        if (called.Count > 1)
            return Answers.Problem(texts.Of(
                "commands.feed.remove.several", ("name", text),
                ("addresses", texts.List([.. called.Select(f => f.Url.AbsoluteUri)]))));
        if (called is not [var feed])
            return Answers.Problem(NotOwn(all, own, text, texts));
        await all.RemoveAsync(call, feed, cancellationToken);
        return Answers.Line(texts.Of(
            "commands.feed.remove.done", ("name", feed.Name),
            ("line", $"/feed add {feed.Url.AbsoluteUri} name:{feed.Name}")));
    }

    private static string NotOwn(OwnFeeds all, List<Feed> own, string text, Texts texts)
    {
        if (all.Visible.Any(l => l.Feed.Scope.IsShared && l.Feed.IsCalled(text)))
            return texts.Of("commands.feed.remove.shared", ("name", text));
        return DidYouMean.Nearest(text, own.SelectMany(f => (string[])[f.Name, f.Url.AbsoluteUri])) is { } near
            ? texts.Of("commands.feed.remove.near", ("name", text), ("near", near))
            : texts.Of("commands.feed.remove.none", ("name", text), ("line", "/feed list own"));
    }
}
