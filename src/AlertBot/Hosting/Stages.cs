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
    private readonly StageLoop _pushes;
    private readonly StageLoop _hubs;
    private readonly PageFetcher _pageFetcher;
    private readonly HubPushes _hubPushes;
    private readonly HubReceiver _receiver;
    private readonly TimeProvider _time;
    private DateTimeOffset _repairedUtc;
    private bool _hasRepaired;

    public Stages(
        FeedPoller poller, PageFetcher pages, HubPushes pushes, HubReceiver receiver, HubDesk hubs, Analyst analyst,
        DeliveryWorker deliverer, TimeProvider time, Outages outages)
    {
        (_poller, _pageFetcher, _analyst, _deliverer, _time) = (poller, pages, analyst, deliverer, time);
        (_hubPushes, _receiver) = (pushes, receiver);
        _repairedUtc = time.GetUtcNow();
        _delivery = new StageLoop("delivery", DeliverAsync, outages);
        _analysis = new StageLoop("analysis", AnalyseAsync, outages);
        _pages = new StageLoop("full text", pages.ReadDueAsync, outages);
        _pushes = new StageLoop("reading of what hubs push", pushes.ReadWaitingAsync, outages);
        _hubs = new StageLoop("subscribing at hubs", hubs.WorkAsync, outages);
    }

    /// <summary>True when no stage has anything in hand.</summary>
    public bool AreIdle => _analysis.IsIdle && _delivery.IsIdle && _pages.IsIdle && _pushes.IsIdle && _hubs.IsIdle;

    /// <summary>Lets all look whether something is due.</summary>
    public void RingAll()
    {
        _analysis.Ring();
        _pages.Ring();
        _pushes.Ring();
        _hubs.Ring();
        RingDelivery();
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _deliverer.RecoverAsync(cancellationToken);
        _poller.ArticlesStored += OnArticlesStored;
        _pageFetcher.TextStored += OnTextStored;
        _hubPushes.ArticlesStored += OnArticlesStored;
        _receiver.PushKept += _pushes.Ring;
        _analyst.Owed += RingDelivery;
        await _analysis.StartAsync(cancellationToken);
        await _pages.StartAsync(cancellationToken);
        await _pushes.StartAsync(cancellationToken);
        await _hubs.StartAsync(cancellationToken);
        await _delivery.StartAsync(cancellationToken);
        RingAll();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _poller.ArticlesStored -= OnArticlesStored;
        _pageFetcher.TextStored -= OnTextStored;
        _hubPushes.ArticlesStored -= OnArticlesStored;
        _receiver.PushKept -= _pushes.Ring;
        _analyst.Owed -= RingDelivery;
        await _hubs.StopAsync(cancellationToken);
        await _pushes.StopAsync(cancellationToken);
        await _pages.StopAsync(cancellationToken);
        await _analysis.StopAsync(cancellationToken);
        await _delivery.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _analysis.Dispose();
        _pages.Dispose();
        _pushes.Dispose();
        _hubs.Dispose();
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
