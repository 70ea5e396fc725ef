using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>How a feed fares, in words.</summary>
internal static class FeedWords
{
    /// <summary>Nothing comes of it at present, or far less than it should.</summary>
    public static bool IsMissing(FeedListing feed, DateTimeOffset nowUtc) =>
        FeedHealth.Of(feed.State, nowUtc).IsMissing;

    /// <summary>How it fares since when, and when it is asked next by which rule.</summary>
    public static string Say(FeedListing feed, DateTimeOffset nowUtc, Texts texts)
    {
        var state = feed.State;
        var health = FeedHealth.Of(state, nowUtc);
        return health.Kind switch
        {
            FeedHealthKind.Gone => texts.Of(
                "commands.feed.paused", ("health", Of(health.Kind, texts)), ("why", texts.Say(state.PausedReason!))),
            FeedHealthKind.Blocked or FeedHealthKind.Failing => Fault(state, health, texts),
            FeedHealthKind.Late => texts.Of("commands.feed.late", ("since", Since(health, texts))),
            FeedHealthKind.Silent => texts.Of(
                "commands.feed.silent", ("since", Since(health, texts)), ("read", Read(state, texts))),
            FeedHealthKind.Moved => texts.Of(
                "commands.feed.moved", ("since", Since(health, texts)), ("host", state.MovedTo!.Host),
                ("read", Read(state, texts))),
            _ => Read(state, texts),
        };
    }

    /// <summary>Which rule set the time of the next poll.</summary>
    public static string Of(PollRule rule, Texts texts) =>
        texts[$"commands.feed.rule.{rule.ToString().ToLowerInvariant()}"];

    /// <summary>One word for how it fares.</summary>
    public static string Of(FeedHealthKind kind, Texts texts) =>
        texts[$"commands.feed.health.{kind.ToString().ToLowerInvariant()}"];

    /// <summary>"2 failing and 1 silent": what is as it should be needs no words. Empty when all is.</summary>
    public static string Counted(IEnumerable<FeedHealthKind> kinds, Texts texts) => texts.List(
    [
        .. kinds.Where(kind => kind != FeedHealthKind.Ok).GroupBy(kind => kind).OrderByDescending(g => g.Key)
            .Select(g => texts.Of(
                "commands.feed.health.counted", ("count", g.Count()), ("health", Of(g.Key, texts)))),
    ]);

    private static string Read(FeedState state, Texts texts) => state.LastSuccessUtc is { } at
        ? texts.Of(
            "commands.feed.list.read", ("at", texts.Of(at)), ("next", texts.Of(state.NextPollUtc)),
            ("rule", Of(state.NextPollRule, texts)))
        : texts.Of(
            "commands.feed.list.notread", ("at", texts.Of(state.NextPollUtc)),
            ("rule", Of(state.NextPollRule, texts)));

    private static string Fault(FeedState state, FeedHealth health, Texts texts)
    {
        var fault = state.Error is { } error ? texts.Say(error) : state.ErrorCode ?? "";
        (string, object?)[] holes =
        [
            ("health", Of(health.Kind, texts)), ("fault", fault), ("since", Since(health, texts)),
            ("next", texts.Of(state.NextPollUtc)), ("rule", Of(state.NextPollRule, texts)),
        ];
        return texts.Of(health.SinceUtc is null ? "commands.feed.fault" : "commands.feed.fault.since", holes);
    }

    private static string Since(FeedHealth health, Texts texts) =>
        health.SinceUtc is { } at ? texts.Of(at) : "";
}
