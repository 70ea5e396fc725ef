using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Gateway;

/// <summary>One connection to the gateway: payloads in, payloads out. Reading and writing may go on side by side.</summary>
internal sealed class GatewaySocket : IDisposable
{
    /// <summary>Largest payload that the gateway takes, in bytes (4002 otherwise).</summary>
    public const int MaxSentBytes = 4096;

    // A server with a quarter of a million members is told in one message of some megabytes.
    private const int MaxHeardBytes = 32 * 1024 * 1024;
    private const int BlockBytes = 16 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly ZlibInflater? _inflater;
    private readonly SemaphoreSlim _writing = new(1, 1);

    private GatewaySocket(bool compress)
    {
        _inflater = compress ? new ZlibInflater(MaxHeardBytes) : null;
        // The gateway's own heartbeats do.
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
    }

    /// <summary>The code with which the gateway closed; null while it has not.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Connects.</summary>
    /// <param name="address">As Discord told it; version, encoding and compression are added.</param>
    /// <param name="compress">Whether what comes is packed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="WebSocketException">No connection came about.</exception>
    public static async Task<GatewaySocket> ConnectAsync(
        string address, bool compress, CancellationToken cancellationToken)
    {
        var socket = new GatewaySocket(compress);
        try
        {
            await socket._socket.ConnectAsync(AddressOf(address, compress), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The address with version, encoding and compression.</summary>
    public static Uri AddressOf(string address, bool compress) => new UriBuilder(address)
    {
        Query = "v=10&encoding=json" + (compress ? "&compress=zlib-stream" : ""),
    }.Uri;

    /// <summary>The next payload; null when the connection is at its end.</summary>
    /// <exception cref="WebSocketException">The connection was cut.</exception>
    /// <exception cref="InvalidDataException">It cannot be unpacked, or is too large.</exception>
    public async Task<GatewayPayload?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await ReadMessageAsync(cancellationToken) is { } message)
        {
            try
            {
                if (JsonSerializer.Deserialize(message.Span, DiscordJson.Default.GatewayPayload) is { } payload)
                    return payload;
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException("the gateway said something that is no JSON", fault);
            }
        }
        return null;
    }

    /// <summary>Sends a payload.</summary>
    /// <exception cref="InvalidOperationException">It is larger than the gateway takes: a fault of our own.</exception>
    /// <exception cref="WebSocketException">The connection was cut.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        if (json.Length > MaxSentBytes)
            throw new InvalidOperationException($"A payload of {json.Length} bytes is more than {MaxSentBytes}.");
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Says goodbye with a code that leaves the session alive. Never fails.</summary>
    public async Task HangAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)CloseCodes.Ours, null, cancellationToken);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException
            or InvalidOperationException or IOException)
        {
            _socket.Abort();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _inflater?.Dispose();
        _writing.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>?> ReadMessageAsync(CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>(BlockBytes);
        while (true)
        {
            var read = await _socket.ReceiveAsync(message.GetMemory(BlockBytes), cancellationToken);
            if (read.MessageType == WebSocketMessageType.Close) return null;
            message.Advance(read.Count);
            if (message.WrittenCount > MaxHeardBytes) throw new InvalidDataException("a payload is too large");
            if (!read.EndOfMessage) continue;
            if (_inflater is null || read.MessageType == WebSocketMessageType.Text) return message.WrittenMemory;
            // One message may come in several frames: only the flush ends it.
            if (ZlibInflater.IsWhole(message.WrittenSpan)) return _inflater.Inflate(message.WrittenMemory);
        }
    }
}
