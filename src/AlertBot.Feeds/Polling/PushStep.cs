namespace AlertBot.Feeds;

/// <summary>Decides what one push changes, as <see cref="PollStep"/> does for a poll. Pure.</summary>
/// <remarks>A push may hold a part of the document only, and no server was asked: what is known of the document as a whole,
/// of its validators and of when to ask again stays.</remarks>
internal static class PushStep
{
    /// <summary>A document was pushed.</summary>
    public static PollCommit OfDocument(
        ClaimedFeed claimed, HubPush push, FeedDocument document, DateTimeOffset nowUtc, FeedOptions options)
    {
        var (feed, before, claim) = claimed;
        var (newestUtc, _) = EntryDates.Of(document, nowUtc);
        var isNews = document.Entries.Count > 0 && (newestUtc is null || !(newestUtc <= before.NewestEntryUtc));
        var after = newestUtc > before.NewestEntryUtc || before.NewestEntryUtc is null
            ? before with { NewestEntryUtc = newestUtc ?? before.NewestEntryUtc }
            : before;
        // What is pushed is news by its nature, also where polling was out of order for long.
        var heard = before with { LastSuccessUtc = nowUtc };
        var articles = PolledArticles.Of(document, feed, heard, nowUtc, options.MaxArticleAge, lastIsWhole: true);
        return new PollCommit(claim, PollStep.Watched(before, after, document, isNews, nowUtc), articles, null)
        {
            PushId = push.Id,
            // A hub may leave out what it has pushed before.
            IsWhole = false,
        };
    }

    /// <summary>A hub said that there is something new, and not what: the feed is due as soon as is polite.</summary>
    public static PollCommit OfPing(ClaimedFeed claimed, HubPush push, DateTimeOffset nowUtc, FeedOptions options)
    {
        var (feed, before, claim) = claimed;
        var politeUtc = before.LastPollUtc + PollPace.For(feed, before.AddressOf(feed), options).MinInterval;
        var atUtc = politeUtc > nowUtc ? politeUtc.Value : nowUtc;
        // A server that asked for a rest, or does not answer, gets its rest all the same.
        var mayHasten = before.PausedReason is null && before.ConsecutiveFailures == 0
            && before.NextPollRule is not PollRule.RetryAfter && atUtc < before.NextPollUtc;
        var after = mayHasten ? before with { NextPollUtc = atUtc, NextPollRule = PollRule.Pinged } : before;
        return new PollCommit(claim, after, [], null) { PushId = push.Id };
    }
}
