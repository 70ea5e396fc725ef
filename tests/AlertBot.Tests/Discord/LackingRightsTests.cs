using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class LackingRightsTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private DiscordBench _bench = null!;
    private ChannelRef _channel = null!;

    private DiscordStandIn StandIn => _bench.StandIn;

    private StandInChannel Room => StandIn.Channels[ulong.Parse(_channel.Channel)];

    public async ValueTask InitializeAsync()
    {
        _bench = await DiscordBench.StartAsync(_time);
        _channel = _bench.NewChannel();
    }

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(0, Rights.ViewChannel, "View Channel", "عرض القناة")]
    [InlineData(0, Rights.SendMessages, "Send Messages", "إرسال الرسائل")]
    [InlineData(2, Rights.Connect, "View Channel", "عرض القناة")]
    [InlineData(5, Rights.SendMessages, "Send Messages", "إرسال الرسائل")]
    [InlineData(15, Rights.SendMessages, "Send Messages", "إرسال الرسائل")]
    public async Task What_cannot_be_posted_names_the_right_in_the_readers_language(
        int kind, ulong denied, string english, string arabic)
    {
        var channel = _bench.NewChannel(kind);
        StandIn.Channels[ulong.Parse(channel.Channel)].Denied = denied;

        var refused = Assert.IsType<DeliveryResult.Refused>(
            await _bench.Platform.SendAsync(DiscordBench.Delivery(channel), default));
        var closed = Assert.IsType<ChannelAccess.Closed>(await _bench.Platform.CheckAsync(channel, default));

        Assert.Equal(RefusedWhat.Channel, refused.What);
        Assert.All([refused.Said, closed.Said], said =>
        {
            Assert.Contains(english, said["en"], StringComparison.Ordinal);
            Assert.Contains(arabic, said["ar"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Who_subscribes_is_told_beforehand_which_rights_would_make_alerts_better()
    {
        Room.Denied = Rights.EmbedLinks | Rights.ReadMessageHistory;

        var open = Assert.IsType<ChannelAccess.Open>(await _bench.Platform.CheckAsync(_channel, default));

        Assert.Contains("Embed Links and Read Message History", open.Lacks["en"], StringComparison.Ordinal);
        Assert.Contains("تضمين الروابط", open.Lacks["ar"], StringComparison.Ordinal);
        Room.Denied = 0;
        Assert.Empty(Assert.IsType<ChannelAccess.Open>(await _bench.Platform.CheckAsync(_channel, default)).Lacks);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("77")]
    public async Task Without_the_right_to_embed_alerts_come_as_text_that_says_so_and_are_cards_again_with_it(string? mention)
    {
        Room.Denied = Rights.EmbedLinks;
        var sent = await SentAsync("key-1", "Rockets hit Taji.", mention);
        var message = Assert.Single(StandIn.Messages);
        Assert.Contains("Rockets hit Taji.", (string)message.Now["content"]!, StringComparison.Ordinal);
        Assert.Contains("Embed Links", message.Text, StringComparison.Ordinal);
        Assert.Equal(mention is null ? [] : ["role 77"], message.Pings);

        var tries = StandIn.Requests.Count;
        await SentAsync("key-2", "More.", null);
        Assert.Equal(tries + 1, StandIn.Requests.Count);

        Room.Denied = 0;
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<DeliveryResult.Sent>(await _bench.Platform.EditAsync(
            DiscordBench.Delivery(_channel, "key-3", "Changed.") with { Target = sent }, default));
        Assert.Equal(mention is null ? "" : "<@&77>", (string)message.Now["content"]!);
        Assert.Contains("Changed.", (string)message.Now["embeds"]![0]!["description"]!, StringComparison.Ordinal);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task An_edit_whose_embed_is_left_out_unsaid_becomes_text()
    {
        var sent = await SentAsync("key-1", "Rockets hit Taji.", "77");
        Room.Denied = Rights.EmbedLinks;

        Assert.IsType<DeliveryResult.Sent>(await _bench.Platform.EditAsync(
            DiscordBench.Delivery(_channel, "key-2", "Changed.") with { Target = sent }, default));

        Assert.StartsWith("<@&77>\nChanged.", (string)StandIn.Messages[0].Now["content"]!, StringComparison.Ordinal);
        Assert.Equal(["role 77"], StandIn.Messages[0].Pings);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task What_may_not_answer_stands_alone()
    {
        var sent = await SentAsync("key-1", "Rockets hit Taji.", null);
        Room.Denied = Rights.ReadMessageHistory;

        Assert.IsType<DeliveryResult.Sent>(await _bench.Platform.SendAsync(
            DiscordBench.Delivery(_channel, "key-2", "Deaths: 3.") with { ReplyTo = sent }, default));

        Assert.Null(StandIn.Messages[1].ReplyTo);
    }

    [Fact]
    public async Task The_owner_of_the_server_is_told_in_private_and_left_in_peace_where_that_is_not_wanted()
    {
        Assert.True(await _bench.Platform.TellOwnerAsync(_channel, Message.Line("Alerts no longer reach it."), default));
        var told = Assert.Single(StandIn.Messages);
        Assert.Equal(DiscordStandIn.Owner, StandIn.Channels[told.Channel].Person);

        StandIn.Reserved[DiscordStandIn.Owner] = true;
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(await _bench.Platform.TellOwnerAsync(_channel, Message.Line("Again."), default));
        await StandIn.RemoveFromAsync(7_000_000_000_000_000);
        Assert.False(await _bench.Platform.TellOwnerAsync(_channel, Message.Line("Again."), default));
        Assert.Single(StandIn.Messages);
    }

    [Theory]
    [InlineData(403, 50001, true)]
    [InlineData(403, 50013, true)]
    [InlineData(404, 10003, true)]
    [InlineData(404, 10004, true)]
    [InlineData(403, 50007, true)]
    [InlineData(403, 160005, true)]
    [InlineData(400, 50008, true)]
    [InlineData(400, 50006, false)]
    [InlineData(404, 10008, false)]
    public async Task What_Discord_refuses_is_laid_to_the_channel_or_to_the_message(int status, int code, bool isChannel)
    {
        StandIn.Weather = r => r.Method == "POST" ? new StandInFault.Answer(status, $$"""{"code":{{code}},"message":"No"}""") : null;

        var refused = Assert.IsType<DeliveryResult.Refused>(
            await _bench.Platform.SendAsync(DiscordBench.Delivery(_channel), default));

        Assert.Equal(isChannel ? RefusedWhat.Channel : RefusedWhat.Message, refused.What);
        Assert.NotEqual(refused.Said["en"], refused.Said["ar"]);
    }

    [Theory]
    [InlineData(30046)]
    [InlineData(20022)]
    [InlineData(20028)]
    [InlineData(20016)]
    public async Task What_heals_by_waiting_is_waited_for(int code)
    {
        StandIn.Weather = _ => new StandInFault.Answer(400, $$"""{"code":{{code}},"message":"Later"}""");

        Assert.IsType<DeliveryResult.RateLimited>(await _bench.Platform.SendAsync(DiscordBench.Delivery(_channel), default));
    }

    private async Task<MessageRef> SentAsync(string key, string text, string? mention) =>
        Assert.IsType<DeliveryResult.Sent>(await _bench.RunAsync(_bench.Platform.SendAsync(
            DiscordBench.Delivery(_channel, key, text) with { Mention = mention }, default))).Message;
}
