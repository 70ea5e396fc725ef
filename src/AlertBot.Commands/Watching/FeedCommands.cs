using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Lists the feeds that a community hears from, and how they fare.</summary>
internal sealed class FeedListCommand(IFeedStore feeds) : ICommand
{
    private const int PageSize = 15;

    public CommandDefinition Definition { get; } = new(
        "feed list",
        [
            OptionDefinition.Optional("only", OptionType.Choice, "all", "own", "failing"),
            Pages.Definition,
        ],
        Permission.Everyone, IsPrivate: true, ["/feed list", "/feed list failing", "/feed list own page:2"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (page, problem) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(problem!);
        var all = (await feeds.ListAsync(cancellationToken)).Where(l => l.Feed.Scope.IsVisibleTo(call.Community));
        var chosen = (call.Option("only")?.ToUpperInvariant() switch
        {
            "OWN" => all.Where(l => !l.Feed.Scope.IsShared),
            "FAILING" => all.Where(FeedHealth.IsFailing),
            _ => all,
        }).OrderBy(l => FeedHealth.IsFailing(l) ? 0 : 1).ThenBy(l => l.Feed.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (chosen.Count == 0)
            return Answers.Line(call.Option("only") is null
                ? "No feed is polled here. A moderator can add one: /feed add https://news.example/rss"
                : "No feed is of that sort. All of them: /feed list");
        var counted = Wording.Count(chosen.Count, "feed");
        if (page.Missing(counted, chosen.Count) is { } missing) return Answers.Line(missing);
        return new Message(Tone.Neutral,
        [
            new Block.Bullets(
                0, page.Title(counted, chosen.Count), [.. chosen.Skip(page.Skip).Take(PageSize).Select(l => Line(l, call.Texts))]),
            new Block.Actions(1, [.. page.Buttons(call, chosen.Count)]),
        ]);
    }

    private static IReadOnlyList<Span> Line(FeedListing listing, Texts texts)
    {
        var state = listing.State;
        var fares = FeedHealth.IsFailing(listing) ? FeedHealth.Say(listing, texts)
            : state.LastSuccessUtc is { } at ? $"read {Wording.Of(at)}, next {Wording.Of(state.NextPollUtc)}"
            : $"not read yet, first at {Wording.Of(state.NextPollUtc)}";
        var whose = listing.Feed.Scope.IsShared ? "" : " (own)";
        return [new Span(listing.Feed.Name, listing.Feed.Url, IsStrong: true), $"{whose} — {fares}"];
    }
}

/// <summary>Adds a feed that this community alone hears from.</summary>
internal sealed class FeedAddCommand(IFeedStore feeds, IAuditLog audit) : ICommand
{
    // A community's feeds cost the operator's requests: this many are far more than any desk follows.
    private const int MostOwn = 100;
    private const int MaxUrlLength = 2000;
    private const int MaxNameLength = 200;

    public CommandDefinition Definition { get; } = new(
        "feed add",
        [
            OptionDefinition.Required("url", OptionType.Text),
            OptionDefinition.Optional("name", OptionType.Text),
        ],
        Permission.Moderate, IsPrivate: false,
        ["/feed add https://news.example/rss", "/feed add https://news.example/rss name:News of the North"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var text = call.Option("url")!;
        if (text.Length > MaxUrlLength || !Uri.TryCreate(text, UriKind.Absolute, out var url) ||
            url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            return Answers.Problem(
                $"'{text}' is no address of a feed. "
                + "Expected one such as https://news.example/rss, without a password.");
        var name = call.Option("name") ?? url.Host;
        if (name.Length > MaxNameLength) return Answers.Problem($"name: at most {MaxNameLength} characters.");
        var all = (await feeds.ListAsync(cancellationToken)).Where(l => l.Feed.Scope.IsVisibleTo(call.Community))
            .ToList();
        if (all.Find(l => l.Feed.Url == url) is { } known)
            return Answers.Line($"{known.Feed.Name} is polled already: /feed list");
        if (all.Count(l => !l.Feed.Scope.IsShared) >= MostOwn)
            return Answers.Problem($"A community has at most {MostOwn} feeds of its own. Take one out: /feed list own");
        var scope = Scope.Of(call.Community);
        var feed = new Feed(Feed.MakeId(scope, url), scope, url, name, name, null, Urgent: false);
        await feeds.SaveAsync(new ConfiguredFeed(feed, call.NowUtc), cancellationToken);
        var user = call.Incoming.User;
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, name, null, url.AbsoluteUri),
            cancellationToken);
        return Answers.Line(
            $"{name} is read in a moment, for this community alone. "
            + "What it holds without a date, or is older than a day, alerts nobody. See /feed list own");
    }
}

/// <summary>Takes out a feed that this community added.</summary>
internal sealed class FeedRemoveCommand(IFeedStore feeds, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "feed remove",
        [OptionDefinition.Required("feed", OptionType.Text)],
        Permission.Moderate, IsPrivate: false,
        ["/feed remove https://news.example/rss", "/feed remove News of the North"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var text = call.Option("feed")!;
        var all = (await feeds.ListAsync(cancellationToken)).Select(l => l.Feed).ToList();
        var own = all.Where(f => !f.Scope.IsShared && f.Scope.IsVisibleTo(call.Community)).ToList();
        if (own.Find(f => IsCalled(f, text)) is not { } feed)
            return Answers.Problem(all.Exists(f => f.Scope.IsShared && IsCalled(f, text))
                ? $"'{text}' is polled for all communities; only the operator takes it out."
                : $"This community added no feed '{text}'.{Near(text, own.Select(f => f.Name))} "
                    + "See /feed list own");
        await feeds.RemoveAsync(feed.Id, cancellationToken);
        var user = call.Incoming.User;
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, feed.Name, feed.Url.AbsoluteUri,
                null),
            cancellationToken);
        return Answers.Line(
            $"{feed.Name} is polled no more; its articles stay. "
            + $"Back: /feed add {feed.Url.AbsoluteUri} name:{feed.Name}");
    }

    private static string Near(string text, IEnumerable<string> candidates) =>
        Watchlists.DidYouMean.Nearest(text, candidates) is { } near ? $" Did you mean {near}?" : "";

    private static bool IsCalled(Feed feed, string text) =>
        feed.Name.Equals(text, StringComparison.OrdinalIgnoreCase) || feed.Id == text ||
        (Uri.TryCreate(text, UriKind.Absolute, out var url) && feed.Url == url);
}
