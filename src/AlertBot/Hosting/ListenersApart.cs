using AlertBot.Feeds;
using AlertBot.Telegram;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AlertBot.Hosting;

/// <summary>Sees to it that what hubs push and what Telegram pushes is not listened for in one place.</summary>
internal sealed class ListenersApart(IConfiguration configuration) : IValidateOptions<FeedOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        if (!options.TakesPushes || string.IsNullOrWhiteSpace(configuration["Telegram:Token"])
            || string.IsNullOrWhiteSpace(configuration["Telegram:WebhookUrl"])) return ValidateOptionsResult.Success;
        var telegram = configuration["Telegram:WebhookListen"] ?? new TelegramOptions().WebhookListen;
        return Uri.TryCreate(telegram, UriKind.Absolute, out var theirs)
            && Uri.TryCreate(options.HubListen, UriKind.Absolute, out var ours) && theirs.Port == ours.Port && ours.Port != 0
            ? ValidateOptionsResult.Fail(
                $"Feeds:HubListen and Telegram:WebhookListen are both on port {ours.Port}; give one of them another.")
            : ValidateOptionsResult.Success;
    }
}
