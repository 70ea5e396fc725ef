using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord;

/// <summary>A session: what was told, and to which connection it is told next.</summary>
internal sealed class StandInSession(string id, int shard, int shards) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<(string Name, JsonNode Body)> _told = [];
    private StandInSocket? _socket;

    public string Id => id;

    public int Shard => shard;

    public int Shards => shards;

    public bool IsAlive { get; } = true;

    public void Dispose() => _turn.Dispose();

    public void Enter(StandInSocket socket) => _socket = socket;

    public void Leave(StandInSocket socket)
    {
        if (_socket == socket) _socket = null;
    }

    public async Task TellAsync(string name, JsonNode body)
    {
        await _turn.WaitAsync();
        try
        {
            _told.Add((name, body));
            await SendAsync(_told.Count);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Tells what was missed since a number, and that this was all. False when that was never told.</summary>
    public async Task<bool> ResumeAsync(StandInSocket socket, long sequence)
    {
        await _turn.WaitAsync();
        try
        {
            if (sequence < 0 || sequence > _told.Count) return false;
            _socket = socket;
            for (var i = (int)sequence + 1; i <= _told.Count; i++) await SendAsync(i);
            _told.Add(("RESUMED", new JsonObject()));
            await SendAsync(_told.Count);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SendAsync(int sequence)
    {
        if (_socket is not { } socket) return;
        var (name, body) = _told[sequence - 1];
        await socket.SendAsync(0, body.DeepClone(), sequence, name);
    }
}

/// <summary>One connection to the gateway.</summary>
internal sealed class StandInSocket(WebSocket web, bool compress, TimeProvider time) : IDisposable
{
    private const int MaxHeardBytes = 4096;
    private const int MaxAMinute = 120;

#pragma warning disable CA2213 // A session may be about to write: without a wait handle there is nothing to free.
    private readonly SemaphoreSlim _writing = new(1, 1);
#pragma warning restore CA2213
    private readonly MemoryStream _packed = new();
    private readonly Queue<DateTimeOffset> _heard = new();
    private ZLibStream? _zlib;

    public StandInSession? Session { get; set; }

    /// <summary>The code that the last payload asks for; null when it was well.</summary>
    public int? Fault { get; private set; }

    public async Task SendAsync(int op, JsonNode? body, long? sequence = null, string? name = null)
    {
        var payload = new JsonObject { ["op"] = op, ["d"] = body, ["s"] = sequence, ["t"] = name };
        var bytes = Encoding.UTF8.GetBytes(payload.ToJsonString());
        await _writing.WaitAsync();
        try
        {
            if (compress) await SendPackedAsync(bytes);
            else await web.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone: its session hears of it later.
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<JsonObject?> ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var count = 0;
        while (true)
        {
            var read = await web.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close) return null;
            count += read.Count;
            if (read.EndOfMessage) break;
        }
        var nowUtc = time.GetUtcNow();
        while (_heard.TryPeek(out var first) && first + TimeSpan.FromMinutes(1) <= nowUtc) _heard.Dequeue();
        _heard.Enqueue(nowUtc);
        Fault = count > MaxHeardBytes ? 4002 : _heard.Count > MaxAMinute ? 4008 : null;
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, count))!.AsObject();
    }

    public async Task CloseAsync(int code)
    {
        await _writing.WaitAsync();
        try
        {
            await web.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or ObjectDisposedException)
        {
            // Closed already.
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        _zlib?.Dispose();
        _packed.Dispose();
    }

    public Task AbortAsync()
    {
        web.Abort();
        return Task.CompletedTask;
    }

    // One stream for the whole connection; each message ends with a flush, and is cut in two frames to be awkward.
    private async Task SendPackedAsync(byte[] bytes)
    {
        _zlib ??= new ZLibStream(_packed, CompressionLevel.Fastest, leaveOpen: true);
        _packed.SetLength(0);
        _zlib.Write(bytes);
        _zlib.Flush();
        var packed = _packed.ToArray();
        var half = packed.Length / 2;
        await web.SendAsync(packed.AsMemory(0, half), WebSocketMessageType.Binary, false, CancellationToken.None);
        await web.SendAsync(packed.AsMemory(half), WebSocketMessageType.Binary, true, CancellationToken.None);
    }
}
