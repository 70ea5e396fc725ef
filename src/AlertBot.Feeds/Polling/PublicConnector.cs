using System.Net;
using System.Net.Sockets;

namespace AlertBot.Feeds;

/// <summary>Thrown at connect time when a name leads into a private network.</summary>
/// <param name="origin">The host and port.</param>
internal sealed class PrivateAddressException(string origin) : IOException($"{origin} is a private address.")
{
    /// <summary>The host and port.</summary>
    public string Origin => origin;
}

/// <summary>Opens connections, and refuses those into private networks after the name was resolved.</summary>
/// <remarks>Checked on the very address that is connected to: a name that resolves to another address a moment later
/// (rebinding), or a redirect that points inside, gets no further.</remarks>
internal sealed class PublicConnector
{
    // A host with a dead first address must still answer within the time allowed for all of them.
    private static readonly TimeSpan OneAddressTimeout = TimeSpan.FromSeconds(3);

    private readonly HashSet<string> allowed;
    private readonly TimeSpan timeout;

    /// <summary>Makes one.</summary>
    /// <param name="allowedOrigins">The only <c>host:port</c> that may lie in a private network.</param>
    /// <param name="timeout">Longest time to a connection, the name's resolution included.</param>
    public PublicConnector(IEnumerable<string> allowedOrigins, TimeSpan timeout)
    {
        allowed = new HashSet<string>(allowedOrigins, StringComparer.OrdinalIgnoreCase);
        this.timeout = timeout;
    }

    /// <summary>Turns names into addresses.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } =
        static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>Connects to an address.</summary>
    public Func<IPEndPoint, CancellationToken, Task<Stream>> Dial { get; init; } = DialAsync;

    /// <summary>The clock by which connecting takes too long.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Connects to one of a host's addresses, in the order in which the resolver gives them.</summary>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await ConnectAsync(context.DnsEndPoint, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("No connection in time.", exception);
        }
    }

    private async Task<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var addresses = await Resolve(endPoint.Host.Trim('[', ']'), cancellationToken);
        var open = allowed.Contains($"{endPoint.Host}:{endPoint.Port}")
            ? addresses
            : Array.FindAll(addresses, static address => !PrivateAddress.Is(address));
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        if (open.Length == 0) throw new PrivateAddressException($"{endPoint.Host}:{endPoint.Port}");
        for (var i = 0; ; i++)
        {
            var isLast = i == open.Length - 1;
            var address = new IPEndPoint(open[i], endPoint.Port);
            if (await TryDialAsync(address, isLast, cancellationToken) is { } stream) return stream;
        }
    }

    private async Task<Stream?> TryDialAsync(IPEndPoint address, bool isLast, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(isLast ? Timeout.InfiniteTimeSpan : OneAddressTimeout, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await Dial(address, either.Token);
        }
        catch (Exception exception) when (
            !isLast && (exception is SocketException or OperationCanceledException)
            && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
