using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Storage;

namespace AlertBot.Hosting;

/// <summary>Takes away once an hour what is kept no longer; of several workers one does it.</summary>
internal sealed class Tidying(IHousekeeping housekeeping, ILeases leases, WorkerName worker, TimeProvider time)
{
    /// <summary>How often it is asked whether a round is due, on the real clock.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// <summary>Time between two rounds.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private const string LeaseName = "housekeeping";

    // The first minutes belong to the news that waited; but a worker that is started every day must get to it.
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);

    private DateTimeOffset _dueUtc = time.GetUtcNow() + FirstAfter;

    /// <summary>Does a round when one is due; null when none is, or another worker does it.</summary>
    public async Task<TidyReport?> TidyDueAsync(CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        if (nowUtc < _dueUtc) return null;
        // Not given back: it keeps the others from it until the next round is due.
        var lease = await leases.AcquireAsync(LeaseName, worker.Value, Every, nowUtc, cancellationToken);
        var report = lease is null ? null : await housekeeping.TidyAsync(nowUtc, cancellationToken);
        _dueUtc = nowUtc + Every;
        return report;
    }
}
