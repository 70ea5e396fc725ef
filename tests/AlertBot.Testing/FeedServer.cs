using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AlertBot.Testing;

/// <summary>A feed server on a real socket that does exactly what a test says, however wrong, and notes what it was
/// asked.</summary>
public sealed class FeedServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Func<FeedServerRequest, Task<FeedServerReply>>> pages =
        new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> rawPages =
        new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<FeedServerRequest> requests = new();
    private readonly ConcurrentDictionary<TcpClient, Task> connections = new();
    private readonly Task accepting;
    private int connectionCount;
    private int atOnce;
    private int mostAtOnce;

    private FeedServer(TcpListener listener)
    {
        this.listener = listener;
        accepting = AcceptAsync();
    }

    /// <summary>Its <c>host:port</c>, as the settings name it.</summary>
    public string Origin => ((IPEndPoint)listener.LocalEndpoint).ToString();

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<FeedServerRequest> Requests => [.. requests];

    /// <summary>How many requests were under way at the same time, at most.</summary>
    public int MostAtOnce => Volatile.Read(ref mostAtOnce);

    /// <summary>Connections taken so far.</summary>
    public int Connections => Volatile.Read(ref connectionCount);

    /// <summary>Starts one on a free loopback port.</summary>
    public static FeedServer Start()
    {
        var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start(backlog: 512);
        return new FeedServer(socket);
    }

    /// <summary>The address of a page.</summary>
    public Uri Url(string path) => new($"http://{Origin}{path}");

    /// <summary>Says what a page answers; later words replace earlier ones.</summary>
    public Uri Serve(string path, Func<FeedServerRequest, FeedServerReply> page) =>
        Serve(path, request => Task.FromResult(page(request)));

    /// <summary>Says what a page answers once it has done something; later words replace earlier ones.</summary>
    public Uri Serve(string path, Func<FeedServerRequest, Task<FeedServerReply>> page)
    {
        pages[path] = page;
        return Url(path);
    }

    /// <summary>Lets a page write to the connection what it likes, whenever it likes; then the connection is
    /// closed.</summary>
    public Uri ServeRaw(string path, Func<Stream, CancellationToken, Task> page)
    {
        rawPages[path] = page;
        return Url(path);
    }

    /// <summary>Says what a page always answers.</summary>
    public Uri Serve(string path, FeedServerReply reply) => Serve(path, _ => reply);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The listener outlives the loop: one that is closed between two turns of it is not "cancelled" but a fault.
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        foreach (var client in connections.Keys) client.Dispose();
        await Task.WhenAll(connections.Values);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref connectionCount);
                var serving = ServeAsync(client);
                connections[client] = serving;
                _ = serving.ContinueWith(
                    _ => connections.TryRemove(client, out var _), CancellationToken.None, TaskContinuationOptions.None,
                    TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // The server was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, false, 4096, leaveOpen: true);
                while (await ReadRequestAsync(reader) is { } request)
                {
                    requests.Enqueue(request);
                    var now = Interlocked.Increment(ref atOnce);
                    InterlockedMax(ref mostAtOnce, now);
                    try
                    {
                        if (!await AnswerAsync(stream, request)) return;
                    }
                    finally
                    {
                        Interlocked.Decrement(ref atOnce);
                    }
                }
            }
            catch (Exception exception) when (IsEnd(exception))
            {
                // The client or the test closed the connection.
            }
        }
    }

    private async Task<FeedServerRequest?> ReadRequestAsync(StreamReader reader)
    {
        var line = await reader.ReadLineAsync(stop.Token);
        if (line is null) return null;
        var path = line.Split(' ')[1];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            headers.Add(header[..colon], header[(colon + 1)..].Trim());
        }

        return new FeedServerRequest(path, headers);
    }

    /// <summary>Answers; false when the connection must not be used again.</summary>
    private async Task<bool> AnswerAsync(NetworkStream stream, FeedServerRequest request)
    {
        if (rawPages.TryGetValue(request.Path, out var raw))
        {
            await raw(stream, stop.Token);
            return false;
        }

        var reply = pages.TryGetValue(request.Path, out var page) ? await page(request) : FeedServerReply.Empty(404);
        if (reply.Ending is FeedServerEnding.Hangup) return false;
        if (reply.Ending is FeedServerEnding.Silent) await Task.Delay(Timeout.Infinite, stop.Token);
        await stream.WriteAsync(HeadOf(reply), stop.Token);
        if (reply.Ending is FeedServerEnding.Stall) await Task.Delay(Timeout.Infinite, stop.Token);
        while (reply.Ending is FeedServerEnding.Endless) await stream.WriteAsync(reply.Body, stop.Token);
        return reply.Ending is FeedServerEnding.Complete;
    }

    // Head and body in one write, as real servers send small answers.
    private static byte[] HeadOf(FeedServerReply reply)
    {
        var head = new StringBuilder($"HTTP/1.1 {reply.Status} Whatever\r\n");
        foreach (var line in reply.Headers) head.Append(line).Append("\r\n");
        if (reply.Ending is FeedServerEnding.Endless) head.Append("Connection: close\r\n");
        else if (reply.Status != 304)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {AnnouncedOf(reply)}\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. reply.Body];
    }

    private static int AnnouncedOf(FeedServerReply reply) =>
        reply.Ending is FeedServerEnding.Complete ? reply.Body.Length : reply.Body.Length + 1000;

    private static void InterlockedMax(ref int most, int value)
    {
        int known;
        while (value > (known = Volatile.Read(ref most)))
            if (Interlocked.CompareExchange(ref most, value, known) == known) return;
    }

    private static bool IsEnd(Exception exception) =>
        exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
