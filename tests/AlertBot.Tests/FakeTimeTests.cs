using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests;

public sealed class FakeTimeTests
{
    [Fact]
    public async Task Timers_fire_as_the_clock_passes_them_and_show_their_own_time()
    {
        var time = new FakeTime();
        var start = time.NowUtc;
        var fired = new List<TimeSpan>();
        await using var every = time.CreateTimer(
            _ => fired.Add(time.NowUtc - start), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        var delay = Task.Delay(TimeSpan.FromSeconds(4), time, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(3));
        var early = delay.IsCompleted;
        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([2, 5, 8], fired.Select(static span => span.TotalSeconds));
        Assert.False(early);
        await delay;
        Assert.Equal(TimeSpan.FromSeconds(9), time.GetElapsedTime(start.UtcTicks));
    }

    [Fact]
    public async Task A_wait_for_a_timer_ends_when_one_is_set_that_comes_soon_enough()
    {
        var time = new FakeTime();
        var soon = time.TimerWithinAsync(TimeSpan.FromSeconds(5));
        await using var late = time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(6), Timeout.InfiniteTimeSpan);
        Assert.False(soon.IsCompleted);
        await using var early = time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        await soon;
        Assert.True(time.TimerWithinAsync(TimeSpan.FromSeconds(5)).IsCompletedSuccessfully);
    }
}
