using AlertBot.Feeds;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Hubs;

public sealed class HubStepTests
{
    private static readonly DateTimeOffset Now = SomeFeeds.NowUtc;
    private static readonly HubQuestion Subscribe = new("subscribe", "https://news.example/self", "864000", null);

    private static HubSubscription New => new()
    {
        Key = HubAddresses.NewKey(),
        FeedId = "feed",
        Hub = new Uri("https://hub.example/"),
        Self = new Uri("https://news.example/self"),
        Callback = new Uri("https://alerts.example/hub/k"),
        Secret = HubAddresses.NewSecret(),
        DueUtc = Now,
    };

    private static HubSubscription Asked => HubStep.Asking(New, Now).After!;

    private static HubSubscription Active => HubStep.Questioned(Asked, Subscribe, Now)!.After!;

    [Fact]
    public void A_verified_subscription_is_renewed_well_before_its_lease_ends()
    {
        var active = Active;

        Assert.True(active.IsLiveAt(Now.AddDays(9)));
        Assert.False(active.IsLiveAt(Now.AddDays(10)));
        Assert.InRange(active.DueUtc, Now.AddDays(7.5), Now.AddDays(8.5));
        Assert.False(active.IsTrustedAt(Now));
    }

    [Fact]
    public void Subscriptions_that_began_together_are_not_renewed_together() =>
        Assert.True(Enumerable.Range(0, 50).Select(_ => Active.DueUtc).Distinct().Count() > 40);

    [Theory]
    [InlineData("subscribe", "https://news.example/another")]
    [InlineData("subscribe", null)]
    [InlineData("unsubscribe", "https://news.example/self")]
    [InlineData("publish", "https://news.example/self")]
    [InlineData("", "https://news.example/self")]
    public void What_was_not_asked_for_is_not_confirmed(string mode, string? topic)
    {
        Assert.Null(HubStep.Questioned(Asked, new HubQuestion(mode, topic, "864000", null), Now));
        Assert.Null(HubStep.Questioned(Active, new HubQuestion(mode, topic, "864000", null), Now));
    }

    [Fact]
    public void One_that_was_never_asked_for_is_neither_confirmed_nor_denied()
    {
        Assert.Null(HubStep.Questioned(New, Subscribe, Now));
        Assert.Null(HubStep.Questioned(New, Subscribe with { Mode = "denied" }, Now));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("59")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("")]
    public void A_lease_that_is_none_is_not_confirmed(string lease) =>
        Assert.Null(HubStep.Questioned(Asked, Subscribe with { LeaseSeconds = lease }, Now));

    [Theory]
    [InlineData("315360000")]
    [InlineData("18446744073709551615")]
    public void A_lease_for_years_is_renewed_within_a_fortnight(string lease) => Assert.InRange(
        HubStep.Questioned(Asked, Subscribe with { LeaseSeconds = lease }, Now)!.After!.DueUtc, Now, Now.AddDays(14));

    [Fact]
    public void A_hub_that_grants_no_lease_at_all_means_the_one_that_was_asked_for() => Assert.Equal(
        Now.AddDays(10), HubStep.Questioned(Asked, Subscribe with { LeaseSeconds = null }, Now)!.After!.LeaseUntilUtc);

    [Fact]
    public void A_hub_that_asks_back_once_more_extends_the_lease()
    {
        var later = HubStep.Questioned(Active, Subscribe, Now.AddDays(2))!.After!;

        Assert.Equal((Now, Now.AddDays(12)), (later.ActiveSinceUtc!.Value, later.LeaseUntilUtc!.Value));
    }

    [Fact]
    public void What_the_hub_verified_while_it_was_asked_holds_whatever_it_answers_then() => Assert.Equal(
        HubStage.Active, HubStep.Answered(Active, Reply(400), Now).After!.Stage);

    [Fact]
    public void A_hub_that_does_not_answer_is_asked_again_later_and_later()
    {
        var (one, now, waits) = (New, Now, new List<TimeSpan>());
        for (var i = 0; i < 4; i++)
        {
            one = HubStep.Answered(HubStep.Asking(one, now).After!, Reply(503), now).After!;
            waits.Add(one.DueUtc - now);
            now = one.DueUtc;
        }

        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[0], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        Assert.InRange(waits[3], TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(9));
    }

    [Fact]
    public void A_hub_that_says_when_to_come_again_is_obeyed() => Assert.InRange(
        HubStep.Answered(Asked, Reply(429) with { RetryAfter = TimeSpan.FromHours(3) }, Now).After!.DueUtc,
        Now.AddHours(3), Now.AddHours(3.5));

    [Fact]
    public void Where_a_host_does_not_answer_for_one_feed_the_others_are_put_off_and_no_lease_is_let_slip()
    {
        var reply = Reply(503) with { RetryAfter = TimeSpan.FromHours(2) };
        var ending = Active with { LeaseUntilUtc = Now.AddHours(1) };

        Assert.True(reply.IsOfHost);
        Assert.False(Reply(422).IsOfHost);
        Assert.InRange(HubStep.PutOff(New, reply, Now).After!.DueUtc, Now.AddHours(2), Now.AddHours(2.5));
        Assert.Equal(0, HubStep.PutOff(New, reply, Now).After!.Tries);
        Assert.Equal(Now.AddHours(1), HubStep.PutOff(ending, reply, Now).After!.DueUtc);
    }

    [Fact]
    public void A_hub_that_refuses_is_left_alone_for_a_day_and_then_longer()
    {
        var once = HubStep.Answered(Asked, Reply(422), Now).After!;
        var often = HubStep.Answered(Asked with { Rests = 5 }, Reply(422), Now).After!;

        Assert.Equal((HubStage.Resting, Now.AddDays(1)), (once.Stage, once.DueUtc));
        Assert.Equal(Now.AddDays(7), often.DueUtc);
    }

    [Fact]
    public void A_hub_that_never_verifies_is_given_up()
    {
        var (one, now) = (New, Now);
        for (var i = 0; one.Stage is HubStage.Wanted && i < 20; i++)
        {
            one = HubStep.Answered(HubStep.Asking(one, now).After!, Reply(202), now).After!;
            now = one.DueUtc;
        }

        Assert.Equal((HubStage.Resting, "hub.unverified"), (one.Stage, one.Problem!.Code));
    }

    [Fact]
    public void A_renewal_that_fails_is_tried_until_the_lease_ends_and_then_the_feed_is_polled_as_ever()
    {
        var (one, now, tries) = (Active, Active.DueUtc, 0);
        HubChange change;
        do
        {
            change = HubStep.Asking(one, now);
            one = HubStep.Answered(change.After!, Reply(null), now).After!;
            now = one.DueUtc;
            tries++;
        }
        while (change.PollByUtc is null && tries < 100);

        Assert.InRange(change.PollByUtc!.Value, Now.AddDays(10), Now.AddDays(11));
        Assert.Equal(HubStage.Wanted, one.Stage);
        Assert.InRange(tries, 8, 40);
    }

    [Fact]
    public void A_hub_that_denies_is_left_alone_for_a_week_and_the_feed_is_polled_as_ever()
    {
        var denied = HubStep.Questioned(
            Active, Subscribe with { Mode = "denied", Reason = "no \u202Emoney\n<b>" }, Now)!;

        Assert.Equal((HubStage.Resting, Now.AddDays(7)), (denied.After!.Stage, denied.After.DueUtc));
        Assert.Equal(Now, denied.PollByUtc);
        Assert.Equal("it denied the subscription: no money <b>", denied.After.Problem!.English);
    }

    [Fact]
    public void Leave_is_taken_of_hubs_that_know_of_us_only()
    {
        Assert.Null(HubStep.Left(New, Now).After);
        Assert.Equal(HubStage.Leaving, HubStep.Left(Asked, Now).After!.Stage);
        Assert.Equal(HubStage.Leaving, HubStep.Left(Active, Now).After!.Stage);
    }

    [Fact]
    public void Leave_is_over_when_the_hub_has_asked_back_or_says_so_or_after_three_tries()
    {
        var leaving = HubStep.Asking(HubStep.Left(Active, Now).After!, Now).After!;

        Assert.Null(HubStep.Questioned(leaving, Subscribe with { Mode = "unsubscribe" }, Now)!.After);
        Assert.Null(HubStep.Questioned(leaving, Subscribe, Now));
        Assert.Null(HubStep.Answered(leaving, Reply(204), Now).After);
        Assert.Null(HubStep.Answered(leaving, Reply(404), Now).After);
        Assert.NotNull(HubStep.Answered(leaving, Reply(202), Now).After);
        Assert.Null(HubStep.Asking(leaving with { Tries = 3 }, Now).After);
    }

    [Fact]
    public void A_hub_is_trusted_once_it_brought_something_first_and_after_a_miss_only_when_it_did_so_often()
    {
        var proved = HubStep.Proved(Active).After!;
        var missed = HubStep.Missed(proved, Now);
        var again = HubStep.Proved(HubStep.Proved(missed.After!).After!).After!;

        Assert.True(proved.IsTrustedAt(Now));
        Assert.Equal((false, Now), (missed.After!.IsTrustedAt(Now), missed.PollByUtc!.Value));
        Assert.False(again.IsTrustedAt(Now));
        Assert.True(HubStep.Proved(again).After!.IsTrustedAt(Now));
    }

    [Theory]
    [InlineData(-30, -60, true)]
    [InlineData(-5, -60, false)]
    [InlineData(-90, -60, false)]
    [InlineData(-30, -20, false)]
    public void What_should_have_been_pushed_by_now_is_a_miss(int publishedMinutes, int sinceMinutes, bool isMiss)
    {
        var active = Active with { ActiveSinceUtc = Now.AddMinutes(-60) };

        Assert.Equal(
            isMiss, HubStep.IsMiss(active, Now.AddMinutes(publishedMinutes), Now.AddMinutes(sinceMinutes), Now));
        Assert.False(HubStep.IsMiss(active, null, Now.AddMinutes(sinceMinutes), Now));
    }

    [Fact]
    public void Whatever_happens_a_subscription_is_due_again_and_never_at_once_without_end()
    {
        Prop.ForAll(
            Gen.Choose(0, 7).ListOf().ToArbitrary(),
            moves =>
            {
                var (one, now) = ((HubSubscription?)New, Now);
                foreach (var move in moves)
                {
                    if (one is null) return true;
                    now = now.AddMinutes(move * 37);
                    one = Move(one, move, now);
                }

                return one is null || (one.DueUtc >= Now && one.DueUtc <= now.AddDays(14));
            }).QuickCheckThrowOnFailure();
    }

    private static HubSubscription? Move(HubSubscription one, int move, DateTimeOffset now) => move switch
    {
        0 => HubStep.Asking(one, now).After,
        1 => HubStep.Answered(one, Reply(202), now).After,
        2 => HubStep.Answered(one, Reply(500), now).After,
        3 => (HubStep.Questioned(one, Subscribe, now) ?? new HubChange(one)).After,
        4 => HubStep.Missed(one, now).After,
        5 => HubStep.Proved(one).After,
        6 => HubStep.Pushed(one, "abc", now).After,
        _ => (HubStep.Questioned(one, Subscribe with { Mode = "denied" }, now) ?? new HubChange(one)).After,
    };

    private static HubReply Reply(int? status) => new(
        status is null ? "timeout" : $"http-{status}", Saying.Plain($"{status}"), status);
}
