using System.Net;
using System.Net.Sockets;

namespace AlertBot.Feeds;

/// <summary>Thrown at connect time when a name leads into a private network.</summary>
internal sealed class PrivateAddressException(string host) : IOException(
    $"{host} is a private address, and Feeds:AllowedPrivateOrigins does not name it");

/// <summary>Opens connections, and refuses those into private networks after the name was resolved.</summary>
/// <remarks>Checked on the very address that is connected to: a name that resolves to another address a moment later
/// (rebinding), or a redirect that points inside, gets no further.</remarks>
internal sealed class PublicConnector(
    IEnumerable<string> allowedOrigins, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    // A host with a dead first address must still answer within the time allowed for all of them.
    private static readonly TimeSpan OneAddressTimeout = TimeSpan.FromSeconds(3);

    private readonly HashSet<string> allowed = new(allowedOrigins, StringComparer.OrdinalIgnoreCase);

    public PublicConnector(IEnumerable<string> allowedOrigins)
        : this(allowedOrigins, static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    /// <summary>Connects to one of a host's addresses, in the order in which the resolver gives them.</summary>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endPoint = context.DnsEndPoint;
        var addresses = await resolve(endPoint.Host.Trim('[', ']'), cancellationToken);
        var open = allowed.Contains($"{endPoint.Host}:{endPoint.Port}")
            ? addresses
            : Array.FindAll(addresses, static address => !PrivateAddress.Is(address));
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        if (open.Length == 0) throw new PrivateAddressException($"{endPoint.Host}:{endPoint.Port}");
        for (var i = 0; ; i++)
        {
            var isLast = i == open.Length - 1;
            if (await TryConnectAsync(open[i], endPoint.Port, isLast, cancellationToken) is { } stream) return stream;
        }
    }

    private static async Task<Stream?> TryConnectAsync(
        IPAddress address, int port, bool isLast, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!isLast) timeout.CancelAfter(OneAddressTimeout);
        try
        {
            await socket.ConnectAsync(address, port, timeout.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception exception)
        {
            socket.Dispose();
            var mayGoOn = exception is SocketException or OperationCanceledException;
            if (isLast || !mayGoOn || cancellationToken.IsCancellationRequested) throw;
            return null;
        }
    }
}
