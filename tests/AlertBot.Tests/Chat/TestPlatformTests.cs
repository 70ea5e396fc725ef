using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Chat;

public sealed class TestPlatformContractTests() : ChatPlatformContract(() => Trial.New(new TestPlatformRules()));

public sealed class TestPlatformThatCannotTellContractTests()
    : ChatPlatformContract(() => Trial.New(new TestPlatformRules { CanFind = false }));

public sealed class DiscordProfileContractTests() : ChatPlatformContract(() => Trial.New(TestPlatformRules.Discord));

public sealed class TelegramProfileContractTests() : ChatPlatformContract(() => Trial.New(TestPlatformRules.Telegram));

public sealed class TestPlatformTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly FakeTime _time = new();

    [Fact]
    public async Task A_channel_that_had_its_share_must_wait_as_long_as_it_is_told()
    {
        var server = new TestPlatformServer(
            _time, new TestPlatformRules { Burst = 2, Refill = TimeSpan.FromSeconds(3) });
        var channel = server.Open(TestPlatform.Channel("news"));
        var platform = new TestPlatform(server);
        ChatDelivery Next(int n) => new($"key-{n}", channel, Message.Line($"Report {n}"), null, null, false, null);
        await platform.SendAsync(Next(1), Never);
        await platform.SendAsync(Next(2), Never);

        var limited = Assert.IsType<DeliveryResult.RateLimited>(await platform.SendAsync(Next(3), Never));
        _time.Advance(limited.After);

        Assert.Equal(TimeSpan.FromSeconds(3), limited.After);
        Assert.IsType<DeliveryResult.Sent>(await platform.SendAsync(Next(3), Never));
    }

    [Fact]
    public async Task An_answer_that_is_lost_leaves_the_message_and_a_request_that_is_lost_leaves_none()
    {
        var server = new TestPlatformServer(_time);
        var delivery = new ChatDelivery(
            "key-1", server.Open(TestPlatform.Channel("news")), Message.Line("Report"), null, null, false, null);
        var platform = new TestPlatform(server);
        server.Order(TestFault.LoseRequest, TestFault.None, TestFault.LoseAnswer, TestFault.None);

        Assert.IsType<DeliveryResult.Unknown>(await platform.SendAsync(delivery, Never));
        Assert.IsType<FindResult.Absent>(await platform.FindAsync("key-1", delivery.Channel, Never));
        Assert.IsType<DeliveryResult.Unknown>(await platform.SendAsync(delivery, Never));
        Assert.IsType<FindResult.Found>(await platform.FindAsync("key-1", delivery.Channel, Never));
    }

    [Fact]
    public async Task Mark_up_that_does_not_close_is_refused_where_the_platform_parses_it()
    {
        Assert.Null(TestPlatformMarkup.Fault("*bold* [~struck~](https://x.example/a~b) \\* \\[ https://y.example/*c"));
        Assert.Contains("not closed", TestPlatformMarkup.Fault("*bold"), StringComparison.Ordinal);
        Assert.Contains("not closed", TestPlatformMarkup.Fault("[text"), StringComparison.Ordinal);
        Assert.Contains("no address", TestPlatformMarkup.Fault("[text] more"), StringComparison.Ordinal);
        Assert.Contains("without", TestPlatformMarkup.Fault("text] more"), StringComparison.Ordinal);

        var server = new TestPlatformServer(_time, TestPlatformRules.Telegram);
        var delivery = new ChatDelivery(
            "key-1", server.Open(TestPlatform.Channel("5")), Message.Line("x"), null, null, false, null);
        Assert.Contains("can't parse entities", Assert.IsType<DeliveryResult.Refused>(
            server.Post(delivery, "*bold")).Reason, StringComparison.Ordinal);
        Assert.IsType<DeliveryResult.Sent>(await new TestPlatform(server).SendAsync(delivery, Never));
    }

    [Fact]
    public void Notifying_somebody_unasked_is_a_misdeed()
    {
        var server = new TestPlatformServer(_time);
        var delivery = new ChatDelivery(
            "key-1", server.Open(TestPlatform.Channel("news")), Message.Line("x"), null, null, false, "77");
        server.Post(delivery, "@77 look at mail@example.org");
        Assert.Empty(server.Misdeeds);
        server.Post(delivery with { Key = "key-2" }, "@77 and @everyone");

        Assert.Contains("everyone", Assert.Single(server.Misdeeds), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_that_was_archived_is_woken_by_the_edit_of_an_alert()
    {
        var server = new TestPlatformServer(_time, TestPlatformRules.Discord);
        var thread = server.Open(TestPlatform.Channel("news") with { Thread = "9" });
        var platform = new TestPlatform(server);
        var delivery = new ChatDelivery("key-1", thread, Message.Line("Two killed"), null, null, false, null);
        var sent = Assert.IsType<DeliveryResult.Sent>(await platform.SendAsync(delivery, Never));
        server.Archive(thread);

        Assert.IsType<DeliveryResult.Refused>(server.Edit(delivery with { Target = sent.Message }, "asleep"));
        Assert.IsType<DeliveryResult.Sent>(await platform.EditAsync(
            delivery with { Key = "key-2", Message = Message.Line("Three killed"), Target = sent.Message }, Never));
        Assert.Equal("Three killed", Assert.Single(server.Messages).Text);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_refused_by_the_far_side_and_a_success_to_us()
    {
        var server = new TestPlatformServer(_time, TestPlatformRules.Telegram);
        var delivery = new ChatDelivery(
            "key-1", server.Open(TestPlatform.Channel("5")), Message.Line("Two killed"), null, null, false, null);
        var platform = new TestPlatform(server);
        var sent = Assert.IsType<DeliveryResult.Sent>(await platform.SendAsync(delivery, Never));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(sent, await platform.EditAsync(delivery with { Key = "key-2", Target = sent.Message }, Never));
        Assert.Equal(1, server.SameTexts);
    }

    [Fact]
    public void Text_that_looks_like_mark_up_stays_text()
    {
        var message = Message.Line("@everyone *look* [here](http://example.org)");

        Assert.Equal(
            "\\@everyone \\*look\\* \\[here\\](http://example.org)",
            TestPlatformMarkup.Render(message, new TestPlatformRules()));
    }
}

internal static class Trial
{
    public static PlatformOnTrial New(TestPlatformRules rules)
    {
        var time = new FakeTime();
        var server = new TestPlatformServer(time, rules);
        var channel = server.Open(TestPlatform.Channel("-100") with { Platform = rules.Name });
        return new PlatformOnTrial(
            new TestPlatform(server), channel, () => new TestPlatform(server),
            text => server.Messages.Count(m => m.Texts.Any(t =>
                t.Replace("\\", "", StringComparison.Ordinal).Contains(text, StringComparison.Ordinal))))
        {
            Pass = time.Advance,
            Close = at => server.Close(at),
            Reopen = server.Reopen,
            Move = old => Moved(server, old),
            Remove = server.Remove,
            LoseAnswer = () => server.Order(TestFault.LoseAnswer),
            LoseRequest = () => server.Order(TestFault.LoseRequest),
            Notified = () => [.. server.Messages.SelectMany(m => m.Pinged)],
            AnswerTo = message => server.Messages.Single(m => m.Ref == message).ReplyTo,
            LengthOf = message => Length(server, message),
        };
    }

    private static ChannelRef Moved(TestPlatformServer server, ChannelRef old)
    {
        var to = old with { Channel = "-200" };
        server.Move(old, to);
        return to;
    }

    private static int Length(TestPlatformServer server, MessageRef message)
    {
        var text = server.Messages.Single(m => m.Ref == message).Text;
        return server.Rules.LengthUnit == LengthUnit.Utf16 ? text.Length : text.EnumerateRunes().Count();
    }
}
