namespace AlertBot.Feeds;

/// <summary>Asks sites what they let us ask for, and remembers it for a day.</summary>
/// <remarks>RFC 9309: an answer may be used for 24 hours (2.4), a file that is not there allows all (2.3.1.3), one that
/// cannot be reached forbids all (2.3.1.4), here for an hour.</remarks>
internal sealed class RobotsCache(FeedFetcher fetcher, TimeProvider time)
{
    private const int MaxSites = 2_000;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>How long a file that could not be had is not asked for again.</summary>
    public static TimeSpan AfterFailure { get; } = TimeSpan.FromHours(1);

    private readonly Lock _turn = new();
    private readonly Dictionary<string, (RobotsRules Rules, DateTimeOffset UntilUtc)> _sites = new(StringComparer.Ordinal);

    /// <summary>The rules of an address's site.</summary>
    /// <param name="url">Any address of the site.</param>
    /// <param name="turn">The turn at its host; null where nobody queues.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<RobotsRules> OfAsync(Uri url, HostTurn? turn, CancellationToken cancellationToken)
    {
        var site = url.GetLeftPart(UriPartial.Authority).ToLowerInvariant();
        var nowUtc = time.GetUtcNow();
        lock (_turn)
            if (_sites.TryGetValue(site, out var known) && known.UntilUtc > nowUtc) return known.Rules;
        var asked = new FetchRequest(new Uri(site + "/robots.txt")) { IsPage = true, Turn = turn };
        var (rules, isKnown) = await fetcher.FetchAsync(asked, cancellationToken) switch
        {
            FetchResult.Fetched fetched => Read(fetched),
            FetchResult.Blocked or FetchResult.Gone => (RobotsRules.AllowAll, true),
            FetchResult.Failed { Status: 204 or 205 or (>= 400 and < 500 and not 429) } => (RobotsRules.AllowAll, true),
            _ => (RobotsRules.DisallowAll, false),
        };
        lock (_turn)
        {
            if (_sites.Count >= MaxSites) _sites.Remove(_sites.MinBy(s => s.Value.UntilUtc).Key);
            _sites[site] = (rules, nowUtc + (isKnown ? Day : AfterFailure));
        }
        return rules;
    }

    // What broke off may have forbidden more behind.
    private static (RobotsRules Rules, bool IsKnown) Read(FetchResult.Fetched fetched)
    {
        using var body = fetched.Body;
        return body.End is BodyEnd.CutShort
            ? (RobotsRules.DisallowAll, false)
            : (RobotsRules.Read(body.Bytes.Span), true);
    }
}
