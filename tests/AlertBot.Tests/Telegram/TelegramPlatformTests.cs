using AlertBot.Chat;
using AlertBot.Telegram;
using AlertBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class TelegramPlatformTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_silent_alert_in_a_topic_is_posted_there_without_sound()
    {
        await using var bench = await TelegramBench.StartAsync();
        var forum = bench.Server.Open("supergroup", "Desk", isForum: true, 77);

        var sent = await bench.Platform.SendAsync(
            TelegramBench.Delivery(forum, Some("Rockets hit Taji"), thread: 77) with { IsSilent = true }, Never);

        var post = Assert.Single(bench.Server.Answers(forum));
        Assert.Equal(post.Id.ToString(), Assert.IsType<DeliveryResult.Sent>(sent).Message.Id);
        Assert.Equal((77, true), (post.Thread, post.IsSilent));
    }

    [Fact]
    public async Task A_reply_comes_even_when_the_alert_was_removed_by_somebody()
    {
        await using var bench = await TelegramBench.StartAsync();
        var reply = TelegramBench.Delivery(bench.PrivateRoom, Some("Deaths: 3")) with
        {
            ReplyTo = new MessageRef(TelegramBench.Channel(bench.PrivateRoom), "999"),
        };

        Assert.IsType<DeliveryResult.Sent>(await bench.Platform.SendAsync(reply, Never));
        Assert.Null(Assert.Single(bench.Server.Answers(bench.PrivateRoom)).ReplyTo);
    }

    [Fact]
    public async Task A_subscriber_who_asked_for_it_is_notified_by_id()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("group", "Desk");

        await bench.Platform.SendAsync(TelegramBench.Delivery(group, Some("Rockets hit Taji")) with { Mention = "7001" }, Never);

        var post = Assert.Single(bench.Server.Answers(group));
        Assert.Contains(post.Entities, e => e is { Type: "text_mention", Argument: "tg://user?id=7001" });
    }

    [Fact]
    public async Task The_same_edit_twice_is_a_success()
    {
        await using var bench = await TelegramBench.StartAsync();
        var (delivery, target) = await PostedAsync(bench, bench.PrivateRoom);
        var edit = delivery with { Message = Some("Three killed"), Target = target };

        Assert.IsType<DeliveryResult.Sent>(await bench.Platform.EditAsync(edit, Never));
        Assert.IsType<DeliveryResult.Sent>(await bench.Platform.EditAsync(edit, Never));

        Assert.Equal(400, bench.Server.Calls[^1].Status);
        Assert.Equal(["Two killed", "Three killed"], Assert.Single(bench.Server.Answers(bench.PrivateRoom)).Texts);
    }

    [Fact]
    public async Task An_edit_of_what_somebody_removed_is_refused_for_the_message_alone()
    {
        await using var bench = await TelegramBench.StartAsync();
        var gone = new MessageRef(TelegramBench.Channel(bench.PrivateRoom), "4711");

        var edit = await bench.Platform.EditAsync(
            TelegramBench.Delivery(bench.PrivateRoom, Some("x")) with { Target = gone }, Never);

        Assert.Equal(RefusedWhat.Message, Assert.IsType<DeliveryResult.Refused>(edit).What);
    }

    [Fact]
    public async Task What_is_too_old_to_be_removed_says_that_it_is_withdrawn()
    {
        await using var bench = await TelegramBench.StartAsync();
        var (delivery, target) = await PostedAsync(bench, bench.PrivateRoom);
        bench.Time.Advance(TimeSpan.FromHours(49));

        var removed = await bench.Platform.DeleteAsync(delivery with { Message = null, Target = target }, Never);
        var again = await bench.Platform.DeleteAsync(delivery with { Message = null, Target = target }, Never);

        Assert.IsType<DeliveryResult.Sent>(removed);
        Assert.IsType<DeliveryResult.Sent>(again);
        Assert.Equal(["Two killed", "Withdrawn."], Assert.Single(bench.Server.Answers(bench.PrivateRoom)).Texts);
    }

    [Theory]
    [InlineData(Tone.Low, null, true)]
    [InlineData(Tone.Low, "7002", false)]
    [InlineData(Tone.Medium, null, false)]
    [InlineData(Tone.Neutral, null, false)]
    public async Task What_is_of_little_weight_comes_without_sound_unless_it_calls_somebody(
        Tone tone, string? mention, bool isSilent)
    {
        await using var bench = await TelegramBench.StartAsync();

        await bench.Platform.SendAsync(
            TelegramBench.Delivery(bench.PrivateRoom, Some("A threat") with { Tone = tone }) with { Mention = mention }, Never);

        Assert.Equal(isSilent, Assert.Single(bench.Server.Answers(bench.PrivateRoom)).IsSilent);
    }

    [Fact]
    public async Task Who_follows_something_is_called_once_and_alone_with_the_bot_nobody_is()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("group", "Desk");
        foreach (var room in (TelegramRoom[])[group, bench.PrivateRoom])
            await bench.Platform.SendAsync(
                TelegramBench.Delivery(room, Some("Rockets hit Taji")) with
                {
                    Followers = ["7001", "7002", "7001", "<b>", "-5"],
                }, Never);

        Assert.Equal(["tg://user?id=7001", "tg://user?id=7002"], Called(group));
        Assert.Equal(["tg://user?id=7002"], Called(bench.PrivateRoom));

        IEnumerable<string?> Called(TelegramRoom room) => Assert.Single(bench.Server.Answers(room)).Entities
            .Where(e => e.Type == "text_mention").Select(e => e.Argument);
    }

    public static TheoryData<string, Action<TelegramServer, TelegramRoom, TelegramPerson>> Closures => new()
    {
        { "kicked", (server, room, by) => server.ChangeBot(room, by, "kicked") },
        { "not a member", (server, room, by) => server.ChangeBot(room, by, "left") },
        { "not enough rights", (server, room, by) => server.ChangeBot(room, by, "restricted") },
        { "thread not found", (server, room, _) => server.CloseTopic(room, 77, isRemoved: true) },
        { "TOPIC_CLOSED", (server, room, _) => server.CloseTopic(room, 77, isRemoved: false) },
    };

    [Theory]
    [MemberData(nameof(Closures))]
    public async Task A_group_that_takes_nothing_is_refused_as_a_channel_and_found_closed_until_it_opens(
        string words, Action<TelegramServer, TelegramRoom, TelegramPerson> close)
    {
        await using var bench = await TelegramBench.StartAsync();
        var forum = bench.Server.Open("supergroup", "Desk", isForum: true, 77);
        var channel = TelegramBench.Channel(forum, 77);
        Assert.IsType<ChannelAccess.Open>(await bench.Platform.CheckAsync(channel, Never));
        close(bench.Server, forum, bench.Person);

        var sent = await bench.Platform.SendAsync(TelegramBench.Delivery(forum, Some("x"), thread: 77), Never);

        var refused = Assert.IsType<DeliveryResult.Refused>(sent);
        Assert.Equal(RefusedWhat.Channel, refused.What);
        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        Assert.IsType<ChannelAccess.Closed>(await bench.Platform.CheckAsync(channel, Never));
    }

    [Fact]
    public async Task A_person_who_blocked_the_bot_is_a_closed_channel()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Block(bench.Person);
        var sent = await bench.Platform.SendAsync(TelegramBench.Delivery(bench.PrivateRoom, Some("x")), Never);
        var closed = await bench.Platform.CheckAsync(TelegramBench.Channel(bench.PrivateRoom), Never);
        bench.Server.Block(bench.Person, isBlocked: false);
        var open = await bench.Platform.CheckAsync(TelegramBench.Channel(bench.PrivateRoom), Never);

        Assert.Equal(RefusedWhat.Channel, Assert.IsType<DeliveryResult.Refused>(sent).What);
        Assert.Contains("blocked", Assert.IsType<ChannelAccess.Closed>(closed).Reason, StringComparison.Ordinal);
        Assert.IsType<ChannelAccess.Open>(open);
    }

    [Fact]
    public async Task A_channel_without_the_right_to_post_is_closed_and_says_which_right_is_missing()
    {
        await using var bench = await TelegramBench.StartAsync();
        var news = bench.Server.Open("channel", "News");
        bench.Server.ChangeBot(news, bench.Person, "administrator", canPost: false);

        var sent = await bench.Platform.SendAsync(TelegramBench.Delivery(news, Some("x")), Never);
        var access = await bench.Platform.CheckAsync(TelegramBench.Channel(news), Never);

        Assert.Equal(RefusedWhat.Channel, Assert.IsType<DeliveryResult.Refused>(sent).What);
        Assert.Contains("post messages", Assert.IsType<ChannelAccess.Closed>(access).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_is_followed_and_stays_so_after_a_restart()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("group", "Desk");
        var super = bench.Server.Migrate(group, isTold: false);

        var moved = Assert.IsType<DeliveryResult.Moved>(
            await bench.Platform.SendAsync(TelegramBench.Delivery(group, Some("x")), Never));
        var again = await bench.Platform.SendAsync(
            TelegramBench.Delivery(group, Some("x")) with { Channel = moved.To }, Never);
        var restarted = bench.Node("node-1").GetRequiredService<TelegramPlatform>();
        var later = await restarted.SendAsync(TelegramBench.Delivery(group, Some("y")), Never);

        Assert.Equal(super.Id.ToString(), moved.To.Channel);
        Assert.Equal(group.Id.ToString(), moved.To.Community);
        Assert.IsType<DeliveryResult.Sent>(again);
        Assert.IsType<DeliveryResult.Sent>(later);
        Assert.Equal(["x", "y"], bench.Server.Answers(super).Select(p => p.Text));
    }

    [Fact]
    public async Task A_wait_that_the_server_asks_for_is_kept_without_asking_again()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Order(TelegramFault.TooMany);
        var delivery = TelegramBench.Delivery(bench.PrivateRoom, Some("x"));

        var first = await bench.Platform.SendAsync(delivery, Never);
        var second = await bench.Platform.SendAsync(delivery, Never);
        bench.Time.Advance(TimeSpan.FromSeconds(7));
        var third = await bench.Platform.SendAsync(delivery, Never);

        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<DeliveryResult.RateLimited>(first).After);
        Assert.IsType<DeliveryResult.RateLimited>(second);
        Assert.IsType<DeliveryResult.Sent>(third);
        Assert.Equal(2, bench.Server.Calls.Count);
    }

    [Fact]
    public async Task A_server_that_knows_no_instants_gets_them_as_text_from_then_on()
    {
        await using var bench = await TelegramBench.StartAsync(new TelegramRules { KnowsClocks = false });
        var at = new DateTimeOffset(2020, 3, 11, 17, 0, 0, TimeSpan.Zero);
        var message = new Message(Tone.High, [new Block.Facts(0, [new Fact("First", "17:00 UTC", new TimeSpot(at, "17:00 UTC"))])]);

        await bench.Platform.SendAsync(TelegramBench.Delivery(bench.PrivateRoom, message), Never);
        await bench.Platform.SendAsync(TelegramBench.Delivery(bench.PrivateRoom, message), Never);

        Assert.Equal([400, 200, 200], bench.Server.Calls.Select(c => c.Status));
        Assert.All(bench.Server.Answers(bench.PrivateRoom), p => Assert.Equal("First 17:00 UTC", p.Text));
    }

    [Theory]
    [InlineData(TelegramFault.CutBefore, false)]
    [InlineData(TelegramFault.CutAfter, true)]
    [InlineData(TelegramFault.CutAnswer, true)]
    [InlineData(TelegramFault.BadGateway, true)]
    public async Task What_nobody_can_know_is_unknown(TelegramFault fault, bool isPosted)
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Order(fault);

        var sent = await bench.Platform.SendAsync(TelegramBench.Delivery(bench.PrivateRoom, Some("x")), Never);

        Assert.IsType<DeliveryResult.Unknown>(sent);
        Assert.Equal(isPosted ? 1 : 0, bench.Server.Answers(bench.PrivateRoom).Count);
        Assert.IsType<FindResult.CannotTell>(
            await bench.Platform.FindAsync("key-1", TelegramBench.Channel(bench.PrivateRoom), Never));
    }

    [Fact]
    public async Task A_fault_that_the_server_owns_up_to_is_surely_not_sent()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Order(TelegramFault.ServerError);

        var sent = await bench.Platform.SendAsync(TelegramBench.Delivery(bench.PrivateRoom, Some("x")), Never);

        Assert.IsType<DeliveryResult.NotSent>(sent);
    }

    internal static Message Some(string text) => Message.Line(text);

    private static async Task<(ChatDelivery Delivery, MessageRef Target)> PostedAsync(TelegramBench bench, TelegramRoom room)
    {
        var delivery = TelegramBench.Delivery(room, Some("Two killed"));
        var sent = (DeliveryResult.Sent)await bench.Platform.SendAsync(delivery, Never);
        return (delivery, sent.Message);
    }
}
