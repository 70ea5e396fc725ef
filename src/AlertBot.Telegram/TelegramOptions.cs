using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace AlertBot.Telegram;

/// <summary>Settings under <c>Telegram</c>. Without a token nothing else of them counts.</summary>
public sealed class TelegramOptions
{
    /// <summary>The bot's token as @BotFather gives it; null or empty when the bot is not on Telegram.</summary>
    public string? Token { get; set; }

    /// <summary>Where the Bot API answers: the public one, or a Bot API server of one's own.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.telegram.org";

    /// <summary>Whether an alert shows a small preview of its best source. Default true.</summary>
    public bool LinkPreviews { get; set; } = true;

    /// <summary>
    /// Address to which Telegram pushes updates, https on port 443, 80, 88 or 8443; null or empty to ask for them.
    /// </summary>
    public string? WebhookUrl { get; set; }

    /// <summary>
    /// Where this process listens for them, behind the proxy that ends TLS: <c>http://127.0.0.1:8081</c>.
    /// </summary>
    public string WebhookListen { get; set; } = "http://127.0.0.1:8081";

    /// <summary>
    /// What Telegram shows with every push, 1 to 256 characters of A-Z, a-z, 0-9, _ and -; null or empty to make it from
    /// the token.
    /// </summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Whether the bot is to be on Telegram.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Token);
}

internal sealed partial class TelegramOptionsValidator : IValidateOptions<TelegramOptions>
{
    // Ports that the Bot API pushes to (core.telegram.org/bots/webhooks).
    private static readonly int[] PushPorts = [443, 80, 88, 8443];

    public ValidateOptionsResult Validate(string? name, TelegramOptions options)
    {
        if (!options.IsOn) return ValidateOptionsResult.Success;
        var faults = new List<string>();
        if (!TokenForm().IsMatch(options.Token!))
            faults.Add("Telegram:Token is none: expected digits, a colon and the rest, as @BotFather gave it.");
        if (!IsHttp(options.ApiBaseUrl, out var api) || api.Query.Length > 0 || api.UserInfo.Length > 0)
            faults.Add(
                "Telegram:ApiBaseUrl must be an http or https address without a query, such as "
                + "https://api.telegram.org.");
        if (!string.IsNullOrWhiteSpace(options.WebhookUrl)) faults.AddRange(OfWebhook(options));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> OfWebhook(TelegramOptions options)
    {
        // A Bot API server of one's own pushes to plain http as well.
        if (!IsHttp(options.WebhookUrl!, out var push))
            yield return "Telegram:WebhookUrl must be an https address, or empty.";
        else if (push.Scheme == Uri.UriSchemeHttps && !PushPorts.Contains(push.Port))
            yield return $"Telegram:WebhookUrl must be on port 443, 80, 88 or 8443, but is on {push.Port}.";
        if (!IsHttp(options.WebhookListen, out _))
            yield return "Telegram:WebhookListen must be an address to listen on, such as http://127.0.0.1:8081.";
        if (!string.IsNullOrEmpty(options.WebhookSecret) && !SecretForm().IsMatch(options.WebhookSecret))
            yield return "Telegram:WebhookSecret must be 1 to 256 characters of A-Z, a-z, 0-9, _ and -.";
    }

    private static bool IsHttp(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    [GeneratedRegex(@"\A\d{1,20}:[A-Za-z0-9_-]{1,100}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,256}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretForm();
}
