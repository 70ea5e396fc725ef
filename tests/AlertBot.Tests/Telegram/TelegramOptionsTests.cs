using AlertBot.Chat;
using AlertBot.Telegram;
using AlertBot.Testing.Telegram;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class TelegramOptionsTests
{
    [Fact]
    public void Without_a_token_the_room_adds_nothing()
    {
        var services = new ServiceCollection();

        services.AddTelegram(new ConfigurationBuilder().Build(), _ => "node");

        Assert.Empty(services);
    }

    [Theory]
    [InlineData("Token", "not-a-token", "Telegram:Token")]
    [InlineData("ApiBaseUrl", "api.telegram.org", "Telegram:ApiBaseUrl")]
    [InlineData("ApiBaseUrl", "https://somebody:else@api.telegram.org", "Telegram:ApiBaseUrl")]
    [InlineData("WebhookUrl", "https://bot.example:8080/hook", "Telegram:WebhookUrl")]
    [InlineData("WebhookUrl", "ftp://bot.example/hook", "Telegram:WebhookUrl")]
    [InlineData("WebhookSecret", "with blanks", "Telegram:WebhookSecret")]
    public void What_cannot_serve_is_named_without_showing_the_token(string name, string value, string named)
    {
        var options = new TelegramOptions { Token = TelegramServer.Token, WebhookUrl = "https://bot.example/hook" };
        typeof(TelegramOptions).GetProperty(name)!.SetValue(options, value);

        var fault = Assert.Single(new TelegramOptionsValidator().Validate(null, options).Failures!);

        Assert.StartsWith(named, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(options.Token!, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://telegram-bot-api:8081")]
    [InlineData("https://api.telegram.org/")]
    [InlineData("http://127.0.0.1:8081/behind/a/path")]
    public void A_server_of_ones_own_may_be_named(string address) => Assert.True(new TelegramOptionsValidator().Validate(
        null, new TelegramOptions { Token = TelegramServer.Token, ApiBaseUrl = address }).Succeeded);

    [Fact]
    public void A_token_may_be_as_short_as_a_server_of_ones_own_gives_them() => Assert.True(
        new TelegramOptionsValidator().Validate(null, new TelegramOptions { Token = "1:test" }).Succeeded);

    [Fact]
    public async Task With_a_token_the_bot_is_a_platform_that_keeps_its_limits()
    {
        await using var bench = await TelegramBench.StartAsync();

        var platform = Assert.Single(bench.Services.GetServices<IChatPlatform>());

        Assert.Equal(("telegram", 4096, LengthUnit.Utf16), (platform.Name, platform.Capabilities.MaxMessageLength, platform.Capabilities.LengthUnit));
        Assert.Single(bench.Services.GetServices<IHostedService>());
        Assert.True(bench.Services.GetRequiredService<IOptions<TelegramOptions>>().Value.IsOn);
    }
}
