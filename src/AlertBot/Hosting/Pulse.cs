using AlertBot.Storage;

namespace AlertBot.Hosting;

/// <summary>The row that says that the process lives; <c>healthcheck</c> reads it.</summary>
internal sealed class Pulse(IHeartbeat heartbeat, Alerts.WorkerName worker, TimeProvider time)
{
    /// <summary>Time between two beats.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Older than this, the process is held to be dead.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(60);

    /// <summary>Beats once.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) =>
        heartbeat.BeatAsync(worker.Value, time.GetUtcNow(), cancellationToken);
}
