using AlertBot.Feeds.Reading;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Finds the feeds of a site by asking it: what its page names and links to, what its robots.txt names, and where
/// feeds often lie. Under the limits of polls; private networks are refused as there.</summary>
public sealed class FeedDiscovery(FeedFetcher fetcher, IOptions<FeedOptions> options, TimeProvider time)
{
    // A person waits, and each request costs the site; real sites show themselves within a few.
    private const int MaxRequests = 24;
    private const int MaxSitemaps = 3;
    private const int MaxDepth = 200;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Looks for the feeds of a site. Never throws for what the site does.</summary>
    public async Task<Discovery> DiscoverAsync(Uri site, CancellationToken cancellationToken)
    {
        var search = new Search(fetcher, options.Value, time, site);
        await search.RunAsync(cancellationToken);
        return search.Result;
    }

    private static int ScoreOf(FoundBy by, int order, Uri url, FeedDocument document, DateTimeOffset nowUtc)
    {
        var score = by switch
        {
            FoundBy.Asked => 100,
            FoundBy.LinkElement => 60,
            FoundBy.Anchor => 40,
            FoundBy.Sitemap => 30,
            _ => 35,
        };
        score -= Math.Min(order, 15);
        var name = $"{document.Title} {url.AbsolutePath}";
        if (name.Contains("comment", StringComparison.OrdinalIgnoreCase) || name.Contains("تعليق", StringComparison.Ordinal))
            score -= 50;
        if (document.Entries.Count == 0) return score - 40;
        var newest = document.Entries.Max(e => e.PublishedUtc ?? e.UpdatedUtc);
        if (newest is not { } at) return score;
        var age = nowUtc - at;
        return age < TimeSpan.FromDays(7) ? score + 15 : age > TimeSpan.FromDays(90) ? score - 30 : score;
    }

    /// <summary>One search.</summary>
    private sealed class Search(FeedFetcher fetcher, FeedOptions options, TimeProvider time, Uri site)
    {
        private readonly HostGates _gates = new(_ => 1, time);
        private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
        private readonly List<FoundFeed> _feeds = [];
        private string? _problem;
        private Uri? _newsSitemap;
        private int _requests;
        private int _order;

        public Discovery Result => new(site, [.. _feeds.OrderByDescending(f => f.Score)], _problem, _newsSitemap);

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            var page = await PageAsync(cancellationToken);
            // Whoever names a feed wants that one.
            if (_feeds.Count > 0) return;
            var home = page?.Url ?? site;
            foreach (var (url, by) in page is { } found ? FeedLinks.On(found.Html, found.Url) : [])
                await TryAsync(url, by, cancellationToken);
            await SitemapsAsync(home, cancellationToken);
            if (_feeds.Exists(f => f.By is FoundBy.LinkElement or FoundBy.Anchor)) return;
            foreach (var url in FeedLinks.Common(home))
            {
                await TryAsync(url, FoundBy.CommonPath, cancellationToken);
                if (_feeds.Exists(f => f.By == FoundBy.CommonPath)) return;
            }
        }

        private async Task<(Uri Url, string Html)?> PageAsync(CancellationToken cancellationToken)
        {
            switch (await AskAsync(site, cancellationToken))
            {
                case FetchResult.Fetched fetched:
                    using (fetched.Body)
                    {
                        if (Take(fetched, FoundBy.Asked)) return null;
                        using var decoded = DocumentDecoder.Decode(fetched.Body.Bytes.Span, fetched.Source.ContentType);
                        if (PageReader.IsDeeper(decoded.Text, MaxDepth)) return null;
                        return (fetched.Head.FinalUrl, decoded.Text.ToString());
                    }
                case FetchResult.Failed failed:
                    _problem = failed.Message;
                    return null;
                case FetchResult.Blocked blocked:
                    _problem = blocked.Message;
                    return null;
                default:
                    _problem = "the server says that the page is gone for good";
                    return null;
            }
        }

        private async Task SitemapsAsync(Uri home, CancellationToken cancellationToken)
        {
            if (await AskAsync(new Uri(home, "/robots.txt"), cancellationToken) is not FetchResult.Fetched robots) return;
            RobotsRules rules;
            using (robots.Body) rules = RobotsRules.Read(robots.Body.Bytes.Span);
            // Those of news first: it is them that we look for.
            var named = rules.Sitemaps.OrderBy(s => s.Contains("news", StringComparison.OrdinalIgnoreCase) ? 0 : 1).Take(MaxSitemaps);
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
            if (FeedReader.Read(fetched.Body.Bytes, fetched.Source, limits) is not FeedRead.Read(var document, _)) return false;
            var url = fetched.Head.FinalUrl;
            var canonical = CanonicalLink.Of(url);
            if (_feeds.Exists(f => CanonicalLink.Of(f.Url) == canonical)) return true;
            _feeds.Add(new FoundFeed(url, by, document, ScoreOf(by, _order++, url, document, time.GetUtcNow())));
            return true;
        }

        private async Task<FetchResult?> AskAsync(Uri url, CancellationToken cancellationToken)
        {
            if (_requests >= MaxRequests || !_asked.Add(CanonicalLink.Of(url) ?? url.AbsoluteUri)) return null;
            _requests++;
            if (await _gates.StartAsync(Feed.HostOf(url), RestOf(url), LongestWait, cancellationToken) is not null) return null;
            var turn = new HostTurn(_gates, url, RestOf);
            try
            {
                return await fetcher.FetchAsync(
                    new FetchRequest(url) { IsPage = true, Turn = turn }, cancellationToken);
            }
            finally
            {
                turn.End();
            }
        }

        private TimeSpan RestOf(Uri url) => PollPace.RestOf(url, options);
    }
}
