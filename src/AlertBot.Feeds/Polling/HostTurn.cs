namespace AlertBot.Feeds;

/// <summary>The right of one poll to ask one host at a time, wherever redirects lead it.</summary>
/// <param name="gates">Knows which hosts are asked.</param>
/// <param name="address">The first address; its gate was taken already.</param>
/// <param name="restOf">How long the host of an address rests after a request.</param>
/// <remarks>Redirects within one host go on at once, as they do for everybody. The gate of the host that answered is
/// given back before the next one's is waited for: two feeds that redirect crosswise never wait for each other.</remarks>
internal sealed class HostTurn(HostGates gates, Uri address, Func<Uri, TimeSpan> restOf)
{
    // Sixteen polls that are led to one host in the same moment wait for sixteen seconds at most.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private string? host = Feed.HostOf(address);

    /// <summary>Whether the turn is at the host of an address.</summary>
    public bool IsAt(Uri url) => host == Feed.HostOf(url);

    /// <summary>Waits until the host of an address may be asked; a failure when it may not be for long.</summary>
    public async Task<FetchResult.Failed?> MoveAsync(Uri url, CancellationToken cancellationToken)
    {
        var next = Feed.HostOf(url);
        End();
        if (await gates.StartAsync(next, restOf(url), LongestWait, cancellationToken) is { } wait)
            return new FetchResult.Failed(
                "host-resting",
                Saying.Of(
                    "fetch.resting",
                    $"it redirects to {next:host}, which wants to be left alone for {Math.Ceiling(wait.TotalSeconds):seconds} s more"),
                RetryAfter: wait);
        host = next;
        return null;
    }

    /// <summary>Gives the turn back.</summary>
    public void End()
    {
        if (host is not null) gates.End(host);
        host = null;
    }
}
