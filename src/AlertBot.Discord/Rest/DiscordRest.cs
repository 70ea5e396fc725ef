using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Rest;

/// <summary>
/// Asks the API: within its limits before they are met, again where that is safe, and never more once it refused too
/// often. Expected failures are answers. Safe to call from several threads.
/// </summary>
internal sealed partial class DiscordRest : IDisposable
{
    /// <summary>How long a request that can be put off waits for its place before it is given back.</summary>
    public static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(3);

    private const int MaxTries = 4;
    private const int MaxAnswerBytes = 8 * 1024 * 1024;
    private const int MaxMessageLength = 200;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    // A refusal without a wait must not be answered by asking in a loop.
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http;
    private readonly RateBuckets _buckets;
    private readonly InvalidRequests _invalid;
    private readonly DiscordOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _jitter;
    private readonly ILogger<DiscordRest> _logger;
    private int _isTokenBad;
    private int _underWay;

    public DiscordRest(
        IOptions<DiscordOptions> options, TimeProvider time, Random jitter, ILogger<DiscordRest> logger)
    {
        (_options, _time, _jitter, _logger) = (options.Value, time, jitter, logger);
        _buckets = new RateBuckets(_options.RequestsPerSecond);
        _invalid = new InvalidRequests(_options.MaxInvalidRequests);
        _http = NewClient(_options);
    }

    /// <summary>Whether Discord said that the token is none: nothing is asked with it any more.</summary>
    public bool IsTokenBad => Volatile.Read(ref _isTokenBad) != 0;

    /// <summary>Requests that have left and are not answered yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Asks.</summary>
    /// <param name="route">What.</param>
    /// <param name="body">With what; null for nothing.</param>
    /// <param name="patience">How long it may wait for its place; longer waits are <see cref="RestAnswer.Limited"/>.</param>
    /// <param name="cancellationToken">Throws before anything left; later it is a failure that may be done.</param>
    public async Task<RestAnswer> CallAsync(
        RestRoute route, RestBody? body, TimeSpan patience, CancellationToken cancellationToken)
    {
        var deadlineUtc = _time.GetUtcNow() + patience;
        for (var tries = 1; ; tries++)
        {
            if (Closed() is { } closed) return closed;
            switch (await EnterAsync(route, deadlineUtc, cancellationToken))
            {
                case RatePass.Wait wait:
                    return new RestAnswer.Limited(wait.UntilUtc - _time.GetUtcNow());
                case RatePass.Entered entered:
                    var answer = await AskAsync(route, body, entered, cancellationToken);
                    if (await IsFinalAsync(route, answer, tries, deadlineUtc, cancellationToken)) return answer;
                    break;
            }
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private static HttpClient NewClient(DiscordOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false,
            UseCookies = false,
            // Addresses change: a connection is not kept for ever.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.RequestTimeout,
        };
        var client = new HttpClient(handler)
        {
            BaseAddress = new Uri(options.ApiBaseUrl.TrimEnd('/') + "/"),
            // By the system's clock and not by ours: the network does not hurry because the demo does.
            Timeout = options.RequestTimeout,
            MaxResponseContentBufferSize = MaxAnswerBytes,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", options.Token);
        // Discord asks for this form, and shuts out clients without it.
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent);
        return client;
    }

    private static string UserAgent { get; } = "DiscordBot (https://github.com/alertbot/alertbot, "
        + $"{typeof(DiscordRest).Assembly.GetName().Version?.ToString(3) ?? "0"})";

    /// <summary>Why nothing may be asked at all; null when something may.</summary>
    private RestAnswer? Closed()
    {
        if (IsTokenBad) return new RestAnswer.Failed("Discord refuses the token", MayBeDone: false);
        return _invalid.Wait(_time.GetUtcNow()) is { Ticks: > 0 } wait ? new RestAnswer.Limited(wait) : null;
    }

    private async Task<RatePass> EnterAsync(
        RestRoute route, DateTimeOffset deadlineUtc, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var nowUtc = _time.GetUtcNow();
            switch (_buckets.TryEnter(route, nowUtc))
            {
                case RatePass.Wait wait when wait.UntilUtc > deadlineUtc:
                    return wait;
                case RatePass.Wait wait:
                    await Pause.UntilAsync(wait.UntilUtc, _time, cancellationToken);
                    break;
                case RatePass.Learning learning:
                    await learning.Answered.WaitAsync(cancellationToken);
                    break;
                case var entered:
                    return entered;
            }
        }
    }

    /// <summary>Whether the answer is to be given back; else it has waited for the next try.</summary>
    private async Task<bool> IsFinalAsync(
        RestRoute route, RestAnswer answer, int tries, DateTimeOffset deadlineUtc, CancellationToken cancellationToken)
    {
        if (tries >= MaxTries || cancellationToken.IsCancellationRequested) return true;
        switch (answer)
        {
            // The bucket knows how long to wait, and gives it back when that is too long.
            case RestAnswer.Limited limited:
                return _time.GetUtcNow() + limited.After > deadlineUtc;
            case RestAnswer.Failed failed when route.IsRepeatable || !failed.MayBeDone:
                var pause = FirstPause * Math.Pow(2, tries - 1) * (0.8 + (0.4 * Jitter()));
                if (_time.GetUtcNow() + pause > deadlineUtc) return true;
                try
                {
                    await Task.Delay(pause, _time, cancellationToken);
                    return false;
                }
                catch (OperationCanceledException) when (failed.MayBeDone)
                {
                    return true;
                }

            default:
                return true;
        }
    }

    private async Task<RestAnswer> AskAsync(
        RestRoute route, RestBody? body, RatePass.Entered entered, CancellationToken cancellationToken)
    {
        RateHeaders? headers = null;
        var isAnswered = false;
        Interlocked.Increment(ref _underWay);
        try
        {
            using var request = new HttpRequestMessage(route.Method, route.Path) { Content = body?.ToContent() };
            // HttpClient's own defaults are for its shorthands; a message made by hand brings 1.1.
            request.Version = _http.DefaultRequestVersion;
            request.VersionPolicy = _http.DefaultVersionPolicy;
            using var response = await _http.SendAsync(request, cancellationToken);
            headers = RateHeaders.Of(response.Headers);
            isAnswered = (int)response.StatusCode < 500;
            return await ReadAsync(route, response, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            return new RestAnswer.Failed(Reason(fault), MayBeDone: HasLeft(fault));
        }
        catch (IOException)
        {
            return new RestAnswer.Failed("the connection was cut", MayBeDone: true);
        }
        catch (OperationCanceledException)
        {
            return new RestAnswer.Failed(
                cancellationToken.IsCancellationRequested
                    ? "stopped before the answer came" : $"no answer within {_options.RequestTimeout.TotalSeconds:0} s",
                MayBeDone: true);
        }
        finally
        {
            _buckets.Leave(route, entered, headers, isAnswered, _time.GetUtcNow());
            Interlocked.Decrement(ref _underWay);
        }
    }

    private static bool HasLeft(HttpRequestException fault) => fault.HttpRequestError is not (
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    private static string Reason(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the name of the API could not be resolved",
        HttpRequestError.ConnectionError => "the API could not be reached",
        HttpRequestError.SecureConnectionError => "no secure connection to the API could be made",
        HttpRequestError.ConfigurationLimitExceeded => "the answer was too large",
        _ => "the connection was cut",
    };

    private async Task<RestAnswer> ReadAsync(
        RestRoute route, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (response.IsSuccessStatusCode) return new RestAnswer.Done(bytes);
        var status = (int)response.StatusCode;
        if (status >= 500) return new RestAnswer.Failed($"Discord answered {status}", MayBeDone: true);
        var error = Error(bytes);
        if (status == 429) return Limited(route, response.Headers, error);
        if (status is 401 or 403) CountInvalid();
        // An interaction's own token can be refused too: that says nothing of ours.
        if (status == 401 && !route.IsInteraction && Interlocked.Exchange(ref _isTokenBad, 1) == 0) LogTokenBad();
        return new RestAnswer.Refused(status, error.Code, Words(error));
    }

    private RestAnswer.Limited Limited(RestRoute route, HttpResponseHeaders headers, ErrorBody error)
    {
        var nowUtc = _time.GetUtcNow();
        var after = RateHeaders.Seconds(
            error.RetryAfter ?? RateHeaders.Number(headers, "Retry-After")
            ?? RateHeaders.Number(headers, "X-RateLimit-Reset-After") ?? 1);
        if (after < LeastWait) after = LeastWait;
        var scope = RateHeaders.Text(headers, "X-RateLimit-Scope");
        // The limit of a resource that everybody shares is nobody's fault: it does not count against us.
        if (!string.Equals(scope, "shared", StringComparison.OrdinalIgnoreCase)) CountInvalid();
        // What stands before Discord limits the whole address, and neither knows a scope nor speaks JSON.
        var isOfAddress = scope is null && error.RetryAfter is null && RateHeaders.Of(headers) is null;
        if (isOfAddress || error.Global || string.Equals(scope, "global", StringComparison.OrdinalIgnoreCase)
            || string.Equals(RateHeaders.Text(headers, "X-RateLimit-Global"), "true", StringComparison.OrdinalIgnoreCase))
            _buckets.BlockAll(after, nowUtc);
        else
            _buckets.Block(route, after, nowUtc);
        LogLimited(route.Method.Method, route.Template, scope ?? "unknown", after.TotalSeconds);
        return new RestAnswer.Limited(after);
    }

    private void CountInvalid()
    {
        if (_invalid.Add(_time.GetUtcNow())) LogTooManyRefused(_options.MaxInvalidRequests);
    }

    private static ErrorBody Error(byte[] bytes)
    {
        try
        {
            return (bytes.Length == 0 ? null : JsonSerializer.Deserialize(bytes, DiscordJson.Default.ErrorBody)) ?? new();
        }
        catch (JsonException)
        {
            // What stands before Discord answers in HTML.
            return new ErrorBody();
        }
    }

    private static string Words(ErrorBody error)
    {
        var words = error.Message ?? "no reason given";
        if (error.Errors is { } errors) words += " " + errors.GetRawText();
        return words.Length <= MaxMessageLength ? words : words[..MaxMessageLength];
    }

    private double Jitter()
    {
        lock (_jitter) return _jitter.NextDouble();
    }

    [LoggerMessage(9001, LogLevel.Error,
        "Discord refuses the token. Set Discord:Token to the bot's token of the developer portal, and start again.")]
    private partial void LogTokenBad();

    [LoggerMessage(9002, LogLevel.Error,
        "Discord refused {Count} requests within 10 minutes. Nothing is asked until half of them are forgotten: at "
        + "10,000 it shuts the whole address out. See which channels refuse with 'alertbot outbox list'.")]
    private partial void LogTooManyRefused(int count);

    [LoggerMessage(9003, LogLevel.Warning, "Discord limits {Method} {Route} (scope {Scope}) for {Seconds:0.###} s.")]
    private partial void LogLimited(string method, string route, string scope, double seconds);
}
