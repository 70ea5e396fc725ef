using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing.Telegram;

/// <summary>
/// A strict stand-in of the Bot API on a real socket: reads mark-up, keeps limits and rights, and fails the test for every
/// parameter that the real one does not know.
/// </summary>
public sealed partial class TelegramServer : IAsyncDisposable
{
    /// <summary>The token that it knows.</summary>
    public const string Token = "123456789:AAEstandin-token_0123456789abcdefg";

    private readonly TimeProvider _time;
    private readonly WebApplication _web;
    private readonly TelegramWorld _world;
    private readonly TelegramQueue _queue;
    private readonly TelegramSpec? _spec = TelegramSpec.Load();
    private readonly ConcurrentQueue<TelegramCall> _calls = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<TelegramFault> _faults = new();
    private readonly Lock _turn = new();
    private TelegramPusher? _pusher;
    private DateTimeOffset _webhookSetUtc;
    private long _lastQuery;

    private TelegramServer(TimeProvider time, TelegramRules rules)
    {
        (_time, Rules) = (time, rules);
        (_world, _queue) = (new TelegramWorld(time, rules), new TelegramQueue(time, rules));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.MapPost("/bot{token}/{method}", (RequestDelegate)TakeAsync);
    }

    /// <summary>The limits in force.</summary>
    public TelegramRules Rules { get; }

    /// <summary>Its address, as the settings name it.</summary>
    public string BaseUrl => _web.Urls.First();

    /// <summary>Decides the fault of every call that none was ordered for.</summary>
    public Func<string, JsonObject, TelegramFault> Weather { get; set; } = (_, _) => TelegramFault.None;

    /// <summary>How long a call is on its way, there and back.</summary>
    public Func<TimeSpan> Latency { get; set; } = () => TimeSpan.Zero;

    /// <summary>Every call so far, in order of its answer.</summary>
    public IReadOnlyList<TelegramCall> Calls => [.. _calls];

    /// <summary>What was sent that the real one does not know; ends the test with a failure.</summary>
    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>Calls that were refused for their number.</summary>
    public int RefusedForNumber
    {
        get
        {
            lock (_turn) return _world.RefusedForNumber;
        }
    }

    /// <summary>Updates that nobody confirmed yet.</summary>
    public int WaitingUpdates => _queue.Waiting;

    /// <summary>Whether somebody waits for the next update.</summary>
    public bool IsPolled => _queue.IsPolled;

    /// <summary>Where updates are pushed; null when they are asked for.</summary>
    public Uri? Webhook => _pusher?.Url;

    /// <summary>How often something was pushed to the webhook that is set.</summary>
    public int Pushes => _pusher?.Pushes ?? 0;

    /// <summary>Starts one on a free loopback port.</summary>
    public static async Task<TelegramServer> StartAsync(TimeProvider time, TelegramRules? rules = null)
    {
        var server = new TelegramServer(time, rules ?? new TelegramRules());
        await server._web.StartAsync();
        return server;
    }

    /// <summary>Orders a fault for the next call that sends or changes something.</summary>
    public void Order(params IEnumerable<TelegramFault> faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
    }

    /// <summary>Forgets all updates that wait.</summary>
    public void DropUpdates() => _queue.Drop();

    /// <summary>Stops it. Fails when something was sent that the real one would not understand.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Abort();
        if (_pusher is not null) await _pusher.DisposeAsync();
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _web.StopAsync(atOnce.Token);
        await _web.DisposeAsync();
        if (!_violations.IsEmpty)
            throw new InvalidOperationException("The Bot API would not take: " + string.Join("; ", _violations.Distinct()));
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (context.Request.RouteValues["token"] as string != Token)
        {
            await WriteAsync(context, TelegramReply.Refusal(401, "Unauthorized"));
            return;
        }
        var method = (string)context.Request.RouteValues["method"]!;
        var (call, file) = await ReadAsync(context.Request);
        var fault = FaultOf(method, call);
        var way = Latency();
        if (way > TimeSpan.Zero) await Task.Delay(way / 2, _time, context.RequestAborted);
        if (fault == TelegramFault.Hang)
            await Task.Delay(Timeout.Infinite, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fault is TelegramFault.CutBefore or TelegramFault.Hang)
        {
            context.Abort();
            return;
        }
        var reply = fault switch
        {
            TelegramFault.ServerError => TelegramReply.Refusal(500, "Internal Server Error: restart"),
            TelegramFault.TooMany => Held(call),
            _ => await AnswerAsync(method, call, file, context.RequestAborted),
        };
        _calls.Enqueue(new TelegramCall(method, call, _time.GetUtcNow(), reply.Status));
        if (way > TimeSpan.Zero) await Task.Delay(way / 2, _time, context.RequestAborted);
        await EndAsync(context, reply, fault);
    }

    private TelegramReply Held(JsonObject call)
    {
        lock (_turn) _world.Hold(call["chat_id"]?.GetValue<long>() ?? 0, Rules.ToldToWait);
        return TelegramReply.TooMany(Rules.ToldToWait);
    }

    private static async Task EndAsync(HttpContext context, TelegramReply reply, TelegramFault fault)
    {
        switch (fault)
        {
            case TelegramFault.HoldAnswer:
                await Task.Delay(Timeout.Infinite, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case TelegramFault.CutAfter:
                context.Abort();
                break;
            case TelegramFault.CutAnswer:
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("""{"ok":true,"result":{"mess""");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case TelegramFault.BadGateway:
                context.Response.StatusCode = 502;
                await context.Response.WriteAsync("<html><h1>502 Bad Gateway</h1></html>");
                break;
            default:
                await WriteAsync(context, reply);
                break;
        }
    }

    // Faults are ordered for what has an effect; polls and questions go on as they were.
    private TelegramFault FaultOf(string method, JsonObject call)
    {
        var hasEffect = method.StartsWith("send", StringComparison.Ordinal)
            || method.StartsWith("edit", StringComparison.Ordinal) || method.StartsWith("delete", StringComparison.Ordinal);
        return hasEffect && _faults.TryDequeue(out var ordered) ? ordered : Weather(method, call);
    }

    private async Task<TelegramReply> AnswerAsync(
        string method, JsonObject call, (string Name, string Text)? file, CancellationToken cancellationToken)
    {
        if (_spec?.Faults(method, call) is { Count: > 0 } faults)
        {
            foreach (var fault in faults) _violations.Enqueue(fault);
            return TelegramReply.BadRequest("the stand-in does not know " + string.Join("; ", faults));
        }
        switch (method)
        {
            case "getUpdates":
                return await PollAsync(call, cancellationToken);
            case "setWebhook":
                return await SetWebhookAsync(call);
            case "deleteWebhook":
                if (_pusher is not null) await _pusher.DisposeAsync();
                _pusher = null;
                return TelegramReply.Ok(JsonValue.Create(true));
            default:
                lock (_turn) return _world.Call(method, call, file);
        }
    }

    private async Task<TelegramReply> PollAsync(JsonObject call, CancellationToken cancellationToken)
    {
        if (_pusher is not null)
            return TelegramReply.Refusal(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        _queue.Allow(Kinds(call));
        var limit = Math.Clamp(call["limit"]?.GetValue<int>() ?? 100, 1, 100);
        var poll = await _queue.PollAsync(
            call["offset"]?.GetValue<long>() ?? 0, limit, call["timeout"]?.GetValue<int>() ?? 0, cancellationToken);
        return poll.Conflict is { } conflict
            ? TelegramReply.Refusal(409, conflict)
            : TelegramReply.Ok(new JsonArray([.. poll.Updates.Select(u => u.DeepClone())]));
    }

    private async Task<TelegramReply> SetWebhookAsync(JsonObject call)
    {
        var nowUtc = _time.GetUtcNow();
        if (WebhookFault(call) is { } fault) return TelegramReply.BadRequest(fault);
        if (nowUtc - _webhookSetUtc < TimeSpan.FromSeconds(1)) return TelegramReply.TooMany(1);
        _webhookSetUtc = nowUtc;
        _queue.Allow(Kinds(call));
        _queue.Abort();
        if (_pusher is not null) await _pusher.DisposeAsync();
        _pusher = new TelegramPusher(
            _queue, new Uri(call["url"]!.GetValue<string>()), call["secret_token"]?.GetValue<string>(), _time);
        return TelegramReply.Ok(JsonValue.Create(true));
    }

    // As a server of one's own takes it: the public one wants https and one of four ports besides.
    private static string? WebhookFault(JsonObject call)
    {
        if (!Uri.TryCreate(call["url"]!.GetValue<string>(), UriKind.Absolute, out var url)) return "bad webhook: invalid URL";
        if (url.Scheme is not ("http" or "https")) return "bad webhook: HTTPS url must be provided for webhook";
        var secret = call["secret_token"]?.GetValue<string>();
        if (secret is { Length: > 256 }) return "secret token is too long";
        if (secret?.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') == false)
            return "secret token contains unallowed characters";
        return call["max_connections"]?.GetValue<int>() is < 1 or > 100 ? "max_connections must be 1 to 100" : null;
    }

    private static List<string>? Kinds(JsonObject call) =>
        call["allowed_updates"] is JsonArray kinds ? [.. kinds.Select(k => k!.GetValue<string>())] : null;

    private static async Task<(JsonObject Call, (string Name, string Text)? File)> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            return (body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject(), null);
        }
        var form = await request.ReadFormAsync();
        var call = new JsonObject();
        foreach (var (name, values) in form) call[name] = Typed(values.ToString());
        foreach (var part in form.Files)
        {
            call[part.Name] = null;
            using var reader = new StreamReader(part.OpenReadStream(), Encoding.UTF8);
            return (call, (part.FileName, await reader.ReadToEndAsync()));
        }
        return (call, null);
    }

    private static JsonNode? Typed(string value)
    {
        if (long.TryParse(value, CultureInfo.InvariantCulture, out var number)) return JsonValue.Create(number);
        return value is ['{' or '[', ..] ? JsonNode.Parse(value) : JsonValue.Create(value);
    }

    private static async Task WriteAsync(HttpContext context, TelegramReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        if (reply.Body["parameters"]?["retry_after"] is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString();
        await context.Response.WriteAsync(reply.Body.ToJsonString(JsonSerializerOptions.Default));
    }
}
