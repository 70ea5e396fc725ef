using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Finds the feeds of a site by asking it: what its page names and links to, what its robots.txt names, and where
/// feeds often lie. Under the limits of polls; private networks are refused as there.</summary>
public sealed class FeedDiscovery
{
    private readonly FeedFetcher _fetcher;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly HostGates? _gates;

    /// <summary>One that asks hosts beside nobody.</summary>
    public FeedDiscovery(FeedFetcher fetcher, IOptions<FeedOptions> options, TimeProvider time)
        : this(fetcher, options, time, null)
    {
    }

    /// <summary>One that waits for its turn at a host as those do that share the gates.</summary>
    internal FeedDiscovery(FeedFetcher fetcher, IOptions<FeedOptions> options, TimeProvider time, HostGates? gates) =>
        (_fetcher, _options, _time, _gates) = (fetcher, options.Value, time, gates);

    /// <summary>Looks for the feeds of a site. Never throws for what the site does.</summary>
    public async Task<Discovery> DiscoverAsync(Uri site, CancellationToken cancellationToken)
    {
        var gates = _gates ?? new HostGates(_options.ConcurrencyOf, _time);
        var search = new FeedSearch(_fetcher, gates, _options, _time, site);
        await search.RunAsync(cancellationToken);
        return search.Result;
    }
}
