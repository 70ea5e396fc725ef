using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What leases promise on every database.</summary>
public abstract class LeasesContract(Func<Task<TestStore>> newStore)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_lease_is_held_by_one_at_a_time()
    {
        await using var store = await newStore();

        var mine = await store.Leases.AcquireAsync("analysis", "me", Minute, Some.NowUtc, None);
        var theirs = await store.Leases.AcquireAsync("analysis", "you", Minute, Some.NowUtc.AddSeconds(59), None);
        var another = await store.Leases.AcquireAsync("housekeeping", "you", Minute, Some.NowUtc, None);

        Assert.Equal(new LeaseToken("analysis", "me", 1, Some.NowUtc + Minute), mine);
        Assert.Null(theirs);
        Assert.NotNull(another);
    }

    [Fact]
    public async Task The_holder_prolongs_under_the_same_fence()
    {
        await using var store = await newStore();
        var first = await store.Leases.AcquireAsync("analysis", "me", Minute, Some.NowUtc, None);

        var second = await store.Leases.AcquireAsync("analysis", "me", Minute, Some.NowUtc.AddSeconds(50), None);
        var theirs = await store.Leases.AcquireAsync("analysis", "you", Minute, Some.NowUtc.AddSeconds(90), None);

        Assert.Equal(first!.Fence, second!.Fence);
        Assert.Equal(Some.NowUtc.AddSeconds(110), second.UntilUtc);
        Assert.Null(theirs);
    }

    [Fact]
    public async Task An_ended_lease_changes_hands_with_a_greater_fence()
    {
        await using var store = await newStore();
        var mine = await store.Leases.AcquireAsync("analysis", "me", Minute, Some.NowUtc, None);

        var theirs = await store.Leases.AcquireAsync("analysis", "you", Minute, Some.NowUtc + Minute, None);

        Assert.True(theirs!.Fence > mine!.Fence);
    }

    [Fact]
    public async Task A_lease_given_back_is_free_at_once_and_its_fence_goes_on_growing()
    {
        await using var store = await newStore();
        var mine = await store.Leases.AcquireAsync("analysis", "me", Minute, Some.NowUtc, None);
        await store.Leases.ReleaseAsync(mine!, None);

        var theirs = await store.Leases.AcquireAsync("analysis", "you", Minute, Some.NowUtc, None);
        await store.Leases.ReleaseAsync(mine!, None);
        var third = await store.Leases.AcquireAsync("analysis", "third", Minute, Some.NowUtc, None);

        Assert.True(theirs!.Fence > mine!.Fence);
        Assert.Null(third);
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_it()
    {
        await using var store = await newStore();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            store.Leases.AcquireAsync("analysis", $"worker-{i}", Minute, Some.NowUtc, None))));

        Assert.Single(answers.OfType<LeaseToken>());
    }

    [Fact]
    public async Task A_step_under_a_lease_that_was_lost_stores_nothing()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article());
        var mine = await store.Leases.AcquireAsync("analysis", "me", Minute, Some.NowUtc, None);
        await store.Leases.AcquireAsync("analysis", "you", Minute, Some.NowUtc + Minute, None);
        var outcome = Some.Outcome(
            [new AnalysedArticle("article-1", "incident-1", [])], [Some.Incident()], [Some.Alert()],
            deliveries: [Some.Delivery()]);

        var answer = await store.Analysis.CommitAsync(outcome, mine!, None);

        Assert.Equal(CommitResult.LeaseLost, answer);
        Assert.Single((await store.Analysis.ReadWaitingAsync(10, None)).Articles);
        Assert.Empty((await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None)).Incidents);
        Assert.Empty(await store.Outbox.ListAsync(null, 10, None));
    }

    [Fact]
    public async Task A_lease_that_ended_but_that_nobody_took_still_commits()
    {
        await using var store = await newStore();
        var mine = await store.Leases.AcquireAsync("analysis", "me", TimeSpan.FromMilliseconds(1), Some.NowUtc, None);

        Assert.Equal(CommitResult.Committed,
            await store.Analysis.CommitAsync(Some.Outcome(Some.Incident()), mine!, None));
    }
}

public sealed class SqliteLeasesTests() : LeasesContract(TestStore.NewSqliteAsync);
