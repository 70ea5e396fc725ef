using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class PollStepTests
{
    private static readonly DateTimeOffset NowUtc = SomeFeeds.NowUtc;
    private static readonly FeedOptions Options = new();
    private static readonly Feed Feed = SomeFeeds.Feed();
    private static readonly Uri MovedUrl = new("https://new.example/rss");

    private static readonly FeedState Known = FeedState.New(NowUtc) with
    {
        ETag = "\"1\"",
        LastModified = "Tue, 10 Mar 2020 10:00:00 GMT",
        ValidatorsUrl = Feed.Url,
        BodyHash = "old",
        ReaderVersion = PollStep.ReaderVersion,
        LastBodyUtc = NowUtc.AddHours(-1),
        LastSuccessUtc = NowUtc.AddHours(-1),
    };

    [Fact]
    public void A_feed_is_asked_with_its_validators()
    {
        var request = PollStep.RequestOf(Feed, Known, NowUtc);

        Assert.Equal((Feed.Url, Known.ETag, Known.LastModified, Feed.Url),
            (request.Url, request.ETag, request.LastModified, request.ValidatorsUrl));
    }

    [Fact]
    public void A_server_that_says_not_modified_for_days_is_asked_without_validators_once()
    {
        var stuck = Known with { LastBodyUtc = NowUtc.AddDays(-2) };
        var asked = After(stuck, new PollAnswer.Same(Head("\"1\"", null), true)).State;

        Assert.Equal(new FetchRequest(Feed.Url), PollStep.RequestOf(Feed, stuck, NowUtc));
        Assert.Equal("\"1\"", PollStep.RequestOf(Feed, asked, NowUtc.AddHours(1)).ETag);
    }

    [Fact]
    public void Another_reader_reads_everything_anew() =>
        Assert.Null(PollStep.RequestOf(Feed, Known with { ReaderVersion = PollStep.ReaderVersion + 1 }, NowUtc).ETag);

    [Fact]
    public void Not_modified_refreshes_what_it_brings_and_keeps_the_rest()
    {
        var state = After(Known, new PollAnswer.Same(Head("\"2\"", null), false)).State;

        Assert.Equal(("\"2\"", Known.LastModified, Feed.Url), (state.ETag, state.LastModified, state.ValidatorsUrl));
        Assert.Equal((NowUtc, Known.LastBodyUtc), (state.LastSuccessUtc, state.LastBodyUtc));
    }

    [Fact]
    public void A_new_body_replaces_the_validators_also_by_none()
    {
        var state = After(Known, Read(Head(null, null))).State;

        Assert.Equal((null, null, null), (state.ETag, state.LastModified, state.ValidatorsUrl));
        Assert.Equal(("new", NowUtc, NowUtc), (state.BodyHash, state.LastBodyUtc, state.LastSuccessUtc));
    }

    [Fact]
    public void What_the_document_wants_is_remembered_for_polls_that_bring_none()
    {
        var hints = new FeedHints { TtlMinutes = 45, SkipHours = [3, 4], SkipDays = [DayOfWeek.Friday] };
        var read = After(Known, Read(Head("\"2\"", null), hints)).State;

        var later = After(read, new PollAnswer.Same(Head("\"2\"", null), false), NowUtc.AddHours(1));

        Assert.Equal(
            (PollRule.Ttl, 0b11000, 0b100000), (later.State.NextPollRule, later.State.SkipHours, later.State.SkipDays));
    }

    [Fact]
    public void A_failure_counts_says_why_and_keeps_the_validators()
    {
        var first = After(Known, Failure("http-500")).State;
        var second = After(first, Failure("timeout"), NowUtc.AddMinutes(2)).State;
        var well = After(second, new PollAnswer.Same(Head("\"1\"", null), false), NowUtc.AddMinutes(4)).State;

        Assert.Equal((2, "timeout", NowUtc), (second.ConsecutiveFailures, second.ErrorCode, second.FailingSinceUtc));
        Assert.Equal((Known.ETag, Known.LastSuccessUtc), (second.ETag, second.LastSuccessUtc));
        Assert.Equal(
            (0, null, null, null), (well.ConsecutiveFailures, well.ErrorCode, well.Error, well.FailingSinceUtc));
    }

    [Fact]
    public void A_body_that_cannot_be_read_is_asked_for_again_in_full()
    {
        var state = After(Known, Failure("not-a-feed") with { DropsValidators = true }).State;

        Assert.Equal(new FetchRequest(Feed.Url), PollStep.RequestOf(Feed, state, NowUtc));
        Assert.Null(state.BodyHash);
    }

    [Fact]
    public void What_came_of_a_body_that_broke_off_is_kept_but_for_its_last_entry()
    {
        var read = Read(Head("\"2\"", null)) with
        {
            End = BodyEnd.CutShort,
            Document = DocumentOf(Entry("1"), Entry("2"), Entry("3")),
        };

        var commit = After(Known, read);

        Assert.Equal(2, commit.Articles.Count);
        Assert.Equal(
            ("cut-short", 1, null), (commit.State.ErrorCode, commit.State.ConsecutiveFailures, commit.State.ETag));
    }

    [Fact]
    public void What_a_limit_cost_is_told_and_everyday_repairs_are_not()
    {
        var whole = Read(Head("\"2\"", null)) with { Warnings = ["bare-ampersand", "bad-date"] };

        var state = After(Known, whole with { Warnings = ["bare-ampersand", "too-deep"] }).State;

        Assert.Equal("its elements are nested too deep, and the deepest were passed over (too-deep)", state.Notice?.English);
        Assert.Equal(state.Notice, After(state, new PollAnswer.Same(Head("\"2\"", null), false)).State.Notice);
        Assert.Null(After(state, whole).State.Notice);
    }

    [Fact]
    public void A_permanent_redirect_is_believed_after_several_polls_over_two_days()
    {
        var moved = new PollAnswer.Same(Head("\"1\"", MovedUrl), false);
        var state = Known;
        var adopted = new List<Uri?>();
        foreach (var hours in new[] { 0, 1, 30, 47, 48, 49 })
        {
            state = After(state, moved, NowUtc.AddHours(hours)).State;
            adopted.Add(state.MovedTo);
        }

        Assert.Equal([null, null, null, null, MovedUrl, MovedUrl], adopted);
        Assert.Equal(MovedUrl, PollStep.RequestOf(Feed, state, NowUtc.AddHours(50)).Url);
        Assert.Null(state.MoveCandidate);
    }

    [Fact]
    public void A_permanent_redirect_seen_twice_in_a_week_is_not_believed_yet()
    {
        var moved = new PollAnswer.Same(Head("\"1\"", MovedUrl), false);
        var state = After(After(Known, moved).State, moved, NowUtc.AddDays(7)).State;

        Assert.Null(state.MovedTo);
    }

    [Fact]
    public void A_poll_without_the_redirect_starts_the_count_anew()
    {
        var moved = new PollAnswer.Same(Head("\"1\"", MovedUrl), false);
        var plain = new PollAnswer.Same(Head("\"1\"", null), false);
        var state = After(After(After(Known, moved).State, plain).State, moved, NowUtc.AddDays(3)).State;
        state = After(state, moved, NowUtc.AddDays(3).AddHours(1)).State;

        Assert.Equal((null, 2), (state.MovedTo, state.MoveSightings));
    }

    [Fact]
    public void A_feed_that_fails_where_it_moved_goes_back_to_the_address_people_gave()
    {
        var state = Known with { MovedTo = MovedUrl };
        for (var i = 0; i < 3; i++) state = After(state, Failure("dns"), NowUtc.AddMinutes(i)).State;

        Assert.Equal(Feed.Url, PollStep.RequestOf(Feed, state, NowUtc).Url);
    }

    [Fact]
    public void A_feed_that_is_gone_is_paused_and_says_so()
    {
        var state = After(Known, (PollAnswer.Failed)PollAnswer.Of(new FetchResult.Gone())).State;

        Assert.Equal((FeedState.Never, PollRule.Paused), (state.NextPollUtc, state.NextPollRule));
        Assert.Contains("410", state.PausedReason?.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_that_was_not_found_for_a_week_is_paused()
    {
        var state = After(Known, Failure("http-404")).State;
        var day6 = After(state, Failure("http-404"), NowUtc.AddDays(6)).State;
        var day7 = After(day6, Failure("http-404"), NowUtc.AddDays(7)).State;

        Assert.Null(day6.PausedReason);
        Assert.NotNull(day7.PausedReason);
    }

    [Fact]
    public void A_pause_holds_for_the_host_that_asked_for_it()
    {
        var asked = Failure("http-429") with
        {
            RetryAfter = TimeSpan.FromMinutes(10),
            At = new Uri("https://hub.example:8443/x"),
        };

        var commit = After(Known, asked);

        Assert.Equal(new HostPause("hub.example:8443", commit.State.NextPollUtc), commit.HostPause);
        Assert.Null(After(Known, asked with { RetryAfter = TimeSpan.Zero }).HostPause);
    }

    private static PollCommit After(FeedState state, PollAnswer answer, DateTimeOffset? nowUtc = null) =>
        PollStep.After(
            new ClaimedFeed(Feed, state, new FeedClaim(Feed.Id, 1, NowUtc)), answer, nowUtc ?? NowUtc, Options);

    private static FetchHead Head(string? etag, Uri? movedTo) =>
        new(movedTo ?? Feed.Url, movedTo, etag, null, CacheHints.None);

    private static PollAnswer.Read Read(FetchHead head, FeedHints? hints = null) =>
        new(head, "new", BodyEnd.Complete, DocumentOf() with { Hints = hints ?? FeedHints.None }, []);

    private static PollAnswer.Failed Failure(string code) => new(code, "why", FailureKind.Gentle);

    private static FeedDocument DocumentOf(params Entry[] entries) =>
        new() { Format = FeedFormat.Rss20, Encoding = "utf-8", Entries = entries };

    private static Entry Entry(string id) => new() { Id = id, Title = $"Title {id}" };
}
