using AlertBot.Discord;
using AlertBot.Discord.Rest;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class RateBucketsTests
{
    private static readonly DateTimeOffset Now = Some.NowUtc;
    private static readonly RestRoute First = RestRoute.CreateMessage(new Snowflake(1));
    private static readonly RestRoute Second = RestRoute.CreateMessage(new Snowflake(2));

    private readonly RateBuckets _buckets = new(50);

    [Fact]
    public void The_first_request_of_a_kind_goes_alone()
    {
        Enter(First, Now);

        Assert.IsType<RatePass.Learning>(_buckets.TryEnter(Second, Now));
    }

    [Fact]
    public void Who_waits_for_the_first_answer_is_woken_by_it()
    {
        var entered = Enter(First, Now);
        var waiting = Assert.IsType<RatePass.Learning>(_buckets.TryEnter(Second, Now));

        _buckets.Leave(First, entered, Headers(5, 4), true, Now);

        Assert.True(waiting.Answered.IsCompleted);
        Assert.IsType<RatePass.Entered>(_buckets.TryEnter(Second, Now));
    }

    [Fact]
    public void A_channel_never_asked_has_the_whole_bucket_that_another_taught()
    {
        Learn(First, 5, 4);

        for (var i = 0; i < 5; i++) Enter(Second, Now);

        Assert.IsType<RatePass.Learning>(_buckets.TryEnter(Second, Now));
    }

    [Fact]
    public void An_empty_bucket_is_full_again_at_its_reset_and_not_before()
    {
        Learn(First, 5, 0);

        var wait = Assert.IsType<RatePass.Wait>(_buckets.TryEnter(First, Now.AddSeconds(4)));

        Assert.InRange(wait.UntilUtc, Now.AddSeconds(5), Now.AddSeconds(5.1));
        Assert.IsType<RatePass.Entered>(_buckets.TryEnter(First, wait.UntilUtc));
    }

    [Fact]
    public void Answers_that_overtake_each_other_neither_add_nor_lose_places()
    {
        Learn(First, 5, 4);
        var three = new[] { Enter(First, Now), Enter(First, Now), Enter(First, Now) };

        // Of those three the last was answered first.
        _buckets.Leave(First, three[2], Headers(5, 1), true, Now);
        _buckets.Leave(First, three[0], Headers(5, 3), true, Now);
        _buckets.Leave(First, three[1], Headers(5, 2), true, Now);

        Enter(First, Now);
        Assert.IsType<RatePass.Wait>(_buckets.TryEnter(First, Now));
    }

    [Fact]
    public void A_request_without_an_answer_counts_until_a_window_has_passed()
    {
        Learn(First, 1, 1);
        var entered = Enter(First, Now);
        _buckets.Leave(First, entered, null, isAnswered: false, Now);

        var wait = Assert.IsType<RatePass.Wait>(_buckets.TryEnter(First, Now));

        Assert.IsType<RatePass.Entered>(_buckets.TryEnter(First, wait.UntilUtc));
    }

    [Fact]
    public void No_second_sees_more_than_the_global_limit()
    {
        var times = new List<DateTimeOffset>();
        Learn(First, 1000, 1000);
        for (var (nowUtc, i) = (Now.AddSeconds(2), 0); i < 200; i++)
        {
            RatePass pass;
            while ((pass = _buckets.TryEnter(First, nowUtc)) is RatePass.Wait wait) nowUtc = wait.UntilUtc;
            _buckets.Leave(First, (RatePass.Entered)pass, null, isAnswered: true, nowUtc);
            times.Add(nowUtc);
        }

        Assert.All(times, t => Assert.InRange(times.Count(other => other >= t && other < t.AddSeconds(1)), 1, 50));
        Assert.InRange(times[^1] - times[0], TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.2));
    }

    [Theory]
    [InlineData(0, 1, 0.97)]
    [InlineData(50, 60, 0.97)]
    // A starved machine: some arrive at once, and some after a second.
    [InlineData(1, 1000, 0.5)]
    public void No_second_sees_more_than_the_limit_however_long_requests_are_on_their_way(int least, int most, double share)
    {
        var window = new GlobalWindow(50);
        var random = new Random(7);
        var arrivals = new List<DateTimeOffset>();
        var underWay = new PriorityQueue<GlobalPlace, DateTimeOffset>();
        var nowUtc = Now;
        while (arrivals.Count < 2000)
        {
            while (underWay.TryPeek(out var place, out var endUtc) && endUtc <= nowUtc) window.Leave(underWay.Dequeue(), endUtc);
            var freeUtc = window.FreeUtc(nowUtc);
            if (freeUtc > nowUtc)
            {
                nowUtc = underWay.TryPeek(out _, out var nextUtc) && nextUtc < freeUtc ? nextUtc : freeUtc;
                continue;
            }
            arrivals.Add(nowUtc.AddMilliseconds(random.Next(least, most)));
            underWay.Enqueue(window.Enter(nowUtc), arrivals[^1].AddMilliseconds(random.Next(least, most)));
        }

        arrivals.Sort();
        Assert.All(Enumerable.Range(0, arrivals.Count - 50), i =>
            Assert.True(arrivals[i + 50] - arrivals[i] >= TimeSpan.FromSeconds(1), $"51 within {arrivals[i + 50] - arrivals[i]}"));
        Assert.InRange((arrivals.Count - 50) / (arrivals[^1] - arrivals[0]).TotalSeconds / 50, share, 1);
    }

    [Fact]
    public void Interactions_do_not_wait_for_the_global_limit()
    {
        _buckets.BlockAll(TimeSpan.FromMinutes(1), Now);

        Assert.IsType<RatePass.Wait>(_buckets.TryEnter(First, Now));
        Assert.IsType<RatePass.Entered>(_buckets.TryEnter(RestRoute.Callback(new Snowflake(1), "t"), Now));
        Assert.IsType<RatePass.Entered>(_buckets.TryEnter(RestRoute.EditOriginal(new Snowflake(1), "t"), Now));
    }

    [Fact]
    public void A_refusal_blocks_its_route_and_top_level_resource_alone()
    {
        Learn(First, 5, 5);
        _buckets.Block(First, TimeSpan.FromSeconds(30), Now);

        Assert.Equal(Now.AddSeconds(30), Assert.IsType<RatePass.Wait>(_buckets.TryEnter(First, Now)).UntilUtc);
        Assert.IsType<RatePass.Entered>(_buckets.TryEnter(Second, Now));
    }

    [Fact]
    public void A_route_that_has_no_bucket_waits_for_nothing()
    {
        var entered = Enter(RestRoute.Self, Now);
        _buckets.Leave(RestRoute.Self, entered, null, isAnswered: true, Now);

        for (var i = 0; i < 20; i++) Enter(RestRoute.Self, Now);
    }

    [Fact]
    public void Refused_requests_beyond_the_limit_stop_everything_until_half_are_forgotten()
    {
        var invalid = new InvalidRequests(10);
        for (var i = 0; i < 9; i++) Assert.False(invalid.Add(Now.AddMinutes(i * 0.5)));

        Assert.Equal(TimeSpan.Zero, invalid.Wait(Now.AddMinutes(4.4)));
        Assert.True(invalid.Add(Now.AddMinutes(4.5)));
        Assert.Equal(Now.AddMinutes(12), Now.AddMinutes(4.5) + invalid.Wait(Now.AddMinutes(4.5)));
        Assert.Equal(TimeSpan.Zero, invalid.Wait(Now.AddMinutes(12)));
    }

    private RatePass.Entered Enter(RestRoute route, DateTimeOffset nowUtc) =>
        Assert.IsType<RatePass.Entered>(_buckets.TryEnter(route, nowUtc));

    private void Learn(RestRoute route, int limit, int remaining) =>
        _buckets.Leave(route, Enter(route, Now), Headers(limit, remaining), true, Now);

    private static RateHeaders Headers(int limit, int remaining) => new("bucket", limit, remaining, TimeSpan.FromSeconds(5));
}
