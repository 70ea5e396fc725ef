using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Hubs;

public sealed class HubPlanTests
{
    private const string Public = "https://alerts.example/bot/";
    private static readonly DateTimeOffset Now = SomeFeeds.NowUtc;
    private static readonly Feed Feed = SomeFeeds.Feed();
    private static readonly HubOffer Offer = Offers("https://a.example/", "https://b.example/");

    [Fact]
    public void A_feed_that_offers_hubs_gets_one_of_them()
    {
        var begin = Assert.IsType<HubTask.Begin>(Assert.Single(Plan(Offer)));

        Assert.Equal((Offer.Hubs[0], Offer.Self), (begin.Hub, begin.Self));
        Assert.Empty(Plan(Offer, Known(0)));
    }

    [Fact]
    public void A_hub_that_is_safe_on_its_way_is_asked_first() => Assert.Equal(
        "https://b.example/",
        Assert.IsType<HubTask.Begin>(Assert.Single(Plan(Offers("http://a.example/", "https://b.example/")))).Hub.AbsoluteUri);

    [Fact]
    public void A_feed_goes_to_its_next_hub_when_one_would_not_have_it()
    {
        var begin = Assert.IsType<HubTask.Begin>(Assert.Single(Plan(Offer, Known(0, HubStage.Resting))));

        Assert.Equal(Offer.Hubs[1], begin.Hub);
    }

    [Fact]
    public void One_that_has_rested_is_tried_again_when_no_other_is_left()
    {
        var (first, second) = (Known(0, HubStage.Resting) with { Rests = 2 }, Known(1, HubStage.Resting));

        Assert.Empty(Plan(Offer, first, second));
        var tasks = Plan(Offer, first with { DueUtc = Now }, second);
        Assert.Equal("Forget Begin", Names(tasks));
        Assert.Equal(3, Assert.IsType<HubTask.Begin>(tasks[1]).Rests);
    }

    [Fact]
    public void A_feed_goes_to_its_next_hub_when_one_has_missed_things_for_a_day()
    {
        var broken = Known(0) with { BrokenSinceUtc = Now.AddHours(-25) };

        Assert.Equal("Leave Begin", Names(Plan(Offer, broken)));
        Assert.Empty(Plan(Offer, Known(0) with { BrokenSinceUtc = Now.AddHours(-23) }));
        Assert.Empty(Plan(Offers("https://a.example/"), broken));
    }

    [Fact]
    public void Leave_is_taken_when_the_feed_is_gone_or_names_another_hub_or_another_address_or_is_paused()
    {
        Assert.Equal("Leave", Names(HubPlan.Of([], [Known(0)], Public, Now)));
        Assert.Equal("Leave", Names(Plan(null, Known(0))));
        Assert.Equal("Leave Begin", Names(Plan(Offers("https://c.example/"), Known(0))));
        Assert.Equal("Leave Begin", Names(Plan(Offer with { Self = new Uri("https://news.example/moved") }, Known(0))));
        var paused = FeedState.New(Now) with { Offer = Offer, PausedReason = Saying.Plain("gone") };
        Assert.Equal("Leave", Names(HubPlan.Of([new FeedListing(Feed, paused)], [Known(0)], Public, Now)));
        Assert.Empty(HubPlan.Of([], [Known(0, HubStage.Leaving)], Public, Now));
    }

    [Fact]
    public void A_hub_that_would_push_to_an_address_of_before_is_asked_anew()
    {
        var tasks = HubPlan.Of(
            [new FeedListing(Feed, FeedState.New(Now) with { Offer = Offer })], [Known(0)], "https://other.example", Now);

        Assert.Equal("Forget Begin", Names(tasks));
    }

    private static string Names(IEnumerable<HubTask> tasks) => string.Join(' ', tasks.Select(static t => t.GetType().Name));

    private static IReadOnlyList<HubTask> Plan(HubOffer? offer, params HubSubscription[] known) =>
        HubPlan.Of([new FeedListing(Feed, FeedState.New(Now) with { Offer = offer })], known, Public, Now);

    private static HubOffer Offers(params string[] hubs) =>
        new(new Uri("https://news.example/self"), [.. hubs.Select(static h => new Uri(h))]);

    private static HubSubscription Known(int hub, HubStage stage = HubStage.Active) => new()
    {
        Key = $"key-{hub}",
        FeedId = Feed.Id,
        Hub = Offer.Hubs[hub],
        Self = Offer.Self,
        Callback = HubAddresses.CallbackOf(Public, HubAddresses.NewKey()),
        Secret = HubAddresses.NewSecret(),
        Stage = stage,
        DueUtc = Now.AddHours(1),
    };
}
