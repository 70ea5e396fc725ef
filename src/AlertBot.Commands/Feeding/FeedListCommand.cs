using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Lists the feeds that a community hears from, and how they fare.</summary>
internal sealed class FeedListCommand(IFeedStore feeds) : ICommand
{
    private const int PageSize = 15;
    private const string Own = "own";
    private const string Failing = "failing";

    private static readonly FeedHealthKind[] States =
    [
        FeedHealthKind.Late, FeedHealthKind.Blocked, FeedHealthKind.Gone, FeedHealthKind.Silent, FeedHealthKind.Moved,
        FeedHealthKind.Ok,
    ];

    public CommandDefinition Definition { get; } = new(
        "feed list",
        [
            OptionDefinition.Optional("only", OptionType.Choice, ["all", Own, Failing, .. States.Select(NameOf)]),
            Pages.Definition,
        ],
        Permission.Everyone, IsPrivate: true,
        ["/feed list", "/feed list failing", "/feed list ok", "/feed list own page:2"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (page, problem) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(problem!);
        var (texts, only) = (call.Texts, call.Option("only"));
        var all = (await feeds.ListAsync(cancellationToken)).Where(l => l.Feed.Scope.IsVisibleTo(call.Community))
            .Select(l => (Listing: l, Health: FeedHealth.Of(l.State, call.NowUtc))).ToList();
        var chosen = all.Where(l => IsChosen(l.Listing, l.Health, only))
            .OrderByDescending(l => Worse(l.Health)).ThenBy(l => l.Listing.Feed.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(l => l.Listing.Feed.Id, StringComparer.Ordinal).ToList();
        if (chosen.Count == 0)
            return Answers.Line(only is null or "all"
                ? texts.Of("commands.feed.list.none", ("line", "/feed add https://news.example/rss"))
                : texts.Of("commands.feed.list.nonesuch", ("line", "/feed list")));
        var counted = texts.Count("commands.feed.count", chosen.Count);
        if (page.Missing(counted, chosen.Count) is { } missing) return Answers.Line(missing);
        var title = page.Title(counted, chosen.Count);
        var kinds = chosen.DistinctBy(l => l.Health.Kind).Skip(1).Any()
            ? FeedWords.Counted(chosen.Select(l => l.Health.Kind), texts)
            : "";
        return new Message(Tone.Neutral,
        [
            new Block.Bullets(
                0,
                kinds.Length == 0
                    ? title
                    : texts.Of("commands.feed.list.title", ("counted", title), ("kinds", kinds)),
                [.. chosen.Skip(page.Skip).Take(PageSize).Select(l => Line(l.Listing, call.NowUtc, texts))]),
            new Block.Actions(1, [.. page.Buttons(call, chosen.Count)]),
        ]);
    }

    private static bool IsChosen(FeedListing listing, FeedHealth health, string? only) => only switch
    {
        null or "all" => true,
        Own => !listing.Feed.Scope.IsShared,
        Failing => health.IsMissing,
        _ => NameOf(health.Kind) == only,
    };

    private static string NameOf(FeedHealthKind kind) => kind.ToString().ToLowerInvariant();

    // The worst first; one that moved is as well as any.
    private static FeedHealthKind Worse(FeedHealth health) => health.IsMissing ? health.Kind : FeedHealthKind.Ok;

    private static IReadOnlyList<Span> Line(FeedListing listing, DateTimeOffset nowUtc, Texts texts)
    {
        var (feed, state) = (listing.Feed, listing.State);
        var fares = FeedWords.Say(listing, nowUtc, texts);
        var news = state.NewestEntryUtc is { } newest
            ? "; " + texts.Of("commands.feed.list.newest", ("at", texts.Of(newest)))
            : "";
        var marks = new List<string>();
        if (!feed.Scope.IsShared) marks.Add(texts["commands.feed.list.own"]);
        if (feed.FullText) marks.Add(texts["commands.feed.list.full"]);
        var shown = string.Concat(marks.Select(mark => " " + mark));
        return [new Span(feed.Name, feed.Url, IsStrong: true), $"{shown} — {fares}{news}"];
    }
}
