using System.Net.Sockets;
using System.Security.Authentication;

namespace AlertBot.Feeds;

/// <summary>Says in a code and a line for people why no document came. Pure.</summary>
internal static class FetchFailures
{
    private const int MaxMessageChars = 200;

    /// <summary>Refuses an address that must not be asked; null when it may be.</summary>
    public static FetchResult.Failed? OfAddress(Uri url, IReadOnlyList<Uri> before)
    {
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            return new FetchResult.Failed("redirect-scheme", $"it leads to {url.Scheme}:, which is not http or https");
        if (before.Count > 0 && before[^1].Scheme == Uri.UriSchemeHttps && url.Scheme == Uri.UriSchemeHttp)
            return new FetchResult.Failed("redirect-insecure", $"it redirects from https to http at {url.Host}");
        return before.Contains(url)
            ? new FetchResult.Failed("redirect-loop", "its redirects lead round in a circle")
            : null;
    }

    public static FetchResult.Failed BadRedirect(HttpResponseMessage response) =>
        new("redirect-nowhere", $"HTTP {(int)response.StatusCode} without an address to go to",
            (int)response.StatusCode);

    public static FetchResult.Failed TooManyRedirects(int most) =>
        new("redirect-limit", $"it redirects more than {most} times");

    public static FetchResult.Blocked Html() =>
        new("html", "a web page came in place of the feed: a wall against robots, or the feed's address changed");

    public static FetchResult.Failed Timeout(bool readsBody, FeedOptions options) => readsBody
        ? new("timeout", $"the body was not complete within {Seconds(options.TotalTimeout)}")
        : new("timeout", $"no answer within {Seconds(options.HeaderTimeout)}");

    /// <summary>What a status other than 304 and redirects means; null when a body may be read.</summary>
    public static FetchResult? OfStatus(HttpResponseMessage response, DateTimeOffset nowUtc)
    {
        var status = (int)response.StatusCode;
        if (ResponseHead.IsChallenge(response))
            return new FetchResult.Blocked(
                "challenge", $"HTTP {status}: a wall against robots asks for proof of a person");
        return status switch
        {
            200 or 203 => null,
            410 => new FetchResult.Gone(),
            401 or 403 => new FetchResult.Blocked($"http-{status}", $"HTTP {status}: the server does not let us in"),
            204 or 205 => new FetchResult.Failed($"http-{status}", $"HTTP {status}: the server sent nothing", status),
            404 => new FetchResult.Failed("http-404", "HTTP 404: there is no such document", status),
            429 => new FetchResult.Failed(
                "http-429", "HTTP 429: the server wants fewer requests", status,
                ResponseHead.RetryAfterOf(response, nowUtc)),
            503 => new FetchResult.Failed(
                "http-503", "HTTP 503: the server is overloaded or in repair", status,
                ResponseHead.RetryAfterOf(response, nowUtc)),
            >= 500 => new FetchResult.Failed($"http-{status}", $"HTTP {status}: the server has a fault", status),
            _ => new FetchResult.Failed($"http-{status}", $"HTTP {status}", status),
        };
    }

    /// <summary>Whether asking once more over HTTP/1.1 may help.</summary>
    /// <param name="exception">What the request met before an answer began.</param>
    /// <param name="negotiated">What the connection that was opened for the request speaks; null when none was.</param>
    /// <remarks>A server that agrees on HTTP/2 and then breaks it shows as a fault of the protocol, as an end, as a
    /// failed handshake or as a closed socket, by the moment at which the connection noticed.</remarks>
    public static bool IsOfHttp2(HttpRequestException exception, Version? negotiated) =>
        exception.HttpRequestError is HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError
        || exception.InnerException is HttpProtocolException
        || (negotiated?.Major == 2 && exception.HttpRequestError is not HttpRequestError.ConfigurationLimitExceeded);

    /// <summary>What an exception of the network means.</summary>
    public static FetchResult.Failed Of(Exception exception, FeedOptions options)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
            switch (inner)
            {
                case PrivateAddressException refused:
                    return new FetchResult.Failed("private-address", refused.Message);
                case SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain,
                }:
                    return new FetchResult.Failed("dns", "the name of its host cannot be resolved");
                case SocketException socket:
                    return new FetchResult.Failed("connect", Cut($"no connection: {socket.Message}"));
                case TimeoutException:
                    return new FetchResult.Failed("timeout", $"no connection within {Seconds(options.ConnectTimeout)}");
                case AuthenticationException:
                    return new FetchResult.Failed("tls", Cut($"no secure connection: {inner.Message}"));
            }

        return (exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new("dns", "the name of its host cannot be resolved"),
            HttpRequestError.ResponseEnded => new("cut-short", "the connection ended before the answer did"),
            HttpRequestError.ConfigurationLimitExceeded => new("headers-too-long", "its headers are longer than 64 KB"),
            HttpRequestError.SecureConnectionError => new("tls", Cut($"no secure connection: {exception.Message}")),
            HttpRequestError.ConnectionError => new("connect", Cut($"no connection: {exception.Message}")),
            _ => new("protocol", Cut($"an answer that is no HTTP: {exception.Message}")),
        };
    }

    private static string Seconds(TimeSpan span) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");

    private static string Cut(string text) => text.Length <= MaxMessageChars ? text : text[..MaxMessageChars];
}
