using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Host;

/// <summary>From what a reader follows to the alert that calls them, through store, index and analysis.</summary>
public sealed class FollowedNewsTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task What_is_followed_is_alerted_from_the_next_article_on_and_ends_with_it()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.PublishAsync("before", "Drones seen over Taji", "Two drones were seen over Taji on Wednesday.");
        var follow = await FollowAsync(desk, "place:taji");

        await desk.PublishAsync("one", "Rockets hit base at Taji", "Rockets hit the base at Taji. Three soldiers were killed.");
        var alert = Assert.Single(await desk.OwedAsync(Some.ChannelA));
        Assert.Equal(["7"], alert.Followers);
        Assert.Empty(await desk.OwedAsync(Some.ChannelB));

        await desk.Store.Follows.RemoveAsync(follow.Id, Never);
        await TellAsync(desk, follow);
        await desk.PublishAsync("two", "Bomb kills four in Taji market", "A bomb killed four people at a market in Taji.");
        Assert.DoesNotContain(await desk.OwedAsync(Some.ChannelA), d => d.IncidentId != alert.IncidentId);
    }

    [Fact]
    public async Task One_alert_serves_the_channel_and_who_follows_it()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await FollowAsync(desk, "\"katyusha\" AND place:taji");

        await desk.PublishAsync(
            "one", "Katyusha rockets hit base at Taji", "Katyusha rockets hit the base at Taji. Three soldiers were killed.");

        var alert = Assert.Single(await desk.OwedAsync(Some.ChannelA));
        Assert.Equal(["7"], alert.Followers);
        Assert.Null(Assert.Single(await desk.OwedAsync(Some.ChannelB)).Followers);
    }

    private static async Task<Follow> FollowAsync(Desk desk, string query)
    {
        var follow = new Follow("f1", Some.ChannelA, "7", "a reader", "Taji", query, desk.Time.NowUtc);
        await desk.Store.Follows.AddAsync(follow, Never);
        await TellAsync(desk, follow);
        return follow;
    }

    private static Task TellAsync(Desk desk, Follow follow) => desk.AskAsync(new AnalysisRequest.WatchlistChanged(
        $"{follow.Id} {desk.Time.NowUtc.Ticks}", Follow.TopicId, Scope.Of(follow.Community), 0));
}
