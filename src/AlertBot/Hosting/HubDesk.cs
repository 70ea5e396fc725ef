using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Hosting;

/// <summary>Lets one worker of several see to the subscriptions at hubs.</summary>
internal sealed class HubDesk(
    HubSubscriber subscriber, HubReceiver receiver, ILeases leases, WorkerName worker, TimeProvider time)
{
    private const string LeaseName = "hubs";

    // A hub may take its time over each of many requests.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);

    /// <summary>Does what is due, unless another worker is at it.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        // A hub may ask back before it answers: who cannot be heard asks nothing.
        if (!receiver.IsListening || !await subscriber.IsDueAsync(cancellationToken)) return;
        var lease = await leases.AcquireAsync(LeaseName, worker.Value, LeaseTime, time.GetUtcNow(), cancellationToken);
        if (lease is null) return;
        try
        {
            await subscriber.WorkAsync(cancellationToken);
        }
        finally
        {
            // One that cannot be given back runs out.
            if (!cancellationToken.IsCancellationRequested) await leases.ReleaseAsync(lease, cancellationToken);
        }
    }
}
