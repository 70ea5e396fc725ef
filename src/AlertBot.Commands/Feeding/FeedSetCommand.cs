using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Changes how a feed of the community is read: whether its pages are, at which address when it moved, and
/// whether it is asked for again when it is gone.</summary>
internal sealed class FeedSetCommand(IFeedStore feeds, IAuditLog audit) : ICommand
{
    private const string Keep = "keep";
    private const string Back = "back";

    private static readonly OptionDefinition Poll = OptionDefinition.Optional("poll", OptionType.Choice, "again");
    private static readonly OptionDefinition Move = OptionDefinition.Optional("move", OptionType.Choice, Keep, Back);

    /// <summary>Whether the pages of its entries are read.</summary>
    public static OptionDefinition FullText { get; } =
        OptionDefinition.Optional("fulltext", OptionType.Choice, "on", "off");

    public CommandDefinition Definition { get; } = new(
        "feed set", [OptionDefinition.Required("feed", OptionType.Feed), FullText, Move, Poll],
        Permission.Moderate, IsPrivate: false,
        ["/feed set News of the North fulltext:on", "/feed set https://news.example/rss fulltext:off"]);

    /// <summary>The lines that keep a feed where it moved, and that take it back; null where it did not move, or is not
    /// the community's own.</summary>
    public static (string Keep, string Back)? LinesOf(FeedListing listing) =>
        listing is { State.MovedTo: not null, Feed: { Scope.IsShared: false } feed }
            ? (LineOf(feed, Move, Keep), LineOf(feed, Move, Back))
            : null;

    /// <summary>The line that has a feed that is gone asked for again; null where it is not gone, or not the
    /// community's own.</summary>
    public static string? AgainLineOf(FeedListing listing) =>
        listing is { State.PausedReason: not null, Feed: { Scope.IsShared: false } feed }
            ? LineOf(feed, Poll, Poll.Choices[0])
            : null;

    /// <summary>What is said of a change.</summary>
    public static Message Told(Feed before, Feed after, Texts texts)
    {
        var said = new List<string>();
        if (before.FullText != after.FullText)
            said.Add(texts[after.FullText ? "commands.feed.set.full.on" : "commands.feed.set.full.off"]);
        if (before.Url != after.Url || before.RefusedMove != after.RefusedMove)
            said.Add(texts.Of("commands.feed.set.address", ("address", after.Url.AbsoluteUri)));
        return Answers.Line(texts.Of(
            "commands.feed.set.done", ("name", after.Name), ("what", string.Join(' ', said))));
    }

    // A quotation mark would begin a word that holds spaces.
    private static string LineOf(Feed feed, OptionDefinition option, string value) =>
        $"/feed set {(feed.Name.Contains('"', StringComparison.Ordinal) ? feed.Id : feed.Name)} {option.Name}:{value}";

    private static async Task<Message> AgainAsync(
        CommandCall call, OwnFeeds own, FeedListing found, CancellationToken cancellationToken)
    {
        if (found.State.PausedReason is null)
            return Answers.Line(call.Texts.Of(
                "commands.feed.set.polled",
                ("name", found.Feed.Name), ("next", call.Texts.Of(found.State.NextPollUtc))));
        await own.ReviveAsync(call, found.Feed, cancellationToken);
        return Answers.Line(call.Texts.Of("commands.feed.set.again", ("name", found.Feed.Name)));
    }

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (texts, text) = (call.Texts, call.Option("feed")!);
        var own = await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        var named = NamedFeed.Of(own, text, texts, texts.Of("commands.feed.set.shared", ("name", text)));
        if (named.Listing is not { } found) return Answers.Problem(named.Problem!);
        if (call.Option(Poll.Name) is not null) return await AgainAsync(call, own, found, cancellationToken);
        if (call.Option(FullText.Name) is null && call.Option(Move.Name) is null)
            return Answers.Problem(texts.Of(
                "commands.feed.set.what", ("line", $"/feed set {found.Feed.Name} {FullText.Name}:on")));
        var moved = found.State.MovedTo;
        if (call.Option(Move.Name) is not null && moved is null)
            return Answers.Problem(texts.Of("commands.feed.set.unmoved", ("name", found.Feed.Name)));
        var wanted = call.Option(Move.Name) switch
        {
            Keep => found.Feed with { Url = moved! },
            Back => found.Feed with { RefusedMove = moved },
            _ => found.Feed,
        };
        if (call.Option(FullText.Name) is { } full) wanted = wanted with { FullText = full == "on" };
        if (wanted == found.Feed)
            return Answers.Line(texts.Of("commands.feed.set.same", ("name", found.Feed.Name)));
        await own.ChangeAsync(call, found.Feed, wanted, cancellationToken);
        var told = Told(found.Feed, wanted, texts);
        return told with
        {
            Blocks = [.. told.Blocks, new Block.Paragraph(1, [texts.Of("commands.feed.set.undo", ("line", "/undo"))])],
        };
    }
}
