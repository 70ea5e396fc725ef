using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Tells all that is known of how one feed fares.</summary>
internal sealed class FeedShowCommand(IFeedStore feeds, IHubStore hubs) : ICommand
{
    private const int MaxCommand = 100;

    public CommandDefinition Definition { get; } = new(
        "feed show", [OptionDefinition.Required("feed", OptionType.Text)], Permission.Everyone, IsPrivate: true,
        ["/feed show News of the North", "/feed show https://news.example/rss"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (texts, text) = (call.Texts, call.Option("feed")!);
        var visible = (await feeds.ListAsync(cancellationToken))
            .Where(l => l.Feed.Scope.IsVisibleTo(call.Community)).ToList();
        if (visible.Find(l => l.Feed.IsCalled(text)) is not { } found)
            return Answers.Problem(
                DidYouMean.Nearest(text, visible.SelectMany(l => (string[])[l.Feed.Name, l.Feed.Url.AbsoluteUri]))
                    is { } near
                    ? texts.Of("commands.feed.show.near", ("name", text), ("near", near))
                    : texts.Of("commands.feed.show.none", ("name", text), ("line", "/feed list")));
        var pushed = await hubs.ListAsync(cancellationToken);
        var blocks = new List<Block>
        {
            new Block.Headline(0, "", new Span(found.Feed.Name, found.Feed.Url, IsStrong: true), null),
            new Block.Paragraph(0, [FeedWords.Say(found, call.NowUtc, texts)]),
            new Block.Facts(
                0, [.. Facts(found, call.NowUtc, texts), .. FeedHubFacts.Of(found, pushed, call.NowUtc, texts)]),
        };
        if (FeedSetCommand.LinesOf(found) is var (keep, back))
            blocks.Add(keep.Length <= MaxCommand
                ? new Block.Actions(0,
                [
                    new ActionButton(texts["commands.feed.show.keep"], keep),
                    new ActionButton(texts["commands.feed.show.back"], back),
                ])
                : new Block.Paragraph(0, [texts.Of("commands.feed.show.choose", ("keep", keep), ("back", back))]));
        if (FeedSetCommand.AgainLineOf(found) is { Length: <= MaxCommand } again)
            blocks.Add(new Block.Actions(0, [new ActionButton(texts["commands.feed.show.again"], again)]));
        return new Message(Tone.Neutral, blocks);
    }

    private static IEnumerable<Fact> Facts(FeedListing listing, DateTimeOffset nowUtc, Texts texts)
    {
        var (feed, state) = (listing.Feed, listing.State);
        var health = FeedHealth.Of(state, nowUtc);
        yield return new Fact(texts["commands.feed.show.health"], FeedWords.Of(health.Kind, texts));
        if (health.SinceUtc is { } since) yield return Instant("commands.feed.show.since", since, texts);
        if (state.LastSuccessUtc is { } read) yield return Instant("commands.feed.show.read", read, texts);
        if (state.PausedReason is null)
        {
            yield return Instant("commands.feed.show.next", state.NextPollUtc, texts);
            yield return new Fact(texts["commands.feed.show.rule"], FeedWords.Of(state.NextPollRule, texts));
        }

        if (state.NewestEntryUtc is { } newest) yield return Instant("commands.feed.show.newest", newest, texts);
        if (state.SilentSinceUtc is not null)
            yield return new Fact(
                texts["commands.feed.show.habit"],
                texts.Of(
                    "commands.feed.show.expected", ("hours", state.SilentHours),
                    ("expected", state.SilentExpected.ToString("0", CultureInfo.InvariantCulture))));
        yield return new Fact(texts["commands.feed.show.address"], feed.Url.AbsoluteUri);
        yield return new Fact(
            texts["commands.feed.show.full"],
            texts[feed.FullText ? "commands.feed.show.page" : "commands.feed.show.feed"]);
        if (state.MovedTo is { } moved) yield return new Fact(texts["commands.feed.show.moved"], moved.AbsoluteUri);
        if (state.MoveCandidate is { } candidate)
            yield return new Fact(texts["commands.feed.show.candidate"], candidate.AbsoluteUri);
        if (state.Notice is { } notice) yield return new Fact(texts["commands.feed.show.notice"], texts.Say(notice));
    }

    private static Fact Instant(string key, DateTimeOffset atUtc, Texts texts) =>
        new(texts[key], texts.Of(atUtc), new TimeSpot(atUtc, texts.Of(atUtc)));
}
