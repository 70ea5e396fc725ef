using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What follows, votes, settings and a community's data as a whole promise on every database.</summary>
public abstract class CommunityContract(Func<Task<TestStore>> newStore)
{
    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => Some.NowUtc;

    [Fact]
    public async Task What_is_followed_is_listed_oldest_first_and_ends_by_its_id()
    {
        await using var store = await newStore();
        var later = Follow("b2", Some.ChannelA) with { CreatedUtc = NowUtc.AddMinutes(1), Text = "التاجي" };
        var first = Follow("c3", Some.ChannelA);
        var other = Follow("d4", Some.ChannelB);
        foreach (var follow in (Follow[])[later, first, other, first]) await store.Follows.AddAsync(follow, None);

        Assert.Equal([first, later], await store.Follows.ListAsync(Some.CommunityA, None));
        Assert.Equal([first, other, later], await store.Follows.ListAsync(None));
        Assert.True(await store.Follows.RemoveAsync("c3", None));
        Assert.False(await store.Follows.RemoveAsync("c3", None));
        Assert.Equal([later], await store.Follows.ListAsync(Some.CommunityA, None));
    }

    [Fact]
    public async Task The_analysis_is_given_what_is_followed_in_open_channels()
    {
        await using var store = await newStore();
        await store.Follows.AddAsync(Follow("a1", Some.ChannelA), None);
        await store.Follows.AddAsync(Follow("b1", Some.ChannelB), None);
        await store.Channels.CloseAsync(new ClosedChannel(Some.ChannelB, "gone", NowUtc, 0, NowUtc), null, None);

        var asked = Assert.Single((await store.Analysis.ReadWaitingAsync(10, None)).Subscriptions);

        Assert.Equal(("a1", "@follows", "7"), (asked.RuleId, asked.TopicId, asked.Mention));

        await store.Settings.SaveAsync(Some.CommunityA, CommunitySettings.None with { MayFollow = false }, None);
        Assert.Empty((await store.Analysis.ReadWaitingAsync(10, None)).Subscriptions);
    }

    [Fact]
    public async Task A_person_has_one_vote_on_an_incident_and_may_change_it()
    {
        await using var store = await newStore();
        var good = Vote("7", Verdict.Good);
        var noise = Vote("7", Verdict.Noise) with { AtUtc = NowUtc.AddHours(1), Rules = ["iraq/attack"] };
        var other = Vote("8", Verdict.WrongPlace);

        Assert.Null(await store.Votes.SaveAsync(good, None));
        Assert.Null(await store.Votes.SaveAsync(other, None));
        Assert.Equivalent(good, await store.Votes.SaveAsync(noise, None), strict: true);

        Assert.Equivalent(
            new[] { other, noise }, await store.Votes.ListAsync(Some.CommunityA, NowUtc, None), strict: true);
        Assert.Single(await store.Votes.ListAsync(Some.CommunityA, NowUtc.AddMinutes(1), None));
        Assert.Empty(await store.Votes.ListAsync(Some.CommunityB, NowUtc, None));
    }

    [Fact]
    public async Task Settings_are_those_of_one_community()
    {
        await using var store = await newStore();
        var set = new CommunitySettings("ar", "Asia/Baghdad", "42") { MayFollow = false };
        await store.Settings.SaveAsync(Some.CommunityA, set with { Language = null }, None);
        await store.Settings.SaveAsync(Some.CommunityA, set, None);

        Assert.Equal(set, await store.Settings.ReadAsync(Some.CommunityA, None));
        Assert.Equal(CommunitySettings.None, await store.Settings.ReadAsync(Some.CommunityB, None));
    }

    [Fact]
    public async Task A_community_reads_all_that_it_made_and_nothing_of_others()
    {
        await using var store = await newStore();
        await SomeCommunity.FillAsync(store, Some.ChannelA);
        await SomeCommunity.FillAsync(store, Some.ChannelB);

        var data = await store.Communities.ReadAsync(Some.CommunityA, None);

        Assert.Equal("Asia/Baghdad", data.Settings.TimeZone);
        Assert.Equal(Some.ChannelA, Assert.Single(data.Subscriptions).Channel);
        Assert.Equal(Some.CommunityA, Assert.Single(data.Mutes).Community);
        Assert.Equal([1, 2], data.Watchlists.Select(w => w.Version));
        Assert.Equal(Scope.Of(Some.CommunityA), Assert.Single(data.Feeds).Scope);
        Assert.Equal(Some.ChannelA, Assert.Single(data.Follows).Channel);
        Assert.Equal(Some.CommunityA, Assert.Single(data.Votes).Community);
        Assert.Equal(Some.CommunityA, Assert.Single(data.Audit).Community);
    }

    [Fact]
    public async Task What_shared_news_became_of_private_ones_stands_without_them_once_they_are_erased()
    {
        await using var store = await newStore();
        await SomeCommunity.FillAsync(store, Some.ChannelA);
        await SomeCommunity.FillAsync(store, Some.ChannelB);

        await store.Communities.EraseAsync(Some.CommunityA, NowUtc, None);

        var mixed = await store.Incidents.FindAsync(SomeCommunity.Mixed(Some.ChannelB), Some.CommunityB, None);
        Assert.Equal(2, mixed!.Sources.Count);
        Assert.Equal(2, mixed.Matches.Count);
        var left = await store.Incidents.FindAsync(SomeCommunity.Mixed(Some.ChannelA), Some.CommunityB, None);
        Assert.Equal("iraq", Assert.Single(left!.Matches).Topic);
        Assert.Single(left.Sources);
        Assert.Null(await store.Incidents.FindAsync(SomeCommunity.Private(Some.ChannelA), Some.CommunityA, None));
        Assert.NotNull(await store.Incidents.FindAsync(SomeCommunity.Private(Some.ChannelB), Some.CommunityB, None));
    }

    [Fact]
    public async Task An_analysis_that_began_before_the_erasing_keeps_nothing()
    {
        await using var store = await newStore();
        var lease = await store.Leases.AcquireAsync(
            Analyst.LeaseName, "worker", TimeSpan.FromMinutes(1), NowUtc, None);

        await store.Communities.EraseAsync(Some.CommunityA, NowUtc, None);

        Assert.Equal(
            CommitResult.LeaseLost,
            await store.Analysis.CommitAsync(Some.Outcome(Some.Incident(5)), lease!, None));
        var next = await store.Leases.AcquireAsync(
            Analyst.LeaseName, "worker", TimeSpan.FromMinutes(1), NowUtc, None);
        Assert.NotEqual(lease!.Fence, next!.Fence);
    }

    private static Follow Follow(string id, ChannelRef channel) =>
        new(id, channel, "7", "a reader", "Taji", "place:taji", NowUtc);

    private static Vote Vote(string user, Verdict verdict) =>
        new(Some.CommunityA, 3, user, "a reader", verdict, NowUtc, ["iraq/attack", "iraq/any"], ["Outlet"]);
}

public sealed class SqliteCommunityTests() : CommunityContract(TestStore.NewSqliteAsync);
