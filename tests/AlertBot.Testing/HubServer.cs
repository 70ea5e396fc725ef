using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing;

/// <summary>A request for a subscription or its end, as it came.</summary>
public sealed record HubRequest(string Mode, string Topic, string Callback, string? Secret, string? LeaseSeconds);

/// <summary>What a hub answers to a request.</summary>
public sealed record HubServerReply(int Status, string Body = "", params (string Name, string Value)[] Headers);

/// <summary>What a subscriber answered to a hub.</summary>
public sealed record SubscriberAnswer(int Status, string Body, string? ContentType, string? Options);

/// <summary>A WebSub hub on a real socket that holds its subscriber to the letter of the specification, and misbehaves as
/// a test says.</summary>
/// <remarks>It verifies and pushes when the test tells it to, or at once. What the subscriber does wrong is in
/// <see cref="Faults"/>.</remarks>
public sealed class HubServer : IAsyncDisposable
{
    private static readonly string[] Known =
        ["hub.mode", "hub.topic", "hub.callback", "hub.secret", "hub.lease_seconds", "hub.verify"];

    private readonly WebApplication app;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ConcurrentQueue<HubRequest> requests = new();
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentDictionary<string, string> secrets = new(StringComparer.Ordinal);

    private HubServer(WebApplication app)
    {
        this.app = app;
        app.Run(ServeAsync);
    }

    /// <summary>Its address.</summary>
    public Uri Url { get; private set; } = new("http://unknown.invalid/");

    /// <summary>Its <c>host:port</c>, as the settings name it.</summary>
    public string Origin => Url.Authority;

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<HubRequest> Requests => [.. requests];

    /// <summary>What the subscriber did that the specification forbids.</summary>
    public IReadOnlyList<string> Faults => [.. faults];

    /// <summary>Answers a request; null for the answer of a hub that works, 202.</summary>
    public Func<HubRequest, HubServerReply?> Reply { get; set; } = static _ => null;

    /// <summary>No answer is given before this has ended.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    /// <summary>Set for a hub that verifies before it answers.</summary>
    public bool VerifiesAtOnce { get; set; }

    /// <summary>The lease that it grants, in seconds as it writes them; null to leave it out.</summary>
    public string? Lease { get; set; } = "864000";

    /// <summary>Where a callback is really reached, as through the proxy before the subscriber.</summary>
    public Func<Uri, Uri> Reach { get; set; } = static callback => callback;

    /// <summary>Starts one on a free loopback port.</summary>
    public static async Task<HubServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var hub = new HubServer(builder.Build());
        await hub.app.StartAsync();
        hub.Url = new Uri(hub.app.Urls.First() + "/hub");
        return hub;
    }

    /// <summary>Asks the subscriber whether it meant a request. Whatever is not given is as it should be.</summary>
    public async Task<SubscriberAnswer> VerifyAsync(
        HubRequest request, string? mode = null, string? topic = null, string? challenge = null, string? lease = null)
    {
        var asked = challenge ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var wanted = mode ?? request.Mode;
        List<(string, string?)> query =
        [
            ("hub.mode", wanted), ("hub.topic", topic ?? request.Topic), ("hub.challenge", asked),
            ("hub.lease_seconds", wanted == "subscribe" ? lease ?? Lease : null),
        ];
        var answer = await AskAsync(request.Callback, query);
        if (answer.Status is >= 200 and < 300)
        {
            if (answer.Body != asked) faults.Enqueue($"the challenge came back as '{answer.Body}'");
            if (answer.ContentType?.StartsWith("text/plain", StringComparison.Ordinal) != true)
                faults.Enqueue($"the challenge came back as {answer.ContentType}");
            if (answer.Options != "nosniff") faults.Enqueue("the challenge came back without nosniff");
        }
        else if (answer.Status != 404)
        {
            faults.Enqueue($"a verification was answered with {answer.Status}");
        }

        return answer;
    }

    /// <summary>Tells the subscriber that it denies.</summary>
    public Task<SubscriberAnswer> DenyAsync(HubRequest request, string? reason = null, string? topic = null) => AskAsync(
        request.Callback,
        [("hub.mode", "denied"), ("hub.topic", topic ?? request.Topic), ("hub.reason", reason)]);

    /// <summary>Pushes a document, signed as the subscriber wished.</summary>
    /// <param name="request">Under which subscription.</param>
    /// <param name="body">The document; empty for a light ping.</param>
    /// <param name="method">What it signs with; empty for no signature.</param>
    /// <param name="secret">The secret; null for that of the subscription.</param>
    /// <param name="change">Changes the request before it is sent.</param>
    public Task<int> PushAsync(
        HubRequest request, string body, string method = "sha256", string? secret = null,
        Action<HttpRequestMessage>? change = null) =>
        PushAsync(request, Encoding.UTF8.GetBytes(body), method, secret, change);

    /// <inheritdoc cref="PushAsync(HubRequest, string, string, string?, Action{HttpRequestMessage}?)"/>
    public async Task<int> PushAsync(
        HubRequest request, byte[] body, string method = "sha256", string? secret = null,
        Action<HttpRequestMessage>? change = null)
    {
        using var push = new HttpRequestMessage(HttpMethod.Post, Reach(new Uri(request.Callback)));
        push.Content = new ByteArrayContent(body);
        push.Content.Headers.TryAddWithoutValidation("Content-Type", "application/rss+xml; charset=utf-8");
        push.Headers.TryAddWithoutValidation("Link", $"<{Url}>; rel=\"hub\", <{request.Topic}>; rel=\"self\"");
        if (method.Length > 0)
            push.Headers.TryAddWithoutValidation(
                "X-Hub-Signature", $"{method}={Sign(method, secret ?? request.Secret ?? "", body)}");
        change?.Invoke(push);
        using var response = await client.SendAsync(push);
        return (int)response.StatusCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>The signature that a body has.</summary>
    public static string Sign(string method, string secret, byte[] body)
    {
        var key = Encoding.UTF8.GetBytes(secret);
#pragma warning disable CA5350 // Hubs sign so.
        return Convert.ToHexStringLower(method switch
        {
            "sha1" => HMACSHA1.HashData(key, body),
            "sha384" => HMACSHA384.HashData(key, body),
            "sha512" => HMACSHA512.HashData(key, body),
            _ => HMACSHA256.HashData(key, body),
        });
#pragma warning restore CA5350
    }

    private async Task<SubscriberAnswer> AskAsync(string callback, IEnumerable<(string Name, string? Value)> query)
    {
        var added = string.Join('&', query.Where(static q => q.Value is not null)
            .Select(static q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}"));
        var url = Reach(new Uri(callback + (callback.Contains('?', StringComparison.Ordinal) ? "&" : "?") + added));
        using var response = await client.GetAsync(url);
        return new SubscriberAnswer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.TryGetValues("X-Content-Type-Options", out var options) ? string.Join(',', options) : null);
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (await ReadAsync(context.Request) is not { } request)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        requests.Enqueue(request);
        var reply = Reply(request) ?? new HubServerReply(StatusCodes.Status202Accepted);
        await Silence;
        if (VerifiesAtOnce && reply.Status is >= 200 and < 300) await VerifyAsync(request);
        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
        if (reply.Body.Length == 0) return;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(reply.Body);
    }

    private async Task<HubRequest?> ReadAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method)) return Fault($"it was asked with {request.Method}");
        var type = request.ContentType?.Split(';')[0].Trim();
        if (type != "application/x-www-form-urlencoded") return Fault($"it was sent {request.ContentType}");
        var form = await request.ReadFormAsync();
        foreach (var (name, values) in form)
        {
            if (!Known.Contains(name, StringComparer.Ordinal)) Fault($"it was sent {name}");
            if (values.Count != 1) Fault($"it was sent {name} {values.Count} times");
        }

        string? Value(string name) => form.TryGetValue(name, out var values) ? values.ToString() : null;
        var asked = new HubRequest(
            Value("hub.mode") ?? "", Value("hub.topic") ?? "", Value("hub.callback") ?? "", Value("hub.secret"),
            Value("hub.lease_seconds"));
        Check(asked);
        return asked;
    }

    private void Check(HubRequest asked)
    {
        if (asked.Mode is not ("subscribe" or "unsubscribe")) Fault($"hub.mode is '{asked.Mode}'");
        if (!IsWeb(asked.Topic)) Fault($"hub.topic is '{asked.Topic}'");
        if (!IsWeb(asked.Callback) || asked.Callback.Split('/')[^1].Length < 32)
            Fault($"hub.callback is '{asked.Callback}'");
        if (asked.Mode == "unsubscribe") return;
        var isNumber = long.TryParse(asked.LeaseSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var lease);
        if (asked.LeaseSeconds is not null && (!isNumber || lease <= 0)) Fault($"hub.lease_seconds is '{asked.LeaseSeconds}'");
        if (Encoding.UTF8.GetByteCount(asked.Secret ?? "") is < 32 or >= 200) Fault("hub.secret is too short or too long");
        if (secrets.Any(known => known.Value == asked.Secret && known.Key != asked.Callback))
            Fault("hub.secret is that of another subscription");
        secrets[asked.Callback] = asked.Secret ?? "";
    }

    private static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https");

    private HubRequest? Fault(string fault)
    {
        faults.Enqueue(fault);
        return null;
    }
}
