using System.Text;
using AlertBot.Discord;
using AlertBot.Discord.Rest;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class DiscordRestTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly FakeTime _time = new();
    private DiscordBench _bench = null!;

    private DiscordStandIn StandIn => _bench.StandIn;

    public async ValueTask InitializeAsync() => _bench = await DiscordBench.StartAsync(_time);

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_fault_of_Discord_is_asked_again_where_that_does_no_harm()
    {
        StandIn.Order(new StandInFault.Answer(502), StandInFault.CutBefore, new StandInFault.Answer(503));

        var answer = await _bench.RunAsync(Call(RestRoute.Self));

        Assert.IsType<RestAnswer.Done>(answer);
        Assert.Equal(4, StandIn.Requests.Count);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task What_must_not_be_asked_twice_is_not()
    {
        StandIn.Order(new StandInFault.Answer(502));

        var answer = await _bench.RunAsync(Call(RestRoute.Callback(new Snowflake(1), "interaction-token-1")));

        Assert.True(Assert.IsType<RestAnswer.Failed>(answer).MayBeDone);
        Assert.Single(StandIn.Requests);
    }

    [Fact]
    public async Task A_limit_that_is_met_is_waited_for_as_long_as_it_says()
    {
        StandIn.Order(Limited("""{"message":"slow","retry_after":64.57,"global":false}""", "user"));

        var answer = await _bench.RunAsync(Call(RestRoute.Self));

        Assert.IsType<RestAnswer.Done>(answer);
        Assert.InRange(StandIn.Requests[1].AtUtc - StandIn.Requests[0].AtUtc, TimeSpan.FromSeconds(64.57), TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task Who_has_no_patience_is_told_how_long_to_wait()
    {
        StandIn.Order(Limited("""{"message":"slow","retry_after":64.57,"global":false}""", "user"));

        var answer = await _bench.Rest.CallAsync(RestRoute.Self, null, DiscordRest.ShortPatience, CancellationToken.None);

        Assert.Equal(64.57, Assert.IsType<RestAnswer.Limited>(answer).After.TotalSeconds, 2);
        Assert.Single(StandIn.Requests);
    }

    [Fact]
    public async Task A_global_limit_stops_every_route()
    {
        StandIn.Order(Limited("""{"message":"slow","retry_after":20,"global":true}""", "global"));
        await _bench.Rest.CallAsync(RestRoute.Self, null, DiscordRest.ShortPatience, CancellationToken.None);

        var other = await _bench.Rest.CallAsync(RestRoute.Gateway, null, DiscordRest.ShortPatience, CancellationToken.None);

        Assert.IsType<RestAnswer.Limited>(other);
        Assert.Single(StandIn.Requests);
    }

    [Theory]
    [InlineData("", "Retry-After", "20")]
    [InlineData("<html>error code: 1015</html>", "Retry-After", "20")]
    [InlineData("""{"message":"slow","retry_after":20}""", "X-RateLimit-Global", "true")]
    [InlineData("""{"message":"slow","retry_after":20}""", "X-RateLimit-Scope", "global")]
    public async Task What_limits_the_whole_bot_or_address_stops_every_route_whoever_says_so(
        string body, string header, string value)
    {
        StandIn.Order(new StandInFault.Answer(429, body) { Headers = [(header, value)] });
        var first = await _bench.Rest.CallAsync(RestRoute.Self, null, TimeSpan.Zero, default);
        var other = await _bench.Rest.CallAsync(RestRoute.Gateway, null, TimeSpan.Zero, default);

        Assert.InRange(Assert.IsType<RestAnswer.Limited>(first).After, TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(21));
        Assert.InRange(Assert.IsType<RestAnswer.Limited>(other).After, TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(21));
        Assert.Single(StandIn.Requests);
    }

    [Fact]
    public async Task Limits_of_a_resource_that_all_share_are_not_held_against_us()
    {
        await using var bench = await DiscordBench.StartAsync(_time, o => o.MaxInvalidRequests = 10);
        bench.StandIn.Weather = _ => Limited("""{"message":"slow","retry_after":1,"global":false}""", "shared");

        for (var i = 0; i < 20; i++) await bench.RunAsync(bench.Rest.CallAsync(RestRoute.Self, null, TimeSpan.FromSeconds(1.5), default));
        bench.StandIn.Weather = _ => null;
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.IsType<RestAnswer.Done>(await bench.Rest.CallAsync(RestRoute.Self, null, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task It_falls_silent_well_before_Discord_would_shut_it_out()
    {
        await using var bench = await DiscordBench.StartAsync(_time, o => o.MaxInvalidRequests = 10);
        var channel = bench.StandIn.AddChannel(1);
        channel.CanSee = false;
        var route = RestRoute.Channel(new Snowflake(channel.Id));
        for (var i = 0; i < 30; i++) await bench.RunAsync(bench.Rest.CallAsync(route, null, TimeSpan.FromSeconds(5), default));

        var answer = await bench.Rest.CallAsync(RestRoute.Self, null, TimeSpan.Zero, default);

        Assert.InRange(Assert.IsType<RestAnswer.Limited>(answer).After, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
        Assert.Equal(10, bench.StandIn.Requests.Count);
        Assert.Single(bench.Logs.Lines, l => l is { Level: LogLevel.Error, Id: 9002 });
    }

    [Fact]
    public async Task A_bad_token_is_said_once_and_never_used_again()
    {
        await using var bench = await DiscordBench.StartAsync(_time, o => o.Token = "another.token");

        for (var i = 0; i < 3; i++) await bench.Rest.CallAsync(RestRoute.Self, null, Patience, default);

        Assert.True(bench.Rest.IsTokenBad);
        Assert.Single(bench.StandIn.Requests);
        Assert.Single(bench.Logs.Lines, l => l is { Level: LogLevel.Error, Id: 9001 });
        Assert.DoesNotContain(bench.Logs.Lines, l => l.Text.Contains("another.token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up_and_may_be_done()
    {
        await using var bench = await DiscordBench.StartAsync(_time, o => o.RequestTimeout = TimeSpan.FromSeconds(1));
        bench.StandIn.Weather = _ => new StandInFault.HoldAnswer(new TaskCompletionSource().Task);

        var answer = await bench.Rest.CallAsync(RestRoute.Self, null, TimeSpan.Zero, default);

        Assert.True(Assert.IsType<RestAnswer.Failed>(answer).MayBeDone);
    }

    [Fact]
    public async Task Nothing_left_when_there_is_nobody_to_ask()
    {
        await using var bench = await DiscordBench.StartAsync(_time, o => o.ApiBaseUrl = "http://127.0.0.1:1/api/v10");

        var answer = await bench.RunAsync(bench.Rest.CallAsync(RestRoute.Self, null, Patience, default));

        Assert.False(Assert.IsType<RestAnswer.Failed>(answer).MayBeDone);
    }

    [Fact]
    public async Task Who_is_stopped_before_anything_left_sees_the_cancellation()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _bench.Rest.CallAsync(RestRoute.Self, null, Patience, stop.Token));
        Assert.Empty(StandIn.Requests);
    }

    [Fact]
    public async Task A_page_of_what_stands_before_Discord_is_no_refusal_of_ours_to_park()
    {
        StandIn.Order(new StandInFault.Answer(403, "<html>blocked</html>"));

        var refused = Assert.IsType<RestAnswer.Refused>(await Call(RestRoute.Self));

        Assert.IsType<AlertBot.Chat.DeliveryResult.NotSent>(AlertBot.Discord.Answers.Of(refused));
    }

    private Task<RestAnswer> Call(RestRoute route) => _bench.Rest.CallAsync(
        route, route.Method == HttpMethod.Post ? new RestBody(Encoding.UTF8.GetBytes("""{"type":6}"""), []) : null, Patience,
        CancellationToken.None);

    private static StandInFault.Answer Limited(string body, string scope) => new(429, body)
    {
        Headers = [("X-RateLimit-Scope", scope), ("Retry-After", "65")],
    };
}
