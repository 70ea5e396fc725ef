using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AlertBot.Testing;

/// <summary>The documents that examples name, over TLS on the loopback address, whatever host is asked for.</summary>
public sealed class ExampleWeb : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Dictionary<string, string> _documents;
    private readonly Task _serving;

    /// <summary>Serves documents by their paths.</summary>
    public ExampleWeb(params IReadOnlyList<(string Path, string Text)> documents)
    {
        _documents = documents.ToDictionary(d => d.Path, d => d.Text, StringComparer.Ordinal);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var nowUtc = TimeProvider.System.GetUtcNow();
        _certificate = new CertificateRequest("CN=example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(nowUtc.AddDays(-1), nowUtc.AddDays(1));
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Connects to it.</summary>
    public async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint, cancellationToken);
        return client.GetStream();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var closing = client;
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = _certificate,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
            });
            var buffer = new byte[8192];
            var read = await stream.ReadAsync(buffer);
            var path = Encoding.ASCII.GetString(buffer, 0, read).Split(' ') is [_, var asked, ..] ? asked : "/";
            var body = Encoding.UTF8.GetBytes(_documents.GetValueOrDefault(path, ""));
            var status = _documents.ContainsKey(path) ? "200 OK" : "404 Not Found";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(body);
        }
        catch (Exception left) when (left is IOException or AuthenticationException or ObjectDisposedException)
        {
            // The client has enough.
        }
    }
}
