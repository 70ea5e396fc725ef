using System.Net;
using System.Net.Security;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Asks for documents over HTTP: conditionally, within limits of bytes, time and redirects, and never inside a
/// private network. One serves the whole process; safe to call from several threads.</summary>
public sealed class FeedFetcher : IDisposable
{
    private const int MaxRedirects = 5;
    private const int MaxHeaderKilobytes = 64;
    private const string AcceptPage = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1";
    private const string Accept = "application/rss+xml, application/atom+xml, application/feed+json, "
        + "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1";

    private static readonly HttpRequestOptionsKey<Version> Negotiated = new("AlertBot.Negotiated");

    private readonly FeedOptions options;
    private readonly TimeProvider time;
    private readonly TimeProvider network;
    private readonly HttpMessageInvoker client;
    private readonly string userAgent;

    /// <summary>Makes the fetcher of a process.</summary>
    public FeedFetcher(IOptions<FeedOptions> options, TimeProvider time)
        : this(options.Value, time, new PublicConnector(options.Value.AllowedPrivateOrigins, options.Value.ConnectTimeout))
    {
    }

    /// <summary>Makes one whose surroundings are given.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="time">By which dates are read.</param>
    /// <param name="connector">Opens connections.</param>
    /// <param name="certificates">Judges certificates; null for the system's own way.</param>
    /// <param name="network">The clock of sockets, by which limits of time run; null for the real one, on which they
    /// live even where the demo's clock jumps.</param>
    internal FeedFetcher(
        FeedOptions options, TimeProvider time, PublicConnector connector,
        RemoteCertificateValidationCallback? certificates = null, TimeProvider? network = null)
    {
        this.options = options;
        this.time = time;
        this.network = network ?? TimeProvider.System;
        userAgent = UserAgentOf(options.Contact);
        client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = connector.ConnectAsync,
            SslOptions = { RemoteCertificateValidationCallback = certificates },
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            // Notes what a new connection speaks: when it breaks, the exception alone does not always tell.
            PlaintextStreamFilter = static (context, _) =>
            {
                context.InitialRequestMessage.Options.Set(Negotiated, context.NegotiatedHttpVersion);
                return ValueTask.FromResult(context.PlaintextStream);
            },
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            // A proxy would connect for us, to where nobody checks the address.
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            ActivityHeadersPropagator = null,
            // Validators go back byte for byte, also where they hold more than ASCII.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        });
    }

    /// <summary>Asks for one document. Never throws for what servers and networks do.</summary>
    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        using var patience = new FetchPatience(options, network, cancellationToken);
        try
        {
            var result = await FollowAsync(request, patience);
            // Nobody asked whether it changed, or it was another address that said so: ask for the whole once.
            return result is FetchResult.NotModified answer && !MayBelieve(request, answer.Head)
                ? await AskWholeAsync(request, patience)
                : result;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception.InnerException is TimeoutException
                ? FetchFailures.Of(exception.InnerException, options)
                : FetchFailures.Timeout(patience.ReadsBody, options);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
        {
            return FetchFailures.Of(exception, options);
        }
    }

    /// <summary>How long a request that begins now may take.</summary>
    internal FetchPatience Patience(CancellationToken cancellationToken) => new(options, network, cancellationToken);

    /// <summary>Sends one form to one address, through the same refusals. Redirects are not followed.</summary>
    internal async Task<HttpResponseMessage> PostAsync(Uri url, HttpContent form, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = form };
        message.Version = HttpVersion.Version11;
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        message.Headers.TryAddWithoutValidation("Accept", "text/plain, */*;q=0.1");
        return await client.SendAsync(message, cancellationToken);
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose() => client.Dispose();

    private static bool MayBelieve(FetchRequest request, FetchHead head) =>
        (request.ETag ?? request.LastModified) is not null
        && (request.ValidatorsUrl is null || request.ValidatorsUrl == head.FinalUrl);

    private async Task<FetchResult> AskWholeAsync(FetchRequest request, FetchPatience patience)
    {
        var whole = request with { ETag = null, LastModified = null, ValidatorsUrl = null };
        var result = await FollowAsync(whole, patience);
        return result is FetchResult.NotModified
            ? new FetchResult.Failed(
                "http-304", Saying.Of("fetch.unasked", "HTTP 304: the server says that nothing changed, though nobody asked"),
                304)
            : result;
    }

    private async Task<FetchResult> FollowAsync(FetchRequest request, FetchPatience patience)
    {
        var url = request.Url;
        Uri? movedTo = null;
        var onlyPermanent = true;
        var seen = new List<Uri>(1);
        while (true)
        {
            if (FetchFailures.OfAddress(url, seen) is { } refused) return refused;
            if (await MayAskAsync(url, request, patience) is { } resting) return resting;
            seen.Add(url);
            using var response = await SendAsync(url, request, patience);
            if (!IsRedirect(response.StatusCode))
                return await AnswerAsync(response, url, movedTo, request.IsPage, patience);
            var next = ResponseHead.LocationOf(response, url);
            if (next is null) return FetchFailures.BadRedirect(response);
            if (seen.Count > MaxRedirects) return FetchFailures.TooManyRedirects(MaxRedirects);
            onlyPermanent &= response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
            url = Plain(next);
            if (onlyPermanent) movedTo = url;
        }
    }

    // A redirect leads to a host that others are asking too: there it waits for its turn as they do.
    private static async Task<FetchResult.Failed?> MayAskAsync(Uri url, FetchRequest request, FetchPatience patience) =>
        request.Turn is { } turn && !turn.IsAt(url)
            ? await patience.AsideAsync(token => turn.MoveAsync(url, token))
            : null;

    private async Task<HttpResponseMessage> SendAsync(Uri url, FetchRequest request, FetchPatience patience)
    {
        patience.ForHeaders();
        HttpResponseMessage response;
        var message = MessageOf(url, request, HttpVersion.Version20);
        try
        {
            response = await client.SendAsync(message, patience.Token);
        }
        catch (HttpRequestException exception) when (FetchFailures.IsOfHttp2(exception, NegotiatedOf(message)))
        {
            response = await client.SendAsync(MessageOf(url, request, HttpVersion.Version11), patience.Token);
        }

        patience.ForRest();
        return response;
    }

    private static Version? NegotiatedOf(HttpRequestMessage message) =>
        message.Options.TryGetValue(Negotiated, out var version) ? version : null;

    private HttpRequestMessage MessageOf(Uri url, FetchRequest request, Version version)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Version = version,
            VersionPolicy = version == HttpVersion.Version11
                ? HttpVersionPolicy.RequestVersionExact
                : HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.IsPage ? AcceptPage : Accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        if (request.ETag is not null) message.Headers.TryAddWithoutValidation("If-None-Match", request.ETag);
        if (request.LastModified is not null)
            message.Headers.TryAddWithoutValidation("If-Modified-Since", request.LastModified);
        return message;
    }

    private async Task<FetchResult> AnswerAsync(
        HttpResponseMessage response, Uri url, Uri? movedTo, bool isPage, FetchPatience patience)
    {
        var nowUtc = time.GetUtcNow();
        if (response.StatusCode is HttpStatusCode.NotModified)
            return new FetchResult.NotModified(ResponseHead.Of(response, url, movedTo, nowUtc));
        if (FetchFailures.OfStatus(response, nowUtc) is { } failure)
            return failure is FetchResult.Failed failed ? failed with { At = url } : failure;
        patience.ForBody();
        var wire = await response.Content.ReadAsStreamAsync(patience.Token);
        var body = await BodyReader.ReadAsync(
            wire, ResponseHead.CodingsOf(response), options.MaxBodyBytes, patience.Token);
        if (isPage || !HtmlPage.Is(body.Bytes.Span))
            return new FetchResult.Fetched(
                ResponseHead.Of(response, url, movedTo, nowUtc), ResponseHead.SourceOf(response, url), body);
        body.Dispose();
        return FetchFailures.Html();
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    // A name and password in a redirect are somebody else's; they are neither sent nor stored.
    private static Uri Plain(Uri url) => url.Fragment.Length == 0 && url.UserInfo.Length == 0
        ? url
        : new UriBuilder(url) { Fragment = "", UserName = "", Password = "" }.Uri;

    private static string UserAgentOf(string contact)
    {
        var version = typeof(FeedFetcher).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "0";
        return contact.Length == 0 ? $"AlertBot/{version} (news feed reader)" : $"AlertBot/{version} (+{contact})";
    }
}
