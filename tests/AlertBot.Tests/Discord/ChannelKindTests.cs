using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class ChannelKindTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private DiscordBench _bench = null!;

    private DiscordStandIn StandIn => _bench.StandIn;

    public async ValueTask InitializeAsync() => _bench = await DiscordBench.StartAsync(_time);

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(13)]
    public async Task Every_channel_that_people_write_in_takes_alerts_and_answers(int kind)
    {
        var channel = _bench.NewChannel(kind);
        var sent = await SentAsync(channel, "key-1");
        var reply = await SentAsync(channel, "key-2", sent);

        Assert.Equal(channel, reply.Channel);
        Assert.Equal([null, ulong.Parse(sent.Id)], StandIn.Messages.Select(m => m.ReplyTo));
        Assert.IsType<ChannelAccess.Open>(await _bench.Platform.CheckAsync(channel, default));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_thread_that_is_subscribed_is_woken_and_has_no_threads_of_its_own()
    {
        _bench.Options.Value.Changes = DiscordChanges.Threads;
        var platform = _bench.NewPlatform();
        var parent = StandIn.AddChannel(7_000_000_000_000_000);
        var thread = StandIn.AddChannel(7_000_000_000_000_000, kind: 11, parent: parent.Id);
        var channel = new ChannelRef("discord", $"{parent.Guild}", $"{parent.Id}", $"{thread.Id}");

        thread.IsArchived = true;
        var sent = await SentAsync(channel, "key-1", platform: platform);
        await SentAsync(channel, "key-2", sent, platform);
        thread.IsArchived = true;
        Assert.IsType<DeliveryResult.Sent>(await platform.EditAsync(
            DiscordBench.Delivery(channel, "key-3", "Changed.") with { Target = sent }, default));

        Assert.False(thread.IsArchived);
        Assert.All(StandIn.Messages, m => Assert.Equal(thread.Id, m.Channel));
        Assert.Equal(2, StandIn.Channels.Count);

        parent.Denied |= Rights.SendMessagesInThreads;
        var closed = Assert.IsType<ChannelAccess.Closed>(await platform.CheckAsync(channel, default));
        Assert.Contains("Send Messages in Threads", closed.Reason, StringComparison.Ordinal);
        Assert.Empty(StandIn.Complaints);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task By_setting_changes_stand_in_a_thread_of_their_alert(int kind)
    {
        var (platform, channel) = Threaded(kind);
        var sent = await SentAsync(channel, "key-1", platform: platform);
        var first = await SentAsync(channel, "key-2", sent, platform);
        var thread = StandIn.Channels[ulong.Parse(sent.Id)];
        thread.IsArchived = true;
        var second = await SentAsync(channel, "key-3", sent, platform);
        // A process that starts anew finds the thread that is there.
        var third = await SentAsync(channel, "key-4", sent, _bench.NewPlatform());

        Assert.All([first, second, third], m => Assert.Equal($"{thread.Id}", m.Channel.Thread));
        Assert.False(thread.IsArchived);
        Assert.Equal("Rockets hit Taji.", thread.Name);
        Assert.Equal(4320, thread.AutoArchive);
        Assert.Equal(2, StandIn.Channels.Count);
        Assert.Equal(new FindResult.Found(third), await platform.FindAsync("key-4", channel, sent, default));
        Assert.IsType<FindResult.Absent>(await platform.FindAsync("key-5", channel, sent, default));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task Where_no_thread_can_be_changes_are_answers_and_it_is_not_tried_over_and_over()
    {
        var (platform, channel) = Threaded(0);
        var sent = await SentAsync(channel, "key-1", platform: platform);
        StandIn.MaxActiveThreads = 0;
        for (var i = 2; i < 6; i++) Assert.Equal(channel, (await SentAsync(channel, $"key-{i}", sent, platform)).Channel);
        Assert.Single(StandIn.Requests, r => r.Route == "channels//messages//threads");

        StandIn.MaxActiveThreads = 1000;
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(sent.Id, (await SentAsync(channel, "key-7", sent, platform)).Channel.Thread);
        Assert.All(StandIn.Messages.Skip(1).SkipLast(1), m => Assert.Equal(ulong.Parse(sent.Id), m.ReplyTo));
    }

    [Fact]
    public async Task A_thread_that_was_locked_or_removed_or_may_not_be_begun_keeps_no_news_away()
    {
        var (platform, channel) = Threaded(0);
        var room = StandIn.Channels[ulong.Parse(channel.Channel)];
        room.Denied = Rights.ManageThreads;
        foreach (var (spoil, n) in new (Action<StandInChannel>, int)[] { (t => t.IsLocked = true, 0), (t => t.IsDeleted = true, 10) })
        {
            var sent = await SentAsync(channel, $"key-{n}", platform: platform);
            await SentAsync(channel, $"key-{n + 1}", sent, platform);
            spoil(StandIn.Channels[ulong.Parse(sent.Id)]);
            Assert.Equal(channel, (await SentAsync(channel, $"key-{n + 2}", sent, platform)).Channel);
        }
        room.Denied = Rights.CreatePublicThreads;
        var last = await SentAsync(channel, "key-20", platform: platform);
        Assert.Equal(channel, (await SentAsync(channel, "key-21", last, platform)).Channel);
        var open = Assert.IsType<ChannelAccess.Open>(await platform.CheckAsync(channel, default));
        Assert.Contains("Create Public Threads", open.Lacks["en"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_in_an_announcement_channel_is_published_by_setting_ten_times_an_hour()
    {
        var (plain, channel) = (_bench.Platform, _bench.NewChannel(5));
        await SentAsync(channel, "key-0", platform: plain);
        Assert.False(StandIn.Messages[0].IsPublished);

        _bench.Options.Value.Crosspost = true;
        var platform = _bench.NewPlatform();
        StandIn.Limits.Set("POST channels//messages//crosspost", 10, TimeSpan.FromHours(1));
        for (var i = 1; i <= 12; i++) await SentAsync(channel, $"key-{i}", platform: platform);
        Assert.Equal(10, StandIn.Messages.Count(m => m.IsPublished));
        Assert.Equal(0, StandIn.RateLimited);

        _time.Advance(TimeSpan.FromHours(1));
        var sent = await SentAsync(channel, "key-13", platform: platform);
        await SentAsync(channel, "key-14", sent, platform);
        Assert.Equal([true, false], StandIn.Messages.TakeLast(2).Select(m => m.IsPublished));
        await SentAsync(_bench.NewChannel(), "key-15", platform: platform);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_message_that_cannot_be_published_is_sent_all_the_same()
    {
        _bench.Options.Value.Crosspost = true;
        var platform = _bench.NewPlatform();
        StandIn.Weather = r => r.Route.EndsWith("/crosspost", StringComparison.Ordinal) ? new StandInFault.Answer(403, """{"code":50013,"message":"Missing Permissions"}""") : null;

        await SentAsync(_bench.NewChannel(5), "key-1", platform: platform);

        Assert.False(Assert.Single(StandIn.Messages).IsPublished);
    }

    private (DiscordPlatform Platform, ChannelRef Channel) Threaded(int kind)
    {
        _bench.Options.Value.Changes = DiscordChanges.Threads;
        return (_bench.NewPlatform(), _bench.NewChannel(kind));
    }

    private async Task<MessageRef> SentAsync(
        ChannelRef channel, string key, MessageRef? replyTo = null, DiscordPlatform? platform = null)
    {
        while (true)
        {
            var result = await _bench.RunAsync((platform ?? _bench.Platform).SendAsync(
                DiscordBench.Delivery(channel, key) with { ReplyTo = replyTo }, default));
            if (result is not DeliveryResult.RateLimited wait) return Assert.IsType<DeliveryResult.Sent>(result).Message;
            _time.Advance(wait.After);
        }
    }
}
