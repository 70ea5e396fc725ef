using System.Text.Json.Nodes;
using System.Threading.Channels;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Discord.Gateway;
using AlertBot.Discord.Places;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Discord;

/// <summary>Servers that the bot leaves and comes back to, on the stand-in and a real store.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private const ulong Guild = 7_000_000_000_000_000;
    private const ulong Elsewhere = 8_000_000_000_000_000;
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly FakeTime _time = new(Some.NowUtc);
    private readonly MemoryPlatformState _state = new();
    private readonly CancellationTokenSource _stop = new();
    private DiscordBench _bench = null!;
    private TestStore _store = null!;
    private DeliveryWorker _worker = null!;
    private Witness _witness = null!;
    private GuildWatch _watch = null!;
    private ChannelRef _room = null!;
    private ChannelRef _other = null!;

    private DiscordStandIn StandIn => _bench.StandIn;

    public async ValueTask InitializeAsync()
    {
        _bench = await DiscordBench.StartAsync(_time);
        _store = await TestStore.NewSqliteAsync();
        _worker = new DeliveryWorker(
            _store.Outbox, _store.Channels, _store.Subscriptions, [_bench.Platform], new WorkerName("one"),
            Options.Create(new DeliveryOptions()), _time, new Random(1), NullLogger<DeliveryWorker>.Instance);
        _witness = new Witness(new CommunityPresence(
            _store.Channels, _store.Subscriptions, _worker, _time, NullLogger<CommunityPresence>.Instance));
        _watch = new GuildWatch(_witness, new ChannelFacts(_bench.Rest, _time), _time, NullLogger<GuildWatch>.Instance);
        _room = DiscordBench.RefOf(StandIn.AddChannel(Guild));
        _other = DiscordBench.RefOf(StandIn.AddChannel(Elsewhere));
        foreach (var channel in new[] { _room, _other })
            await _store.Subscriptions.SaveAsync(Subscription.Default(channel, "iraq", _time.NowUtc), Never);
        await _watch.StartAsync(Never);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch.StopAsync(Never);
        _watch.Dispose();
        _worker.Dispose();
        await _bench.DisposeAsync();
        await _store.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Leaving_a_server_pauses_its_subscriptions_and_coming_back_resumes_them()
    {
        _ = RunAsync(_stop.Token);
        await _witness.HeardAsync("only");
        await _store.CommitAsync(Some.Outcome(Some.Delivery(1, channel: _room)));

        await StandIn.RemoveFromAsync(Guild);
        await _witness.HeardAsync($"left {Guild}");
        Assert.Contains("removed", (await SubscriptionAsync(_room)).PausedWhy, StringComparison.Ordinal);
        Assert.Null((await SubscriptionAsync(_other)).PausedWhy);
        Assert.Equal(0, await DeliverAsync());

        await StandIn.AddToAsync(Guild);
        await _witness.HeardAsync($"present {Guild}");
        // The first turn finds the channel open, the next delivers what waited for it.
        await DeliverAsync();
        await DeliverAsync();

        Assert.Null((await SubscriptionAsync(_room)).PausedWhy);
        Assert.Contains(StandIn.Messages, m => m.Text.Contains("Incident 1", StringComparison.Ordinal));
        Assert.Single(StandIn.Messages, m => m.Text.Contains("Alerts come here again", StringComparison.Ordinal));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task An_outage_of_Discord_is_no_farewell()
    {
        _ = RunAsync(_stop.Token);
        await _witness.HeardAsync("only");

        await StandIn.Gateway.TellAsync(Guild, "GUILD_DELETE", new JsonObject { ["id"] = $"{Guild}", ["unavailable"] = true });
        await StandIn.AddToAsync(Elsewhere);
        // In order: whatever the outage did is done.
        await _witness.HeardAsync($"present {Elsewhere}");

        Assert.Null((await SubscriptionAsync(_room)).PausedWhy);
    }

    [Fact]
    public async Task A_server_that_was_left_while_nobody_listened_is_found_at_the_next_start()
    {
        using (var stop = new CancellationTokenSource())
        {
            var running = RunAsync(stop.Token);
            await _witness.HeardAsync("only");
            await stop.CancelAsync();
            await running;
        }
        StandIn.Gateway.ForgetSessions();
        await StandIn.RemoveFromAsync(Guild);

        _ = RunAsync(_stop.Token);
        // The session that is gone is refused, and the next begins a little later.
        var wait = TimeSpan.FromSeconds(6);
        var heard = _witness.HeardAsync("only");
        while (await Task.WhenAny(heard, _time.TimerWithinAsync(wait)) != heard)
            if (_time.NextUtc is { } next && next <= _time.NowUtc + wait) _time.AdvanceTo(next);
        await heard;

        Assert.NotNull((await SubscriptionAsync(_room)).PausedWhy);
        Assert.Null((await SubscriptionAsync(_other)).PausedWhy);
    }

    [Fact]
    public async Task A_shard_says_nothing_of_the_servers_of_others()
    {
        StandIn.Gateway.Shards = 2;
        var shard = new GatewayShard((int)((Elsewhere >> 22) % 2), 2);
        await StandIn.RemoveFromAsync(Guild);
        Assert.NotEqual(shard.Index, GatewayShard.Of(new Snowflake(Guild), 2));

        _ = RunAsync(_stop.Token, shard);
        await _witness.HeardAsync("only");

        Assert.Null((await SubscriptionAsync(_room)).PausedWhy);
    }

    [Fact]
    public async Task What_lacks_in_a_channel_is_told_in_another_one_in_the_language_of_its_readers_or_else_to_the_owner()
    {
        var second = DiscordBench.RefOf(StandIn.AddChannel(Guild));
        await _store.Subscriptions.SaveAsync(
            Subscription.Default(second, "iraq", _time.NowUtc) with { Language = "ar" }, Never);
        Room(_room).CanSend = false;
        await _store.CommitAsync(Some.Outcome(Some.Delivery(1, channel: _room)));
        await DeliverAsync();
        var told = Assert.Single(StandIn.Messages);
        Assert.Equal(ulong.Parse(second.Channel), told.Channel);
        Assert.Contains("إرسال الرسائل", told.Text, StringComparison.Ordinal);
        Assert.Contains("Send Messages", (await SubscriptionAsync(_room)).PausedWhy, StringComparison.Ordinal);

        Room(second).CanSend = false;
        await _store.CommitAsync(Some.Outcome(Some.Delivery(2, channel: second), Some.Delivery(3, channel: second)));
        await DeliverAsync();

        Assert.Equal(2, StandIn.Messages.Count);
        Assert.Equal(DiscordStandIn.Owner, StandIn.Channels[StandIn.Messages[1].Channel].Person);
        Assert.Contains("إرسال الرسائل", StandIn.Messages[1].Text, StringComparison.Ordinal);
        Assert.Empty(StandIn.Complaints);
    }

    private StandInChannel Room(ChannelRef channel) => StandIn.Channels[ulong.Parse(channel.Channel)];

    private Task<ShardEnd> RunAsync(CancellationToken cancellationToken, GatewayShard? shard = null) => new GatewayConnection(
        shard ?? new GatewayShard(0, 1),
        new GatewayDoor(_bench.Rest, _state, _bench.Options, _time, _bench.Logs.For<GatewayDoor>()), _watch, _time,
        new Random(3), _bench.Logs.For<GatewayConnection>()).RunAsync(cancellationToken);

    private async Task<Subscription> SubscriptionAsync(ChannelRef channel) =>
        Assert.Single(await _store.Subscriptions.ListAsync(channel, Never));

    private Task<int> DeliverAsync() => _bench.RunAsync(_worker.DeliverDueAsync(Never));

    /// <summary>Tells what the analysis was told, once it has dealt with it.</summary>
    private sealed class Witness(ICommunityPresence inner) : ICommunityPresence
    {
        private readonly Channel<string> _done = Channel.CreateUnbounded<string>();

        public async Task LeftAsync(string platform, string community, CancellationToken cancellationToken)
        {
            await inner.LeftAsync(platform, community, cancellationToken);
            _done.Writer.TryWrite($"left {community}");
        }

        public async Task PresentAsync(string platform, IReadOnlySet<string> communities, CancellationToken cancellationToken)
        {
            await inner.PresentAsync(platform, communities, cancellationToken);
            foreach (var community in communities) _done.Writer.TryWrite($"present {community}");
        }

        public async Task PresentOnlyAsync(
            string platform, IReadOnlySet<string> communities, Func<string, bool> isToldOf, CancellationToken cancellationToken)
        {
            await inner.PresentOnlyAsync(platform, communities, isToldOf, cancellationToken);
            _done.Writer.TryWrite("only");
        }

        public async Task HeardAsync(string what)
        {
            while (await _done.Reader.ReadAsync() != what)
            {
                // Something else.
            }
        }
    }
}
