using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>How a feed fares, in words.</summary>
internal static class FeedHealth
{
    public static bool IsFailing(FeedListing feed) =>
        feed.State.ConsecutiveFailures > 0 || feed.State.PausedReason is not null;

    /// <summary>What is wrong, since when, and when it is tried again.</summary>
    public static string Say(FeedListing feed, Texts texts)
    {
        var state = feed.State;
        if (state.PausedReason is { } paused) return texts.Of("commands.feed.paused", ("why", paused));
        var fault = state.Error ?? state.ErrorCode ?? texts["commands.feed.fails"];
        return state.FailingSinceUtc is { } at
            ? texts.Of("commands.feed.fault.since",
                ("fault", fault), ("since", texts.Of(at)), ("next", texts.Of(state.NextPollUtc)))
            : texts.Of("commands.feed.fault", ("fault", fault), ("next", texts.Of(state.NextPollUtc)));
    }
}
