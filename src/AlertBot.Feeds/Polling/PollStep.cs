namespace AlertBot.Feeds;

/// <summary>Decides what one poll changes: the feed's state, its articles and when it is polled next. Pure.</summary>
internal static class PollStep
{
    /// <summary>Raised when the reader makes something else of the same bytes: then every feed is read anew.</summary>
    public const int ReaderVersion = 2;

    private const int MaxErrorChars = 300;
    private const int MoveSightings = 3;
    private const int FailuresBeforeReturn = 3;
    private static readonly TimeSpan MoveProbation = TimeSpan.FromDays(2);
    private static readonly TimeSpan NotFoundPatience = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestUnaskedPause = TimeSpan.FromMinutes(5);

    // Repairs are everyday; these mean that something the document says was left out.
    private static readonly (string Code, Saying Told)[] Losses =
    [
        ("entity-limit", Saying.Of(
            "loss.entity-limit", "its entities stand for more text than is safe and were cut off (entity-limit)")),
        ("external-entity", Saying.Of(
            "loss.external-entity", "it asks for an outside document, and none is ever fetched (external-entity)")),
        ("too-deep", Saying.Of(
            "loss.too-deep", "its elements are nested too deep, and the deepest were passed over (too-deep)")),
        ("too-many-entries", Saying.Of(
            "loss.too-many-entries", "it has too many entries, and the last were passed over (too-many-entries)")),
        ("text-cut", Saying.Of("loss.text-cut", "a text in it is too long and was cut (text-cut)")),
        ("wrong-type", Saying.Of(
            "loss.wrong-type", "fields hold values of the wrong type and were passed over (wrong-type)")),
    ];

    // A server whose validator is stuck says "not modified" for ever: it is asked without now and then.
    private static readonly TimeSpan LongestUnread = TimeSpan.FromDays(2);

    /// <summary>What to ask for.</summary>
    public static FetchRequest RequestOf(Feed feed, FeedState state, DateTimeOffset nowUtc)
    {
        var request = new FetchRequest(state.AddressOf(feed));
        var mayAsk = state.ReaderVersion == ReaderVersion && nowUtc - state.LastBodyUtc < LongestUnread;
        return mayAsk
            ? request with { ETag = state.ETag, LastModified = state.LastModified, ValidatorsUrl = state.ValidatorsUrl }
            : request;
    }

    /// <summary>Decides.</summary>
    public static PollCommit After(
        ClaimedFeed claimed, PollAnswer answer, DateTimeOffset nowUtc, FeedOptions options) =>
        answer switch
        {
            PollAnswer.Same same => Succeeded(
                claimed, Watched(claimed.State, OfSame(claimed.State, same, nowUtc), null, false, nowUtc), same.Head, [],
                nowUtc, options),
            PollAnswer.Read { End: BodyEnd.CutShort } cut => OfCut(claimed, cut, nowUtc, options),
            PollAnswer.Read read => Succeeded(
                claimed, AfterRead(claimed.State, read, nowUtc, options), read.Head,
                ArticlesOf(claimed, read, nowUtc, options), nowUtc, options) with
            {
                IsWhole = IsWhole(read),
            },
            PollAnswer.Failed failed => Failed(claimed, failed, [], nowUtc, options),
            _ => throw new ArgumentOutOfRangeException(nameof(answer)),
        };

    private static FeedState AfterRead(
        FeedState before, PollAnswer.Read read, DateTimeOffset nowUtc, FeedOptions options)
    {
        var after = OfRead(before, read, nowUtc, options);
        return Watched(before, after, read.Document, IsNews(before, after), nowUtc);
    }

    private static FeedState OfSame(FeedState state, PollAnswer.Same same, DateTimeOffset nowUtc)
    {
        if (same.WithBody) return WithValidators(state, same.Head) with { LastBodyUtc = nowUtc };
        // A 304 may bring a new ETag beside an old date; what it leaves out stays as it was.
        return state with
        {
            ETag = same.Head.ETag ?? state.ETag,
            LastModified = same.Head.LastModified ?? state.LastModified,
        };
    }

    private static FeedState OfRead(FeedState state, PollAnswer.Read read, DateTimeOffset nowUtc, FeedOptions options)
    {
        var described = Described(state, read.Document, nowUtc);
        return WithValidators(described, read.Head) with
        {
            BodyHash = read.BodyHash,
            ReaderVersion = ReaderVersion,
            LastBodyUtc = nowUtc,
            Notice = NoticeOf(read, options),
            Offer = HubDiscovery.Of(read.Head.FinalUrl, read.Head.Link, read.Document.Hints),
        };
    }

    /// <summary>What a document says of when it changes and wants to be asked.</summary>
    public static FeedState Described(FeedState state, FeedDocument document, DateTimeOffset nowUtc)
    {
        var hints = document.Hints;
        var (newestUtc, gap) = EntryDates.Of(document, nowUtc);
        var ttl = hints.TtlMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
        var isPeriod = hints.UpdateInterval is { } period && (ttl is null || period > ttl);
        return state with
        {
            NewestEntryUtc = newestUtc,
            TypicalGap = gap,
            DocumentInterval = isPeriod ? hints.UpdateInterval : ttl,
            IsDocumentIntervalPeriod = isPeriod,
            SkipHours = SkipTimes.HoursOf(hints.SkipHours),
            SkipDays = SkipTimes.DaysOf(hints.SkipDays),
        };
    }

    /// <summary>Notes what a document brought in the feed's rhythm, and whether it has gone silent or is heard
    /// again.</summary>
    public static FeedState Watched(
        FeedState before, FeedState after, FeedDocument? document, bool isNews, DateTimeOffset nowUtc)
    {
        var dates = (document?.Entries ?? []).Select(static entry => entry.PublishedUtc ?? entry.UpdatedUtc)
            .OfType<DateTimeOffset>();
        var known = FeedRhythm.Parse(before.Rhythm);
        var rhythm = known.With(nowUtc, before.LastSuccessUtc, isNews, isNews ? dates : []);
        if (ReferenceEquals(rhythm, known)) return after;
        after = after with { Rhythm = rhythm.ToString() };
        if (before.SilentSinceUtc is not null)
            return FeedSilence.IsOver(rhythm, before.SilentHours, before.SilentExpected)
                ? after with { SilentSinceUtc = null, SilentHours = 0, SilentExpected = 0 }
                : after;
        return FeedSilence.Of(rhythm) is { } silence
            ? after with
            {
                SilentSinceUtc = silence.SinceUtc,
                SilentHours = silence.Hours,
                SilentExpected = silence.Expected,
            }
            : after;
    }

    // A document that changed without a newer entry was only touched; where nothing is dated, a change is all that
    // shows.
    private static bool IsNews(FeedState before, FeedState after) => before.WasRead
        && before.BodyHash != after.BodyHash
        && (after.NewestEntryUtc is null || after.NewestEntryUtc > before.NewestEntryUtc || before.NewestEntryUtc is null);

    private static Saying? NoticeOf(PollAnswer.Read read, FeedOptions options)
    {
        if (read.End is BodyEnd.TooLong)
            return Saying.Of(
                "loss.too-large",
                $"it is longer than {options.MaxBodyBytes:most} bytes (Feeds:MaxBodyBytes), and the rest was not read");
        var told = Losses.Where(l => read.Warnings.Contains(l.Code, StringComparer.Ordinal))
            .Select(l => l.Told).ToList();
        return told switch
        {
            [] => null,
            [var one] => one,
            _ => Saying.Of("loss.several", $"{told:losses}"),
        };
    }

    private static FeedState WithValidators(FeedState state, FetchHead head) => state with
    {
        ETag = head.ETag,
        LastModified = head.LastModified,
        ValidatorsUrl = (head.ETag ?? head.LastModified) is null ? null : head.FinalUrl,
    };

    private static IReadOnlyList<PolledArticle> ArticlesOf(
        ClaimedFeed claimed, PollAnswer.Read read, DateTimeOffset nowUtc, FeedOptions options) =>
        PolledArticles.Of(
            read.Document, claimed.Feed, claimed.State, nowUtc, options.MaxArticleAge, read.End is BodyEnd.Complete);

    // What came is kept, so that nothing is missed; but it was no success, and the rest is asked for again.
    private static PollCommit OfCut(
        ClaimedFeed claimed, PollAnswer.Read cut, DateTimeOffset nowUtc, FeedOptions options)
    {
        var failed = new PollAnswer.Failed(
            "cut-short", Saying.Of("poll.cut-short", "the body broke off before its end"), FailureKind.Gentle)
        {
            DropsValidators = true,
        };
        return Failed(claimed, failed, ArticlesOf(claimed, cut, nowUtc, options), nowUtc, options) with { IsWhole = false };
    }

    private static bool IsWhole(PollAnswer.Read read) => read.End is BodyEnd.Complete
        && !read.Warnings.Any(static warning => warning is "too-many-entries" or "truncated" or "text-cut" or "too-deep");

    private static PollCommit Succeeded(
        ClaimedFeed claimed, FeedState state, FetchHead head, IReadOnlyList<PolledArticle> articles,
        DateTimeOffset nowUtc, FeedOptions options)
    {
        var (feed, _, claim) = claimed;
        state = Moved(feed, state, head, nowUtc) with
        {
            LastPollUtc = nowUtc,
            LastSuccessUtc = nowUtc,
            ConsecutiveFailures = 0,
            FailingSinceUtc = null,
            ErrorCode = null,
            Error = null,
        };
        var pace = PollPace.For(feed, state.AddressOf(feed), options);
        var next = NextPoll.Decide(new NextPollFacts(feed.Id, nowUtc, pace, head.Cache, state, null)
        {
            PushedUntilUtc = PushedUntil(claimed.Hub, nowUtc, options),
        });
        return new PollCommit(claim, state with { NextPollUtc = next.AtUtc, NextPollRule = next.Rule }, articles, null);
    }

    // Where nobody can push to us any more, what was agreed with a hub before counts for nothing.
    private static DateTimeOffset? PushedUntil(HubSubscription? hub, DateTimeOffset nowUtc, FeedOptions options) =>
        options.TakesPushes && hub?.IsTrustedAt(nowUtc) == true ? hub.LeaseUntilUtc : null;

    // A permanent redirect is often a mistake of a day: it is believed after several polls over two days.
    private static FeedState Moved(Feed feed, FeedState state, FetchHead head, DateTimeOffset nowUtc)
    {
        if (head.MovedTo is not { } to || to == state.AddressOf(feed) || to == feed.RefusedMove)
            return state with { MoveCandidate = null, MoveSightings = 0, MoveSinceUtc = null };
        if (state.MoveCandidate != to)
            return state with { MoveCandidate = to, MoveSightings = 1, MoveSinceUtc = nowUtc };
        var sightings = state.MoveSightings + 1;
        return sightings >= MoveSightings && nowUtc - state.MoveSinceUtc >= MoveProbation
            ? state with
            {
                MovedTo = to,
                MovedSinceUtc = nowUtc,
                MoveCandidate = null,
                MoveSightings = 0,
                MoveSinceUtc = null,
            }
            : state with { MoveSightings = sightings };
    }

    private static PollCommit Failed(
        ClaimedFeed claimed, PollAnswer.Failed failed, IReadOnlyList<PolledArticle> articles, DateTimeOffset nowUtc,
        FeedOptions options)
    {
        var (feed, before, claim) = claimed;
        var address = before.AddressOf(feed);
        var state = before with
        {
            LastPollUtc = nowUtc,
            ConsecutiveFailures = before.ConsecutiveFailures + 1,
            FailingSinceUtc = before.FailingSinceUtc ?? nowUtc,
            ErrorCode = failed.Code,
            Error = failed.Message.English.Length <= MaxErrorChars
                ? failed.Message
                : Saying.InEnglish(failed.Message.English[..MaxErrorChars]),
        };
        if (failed.DropsValidators)
            state = state with { ETag = null, LastModified = null, ValidatorsUrl = null, BodyHash = null };
        // Where it moved does not answer: the address that people gave may, once more.
        if (state.MovedTo is not null && state.ConsecutiveFailures >= FailuresBeforeReturn
            && failed.Code != OwnConnection.Code)
            state = state.ReturnedHome();
        else if (PauseOf(before, failed, nowUtc) is { } reason)
            return new PollCommit(claim, Paused(state, reason), articles, null);
        var facts = new NextPollFacts(
            feed.Id, nowUtc, PollPace.For(feed, address, options), CacheHints.None, state,
            new PollFailure(failed.Kind, state.ConsecutiveFailures, failed.RetryAfter));
        var next = NextPoll.Decide(facts);
        var pause = PauseUntil(failed, nowUtc, next.AtUtc) is { } until
            ? new HostPause(Feed.HostOf(failed.At ?? address), until)
            : null;
        return new PollCommit(
            claim, state with { NextPollUtc = next.AtUtc, NextPollRule = next.Rule }, articles, pause);
    }

    // One who wants fewer requests and does not say how few gets a while without any; the feed itself waits longer and
    // longer.
    private static DateTimeOffset? PauseUntil(
        PollAnswer.Failed failed, DateTimeOffset nowUtc, DateTimeOffset nextUtc)
    {
        if (failed.Code == "host-resting") return null;
        if (failed.RetryAfter is { } asked) return asked > TimeSpan.Zero ? nextUtc : null;
        if (failed.Code != "http-429") return null;
        return nextUtc < nowUtc + LongestUnaskedPause ? nextUtc : nowUtc + LongestUnaskedPause;
    }

    private static Saying? PauseOf(FeedState before, PollAnswer.Failed failed, DateTimeOffset nowUtc) => failed switch
    {
        { IsFinal: true } => Saying.Of("poll.gone", "the server says that the feed is gone for good (HTTP 410)"),
        // One at the end of a week of other failures is no week of these.
        { Code: "http-404" } when before.ErrorCode == "http-404" && nowUtc - before.FailingSinceUtc >= NotFoundPatience =>
            Saying.Of("poll.lost", "there was no such document for a week (HTTP 404)"),
        _ => null,
    };

    private static FeedState Paused(FeedState state, Saying reason) => state with
    {
        PausedReason = reason,
        NextPollUtc = FeedState.Never,
        NextPollRule = PollRule.Paused,
    };
}
