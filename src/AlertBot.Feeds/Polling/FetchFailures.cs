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
            return new FetchResult.Failed(
                "redirect-scheme",
                Saying.Of("fetch.scheme", $"it leads to {url.Scheme:scheme}, which is not http or https"));
        if (before.Count > 0 && before[^1].Scheme == Uri.UriSchemeHttps && url.Scheme == Uri.UriSchemeHttp)
            return new FetchResult.Failed(
                "redirect-insecure",
                Saying.Of("fetch.insecure", $"it redirects from https to http at {url.Host:host}"));
        return before.Contains(url)
            ? new FetchResult.Failed(
                "redirect-loop", Saying.Of("fetch.loop", "its redirects lead round in a circle"))
            : null;
    }

    public static FetchResult.Failed BadRedirect(HttpResponseMessage response) =>
        new(
            "redirect-nowhere",
            Saying.Of("fetch.nowhere", $"HTTP {(int)response.StatusCode:status} without an address to go to"),
            (int)response.StatusCode);

    public static FetchResult.Failed TooManyRedirects(int most) =>
        new("redirect-limit", Saying.Of("fetch.redirects", $"it redirects more than {most:most} times"));

    public static FetchResult.Blocked Html() =>
        new(
            "html",
            Saying.Of(
                "fetch.html", "a web page came in place of the feed: a wall against robots, or it is elsewhere"));

    public static FetchResult.Failed Timeout(bool readsBody, FeedOptions options) => readsBody
        ? new(
            "timeout",
            Saying.Of(
                "fetch.timeout.body", $"the body was not complete within {Seconds(options.TotalTimeout):seconds} s"))
        : new(
            "timeout",
            Saying.Of("fetch.timeout.answer", $"no answer within {Seconds(options.HeaderTimeout):seconds} s"));

    /// <summary>What a status other than 304 and redirects means; null when a body may be read.</summary>
    public static FetchResult? OfStatus(HttpResponseMessage response, DateTimeOffset nowUtc)
    {
        var status = (int)response.StatusCode;
        if (ResponseHead.IsChallenge(response))
            return new FetchResult.Blocked(
                "challenge",
                Saying.Of(
                    "fetch.challenge", $"HTTP {status:status}: a wall against robots asks for proof of a person"));
        return status switch
        {
            200 or 203 => null,
            410 => new FetchResult.Gone(),
            401 or 403 => new FetchResult.Blocked(
                $"http-{status}", Saying.Of("fetch.denied", $"HTTP {status:status}: the server does not let us in")),
            204 or 205 => new FetchResult.Failed(
                $"http-{status}", Saying.Of("fetch.nothing", $"HTTP {status:status}: the server sent nothing"), status),
            404 => new FetchResult.Failed(
                "http-404", Saying.Of("fetch.missing", "HTTP 404: there is no such document"), status),
            429 => new FetchResult.Failed(
                "http-429", Saying.Of("fetch.busy", "HTTP 429: the server wants fewer requests"), status,
                ResponseHead.RetryAfterOf(response, nowUtc)),
            503 => new FetchResult.Failed(
                "http-503", Saying.Of("fetch.overloaded", "HTTP 503: the server is overloaded or in repair"), status,
                ResponseHead.RetryAfterOf(response, nowUtc)),
            >= 500 => new FetchResult.Failed(
                $"http-{status}", Saying.Of("fetch.fault", $"HTTP {status:status}: the server has a fault"), status),
            _ => new FetchResult.Failed(
                $"http-{status}", Saying.Of("fetch.status", $"it answered with HTTP status {status:status}"), status),
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
                    return new FetchResult.Failed(
                        "private-address",
                        Saying.Of(
                            "fetch.private",
                            $"{refused.Origin:host} is a private address, and Feeds:AllowedPrivateOrigins does not name it"));
                case SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain,
                }:
                    return new FetchResult.Failed("dns", NoName());
                case SocketException socket:
                    return new FetchResult.Failed("connect", OfSocket(socket));
                case TimeoutException:
                    return new FetchResult.Failed(
                        "timeout",
                        Saying.Of(
                            "fetch.timeout.connect",
                            $"no connection within {Seconds(options.ConnectTimeout):seconds} s"));
                case AuthenticationException:
                    return new FetchResult.Failed("tls", Insecure(inner));
            }

        return (exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new("dns", NoName()),
            HttpRequestError.ResponseEnded =>
                new("cut-short", Saying.Of("fetch.ended", "the connection ended before the answer did")),
            HttpRequestError.ConfigurationLimitExceeded =>
                new("headers-too-long", Saying.Of("fetch.headers", "its headers are longer than 64 KB")),
            HttpRequestError.SecureConnectionError => new("tls", Insecure(exception)),
            HttpRequestError.ConnectionError => new("connect", Unconnected(exception)),
            _ => new(
                "protocol", Saying.Of("fetch.protocol", $"an answer that is no HTTP: {Reason(exception):reason}")),
        };
    }

    private static Saying NoName() => Saying.Of("fetch.dns", "the name of its host cannot be resolved");

    private static Saying Unconnected(Exception exception) =>
        Saying.Of("fetch.connect", $"no connection: {Reason(exception):reason}");

    private static Saying Insecure(Exception exception) =>
        Saying.Of("fetch.tls", $"no secure connection: {Reason(exception):reason}");

    private static Saying OfSocket(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => Saying.Of("fetch.refused", "its host takes no connection there"),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown =>
            Saying.Of("fetch.unreachable", "its host cannot be reached"),
        SocketError.TimedOut => Saying.Of("fetch.unanswered", "its host does not answer"),
        SocketError.ConnectionReset or SocketError.ConnectionAborted =>
            Saying.Of("fetch.reset", "its host broke the connection off"),
        _ => Unconnected(exception),
    };

    // What the system says of it has no other language.
    private static Saying Reason(Exception exception) => Saying.InEnglish(
        exception.Message.Length <= MaxMessageChars ? exception.Message : exception.Message[..MaxMessageChars]);

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 3);
}
