using AlertBot.Alerts;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>How a feed fares, in words.</summary>
internal static class FeedHealth
{
    public static bool IsFailing(FeedListing feed) =>
        feed.State.ConsecutiveFailures > 0 || feed.State.PausedReason is not null;

    /// <summary>What is wrong, since when, and when it is tried again.</summary>
    public static string Say(FeedListing feed)
    {
        var state = feed.State;
        if (state.PausedReason is { } paused) return $"paused, {paused}";
        var since = state.FailingSinceUtc is { } at ? $" since {Wording.Of(at)}" : "";
        return $"{state.Error ?? state.ErrorCode ?? "failing"}{since}; next try {Wording.Of(state.NextPollUtc)}";
    }
}
