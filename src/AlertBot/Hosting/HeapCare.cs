using Microsoft.Extensions.Hosting;

namespace AlertBot.Hosting;

/// <summary>Keeps the process small while it works hard.</summary>
/// <remarks>What the analysis holds lives for hours and is replaced piece by piece: just what a collector by
/// generations takes for lasting, so that dead pieces pile up until a rare full collection. Here one is asked for
/// whenever they may have reached <see cref="GrowthBytes"/>; an idle process is left alone.</remarks>
internal sealed class HeapCare : BackgroundService
{
    /// <summary>By how much the heap may grow between two full collections.</summary>
    public const long GrowthBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private long _floor = long.MaxValue / 2;

    /// <summary>Whether a heap of that size is due for a full collection; one that shrank by itself is the new
    /// measure.</summary>
    public bool IsDue(long heapBytes)
    {
        _floor = Math.Min(_floor, heapBytes);
        return heapBytes - _floor > GrowthBytes;
    }

    /// <summary>Notes what is left after a full collection.</summary>
    public void Collected(long heapBytes) => _floor = heapBytes;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Memory grows on the real clock, also where the demo's jumps.
        using var timer = new PeriodicTimer(Look, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!IsDue(GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes)) continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            Collected(GC.GetGCMemoryInfo(GCKind.FullBlocking).HeapSizeBytes);
        }
    }
}
