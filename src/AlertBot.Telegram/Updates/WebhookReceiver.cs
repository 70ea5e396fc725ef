using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Talk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlertBot.Telegram.Updates;

/// <summary>Takes updates that Telegram pushes. A push without the secret is turned away unread.</summary>
internal sealed partial class WebhookReceiver(
    TelegramApi api, TelegramOptions options, UpdateDesk desk, CommandMenu menu, TimeProvider time,
    ILogger<WebhookReceiver> logger) : BackgroundService
{
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    // Far more than an update has: texts are 4,096 characters long.
    private const int MaxUpdateBytes = 1024 * 1024;
    private const int MaxConnections = 40;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private readonly string _secret = SecretOf(options);

    /// <summary>The secret that pushes must show: the set one, else one that is made from the token.</summary>
    public static string SecretOf(TelegramOptions options) => options.WebhookSecret is { Length: > 0 } set
        ? set
        : Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(options.Token ?? ""), "alertbot webhook"u8));

    /// <summary>Where it listens; null until it does.</summary>
    internal Uri? Address { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await using var server = Build();
            try
            {
                await server.StartAsync(stoppingToken);
                Address = new Uri(server.Urls.First());
                await SetAsync(stoppingToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                await server.StopAsync(CancellationToken.None);
            }
            catch (IOException fault)
            {
                LogNoPort(options.WebhookListen, fault.Message);
                await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(options.WebhookListen);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxUpdateBytes;
        });
        var server = builder.Build();
        server.MapPost(new Uri(options.WebhookUrl!).AbsolutePath, (RequestDelegate)TakeAsync);
        return server;
    }

    /// <summary>Tells Telegram where to push, until it has heard.</summary>
    private async Task SetAsync(CancellationToken cancellationToken)
    {
        var webhook = new SetWebhook(options.WebhookUrl!)
        {
            SecretToken = _secret,
            MaxConnections = MaxConnections,
            AllowedUpdates = UpdateDesk.Wanted,
        };
        while (await api.SetWebhookAsync(webhook, cancellationToken) is var answer and not ApiAnswer<bool>.Ok)
        {
            LogNotSet(answer.Problem);
            await Task.Delay(answer.Refusal?.RetryAfter ?? Again, time, cancellationToken);
        }
        while (!await menu.PublishAsync(cancellationToken)) await Task.Delay(Again, time, cancellationToken);
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (!IsSecret(context.Request.Headers[SecretHeader].ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        Update? update;
        try
        {
            update = await JsonSerializer.DeserializeAsync(
                context.Request.Body, WireJson.Default.Update, context.RequestAborted);
        }
        catch (JsonException)
        {
            // It would come again and again, and never be better.
            LogUnreadable();
            return;
        }
        // Answered when it is handled: one that is cut off before comes again.
        if (update is not null) await desk.HandleAsync(update, context.RequestAborted);
    }

    /// <summary>In a time that does not tell how much of it was right.</summary>
    private bool IsSecret(string shown) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(_secret)));

    [LoggerMessage(9530, LogLevel.Error,
        "Nothing can listen at {Address} for what Telegram pushes; it is tried again: {Problem}")]
    private partial void LogNoPort(string address, string problem);

    [LoggerMessage(9531, LogLevel.Warning, "Telegram does not take the webhook; it is tried again: {Problem}")]
    private partial void LogNotSet(string problem);

    [LoggerMessage(9532, LogLevel.Warning, "Telegram pushed something that is no update; it is passed over.")]
    private partial void LogUnreadable();
}
