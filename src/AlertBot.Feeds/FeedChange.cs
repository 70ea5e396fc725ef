namespace AlertBot.Feeds;

/// <summary>What a change of a feed by people makes of its polling state. Pure.</summary>
public static class FeedChange
{
    /// <summary>The state from now on; the same object when nothing of it is touched.</summary>
    /// <param name="before">The feed as it was.</param>
    /// <param name="after">The feed as people want it.</param>
    /// <param name="state">How it fared until now.</param>
    /// <param name="firstPollUtc">When it is polled where its state begins anew.</param>
    public static FeedState StateOf(Feed before, Feed after, FeedState state, DateTimeOffset firstPollUtc)
    {
        // People took over where it moved: it is the same feed at the address that is polled already.
        if (before.Url != after.Url && state.MovedTo == after.Url)
            return state with { MovedTo = null, MovedSinceUtc = null };
        if (before.Url != after.Url) return FeedState.New(firstPollUtc);
        return state.MovedTo is { } moved && moved == after.RefusedMove
            ? state.ReturnedHome() with { NextPollUtc = firstPollUtc, NextPollRule = PollRule.FirstPoll }
            : state;
    }
}
