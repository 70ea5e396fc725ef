using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Listens for hubs: answers when they ask whether we meant it, and takes what they push.</summary>
/// <remarks>A push is answered once it is in the store, before it is read: nothing that was answered is lost, and no hub
/// waits for the reader. Without <see cref="FeedOptions.PublicAddress"/> it does not listen.</remarks>
public sealed partial class HubReceiver : BackgroundService
{
    private const int MaxConnections = 256;
    private const int SlackBytes = 2 * 1024 * 1024; // the server reads ahead by a megabyte
    private const int MaxQueryBytes = 16 * 1024;
    private const int MaxChallengeChars = 1024;
    private static readonly TimeSpan HeadersTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private readonly IHubStore _store;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HubIntake _intake;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isListening;

    /// <summary>Makes the one of a process.</summary>
    public HubReceiver(IHubStore store, IOptions<FeedOptions> options, TimeProvider time, ILogger<HubReceiver> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_store, _options, _time, _logger) = (store, options.Value, time, logger);
        _intake = new HubIntake(store, _options, time, logger);
    }

    /// <summary>Raised when a push waits to be read.</summary>
    public event Action? PushKept;

    /// <summary>Whether hubs are heard now: one that is asked before that may ask back in vain.</summary>
    public bool IsListening => Volatile.Read(ref _isListening);

    /// <summary>Where it listens, once it does.</summary>
    internal Task<Uri> Listening => _listening.Task;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _intake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_options.TakesPushes && !stoppingToken.IsCancellationRequested)
        {
            await using var server = Build();
            try
            {
                await server.StartAsync(stoppingToken);
                Volatile.Write(ref _isListening, true);
                _listening.TrySetResult(new Uri(server.Urls.First()));
                LogListening(server.Urls.First());
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                Volatile.Write(ref _isListening, false);
                await server.StopAsync(CancellationToken.None);
            }
            catch (IOException fault)
            {
                LogNoPort(_options.HubListen, fault.Message);
                await Task.Delay(Again, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(_options.HubListen);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A little more, so that it is we who notice and say so.
            kestrel.Limits.MaxRequestBodySize = _options.MaxBodyBytes + SlackBytes;
            kestrel.Limits.MaxRequestLineSize = MaxQueryBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersTime;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        });
        var server = builder.Build();
        server.Run(ServeAsync);
        return server;
    }

    private async Task ServeAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        if (HubAddresses.KeyOf(context.Request.Path.Value ?? "", _options.PublicAddress) is not { } key)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            if (HttpMethods.IsGet(context.Request.Method)) await ConfirmAsync(context, key);
            else if (HttpMethods.IsPost(context.Request.Method)) await TakeAsync(context, key);
            else response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException && !response.HasStarted)
        {
            // The store cannot be used at present, or the hub went away: one that is still there tries again.
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception fault) when (fault is not (IOException or OperationCanceledException))
        {
            LogFault(fault);
            if (!response.HasStarted) response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private async Task TakeAsync(HttpContext context, string key)
    {
        var status = await _intake.TakeAsync(context.Request, key, context.RequestAborted);
        context.Response.StatusCode = status;
        if (status == HubIntake.Kept) PushKept?.Invoke();
    }

    private async Task ConfirmAsync(HttpContext context, string key)
    {
        var query = context.Request.Query;
        var (mode, challenge) = (query["hub.mode"].ToString(), query["hub.challenge"].ToString());
        var question = new HubQuestion(
            mode, First(query["hub.topic"]), First(query["hub.lease_seconds"]), First(query["hub.reason"]));
        var isDenial = mode == "denied";
        var change = default(HubChange);
        if (isDenial || IsSafe(challenge))
        {
            var nowUtc = _time.GetUtcNow();
            var before = await _store.ChangeAsync(
                key, known => (change = HubStep.Questioned(known, question, nowUtc)) ?? new HubChange(known),
                context.RequestAborted);
            if (before is not null && change is not null) Tell(before, change.After, mode);
        }

        if (change is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (isDenial) return;
        var body = Encoding.ASCII.GetBytes(challenge);
        // Never as a page: what is echoed is somebody else's (W3C WebSub, 8.2).
        context.Response.ContentType = "text/plain; charset=us-ascii";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private void Tell(HubSubscription before, HubSubscription? after, string mode)
    {
        var hub = before.Hub.Host;
        if (mode == "denied") LogDenied(hub, before.FeedId);
        else if (after is { Stage: HubStage.Active, LeaseUntilUtc: { } until } && before.Stage is not HubStage.Active)
            LogActive(hub, before.FeedId, until);
    }

    // What a hub makes up is a short word; anything else is not echoed.
    private static bool IsSafe(string challenge) =>
        challenge.Length is > 0 and <= MaxChallengeChars && !challenge.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static string? First(Microsoft.Extensions.Primitives.StringValues values) => values.Count > 0 ? values[0] : null;

    [LoggerMessage(1046, LogLevel.Information, "Listening at {Address} for what hubs push.")]
    private partial void LogListening(string address);

    [LoggerMessage(1047, LogLevel.Error,
        "Nothing can listen at {Address} (Feeds:HubListen) for what hubs push; it is tried again: {Problem}")]
    private partial void LogNoPort(string address, string problem);

    [LoggerMessage(1048, LogLevel.Information, "Hub {Hub} pushes feed {FeedId} until {Until:u}.")]
    private partial void LogActive(string hub, string feedId, DateTimeOffset until);

    [LoggerMessage(1052, LogLevel.Error, "What a hub sent met a fault of our own; it may send it again.")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(1049, LogLevel.Warning, "Hub {Hub} denies the subscription of feed {FeedId}; the feed is polled as ever.")]
    private partial void LogDenied(string hub, string feedId);
}
