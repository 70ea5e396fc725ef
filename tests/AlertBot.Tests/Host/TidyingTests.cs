using AlertBot.Alerts;
using AlertBot.Hosting;
using AlertBot.Storage;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class TidyingTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task What_is_past_its_time_is_taken_away_once_an_hour()
    {
        await using var store = await TestStore.NewSqliteAsync();
        var tidying = New(store, "one");
        var rounds = new List<bool>();

        foreach (var minutes in (int[])[0, 4, 1, 1, 58, 1, 60])
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            rounds.Add(await tidying.TidyDueAsync(CancellationToken.None) is not null);
        }

        Assert.Equal([false, false, true, false, false, true, true], rounds);
    }

    [Fact]
    public async Task Of_several_workers_one_does_it_and_another_when_that_is_gone()
    {
        await using var store = await TestStore.NewSqliteAsync();
        var (first, second) = (New(store, "one"), New(store, "two"));
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.NotNull(await first.TidyDueAsync(CancellationToken.None));
        Assert.Null(await second.TidyDueAsync(CancellationToken.None));
        _time.Advance(Tidying.Every);
        Assert.NotNull(await second.TidyDueAsync(CancellationToken.None));
        Assert.Null(await first.TidyDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_round_that_failed_is_tried_again_at_the_next_look()
    {
        await using var store = await TestStore.NewSqliteAsync();
        var broken = new Breakable(store.Get<IHousekeeping>()) { IsBroken = true };
        var tidying = new Tidying(broken, store.Leases, new WorkerName("one"), _time);
        _time.Advance(TimeSpan.FromMinutes(10));

        await Assert.ThrowsAsync<IOException>(() => tidying.TidyDueAsync(CancellationToken.None));
        broken.IsBroken = false;
        _time.Advance(Tidying.Look);

        Assert.NotNull(await tidying.TidyDueAsync(CancellationToken.None));
    }

    private Tidying New(TestStore store, string worker) =>
        new(store.Get<IHousekeeping>(), store.Leases, new WorkerName(worker), _time);

    private sealed class Breakable(IHousekeeping real) : IHousekeeping
    {
        public bool IsBroken { get; set; }

        public Task<TidyReport> TidyAsync(DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
            IsBroken ? throw new IOException("The disk is full.") : real.TidyAsync(nowUtc, cancellationToken);
    }
}
