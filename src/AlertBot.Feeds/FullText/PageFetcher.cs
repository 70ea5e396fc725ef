using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Asks for the pages of new articles of feeds that are marked so, politely and once, and keeps their
/// texts.</summary>
/// <remarks>An alert never waits for a page: the article is analysed with the feed's text at once, and again, as the same
/// telling, when its page was read. Pages go through the same gates as polls, so a host never feels both.</remarks>
public sealed partial class PageFetcher
{
    /// <summary>The outcome of a page that was read.</summary>
    public const string Taken = "taken";

    private const int BatchSize = 32;
    private const int MaxPending = 256; // taken and not asked for yet, so many that no one host has them all
    private const int MaxTries = 2;
    private const int MaxTakes = 5; // with those at which its host was not to be asked
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestPage = TimeSpan.FromMinutes(4); // with waiting, robots.txt and redirects
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(70); // a minute is the longest rest
    private static readonly TimeSpan UnaskedPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6); // later it is no news any more

    private readonly IPageStore _store;
    private readonly FeedFetcher _fetcher;
    private readonly HostGates _gates;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RobotsCache _robots;
    private int _pending;

    /// <summary>Makes the one of a process.</summary>
    public PageFetcher(
        IPageStore store, FeedPoller poller, FeedFetcher fetcher, IOptions<FeedOptions> options, TimeProvider time,
        ILogger<PageFetcher> logger)
    {
        ArgumentNullException.ThrowIfNull(poller);
        ArgumentNullException.ThrowIfNull(options);
        (_store, _fetcher, _gates, _options, _time, _logger) = (store, fetcher, poller.Gates, options.Value, time, logger);
        _robots = new RobotsCache(fetcher, time);
    }

    /// <summary>Raised after an article got the text of its page, and waits for analysis anew.</summary>
    public event Action? TextStored;

    /// <summary>Asks for every page that is due, and for those that become due meanwhile. What the store throws ends it;
    /// pages that were taken and not kept are due again later.</summary>
    /// <remarks>Hosts are asked beside each other: a slow one holds up its own pages alone.</remarks>
    public async Task ReadDueAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hosts = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                var isMore = await StartAsync(hosts, stop.Token);
                foreach (var (host, ended) in hosts.Where(static one => one.Value.IsCompleted).ToList())
                {
                    hosts.Remove(host);
                    await ended;
                }

                if (isMore) continue;
                if (hosts.Count == 0) return;
                await Task.WhenAny([.. hosts.Values, Task.Delay(Look, _time, stop.Token)]);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(hosts.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _pending = 0;
        }
    }

    /// <summary>Takes what is due; true when more may be.</summary>
    private async Task<bool> StartAsync(Dictionary<string, Task> hosts, CancellationToken cancellationToken)
    {
        var limit = Math.Min(BatchSize, MaxPending - Volatile.Read(ref _pending));
        if (limit <= 0) return false;
        var nowUtc = _time.GetUtcNow();
        var due = await _store.TakeAsync(nowUtc, nowUtc + ClaimTime, limit, cancellationToken);
        Interlocked.Add(ref _pending, due.Count);
        foreach (var pages in due.GroupBy(d => Feed.HostOf(d.Article.Link!), StringComparer.Ordinal))
            hosts[pages.Key] = ReadHostAsync(
                hosts.GetValueOrDefault(pages.Key), [.. pages], nowUtc + ClaimTime - LongestPage, cancellationToken);
        return due.Count == limit;
    }

    private async Task ReadHostAsync(
        Task? before, IReadOnlyList<PageDue> pages, DateTimeOffset untilUtc, CancellationToken cancellationToken)
    {
        if (before is not null) await before;
        foreach (var page in pages)
        {
            Interlocked.Decrement(ref _pending);
            // It would be taken again before it is done.
            if (_time.GetUtcNow() >= untilUtc) continue;
            var kept = await ReadAsync(page, cancellationToken);
            LogOutcome(page.Article.Id, page.Article.FeedId, kept.Outcome);
            if (await _store.KeepAsync(kept, cancellationToken)) TextStored?.Invoke();
        }
    }

    private async Task<PageKept> ReadAsync(PageDue due, CancellationToken cancellationToken)
    {
        // One that was taken so often and never kept ended the process each time.
        if (due.Tries >= MaxTakes) return Kept(due, "given-up");
        var link = due.Article.Link!;
        if (await _gates.StartAsync(Feed.HostOf(link), RestOf(link), LongestWait, cancellationToken) is { } wait)
            return Later(due, "host-resting", wait, MaxTakes);
        var turn = new HostTurn(_gates, link, RestOf);
        try
        {
            var rules = await _robots.OfAsync(link, turn, cancellationToken);
            if (rules.Delay is { } delay) _gates.Lengthen(Feed.HostOf(link), delay);
            if (ReferenceEquals(rules, RobotsRules.DisallowAll)) return Later(due, "robots", RobotsCache.AfterFailure);
            if (!rules.Allows(link)) return Kept(due, "robots");
            var request = new FetchRequest(link) { IsPage = true, Turn = turn };
            return await _fetcher.FetchAsync(request, cancellationToken) switch
            {
                FetchResult.Fetched fetched => await ReadAsync(due, fetched, turn, cancellationToken),
                FetchResult.Failed { Status: null or 429 or >= 500, Code: not "private-address" } failed => Paused(
                    Later(due, failed.Code, failed.RetryAfter ?? RetryAfter), failed),
                FetchResult.Failed failed => Kept(due, failed.Code),
                FetchResult.Blocked blocked => Kept(due, blocked.Code),
                _ => Kept(due, "gone"),
            };
        }
        finally
        {
            turn.End();
        }
    }

    private async Task<PageKept> ReadAsync(
        PageDue due, FetchResult.Fetched fetched, HostTurn turn, CancellationToken cancellationToken)
    {
        using var body = fetched.Body;
        // Redirects may lead to a site that wants no robots; then what it sent is not used.
        if (Feed.HostOf(fetched.Head.FinalUrl) != Feed.HostOf(due.Article.Link!)
            && !(await _robots.OfAsync(fetched.Head.FinalUrl, turn, cancellationToken)).Allows(fetched.Head.FinalUrl))
            return Kept(due, "robots");
        turn.End();
        // Where articles that were taken down lead: it may name them all the same.
        if (fetched.Head.FinalUrl.PathAndQuery == "/" && due.Article.Link!.PathAndQuery != "/") return Kept(due, "other-page");
        switch (PageReader.Read(body.Bytes, fetched.Source, due.Article.Title))
        {
            case PageRead.None none:
                return Kept(due, none.Code);
            case PageRead.Article page when page.Text.Length <= due.Article.Text.Length:
                return Kept(due, "shorter");
            case PageRead.Article page:
                var text = page.Lead is { } lead && Likeness.IsOf(lead, null, page.Text) ? $"{lead}\n{page.Text}" : page.Text;
                if (text.Length > ArticleMaker.MaxTextChars) text = text[..ArticleMaker.MaxTextChars];
                return new PageKept(due, Taken, text, page.Canonical, null);
            default:
                throw new InvalidOperationException("There is no other outcome of reading a page.");
        }
    }

    // Who wants fewer requests wants them of polls and pages alike.
    private PageKept Paused(PageKept kept, FetchResult.Failed failed)
    {
        var rest = failed.RetryAfter ?? (failed.Status == 429 ? UnaskedPause : TimeSpan.Zero);
        if (rest == TimeSpan.Zero || failed.At is null) return kept;
        var pause = new HostPause(Feed.HostOf(failed.At), _time.GetUtcNow() + rest);
        _gates.Pause(pause.Host, pause.UntilUtc);
        return kept with { HostPause = pause };
    }

    private PageKept Later(PageDue due, string code, TimeSpan wait, int most = MaxTries) =>
        due.Tries + 1 >= most || wait > LongestRetry
            ? Kept(due, code)
            : new PageKept(due, code, null, null, _time.GetUtcNow() + wait);

    private static PageKept Kept(PageDue due, string code) => new(due, code, null, null, null);

    private TimeSpan RestOf(Uri url) => PollPace.RestOf(url, _options);

    [LoggerMessage(1031, LogLevel.Debug, "The page of article {ArticleId} of feed {FeedId}: {Outcome}.")]
    private partial void LogOutcome(string articleId, string feedId, string outcome);
}
