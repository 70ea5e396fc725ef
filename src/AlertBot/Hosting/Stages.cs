using AlertBot.Alerts;
using AlertBot.Feeds;
using Microsoft.Extensions.Hosting;

namespace AlertBot.Hosting;

/// <summary>Analysis and delivery: each rings for the next, so that news need not wait for a tick.</summary>
internal sealed class Stages : IHostedService, IDisposable
{
    // Twins and mixtures show once a few reports are in; looking more often finds nothing more.
    private static readonly TimeSpan RepairEvery = TimeSpan.FromMinutes(10);

    // A channel that had its share is served again as soon as its platform takes more, not only at the next tick.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly FeedPoller _poller;
    private readonly DeliveryWorker _deliverer;
    private readonly Analyst _analyst;
    private readonly StageLoop _analysis;
    private readonly StageLoop _delivery;
    private readonly StageLoop _pages;
    private readonly PageFetcher _pageFetcher;
    private readonly TimeProvider _time;
    private DateTimeOffset _repairedUtc;
    private bool _hasRepaired;

    public Stages(
        FeedPoller poller, PageFetcher pages, Analyst analyst, DeliveryWorker deliverer, TimeProvider time, Outages outages)
    {
        (_poller, _pageFetcher, _analyst, _deliverer, _time) = (poller, pages, analyst, deliverer, time);
        _repairedUtc = time.GetUtcNow();
        _delivery = new StageLoop("delivery", DeliverAsync, outages);
        _analysis = new StageLoop("analysis", AnalyseAsync, outages);
        _pages = new StageLoop("full text", pages.ReadDueAsync, outages);
    }

    /// <summary>True when no stage has anything in hand.</summary>
    public bool AreIdle => _analysis.IsIdle && _delivery.IsIdle && _pages.IsIdle;

    /// <summary>Lets all look whether something is due.</summary>
    public void RingAll()
    {
        _analysis.Ring();
        _pages.Ring();
        RingDelivery();
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _deliverer.RecoverAsync(cancellationToken);
        _poller.ArticlesStored += OnArticlesStored;
        _pageFetcher.TextStored += OnTextStored;
        _analyst.Owed += RingDelivery;
        await _analysis.StartAsync(cancellationToken);
        await _pages.StartAsync(cancellationToken);
        await _delivery.StartAsync(cancellationToken);
        RingAll();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _poller.ArticlesStored -= OnArticlesStored;
        _pageFetcher.TextStored -= OnTextStored;
        _analyst.Owed -= RingDelivery;
        await _pages.StopAsync(cancellationToken);
        await _analysis.StopAsync(cancellationToken);
        await _delivery.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _analysis.Dispose();
        _pages.Dispose();
        _delivery.Dispose();
    }

    private void OnArticlesStored(int count)
    {
        _analysis.Ring();
        _pages.Ring();
    }

    private void OnTextStored() => _analysis.Ring();

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        // What waits longer for its turn waits for the next ring.
        do await _deliverer.DeliverDueAsync(cancellationToken);
        while (await _deliverer.WaitForTurnAsync(LongestPause, cancellationToken));
    }

    private async Task AnalyseAsync(CancellationToken cancellationToken)
    {
        await _analyst.AnalyseWaitingAsync(cancellationToken);
        var nowUtc = _time.GetUtcNow();
        if (nowUtc - _repairedUtc >= RepairEvery)
        {
            await _analyst.RepairAsync(_hasRepaired ? _repairedUtc : null, cancellationToken);
            (_repairedUtc, _hasRepaired) = (nowUtc, true);
        }
        RingDelivery();
    }

    // Also while it waits: what came last may be what is most urgent.
    private void RingDelivery()
    {
        _delivery.Ring();
        _deliverer.Ring();
    }
}
