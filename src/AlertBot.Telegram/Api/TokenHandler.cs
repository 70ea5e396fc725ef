namespace AlertBot.Telegram.Api;

/// <summary>
/// Puts the token into the address on the last step before the socket. The Bot API wants it in every path, and paths end
/// up in traces, events and exceptions: what stands above this handler never sees it.
/// </summary>
/// <param name="baseUrl">Where the Bot API answers, without a slash at its end.</param>
/// <param name="token">The token.</param>
/// <param name="inner">What speaks to the socket.</param>
internal sealed class TokenHandler(string baseUrl, string token, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly string _withToken = $"{baseUrl}/bot{token}";

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var shown = request.RequestUri!;
        try
        {
            request.RequestUri = new Uri(_withToken + shown.OriginalString[baseUrl.Length..]);
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = shown;
        }
    }
}
