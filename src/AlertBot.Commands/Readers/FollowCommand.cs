using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Commands;

/// <summary>
/// Follows an actor, a place or words for one reader: alerts come to the channel where they asked, and notify them
/// alone. Lists what they follow when nothing is named.
/// </summary>
internal sealed partial class FollowCommand(
    FollowDesk desk, Lookup lookup, IOptions<FollowOptions> options, ILogger<FollowCommand> logger) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "follow", [OptionDefinition.Optional("text", OptionType.Subject)], Permission.Everyone, IsPrivate: true,
        ["/follow", "/follow Kata'ib Hezbollah", "/follow \"oil field\"", "/follow taji AND (drone OR rocket)"])
    {
        // Each one makes the index of all rules anew.
        Cooldown = TimeSpan.FromSeconds(5),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var all = await desk.ListAsync(call.Community, cancellationToken);
        var own = all.Where(f => f.UserId == call.Incoming.User.Id).ToList();
        if (call.Option("text") is not { } text) return Listed(own, call);
        if (!call.Settings.MayFollow) return Answers.Problem(texts["commands.follow.off"]);
        var query = FollowQuery.Of(text, lookup, call.Community, texts);
        if (!query.IsRule) return Answers.Problem(query.Meaning);
        if (own.FindIndex(f => f.Query == query.Query && f.Channel == call.Incoming.Channel) is >= 0 and var known)
            return Answers.Line(
                texts.Of("commands.follow.known", ("meaning", query.Meaning), ("line", End(known + 1))));
        if (Full(own.Count, all.Count, call) is { } full) return full;
        var follow = New(text, query, call);
        await desk.AddAsync(follow, call, cancellationToken);
        var isOwnChat = follow.ToSubscription().Mention is null;
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0,
            [
                texts.Of(isOwnChat ? "commands.follow.done.own" : "commands.follow.done", ("meaning", query.Meaning)),
                " " + texts.Of("commands.follow.count", ("count", own.Count + 1), ("most", options.Value.PerPerson)),
            ]),
            new Block.Actions(1,
            [
                new ActionButton(texts["commands.follow.end"], End(own.Count + 1)),
                new ActionButton(texts["commands.follow.list"], "/follow"),
            ]),
        ]);
    }

    private Message? Full(int own, int all, CommandCall call)
    {
        var (key, most) = own >= options.Value.PerPerson ? ("commands.follow.full", options.Value.PerPerson)
            : all >= options.Value.PerCommunity ? ("commands.follow.full.all", options.Value.PerCommunity)
            : ("", 0);
        if (key.Length == 0) return null;
        LogFull(call.Community, most);
        return Answers.Problem(call.Texts.Count(key, most, ("line", "/follow")));
    }

    private static Message Listed(List<Follow> own, CommandCall call)
    {
        var texts = call.Texts;
        return own.Count == 0
            ? Answers.Line(texts.Of("commands.follow.none", ("line", texts["commands.follow.example"])))
            : Answers.List(
                texts["commands.follow.title"],
                own.Select((f, i) => (IReadOnlyList<Span>)
                [
                    new Span(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {f.Text}"), IsStrong: true),
                    " — " + texts.Of("commands.follow.where",
                        ("channel", f.Channel.Channel), ("since", texts.Of(f.CreatedUtc))),
                ]),
                texts.Of("commands.follow.how", ("line", End(1))));
    }

    private static Follow New(string text, FollowQuery query, CommandCall call)
    {
        var user = call.Incoming.User;
        var id = Keys.Of(
            "follow", call.Incoming.Channel.ToString(), user.Id, query.Query,
            call.NowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        return new Follow(
            id.ToLowerInvariant(), call.Incoming.Channel, user.Id, user.Name, text, query.Query, call.NowUtc);
    }

    private static string End(int number) => string.Create(CultureInfo.InvariantCulture, $"/unfollow {number}");

    [LoggerMessage(6002, LogLevel.Warning, "{Community} follows as much as it may: {Most}.")]
    private partial void LogFull(CommunityId community, int most);
}

/// <summary>Ends what a reader follows.</summary>
internal sealed class UnfollowCommand(FollowDesk desk) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "unfollow", [OptionDefinition.Required("what", OptionType.Follow)], Permission.Everyone, IsPrivate: true,
        ["/unfollow 1", "/unfollow Kata'ib Hezbollah"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var own = (await desk.ListAsync(call.Community, cancellationToken))
            .Where(f => f.UserId == call.Incoming.User.Id).ToList();
        var what = Digits.InAscii(call.Option("what")!).TrimStart('#');
        var found = int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? own.ElementAtOrDefault(number - 1)
            : own.Find(f => f.Text.Equals(what, StringComparison.OrdinalIgnoreCase) || f.Query == what);
        if (found is null)
            return Answers.Problem(own.Count == 0
                ? call.Texts.Of("commands.follow.none", ("line", call.Texts["commands.follow.example"]))
                : call.Texts.Of("commands.unfollow.none", ("typed", what), ("line", "/follow")));
        await desk.RemoveAsync(found, call, cancellationToken);
        return Answers.Line(call.Texts.Of(
            "commands.unfollow.done", ("text", found.Text), ("line", $"/follow {found.Text}")));
    }
}
