using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

public sealed class AnswerLanguageTests
{
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_with_an_Arabic_client_is_answered_in_Arabic()
    {
        await using var bench = await CommandBench.NewAsync();
        Assert.Contains("المواضيع", await bench.ArabicAsync("/topics"), StringComparison.Ordinal);
        Assert.Contains("Topics", await bench.TextAsync("/topics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_all_of_a_channel_read_is_in_the_language_of_its_alerts()
    {
        await using var bench = await CommandBench.NewAsync();
        await bench.Store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelA, "iraq-militias", Some.NowUtc) with { Language = "ar" }, Never);
        var answer = await bench.Catalogue.HandleAsync(
            new IncomingCommand(Some.ChannelA, CommandBench.Reader, "/topics", "en-GB"), Never);
        Assert.Equal("ar", answer.Message.Language);
    }
}
