using AlertBot.Feeds.Reading;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AlertBot.Feeds;

/// <summary>One search for the feeds of a site. Made for one site.</summary>
internal sealed class FeedSearch(
    FeedFetcher fetcher, HostGates gates, FeedOptions options, TimeProvider time, Uri site)
{
    // A person waits, and each request costs the site; real sites show themselves within a few.
    private const int MaxRequests = 24;
    private const int MaxSitemaps = 3;
    private const int MaxDepth = 200;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    // All of it: a site that drips its answers must not keep the person, and others behind them, waiting for minutes.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<FoundFeed> _feeds = [];
    private readonly long _start = time.GetTimestamp();
    private Saying? _problem;
    private bool _isBlocked;
    private bool _isUnreached;
    private Uri? _newsSitemap;
    private int _requests;

    /// <summary>What was found so far.</summary>
    public Discovery Result => new(site, [.. _feeds.OrderByDescending(f => f.Score)], _problem, _newsSitemap)
    {
        IsBlocked = _isBlocked,
    };

    /// <summary>Searches.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var page = await PageAsync(cancellationToken);
        // Whoever names a feed wants that one; and where nobody answers there is nothing to look for.
        if (_feeds.Count > 0 || _isUnreached) return;
        var home = page?.Url ?? site;
        foreach (var (url, by) in page is { } found ? FeedLinks.On(found.Page, found.Url) : [])
            await TryAsync(url, by, cancellationToken);
        await SitemapsAsync(home, cancellationToken);
        if (_feeds.Exists(f => f.By is FoundBy.LinkElement or FoundBy.Anchor)) return;
        foreach (var url in FeedLinks.Common(home))
        {
            await TryAsync(url, FoundBy.CommonPath, cancellationToken);
            if (_feeds.Exists(f => f.By == FoundBy.CommonPath)) return;
        }
    }

    private async Task<(Uri Url, IHtmlDocument Page)?> PageAsync(CancellationToken cancellationToken)
    {
        switch (await AskAsync(site, cancellationToken))
        {
            case FetchResult.Fetched fetched:
                using (fetched.Body)
                    return Take(fetched, FoundBy.Asked) ? null : Page(fetched);
            case FetchResult.Failed failed:
                (_problem, _isUnreached) = (failed.Message, failed.Status is null);
                return null;
            case FetchResult.Blocked blocked:
                (_problem, _isBlocked) = (blocked.Message, true);
                return null;
            default:
                _problem = Saying.Of("fetch.gone", "HTTP 410: it is gone for good");
                return null;
        }
    }

    private (Uri Url, IHtmlDocument Page)? Page(FetchResult.Fetched fetched)
    {
        using var decoded = DocumentDecoder.Decode(fetched.Body.Bytes.Span, fetched.Source.ContentType);
        if (PageReader.IsDeeper(decoded.Text, MaxDepth))
        {
            _problem = Saying.Of("discover.deep", "its page is nested too deep to be read");
            return null;
        }
        var page = new HtmlParser().ParseDocument(decoded.Text.ToString());
        var url = fetched.Head.FinalUrl;
        if (PageWalls.Of(page, PageHead.Of(page, url)) is null) return (url, page);
        // Its links are those of the wall; but many a wall leaves the feeds themselves alone.
        (_problem, _isBlocked) = (Saying.Of("discover.wall", "a wall against robots stands before the site"), true);
        return null;
    }

    private async Task SitemapsAsync(Uri home, CancellationToken cancellationToken)
    {
        if (await AskAsync(new Uri(home, "/robots.txt"), cancellationToken) is not FetchResult.Fetched robots) return;
        RobotsRules rules;
        using (robots.Body) rules = RobotsRules.Read(robots.Body.Bytes.Span);
        // Those of news first: it is them that we look for.
        var named = rules.Sitemaps.OrderBy(s => s.Contains("news", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Take(MaxSitemaps);
        foreach (var sitemap in named)
            if (Uri.TryCreate(home, sitemap, out var url)) await TryAsync(url, FoundBy.Sitemap, cancellationToken);
    }

    private async Task TryAsync(Uri url, FoundBy by, CancellationToken cancellationToken)
    {
        if (await AskAsync(url, cancellationToken) is not FetchResult.Fetched fetched) return;
        using (fetched.Body)
        {
            if (Take(fetched, by) || by != FoundBy.Sitemap) return;
            if (fetched.Body.Bytes.Span.IndexOf("schemas/sitemap-news"u8) >= 0) _newsSitemap ??= fetched.Head.FinalUrl;
        }
    }

    private bool Take(FetchResult.Fetched fetched, FoundBy by)
    {
        var limits = new FeedReaderLimits(options.MaxBodyBytes);
        if (FeedReader.Read(fetched.Body.Bytes, fetched.Source, limits) is not FeedRead.Read(var document, _))
            return false;
        var url = fetched.Head.FinalUrl;
        var canonical = CanonicalLink.Of(url);
        if (_feeds.Exists(f => CanonicalLink.Of(f.Url) == canonical)) return true;
        var found = new FoundFeed(url, by, document, 0);
        _feeds.Add(found with { Score = ScoreOf(found, _feeds.Count, time.GetUtcNow()) });
        return true;
    }

    private static int ScoreOf(FoundFeed feed, int order, DateTimeOffset nowUtc)
    {
        var score = feed.By switch
        {
            FoundBy.Asked => 100,
            FoundBy.LinkElement => 60,
            FoundBy.Anchor => 40,
            FoundBy.Sitemap => 30,
            _ => 35,
        };
        score -= Math.Min(order, 15);
        if (feed.IsOfComments) score -= 50;
        if (feed.Document.Entries.Count == 0) return score - 40;
        return feed.IsFresh(nowUtc) ? score + 15 : feed.IsStale(nowUtc) ? score - 30 : score;
    }

    private async Task<FetchResult?> AskAsync(Uri url, CancellationToken cancellationToken)
    {
        var left = LongestSearch - time.GetElapsedTime(_start);
        if (_requests >= MaxRequests || left <= TimeSpan.Zero
            || !_asked.Add(CanonicalLink.Of(url) ?? url.AbsoluteUri)) return null;
        _requests++;
        using var timer = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await FetchAsync(url, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchResult.Failed(
                "timeout",
                Saying.Of("discover.slow", $"it did not answer within {LongestSearch.TotalSeconds:seconds} s"));
        }
    }

    private async Task<FetchResult> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        if (await gates.StartAsync(Feed.HostOf(url), RestOf(url), LongestWait, cancellationToken) is { } wait)
            return new FetchResult.Failed(
                "host-resting",
                Saying.Of(
                    "discover.resting",
                    $"{url.Host:host} wants to be left alone for {Math.Ceiling(wait.TotalSeconds):seconds} s more"),
                RetryAfter: wait);
        var turn = new HostTurn(gates, url, RestOf);
        try
        {
            return await fetcher.FetchAsync(new FetchRequest(url) { IsPage = true, Turn = turn }, cancellationToken);
        }
        finally
        {
            turn.End();
        }
    }

    private TimeSpan RestOf(Uri url) => PollPace.RestOf(url, options);
}
