using AlertBot.Alerts;
using AlertBot.Hosting;
using Quartz;

namespace AlertBot.Jobs;

/// <summary>Tells channels when their sources bring nothing, and when they do again.</summary>
[DisallowConcurrentExecution]
internal sealed class CoverageJob(CoverageWatch watch, Stages stages, Outages outages) : IJob
{
    /// <summary>How often it looks, on the real clock.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var told = 0;
        await outages.TryAsync("coverage", async token => told = await watch.LookAsync(token), cancellationToken);
        if (told > 0) stages.RingAll();
    }
}
