using AlertBot.Demo;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class DemoClockTests
{
    private static readonly DateTimeOffset Start = new(2020, 3, 11, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Between_two_jumps_it_runs_as_the_real_clock_does()
    {
        var real = new FakeTime();
        var clock = new DemoClock(Start, real);

        real.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Start.AddSeconds(2), clock.GetUtcNow());
    }

    [Fact]
    public void It_never_goes_back()
    {
        var clock = new DemoClock(Start, new FakeTime());

        clock.JumpTo(Start.AddHours(3));
        clock.JumpTo(Start.AddHours(1));

        Assert.Equal(Start.AddHours(3), clock.GetUtcNow());
    }

    [Fact]
    public void Latency_is_told_in_real_time_whatever_was_jumped_over()
    {
        var real = new FakeTime();
        var clock = new DemoClock(Start, real);
        real.Advance(TimeSpan.FromSeconds(1));
        var published = Start.AddHours(5);
        clock.JumpTo(published);
        real.Advance(TimeSpan.FromMilliseconds(300));
        clock.JumpTo(Start.AddHours(6));
        real.Advance(TimeSpan.FromMilliseconds(200));

        var latency = clock.RealAt(clock.GetUtcNow()) - clock.RealAt(published);

        Assert.Equal(TimeSpan.FromMilliseconds(500), latency);
    }
}
