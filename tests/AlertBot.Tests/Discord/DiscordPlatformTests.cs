using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Discord.Wire;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class DiscordPlatformTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private DiscordBench _bench = null!;
    private ChannelRef _channel = null!;

    private DiscordStandIn StandIn => _bench.StandIn;

    private DiscordPlatform Platform => _bench.Platform;

    private StandInChannel Room => StandIn.Channels[ulong.Parse(_channel.Channel)];

    public async ValueTask InitializeAsync()
    {
        _bench = await DiscordBench.StartAsync(_time);
        _channel = _bench.NewChannel();
    }

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(DiscordLayout.Embeds)]
    [InlineData(DiscordLayout.Components)]
    public async Task A_message_is_posted_changed_answered_and_removed(DiscordLayout layout)
    {
        await using var bench = await DiscordBench.StartAsync(_time, o => o.Layout = layout);
        var channel = bench.NewChannel();
        var card = new Message(Tone.High,
        [
            new Block.Headline(0, "HIGH", new Span("Rockets hit Taji", new Uri("https://a.example/1")), "#1"),
            new Block.Actions(6, [new ActionButton("Details", "/incident 1")]),
        ]);

        var sent = await Sent(bench.Platform.SendAsync(DiscordBench.Delivery(channel) with { Message = card, IsSilent = true, Mention = "5" }, default));
        var reply = await Sent(bench.Platform.SendAsync(DiscordBench.Delivery(channel, "key-2") with { ReplyTo = sent }, default));
        await Sent(bench.Platform.EditAsync(DiscordBench.Delivery(channel, "key-3", "Changed.") with { Target = sent }, default));
        await Sent(bench.Platform.DeleteAsync(new ChatDelivery("key-4", channel, null, reply, null, false, null), default));
        await Sent(bench.Platform.DeleteAsync(new ChatDelivery("key-5", channel, null, reply, null, false, null), default));

        var (first, second) = (bench.StandIn.Messages[0], bench.StandIn.Messages[1]);
        Assert.True(first.IsSilent);
        Assert.Equal(["role 5"], first.Pings);
        Assert.Equal(2, first.Versions.Count);
        Assert.Contains("Changed", first.Text, StringComparison.Ordinal);
        Assert.Equal(first.Id, second.ReplyTo);
        Assert.True(second.IsDeleted);
        Assert.Empty(bench.StandIn.Complaints);
    }

    [Fact]
    public async Task An_answer_that_is_lost_does_not_make_a_second_message()
    {
        StandIn.Order(StandInFault.CutAfter, new StandInFault.Answer(502, IsDone: true));

        await Sent(_bench.RunAsync(Platform.SendAsync(DiscordBench.Delivery(_channel), default)));

        Assert.Single(StandIn.Messages);
        Assert.Equal(3, StandIn.Requests.Count);
    }

    [Fact]
    public async Task What_was_posted_is_found_by_its_key_after_a_restart_and_what_was_not_is_absent()
    {
        StandIn.Weather = _ => StandInFault.CutAfter;
        Assert.IsType<DeliveryResult.Unknown>(await _bench.RunAsync(Platform.SendAsync(DiscordBench.Delivery(_channel), default)));
        StandIn.Weather = _ => null;
        // The nonce is forgotten by now.
        _time.Advance(TimeSpan.FromHours(2));
        await using var anew = new Anew(_bench);

        var found = Assert.IsType<FindResult.Found>(await anew.FindAsync("key-1", _channel, default));
        Assert.Equal($"{StandIn.Messages[0].Id}", found.Message.Id);
        Assert.IsType<FindResult.Absent>(await anew.FindAsync("key-2", _channel, default));
        Assert.IsType<FindResult.Absent>(await anew.FindAsync("key-1", _bench.NewChannel(), default));
    }

    [Fact]
    public async Task It_is_found_behind_hundreds_of_others()
    {
        for (var i = 1; i <= 230; i++)
            await _bench.RunAsync(SendPatientlyAsync(_channel, $"key-{i}"));

        Assert.IsType<FindResult.Found>(await Platform.FindAsync("key-1", _channel, default));
        Assert.IsType<FindResult.Absent>(await Platform.FindAsync("key-999", _channel, default));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task Where_the_history_may_not_be_read_nothing_is_claimed()
    {
        await Sent(Platform.SendAsync(DiscordBench.Delivery(_channel), default));
        Room.CanReadHistory = false;

        Assert.IsType<FindResult.CannotTell>(await Platform.FindAsync("key-2", _channel, default));
    }

    [Fact]
    public async Task A_channel_that_is_gone_or_forbidden_is_refused_as_such_and_opens_again()
    {
        Room.CanSend = false;
        var refused = Assert.IsType<DeliveryResult.Refused>(await Platform.SendAsync(DiscordBench.Delivery(_channel), default));
        Assert.Equal(RefusedWhat.Channel, refused.What);
        Assert.Contains("Send Messages", refused.Reason, StringComparison.Ordinal);
        var closed = Assert.IsType<ChannelAccess.Closed>(await Platform.CheckAsync(_channel, default));
        Assert.Contains("Send Messages", closed.Reason, StringComparison.Ordinal);

        Room.CanSend = true;
        Assert.IsType<ChannelAccess.Open>(await Platform.CheckAsync(_channel, default));

        Room.IsDeleted = true;
        refused = Assert.IsType<DeliveryResult.Refused>(await Platform.SendAsync(DiscordBench.Delivery(_channel), default));
        Assert.Equal(RefusedWhat.Channel, refused.What);
        Assert.IsType<ChannelAccess.Closed>(await Platform.CheckAsync(_channel, default));
    }

    [Fact]
    public async Task A_message_that_somebody_removed_is_not_the_channels_fault()
    {
        var sent = await Sent(Platform.SendAsync(DiscordBench.Delivery(_channel), default));
        StandIn.Messages[0].IsDeleted = true;

        var edit = await Platform.EditAsync(DiscordBench.Delivery(_channel, "key-2") with { Target = sent }, default);
        var again = await Platform.SendAsync(DiscordBench.Delivery(_channel), default);

        Assert.Equal(RefusedWhat.Message, Assert.IsType<DeliveryResult.Refused>(edit).What);
        Assert.Equal(RefusedWhat.Message, Assert.IsType<DeliveryResult.Refused>(again).What);
    }

    [Fact]
    public async Task Edits_of_old_messages_wait_for_their_own_limit()
    {
        var sent = await Sent(Platform.SendAsync(DiscordBench.Delivery(_channel), default));
        _time.Advance(TimeSpan.FromHours(2));
        StandIn.OldEditsAMinute = 1;
        await Sent(Platform.EditAsync(DiscordBench.Delivery(_channel, "key-2", "one") with { Target = sent }, default));

        var second = await Platform.EditAsync(DiscordBench.Delivery(_channel, "key-3", "two") with { Target = sent }, default);

        Assert.InRange(Assert.IsType<DeliveryResult.RateLimited>(second).After, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_message_made_of_components_is_still_changed_after_the_setting_changed()
    {
        await using var bench = await DiscordBench.StartAsync(_time, o => o.Layout = DiscordLayout.Components);
        var channel = bench.NewChannel();
        var sent = await Sent(bench.Platform.SendAsync(DiscordBench.Delivery(channel), default));
        bench.Options.Value.Layout = DiscordLayout.Embeds;
        var platform = bench.NewPlatform();

        await Sent(platform.EditAsync(DiscordBench.Delivery(channel, "key-2", "Changed.") with { Target = sent }, default));

        Assert.Contains("Changed", bench.StandIn.Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_burst_over_many_channels_uses_nearly_all_that_is_allowed_and_is_never_refused()
    {
        var channels = Enumerable.Range(0, 40).Select(_ => _bench.NewChannel()).ToList();
        var startUtc = _time.NowUtc;

        await _bench.RunAsync(Task.WhenAll(channels.Select(async (channel, c) =>
        {
            for (var i = 0; i < 10; i++)
                await SendPatientlyAsync(channel, $"key-{c}-{i}");
        })));

        Assert.Equal(400, StandIn.Messages.Count);
        Assert.Equal(0, StandIn.RateLimited);
        Assert.Empty(StandIn.Complaints);
        // 400 at 50 a second are 8 seconds, less the first 50 that go at once.
        Assert.InRange(_time.NowUtc - startUtc, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8 / 0.95));
    }

    [Fact]
    public async Task Ten_thousand_over_five_hundred_channels_use_nearly_all_that_is_allowed_and_are_never_refused()
    {
        var channels = Enumerable.Range(0, 500).Select(_ => _bench.NewChannel()).ToList();
        var owed = new System.Collections.Concurrent.ConcurrentQueue<int>(Enumerable.Range(0, 10_000));
        var startUtc = _time.NowUtc;

        // As many at once as the outbox's worker hands over.
        await _bench.RunAsync(Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            while (owed.TryDequeue(out var n)) await SendPatientlyAsync(channels[n % 500], $"key-{n}");
        })));

        Assert.Equal(10_000, StandIn.Messages.DistinctBy(m => m.Nonce).Count());
        Assert.Equal(10_000, StandIn.Messages.Count);
        Assert.Equal(0, StandIn.RateLimited);
        Assert.Empty(StandIn.Complaints);
        // At 50 a second they take 199 seconds after the first 50.
        Assert.InRange(_time.NowUtc - startUtc, TimeSpan.FromSeconds(198), TimeSpan.FromSeconds(199 / 0.95));
    }

    private static async Task<MessageRef> Sent(Task<DeliveryResult> result) =>
        Assert.IsType<DeliveryResult.Sent>(await result).Message;

    [Fact]
    public void The_invite_link_of_the_README_asks_for_the_rights_that_are_needed()
    {
        var readme = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot!, "README.md"));

        Assert.Contains($"permissions={Rights.Invite}`", readme, StringComparison.Ordinal);
        var all = new DiscordOptions { Changes = DiscordChanges.Threads };
        Assert.All([ChannelKind.Text, ChannelKind.Announcement, ChannelKind.Forum, ChannelKind.PublicThread], kind =>
            Assert.Equal(0UL, (Rights.Needed(kind) | Rights.Wanted(kind, all)) & ~Rights.Invite));
    }

    private async Task SendPatientlyAsync(ChannelRef channel, string key)
    {
        while (await Platform.SendAsync(DiscordBench.Delivery(channel, key), default) is DeliveryResult.RateLimited wait)
            await Task.Delay(wait.After, _time);
    }

    /// <summary>The platform of a process that starts again: it remembers nothing.</summary>
    private sealed class Anew(DiscordBench bench) : IAsyncDisposable
    {
        private readonly AlertBot.Discord.Rest.DiscordRest _rest = new(bench.Options, bench.Time, new Random(2), bench.Logs.For<AlertBot.Discord.Rest.DiscordRest>());

        public Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken) =>
            bench.NewPlatform(_rest).FindAsync(key, channel, cancellationToken);

        public ValueTask DisposeAsync()
        {
            _rest.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
