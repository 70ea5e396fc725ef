using System.Globalization;
using System.Net;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>Asks hubs, within the limits and refusals of the fetcher.</summary>
internal sealed class HubClient(FeedFetcher fetcher, HostGates gates, FeedOptions options, TimeProvider time)
{
    private const int MaxRedirects = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Asks for a subscription or for its end. Never throws for what servers and networks do.</summary>
    public async Task<HubReply> AskAsync(HubSubscription subscription, CancellationToken cancellationToken)
    {
        var form = FormOf(subscription);
        var hub = subscription.Hub;
        if (hub.Scheme == Uri.UriSchemeHttp && hub.IsDefaultPort)
        {
            // "Subscribers SHOULD always favor the HTTPS URL for hubs (even if the URL is advertised as HTTP)."
            var safe = new UriBuilder(hub) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;
            var reply = await SendAsync(safe, form, cancellationToken);
            if (reply.Code is not ("connect" or "tls" or "timeout" or "protocol" or "cut-short" or "http-404")) return reply;
        }

        return await SendAsync(hub, form, cancellationToken);
    }

    private static List<KeyValuePair<string, string>> FormOf(HubSubscription subscription)
    {
        var isEnd = subscription.Stage is HubStage.Leaving;
        List<KeyValuePair<string, string>> form =
        [
            new("hub.mode", isEnd ? "unsubscribe" : "subscribe"),
            new("hub.topic", subscription.Self.OriginalString),
            new("hub.callback", subscription.Callback.OriginalString),
            // Of the older protocol: the hubs that WordPress sites bring along insist on it.
            new("hub.verify", "async"),
        ];
        if (isEnd) return form;
        form.Add(new("hub.secret", subscription.Secret));
        form.Add(new(
            "hub.lease_seconds", ((long)HubStep.WantedLease.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        return form;
    }

    private async Task<HubReply> SendAsync(
        Uri hub, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        using var patience = fetcher.Patience(cancellationToken);
        var turn = default(HostTurn);
        try
        {
            if (await gates.StartAsync(Feed.HostOf(hub), RestOf(hub), LongestWait, cancellationToken) is { } wait)
                return new HubReply(
                    "host-resting", Saying.Of("hub.resting", "its host wants to be left alone for a while"), null, wait);
            turn = new HostTurn(gates, hub, RestOf);
            return await FollowAsync(hub, form, turn, patience);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Of(exception.InnerException is TimeoutException
                ? FetchFailures.Of(exception.InnerException, options)
                : FetchFailures.Timeout(patience.ReadsBody, options));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
        {
            return Of(FetchFailures.Of(exception, options));
        }
        finally
        {
            turn?.End();
        }
    }

    private async Task<HubReply> FollowAsync(
        Uri url, IReadOnlyList<KeyValuePair<string, string>> form, HostTurn turn, FetchPatience patience)
    {
        var seen = new List<Uri>(1);
        while (true)
        {
            if (FetchFailures.OfAddress(url, seen) is { } refused) return Of(refused);
            if (!turn.IsAt(url) && await patience.AsideAsync(token => turn.MoveAsync(url, token)) is { } resting)
                return Of(resting);
            seen.Add(url);
            patience.ForHeaders();
            using var content = new FormUrlEncodedContent(form);
            using var response = await fetcher.PostAsync(url, content, patience.Token);
            patience.ForRest();
            var status = (int)response.StatusCode;
            if (status is < 300 or >= 400) return await ReplyAsync(response, patience);
            // Only these two keep the request what it is (W3C WebSub, 5.1.2).
            if (response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                return new HubReply(
                    "redirect-method",
                    Saying.Of("hub.redirect", $"HTTP {status:status}: a redirect that a hub must not give"), status);
            if (ResponseHead.LocationOf(response, url) is not { } next) return Of(FetchFailures.BadRedirect(response));
            if (seen.Count > MaxRedirects) return Of(FetchFailures.TooManyRedirects(MaxRedirects));
            url = next.UserInfo.Length == 0 ? next : new UriBuilder(next) { UserName = "", Password = "" }.Uri;
        }
    }

    private async Task<HubReply> ReplyAsync(HttpResponseMessage response, FetchPatience patience)
    {
        var status = (int)response.StatusCode;
        var code = string.Create(CultureInfo.InvariantCulture, $"http-{status}");
        var message = Saying.Of("fetch.status", $"it answered with HTTP status {status:status}");
        if (status < 300) return new HubReply(code, message, status);
        patience.ForBody();
        var reason = await ReasonAsync(response, patience.Token);
        return new HubReply(
            code,
            reason.Length == 0
                ? message
                : Saying.Of("hub.refused", $"HTTP {status:status}: {Saying.InEnglish(reason):reason}"),
            status, ResponseHead.RetryAfterOf(response, time.GetUtcNow()));
    }

    // "Hubs SHOULD return a description of the error in the response body as plain text"; a page is none.
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("text/plain" or "application/json")) return "";
        var bytes = new byte[HubWords.MaxChars * 4];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return HubWords.Plain(Encoding.UTF8.GetString(bytes, 0, count));
    }

    private TimeSpan RestOf(Uri url) => PollPace.RestOf(url, options);

    private static HubReply Of(FetchResult.Failed failed) =>
        new(failed.Code, failed.Message, failed.Status, failed.RetryAfter);
}
