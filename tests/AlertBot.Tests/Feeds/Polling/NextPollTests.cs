using AlertBot.Feeds;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class NextPollTests
{
    // A Wednesday.
    private static readonly DateTimeOffset NowUtc = new(2020, 3, 11, 12, 0, 0, TimeSpan.Zero);
    private static readonly PollPace Public = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), false, false);
    private static readonly PollPace Urgent = new(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), false, true);
    private static readonly PollPace Private = new(TimeSpan.FromMilliseconds(100), TimeSpan.Zero, true, false);
    private static readonly FeedState Well = FeedState.New(NowUtc);

    [Fact]
    public void Nothing_said_means_our_own_minimum() => AssertNext(5, PollRule.OwnMinimum, Facts(Well));

    [Fact]
    public void What_the_server_says_counts_when_it_is_longer()
    {
        AssertNext(
            90, PollRule.CacheControl, Facts(Well, new CacheHints(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(20))));
        AssertNext(
            120, PollRule.Expires, Facts(Well, new CacheHints(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(120))));
        AssertNext(
            5, PollRule.OwnMinimum, Facts(Well, new CacheHints(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2))));
    }

    [Fact]
    public void What_the_document_says_counts_for_an_hour_at_most()
    {
        AssertNext(30, PollRule.Ttl, Facts(Well with { DocumentInterval = TimeSpan.FromMinutes(30) }));
        AssertNext(60, PollRule.UpdatePeriod, Facts(Well with
        {
            DocumentInterval = TimeSpan.FromDays(7),
            IsDocumentIntervalPeriod = true,
        }));
    }

    [Fact]
    public void A_document_that_says_hourly_and_changes_every_ten_minutes_is_not_believed() =>
        AssertNext(10, PollRule.Ttl, Facts(Well with
        {
            DocumentInterval = TimeSpan.FromMinutes(60),
            TypicalGap = TimeSpan.FromMinutes(10),
            NewestEntryUtc = NowUtc,
        }));

    [Fact]
    public void A_feed_that_seldom_changes_is_asked_less_often()
    {
        var busy = Well with { TypicalGap = TimeSpan.FromMinutes(4), NewestEntryUtc = NowUtc };
        var slow = busy with { TypicalGap = TimeSpan.FromMinutes(80) };
        var idle = busy with { NewestEntryUtc = NowUtc.AddMinutes(-100) };
        var dead = busy with { NewestEntryUtc = NowUtc.AddDays(-100) };

        AssertNext(5, PollRule.OwnMinimum, Facts(busy));
        AssertNext(20, PollRule.Adaptive, Facts(slow));
        AssertNext(25, PollRule.Adaptive, Facts(idle));
        AssertNext(60, PollRule.Adaptive, Facts(dead));
        AssertNext(15, PollRule.Adaptive, Facts(dead, pace: Urgent));
    }

    [Fact]
    public void No_hint_holds_a_feed_for_longer_than_the_ceiling()
    {
        var month = new CacheHints(TimeSpan.FromDays(30), null);

        var plain = NextPoll.Decide(Facts(Well, month));
        var urgent = NextPoll.Decide(Facts(Well, month, Urgent));

        Assert.Equal(new NextPollDecision(NowUtc.AddHours(24), PollRule.Ceiling), plain);
        Assert.Equal(new NextPollDecision(NowUtc.AddMinutes(60), PollRule.Ceiling), urgent);
    }

    [Fact]
    public void Hours_and_days_that_the_document_names_are_left_out()
    {
        var noon = Well with { SkipHours = SkipTimes.HoursOf([12, 13]) };
        var midweek = Well with
        {
            SkipDays = SkipTimes.DaysOf([DayOfWeek.Wednesday]),
            SkipHours = SkipTimes.HoursOf([0]),
        };

        AssertBetween(NowUtc.AddHours(2), 10, PollRule.SkipTimes, Facts(noon));
        AssertBetween(NowUtc.AddHours(13), 10, PollRule.SkipTimes, Facts(midweek));
        AssertNext(2, PollRule.OwnMinimum, Facts(noon, pace: Urgent));
    }

    [Fact]
    public void A_document_that_allows_no_hour_at_all_is_not_obeyed() =>
        AssertNext(5, PollRule.OwnMinimum, Facts(Well with { SkipHours = -1, SkipDays = -1 }));

    [Theory]
    [InlineData(FailureKind.Steep, 1, 1)]
    [InlineData(FailureKind.Steep, 2, 2)]
    [InlineData(FailureKind.Steep, 5, 16)]
    [InlineData(FailureKind.Gentle, 3, 2.25)]
    internal void Failures_are_tried_again_ever_later(FailureKind kind, int count, double minutes) =>
        AssertNext(minutes, PollRule.BackOff, Facts(Well, failure: new PollFailure(kind, count, null)));

    [Theory]
    [InlineData(FailureKind.Steep)]
    [InlineData(FailureKind.Gentle)]
    internal void No_failure_is_waited_on_for_more_than_six_hours(FailureKind kind)
    {
        var next = NextPoll.Decide(Facts(Well, failure: new PollFailure(kind, int.MaxValue, null)));

        Assert.InRange(next.AtUtc, NowUtc.AddHours(5), NowUtc.AddHours(6));
    }

    [Fact]
    public void A_server_that_asks_for_rest_gets_it()
    {
        AssertBetween(NowUtc.AddMinutes(10), 1, PollRule.RetryAfter,
            Facts(Well, failure: new PollFailure(FailureKind.Steep, 9, TimeSpan.FromMinutes(10))));
        AssertBetween(NowUtc.AddMinutes(1), 1, PollRule.RetryAfter,
            Facts(Well, failure: new PollFailure(FailureKind.Steep, 1, TimeSpan.Zero)));
        Assert.Equal(NowUtc.AddDays(1), NextPoll.Decide(
            Facts(Well, failure: new PollFailure(FailureKind.Steep, 1, TimeSpan.FromDays(1)))).AtUtc);
    }

    [Fact]
    public void A_feed_on_our_own_machine_is_asked_as_fast_as_the_settings_say_also_when_it_fails()
    {
        var idle = Well with { TypicalGap = TimeSpan.FromHours(1), NewestEntryUtc = NowUtc.AddDays(-1) };

        AssertNext(0.1 / 60, PollRule.OwnMinimum, Facts(idle, pace: Private));
        AssertNext(
            0.4 / 60, PollRule.BackOff,
            Facts(Well, pace: Private, failure: new PollFailure(FailureKind.Steep, 3, null)));
    }

    [Fact]
    public void Feeds_of_one_minute_are_spread_and_each_is_always_the_same()
    {
        var times = Enumerable.Range(0, 500).Select(
            i => NextPoll.Decide(Facts(Well, feedId: $"feed-{i}")).AtUtc).ToList();

        Assert.All(times, static atUtc => Assert.InRange(atUtc, NowUtc.AddMinutes(5), NowUtc.AddMinutes(5.5)));
        Assert.True(times.Distinct().Count() > 490);
        Assert.All(
            times.GroupBy(static atUtc => atUtc.ToUnixTimeSeconds()),
            static second => Assert.True(second.Count() < 50));
        Assert.Equal(times[0], NextPoll.Decide(Facts(Well, feedId: "feed-0")).AtUtc);
    }

    [Fact]
    public void Whatever_anybody_says_the_next_poll_is_within_bounds()
    {
        var spans = Gen.Choose(-20_000_000, 100_000_000)
            .Select(static seconds => seconds < 0 ? (TimeSpan?)null : TimeSpan.FromSeconds(seconds));
        var facts =
            from age in spans
            from expires in spans
            from document in spans
            from gap in spans
            from urgent in ArbMap.Default.GeneratorFor<bool>()
            from feed in Gen.Choose(0, 1000)
            select Facts(
                Well with { DocumentInterval = document, TypicalGap = gap, NewestEntryUtc = NowUtc - gap },
                new CacheHints(age, expires), urgent ? Urgent : Public, feedId: $"feed-{feed}");

        Prop.ForAll(facts.ToArbitrary(), static one =>
        {
            var wait = NextPoll.Decide(one).AtUtc - NowUtc;
            var most = one.Pace.IsUrgent ? TimeSpan.FromMinutes(60) : TimeSpan.FromHours(24);
            return wait >= one.Pace.MinInterval && wait <= most;
        }).QuickCheckThrowOnFailure();
    }

    private static NextPollFacts Facts(
        FeedState state, CacheHints? cache = null, PollPace? pace = null, PollFailure? failure = null,
        string feedId = "a") =>
        new(feedId, NowUtc, pace ?? Public, cache ?? CacheHints.None, state, failure);

    // A tenth is added at most.
    private static void AssertNext(double minutes, PollRule rule, NextPollFacts facts) =>
        AssertBetween(NowUtc.AddMinutes(minutes), minutes * 0.1, rule, facts);

    private static void AssertBetween(DateTimeOffset fromUtc, double minutes, PollRule rule, NextPollFacts facts)
    {
        var next = NextPoll.Decide(facts);
        Assert.Equal(rule, next.Rule);
        Assert.InRange(next.AtUtc, fromUtc, fromUtc.AddMinutes(minutes));
    }
}
