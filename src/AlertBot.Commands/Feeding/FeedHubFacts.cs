using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Who pushes a feed, in words. Pure.</summary>
internal static class FeedHubFacts
{
    /// <summary>What is known of the hubs of a feed; nothing when it names none.</summary>
    public static IEnumerable<Fact> Of(
        FeedListing listing, IEnumerable<HubSubscription> known, DateTimeOffset nowUtc, Texts texts)
    {
        var mine = known.Where(s => s.FeedId == listing.Feed.Id).OrderBy(static s => Rank(s.Stage)).ToList();
        var label = texts["commands.feed.show.hub"];
        foreach (var one in mine) yield return new Fact(label, Say(one, nowUtc, texts));
        if (mine.Count == 0 && listing.State.Offer is { } offer)
            yield return new Fact(label, texts.Of("commands.feed.hub.offered", ("hub", offer.Hubs[0].Host)));
        if (mine.Max(static s => s.LastPushUtc) is { } last)
            yield return new Fact(
                texts["commands.feed.show.pushed"], texts.Of(last), new TimeSpot(last, texts.Of(last)));
        if (mine.Sum(static s => s.Ignored) is > 0 and var ignored)
            yield return new Fact(
                texts["commands.feed.show.ignored"], texts.Of("commands.feed.hub.unsigned", ("count", ignored)));
    }

    private static string Say(HubSubscription one, DateTimeOffset nowUtc, Texts texts)
    {
        var hub = ("hub", (object?)one.Hub.Host);
        if (one.IsLiveAt(nowUtc)) return SayLive(one, hub, texts);
        return one.Stage switch
        {
            HubStage.Resting => texts.Of(
                "commands.feed.hub.resting", hub, ("why", Why(one, texts)), ("next", texts.Of(one.DueUtc))),
            HubStage.Leaving => texts.Of("commands.feed.hub.leaving", hub),
            _ when one.Problem is not null => texts.Of("commands.feed.hub.retried", hub, ("why", Why(one, texts))),
            _ => texts.Of("commands.feed.hub.asked", hub),
        };
    }

    private static string SayLive(HubSubscription one, (string, object?) hub, Texts texts)
    {
        var until = ("until", (object?)texts.Of(one.LeaseUntilUtc!.Value));
        if (one.BrokenSinceUtc is { } since)
            return texts.Of("commands.feed.hub.broken", hub, until, ("since", texts.Of(since)));
        return texts.Of(one.Proofs > 0 ? "commands.feed.hub.active" : "commands.feed.hub.unproved", hub, until);
    }

    private static string Why(HubSubscription one, Texts texts) => one.Problem is { } problem ? texts.Say(problem) : "";

    private static int Rank(HubStage stage) => stage switch
    {
        HubStage.Active => 0,
        HubStage.Wanted => 1,
        HubStage.Resting => 2,
        _ => 3,
    };
}
