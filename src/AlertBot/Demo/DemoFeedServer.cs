using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Demo;

/// <summary>The demo's outlets as one web server on the loopback address: conditional requests, outages and all.</summary>
internal sealed class DemoFeedServer : IAsyncDisposable
{
    // As long as the feeds of real outlets are.
    private const int ItemsPerFeed = 30;

    private readonly DemoNews _news;
    private readonly TimeProvider _time;
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _served = new(StringComparer.Ordinal);
    private int _published;

    private DemoFeedServer(DemoNews news, TimeProvider time, WebApplication app)
    {
        (_news, _time, _app) = (news, time, app);
        app.Run(AnswerAsync);
    }

    /// <summary>Where it listens, for example <c>127.0.0.1:40123</c>.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>How many items are out.</summary>
    public int Published => Volatile.Read(ref _published);

    /// <summary>Starts to listen on a free port of the loopback address.</summary>
    public static async Task<DemoFeedServer> StartAsync(
        DemoNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new DemoFeedServer(news, time, builder.Build());
        await server._app.StartAsync(cancellationToken);
        server.Origin = new Uri(server._app.Urls.First()).Authority;
        return server;
    }

    /// <summary>The address of a feed.</summary>
    public Uri Address(DemoFeed feed) => new($"http://{Origin}{feed.Path}");

    /// <summary>Puts out every item up to an instant.</summary>
    public void PublishUpTo(DateTimeOffset utc) =>
        Volatile.Write(ref _published, _news.Items.TakeWhile(item => item.AtUtc <= utc).Count());

    /// <summary>Feeds of which the newest item was not fetched yet.</summary>
    public IReadOnlyList<string> Unfetched => [.. _news.Feeds.Select(f => f.Id).Where(id =>
        Out(id).Count > _served.GetValueOrDefault(id))];

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private List<DemoItem> Out(string feedId) => [.. _news.Items.Take(Published).Where(i => i.FeedId == feedId)];

    private async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        if (_news.Feeds.FirstOrDefault(f => f.Path == context.Request.Path.Value) is not { } feed)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var nowUtc = _time.GetUtcNow();
        if (feed.Outages.Any(o => nowUtc >= o.FromUtc && nowUtc < o.ToUtc))
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        var items = Out(feed.Id);
        var (body, type) = DemoFeedWriter.Write(feed, [.. items.AsEnumerable().Reverse().Take(ItemsPerFeed)]);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\"";
        response.Headers.ETag = tag;
        _served[feed.Id] = items.Count;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = type;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
