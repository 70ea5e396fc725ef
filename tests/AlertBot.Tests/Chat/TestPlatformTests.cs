using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Chat;

public sealed class TestPlatformContractTests() : ChatPlatformContract(() => Trial.New(canFind: true));

public sealed class TestPlatformThatCannotTellContractTests() : ChatPlatformContract(() => Trial.New(canFind: false));

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
    public static PlatformOnTrial New(bool canFind)
    {
        var server = new TestPlatformServer(new FakeTime(), new TestPlatformRules { CanFind = canFind });
        var channel = server.Open(TestPlatform.Channel("news"));
        return new PlatformOnTrial(
            new TestPlatform(server), channel, () => new TestPlatform(server),
            text => server.Messages.Count(m => m.Texts.Any(t => t.Contains(text, StringComparison.Ordinal))));
    }
}
