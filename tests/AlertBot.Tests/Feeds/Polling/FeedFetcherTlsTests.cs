using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedFetcherTlsTests
{
    private const string Rss = "<rss version=\"2.0\"/>";
    private const string Settings = "\0\0\0\u0004\0\0\0\0\0"; // a frame of RFC 9113, as the others below

    [Theory]
    [InlineData("this is no frame of HTTP/2, whatever was agreed on")]
    [InlineData("")]
    [InlineData(Settings + "\0\0\u0008\u0007\0\0\0\0\0" + "\0\0\0\0" + "\0\0\0\u000d")] // GOAWAY: HTTP/1.1 required
    [InlineData(Settings + "\0\0\u0004\u0003\0\0\0\0\u0001" + "\0\0\0\u000d")] // the same of the one stream
    public async Task A_server_that_fails_at_http2_is_asked_once_more_over_http1(string http2Answer)
    {
        var protocols = new List<SslApplicationProtocol>();

        var result = await FetchAsync(
            protocols, static (_, certificate, _, _) => certificate is not null, http2Answer);

        Assert.Equal(Rss.Length, Assert.IsType<FetchResult.Fetched>(result).Body.Bytes.Length);
        // Who asks for HTTP/1.1 alone has nothing to agree on. A server that goes away politely is asked the same way a
        // few times more before.
        Assert.InRange(protocols.Count, 2, 5);
        Assert.All(protocols.SkipLast(1), static protocol => Assert.Equal(SslApplicationProtocol.Http2, protocol));
        Assert.Equal(default, protocols[^1]);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        var failed = Assert.IsType<FetchResult.Failed>(await FetchAsync([], null));

        Assert.Equal("tls", failed.Code);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/rss")]
    [InlineData("HTTP://news.example/rss")]
    public async Task A_secure_address_leads_to_no_open_one(string target)
    {
        var failed = Assert.IsType<FetchResult.Failed>(await FetchAsync(
            [], static (_, certificate, _, _) => certificate is not null,
            answer: $"HTTP/1.1 301 Moved\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"));

        Assert.Equal("redirect-insecure", failed.Code);
    }

    private static async Task<FetchResult> FetchAsync(
        List<SslApplicationProtocol> protocols, RemoteCertificateValidationCallback? certificates,
        string http2Answer = "", string? answer = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(
            listener, protocols, http2Answer,
            answer ?? $"HTTP/1.1 200 OK\r\nContent-Length: {Rss.Length}\r\n\r\n{Rss}", stop.Token);
        var origin = listener.LocalEndpoint.ToString()!;
        var options = new FeedOptions { AllowedPrivateOrigins = [origin] };
        FetchResult result;
        using (var fetcher = new FeedFetcher(options, new FakeTime(), new PublicConnector([origin], TimeSpan.FromSeconds(10)), certificates))
            result = await fetcher.FetchAsync(
                new FetchRequest(new Uri($"https://{origin}/rss")), CancellationToken.None);
        await stop.CancelAsync();
        await serving;
        return result;
    }

    private static async Task ServeAsync(
        TcpListener listener, List<SslApplicationProtocol> protocols, string http2Answer, string http1Answer,
        CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var nowUtc = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(nowUtc.AddDays(-1), nowUtc.AddDays(1));
        var answering = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cancellationToken);
                answering.Add(AnswerAsync(client, certificate, protocols, http2Answer, http1Answer));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over, and its client is gone.
            await Task.WhenAll(answering);
        }
    }

    private static async Task AnswerAsync(
        TcpClient client, X509Certificate2 certificate, List<SslApplicationProtocol> protocols, string http2Answer,
        string http1Answer)
    {
        using var closing = client;
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            });
            lock (protocols) protocols.Add(stream.NegotiatedApplicationProtocol);
            var answer = stream.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2
                ? http2Answer
                : http1Answer;
            var buffer = new byte[4096];
            _ = await stream.ReadAsync(buffer);
            if (answer.Length == 0) return;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            while (await stream.ReadAsync(buffer) > 0)
            {
                // Until the client has had enough.
            }
        }
        catch (Exception exception) when (
            exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client left.
        }
    }
}
