using AlertBot.Feeds;
using AlertBot.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class ListenersApartTests
{
    [Theory]
    [InlineData("https://alerts.example", "http://127.0.0.1:8081", "t", "https://bot.example/telegram", null, false)]
    [InlineData("https://alerts.example", "http://0.0.0.0:9000", "t", "https://bot.example/t", "http://127.0.0.1:9000", false)]
    [InlineData("https://alerts.example", "http://127.0.0.1:8082", "t", "https://bot.example/telegram", null, true)]
    [InlineData("https://alerts.example", "http://127.0.0.1:8081", "t", null, null, true)]
    [InlineData("https://alerts.example", "http://127.0.0.1:8081", null, "https://bot.example/telegram", null, true)]
    [InlineData("", "http://127.0.0.1:8081", "t", "https://bot.example/telegram", null, true)]
    public void What_hubs_push_and_what_Telegram_pushes_is_not_listened_for_in_one_place(
        string address, string listen, string? token, string? webhook, string? webhookListen, bool isRight)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Telegram:Token"] = token,
            ["Telegram:WebhookUrl"] = webhook,
            ["Telegram:WebhookListen"] = webhookListen,
        };
        var apart = new ListenersApart(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

        var result = apart.Validate(null, new FeedOptions { PublicAddress = address, HubListen = listen });

        Assert.Equal(isRight, result.Succeeded);
        if (!isRight) Assert.Contains("Feeds:HubListen and Telegram:WebhookListen", result.FailureMessage, StringComparison.Ordinal);
    }
}
