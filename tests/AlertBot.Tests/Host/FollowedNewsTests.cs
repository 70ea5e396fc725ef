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

    [Fact]
    public async Task A_community_that_was_erased_is_not_written_again_by_an_analysis_that_remembers_it()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await FollowAsync(desk, "place:taji");
        await desk.PublishAsync("one", "Rockets hit base at Taji", "Rockets hit the base at Taji. Three soldiers were killed.");
        Assert.NotEmpty(await desk.OwedAsync(Some.ChannelA));

        await desk.Store.Communities.EraseAsync(Some.CommunityA, desk.Time.NowUtc, Never);
        await desk.PublishAsync(
            "two", "Five killed by rockets at Taji base", "Rockets hit the base at Taji. Five soldiers were killed there.");

        Assert.Empty(await desk.OwedAsync(Some.ChannelA));
        Assert.True((await desk.OwedAsync(Some.ChannelB)).Count > 1);
        Assert.Equal(2, (await desk.IncidentAsync(1)).Sources.Count);
        Assert.DoesNotContain((await desk.IncidentAsync(1)).Matches, m => m.Topic == Follow.TopicId);
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
