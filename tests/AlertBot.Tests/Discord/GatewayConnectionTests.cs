using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Discord;
using AlertBot.Discord.Gateway;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class GatewayConnectionTests : IAsyncLifetime
{
    // The 5 seconds between two sessions, and those after a refusal, with a little more.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(6);

    private readonly FakeTime _time = new();
    private readonly MemoryPlatformState _state = new();
    private readonly MemoryLeases _leases = new();
    private readonly Ear _ear = new();
    private readonly CancellationTokenSource _stop = new();
    private DiscordBench _bench = null!;

    private DiscordStandIn StandIn => _bench.StandIn;

    private StandInGateway Gateway => _bench.StandIn.Gateway;

    public async ValueTask InitializeAsync() => _bench = await DiscordBench.StartAsync(_time);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _bench.DisposeAsync();
        _stop.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_begins_a_session_and_hears_of_its_servers(bool compress)
    {
        StandIn.AddChannel(77);
        _bench.Options.Value.Compress = compress;

        var running = Run();
        await _ear.HeardAsync("GUILD_CREATE");
        await Gateway.UntilAsync(g => g.Ready == 1);
        await _stop.CancelAsync();

        Assert.Equal(ShardEnd.Stopped, await running);
        Assert.Equal(1, Gateway.Intents);
        Assert.Equal(["READY", "GUILD_CREATE"], _ear.Names);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task What_happens_while_the_connection_is_gone_is_told_afterwards_in_order_and_once()
    {
        _ = Run();
        await ReadyAsync();
        await EmitAsync(1, 20);
        await Gateway.DropAllAsync();
        await EmitAsync(21, 40);
        await SoonAsync(Gateway.UntilAsync(g => g.Resumes == 1));
        await EmitAsync(41, 60);
        await SoonAsync(_ear.HeardAsync("EVENT-60"));

        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"EVENT-{i}"), _ear.Names.Where(n => n.StartsWith("EVENT", StringComparison.Ordinal)));
        Assert.Equal(1, Gateway.Identifies);
        Assert.Empty(StandIn.Complaints);
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(4002)]
    [InlineData(1001)]
    public async Task A_session_that_is_alive_is_taken_up_again(int code)
    {
        _ = Run();
        await ReadyAsync();

        await Gateway.CloseAllAsync(code);
        await Gateway.UntilAsync(g => g.Resumes == 1);

        Assert.Equal(1, Gateway.Identifies);
        Assert.Empty(StandIn.Complaints);
    }

    [Theory]
    [InlineData(4003)]
    [InlineData(4007)]
    [InlineData(4009)]
    public async Task A_session_that_is_dead_is_begun_anew_but_never_sooner_than_allowed(int code)
    {
        _ = Run();
        await ReadyAsync();

        await Gateway.CloseAllAsync(code);
        await PassUntilAsync(g => g is { Ready: 1, Identifies: 2 });

        Assert.Equal(0, Gateway.Resumes);
        Assert.Empty(StandIn.Complaints);
    }

    [Theory]
    [InlineData(4004)]
    [InlineData(4013)]
    [InlineData(4014)]
    public async Task A_refusal_for_good_stops_it_with_one_clear_line(int code)
    {
        Gateway.RefuseWith = code;

        Assert.Equal(ShardEnd.Refused, await Run());

        Assert.Single(_bench.Logs.Lines, l => l.Level >= LogLevel.Error);
        Assert.Equal(1, Gateway.Identifies);
    }

    [Fact]
    public async Task Discords_wish_for_a_new_connection_is_followed()
    {
        _ = Run();
        await ReadyAsync();

        await Gateway.OperateAsync(7);
        await Gateway.UntilAsync(g => g.Resumes == 1);

        Assert.Equal(1, Gateway.Identifies);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_connection_that_answers_no_heartbeat_is_dead_and_made_anew()
    {
        Gateway.IsMute = true;
        _ = Run();
        await ReadyAsync();

        await _time.TimerWithinAsync(Gateway.HeartbeatInterval);
        _time.Advance(Gateway.HeartbeatInterval);
        await Gateway.UntilAsync(g => g.Heartbeats == 1);
        await _time.TimerWithinAsync(Gateway.HeartbeatInterval);
        _time.Advance(Gateway.HeartbeatInterval);
        await Gateway.UntilAsync(g => g.Resumes == 1);

        Assert.Equal(1, Gateway.Heartbeats);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_session_that_Discord_forgot_is_begun_anew()
    {
        _ = Run();
        await ReadyAsync();
        Gateway.ForgetSessions();

        await Gateway.DropAllAsync();
        // First the 1 to 5 seconds after a refusal, then what is left of the 5 between two sessions.
        await PassUntilAsync(g => g is { Ready: 1, Identifies: 2 });

        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_process_that_starts_anew_takes_up_the_session_of_the_last()
    {
        var first = Run();
        await ReadyAsync();
        await EmitAsync(1, 3);
        await _ear.HeardAsync("EVENT-3");
        await _stop.CancelAsync();
        await first;
        await Gateway.UntilAsync(g => g.Ready == 0);
        await EmitAsync(4, 6);

        using var stop = new CancellationTokenSource();
        var second = NewConnection().RunAsync(stop.Token);
        await _ear.HeardAsync("EVENT-6");
        await stop.CancelAsync();
        await second;

        Assert.Equal(1, Gateway.Identifies);
        Assert.Equal(Enumerable.Range(1, 6).Select(i => $"EVENT-{i}"), _ear.Names.Where(n => n.StartsWith("EVENT", StringComparison.Ordinal)));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task Workers_share_the_shards_and_take_over_from_one_that_ends()
    {
        Gateway.Shards = 2;
        using var first = NewKeeper("one");
        using var second = NewKeeper("two");

        await first.StartAsync(CancellationToken.None);
        await Gateway.UntilAsync(g => g.Ready == 1);
        await second.StartAsync(CancellationToken.None);
        // The second shard's session has to wait for the first one's; that is longer than a turn of the keepers.
        await _time.TimerBetweenAsync(TimeSpan.FromSeconds(5.1), LongestWait);
        _time.Advance(LongestWait);
        await Gateway.UntilAsync(g => g.Ready == 2);
        await first.StopAsync(CancellationToken.None);
        await _time.TimerWithinAsync(LongestWait);
        _time.Advance(LongestWait);
        await Gateway.UntilAsync(g => g is { Ready: 2, Resumes: 1 });
        await second.StopAsync(CancellationToken.None);

        Assert.Equal(2, Gateway.Identifies);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task The_days_sessions_are_counted_over_restarts_and_the_last_ones_never_spent()
    {
        Gateway.SessionsADay = 20;
        for (var n = 1; n <= 18; n++)
        {
            // Each time a process that remembers nothing by itself.
            var granted = NewDoor().WaitToIdentifyAsync(new GatewayShard(0, 1), CancellationToken.None);
            while (!granted.IsCompleted)
            {
                await Task.WhenAny(granted, _time.TimerWithinAsync(TimeSpan.FromDays(1)));
                if (!granted.IsCompleted && _time.NextUtc is { } next) _time.AdvanceTo(next);
            }
            await granted;
        }
        var startUtc = _time.NowUtc;

        var last = Task.WhenAll(
            NewDoor().WaitToIdentifyAsync(new GatewayShard(0, 1), CancellationToken.None),
            NewDoor().WaitToIdentifyAsync(new GatewayShard(0, 1), CancellationToken.None));
        await _time.TimerBetweenAsync(TimeSpan.Zero, TimeSpan.FromDays(1));

        Assert.False(last.IsCompleted);
        Assert.True(_time.NextUtc - startUtc > TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Hearts_begin_to_beat_at_random_within_their_first_interval()
    {
        var first = new List<TimeSpan>();
        foreach (var seed in new[] { 1, 2, 3 })
        {
            using var stop = new CancellationTokenSource();
            var time = new FakeTime(_time.NowUtc.AddHours(seed));
            await using var bench = await DiscordBench.StartAsync(time);
            var ear = new Ear();
            var running = new GatewayConnection(
                new GatewayShard(0, 1), new GatewayDoor(bench.Rest, new MemoryPlatformState(), bench.Options, time, bench.Logs.For<GatewayDoor>()),
                ear, time, new Random(seed), bench.Logs.For<GatewayConnection>()).RunAsync(stop.Token);
            await ear.HeardAsync("READY");
            await time.TimerWithinAsync(Gateway.HeartbeatInterval);
            first.Add(time.NextUtc!.Value - time.NowUtc);
            await stop.CancelAsync();
            await running;
        }

        Assert.Equal(3, first.Distinct().Count());
        Assert.All(first, span => Assert.InRange(span, TimeSpan.Zero, Gateway.HeartbeatInterval));
    }

    private Task<ShardEnd> Run() => NewConnection().RunAsync(_stop.Token);

    private GatewayConnection NewConnection() => NewConnection(new GatewayShard(0, 1), NewDoor());

    private GatewayConnection NewConnection(GatewayShard shard, GatewayDoor door) =>
        new(shard, door, _ear, _time, new Random(3), _bench.Logs.For<GatewayConnection>());

    private GatewayDoor NewDoor() => new(_bench.Rest, _state, _bench.Options, _time, _bench.Logs.For<GatewayDoor>());

    private ShardKeeper NewKeeper(string worker)
    {
        var door = NewDoor();
        return new ShardKeeper(
            door, shard => NewConnection(shard, door), _leases, _state, new DiscordWorker(worker), _time,
            _bench.Logs.For<ShardKeeper>());
    }

    // What a connection carries is lost when it is cut: only what was heard has been said.
    private async Task ReadyAsync()
    {
        await _ear.HeardAsync("READY");
        await Gateway.UntilAsync(g => g.Ready == 1);
    }

    private async Task EmitAsync(int from, int to)
    {
        for (var i = from; i <= to; i++) await Gateway.TellAsync(null, $"EVENT-{i}", new JsonObject { ["number"] = i });
    }

    // Whatever does not come within a minute of real time never comes: then it is told what happened instead.
    private async Task SoonAsync(Task task)
    {
        if (await Task.WhenAny(task, Task.Delay(TimeSpan.FromMinutes(1))) != task)
            Assert.Fail(string.Join('\n', _bench.Logs.Lines.Select(l => l.Text).Concat(_ear.Names).Concat(Gateway.Log.Select(e => e.ToString())).Concat(StandIn.Complaints)));
    }

    /// <summary>
    /// Lets the clock pass what a connection waits for, until something is so. Heartbeats are further apart: however slow
    /// the machine is, no connection is held for dead.
    /// </summary>
    private async Task PassUntilAsync(Func<StandInGateway, bool> isSo)
    {
        var done = Gateway.UntilAsync(isSo);
        while (await Task.WhenAny(done, _time.TimerWithinAsync(LongestWait)) != done)
            if (_time.NextUtc is { } next && next <= _time.NowUtc + LongestWait) _time.AdvanceTo(next);
        await done;
    }

    private sealed class Ear : IGatewayListener
    {
        private readonly ConcurrentQueue<string> _names = new();
        private readonly Lock _turn = new();
        private TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<string> Names => [.. _names];

        public void Hear(Snowflake application, string name, JsonElement body)
        {
            lock (_turn)
            {
                _names.Enqueue(name);
                _heard.SetResult();
                _heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public async Task HeardAsync(string name)
        {
            while (true)
            {
                Task heard;
                lock (_turn) heard = _heard.Task;
                if (_names.Contains(name)) return;
                await heard;
            }
        }
    }
}
